"""Composing a letter from facts, in the contact's language, for a person to read and send.

It reads and writes nothing: a letter is kept when the person does something with it.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db.models import F, Q

from troth.mail.models import Filing, Message
from troth.notes.models import Note, Win
from troth.people.models import Client, Contact, ContactAddress, Member
from troth.promises.models import Finding, FindingState, Matter
from troth.promises.refusals import RefusedError
from troth.pure.wording import (
    Draft as Letter,
)
from troth.pure.wording import (
    Recipient,
    moved_letter,
    recap_letter,
    reminder_letter,
    status_letter,
)
from troth.updates import facts
from troth.updates.letters import main_passages, text_of, thread_of
from troth.updates.models import DraftKind

_OPEN = Q(state=FindingState.OPEN, is_repeated=False)
"""What nobody has decided yet, settled by later letters or not: a recap asks about all of it."""


class NobodyToWriteToError(RefusedError):
    """No contact of the client has an address."""

    def __init__(self, client: Client) -> None:
        super().__init__(f"Troth knows no mail address at {client.name}. Add a contact first.")


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter, whom it goes to, and what it tells of."""

    kind: DraftKind
    letter: Letter
    reader: ContactAddress
    matters: tuple[Matter, ...]
    wins: tuple[Win, ...] = ()

    @property
    def client(self) -> Client:
        return self.reader.contact.client


def status(client: Client, *, by: Member, at: datetime, contact: Contact | None = None) -> Composed:
    """One letter of what is open both ways. Raises NobodyToWriteToError."""
    reader = _reader(client, contact)
    telling = facts.everything_open(client, zone=_zone(reader), heard_at=_heard_at(client), at=at)
    letter = status_letter(telling.facts, recipient=_recipient(reader), sender=facts.sender(by))
    return Composed(DraftKind.STATUS, letter, reader, telling.matters, telling.wins)


def recap(note: Note, *, by: Member, at: datetime) -> Composed:
    """What a call, a meeting or a chat came to, and the question if that is right.

    What was found in it counts as understood, also where nobody has confirmed it yet: the letter
    asks. Raises NobodyToWriteToError.
    """
    reader = _reader(note.client, note.contact)
    said = Matter.objects.filter(note=note, outcome="").order_by("start")
    found = Finding.objects.filter(_OPEN, note=note).order_by("start")
    telling = facts.of_these(said, found, zone=_zone(reader), at=at)
    return _recapped(telling, note.kind, note.at, reader=reader, by=by)


def recap_of_letters(message: Message, client: Client, *, by: Member, at: datetime) -> Composed:
    """What the letters up to this one came to, and the question if that is right.

    It is for an OK to something that the other side may not have understood: what our own letter
    said is asked about where nothing was promised in it. Raises NobodyToWriteToError.
    """
    reader = _reader(client, _writer(message, client))
    letters = list(thread_of(message, client))
    said = Matter.objects.filter(message__in=letters, outcome="").order_by("given_at", "start")
    found = Finding.objects.filter(_OPEN, message__in=letters).order_by("said_at", "start")
    telling = facts.of_these(said, found, zone=_zone(reader), at=at)
    ours = next((it for it in letters if it.is_mine), None)
    if ours is not None:
        passages = main_passages(text_of(ours))
        telling = facts.proposed(telling, passages, on=telling.facts.on)
    return _recapped(telling, "mail", message.sent_at or at, reader=reader, by=by)


def _recapped(
    telling: facts.Telling, kind: str, met_at: datetime, *, reader: ContactAddress, by: Member
) -> Composed:
    letter = recap_letter(
        telling.facts,
        met_on=met_at.astimezone(telling.facts.zone).date(),
        kind=kind,  # type: ignore[arg-type]  # call, meeting, chat or mail
        recipient=_recipient(reader),
        sender=facts.sender(by),
    )
    return Composed(DraftKind.RECAP, letter, reader, telling.matters)


def _writer(message: Message, client: Client) -> Contact | None:
    return Contact.objects.filter(client=client, addresses__email=message.people[0]).first()


def moved(matter: Matter, *, why: str, by: Member, at: datetime) -> Composed:
    """A date that we gave has moved. Raises NobodyToWriteToError."""
    reader = _reader(matter.client, matter.contact)
    zone = _zone(reader)
    letter = moved_letter(
        facts.item(matter, zone=zone, at=at),
        why=why or None,
        on=at.astimezone(zone).date(),
        zone=zone,
        recipient=_recipient(reader),
        sender=facts.sender(by),
    )
    return Composed(DraftKind.MOVED, letter, reader, (matter,))


def reminder(matter: Matter, *, by: Member, at: datetime) -> Composed:
    """What they owe is asked for once more. Raises NobodyToWriteToError."""
    reader = _reader(matter.client, matter.contact)
    zone = _zone(reader)
    letter = reminder_letter(
        facts.item(matter, zone=zone, at=at),
        on=at.astimezone(zone).date(),
        zone=zone,
        recipient=_recipient(reader),
        sender=facts.sender(by),
    )
    return Composed(DraftKind.REMINDER, letter, reader, (matter,))


def _reader(client: Client, contact: Contact | None) -> ContactAddress:
    """Whom to write to: the one named, else who waits, else who wrote last, else who ranks first.

    Raises NobodyToWriteToError.
    """
    # Of several addresses the one that letters do not come back from.
    works = F("bounced_at").asc(nulls_first=True)
    rows = ContactAddress.objects.filter(contact__client=client).select_related("contact")
    addresses = rows.order_by(works, "pk")
    if contact is not None and (named := addresses.filter(contact=contact).first()):
        return named
    waiting = Matter.objects.filter(client=client, outcome="", contact__isnull=False)
    first = waiting.exclude(kind="need").order_by("given_at").first()
    if first and (found := addresses.filter(contact=first.contact).first()):
        return found
    latest = Filing.objects.filter(client=client, is_mine=False, is_word=True)
    wrote = latest.order_by("-sent_at").select_related("message").first()
    sender = Q(contact__addresses__email=wrote.message.people[0] if wrote else "")
    if found := addresses.filter(sender).first():
        return found
    found = addresses.order_by("contact__rank", "contact__name", works, "pk").first()
    if found is None:
        raise NobodyToWriteToError(client)
    return found


def _recipient(reader: ContactAddress) -> Recipient:
    return facts.recipient(reader.contact, language=_language(reader))


def _language(reader: ContactAddress) -> str:
    """The contact's language, else the one that most of their client's letters are in."""
    if reader.contact.language:
        return reader.contact.language
    theirs = Filing.objects.filter(client=reader.contact.client, is_mine=False)
    rows = theirs.exclude(message__language="").order_by("-sent_at")
    latest = list(rows.values_list("message__language", flat=True)[:20])
    return max(set(latest), key=latest.count, default="en")


def _zone(reader: ContactAddress) -> ZoneInfo:
    for name in (reader.contact.zone, reader.contact.client.owner.zone):
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return ZoneInfo("UTC")


def _heard_at(client: Client) -> datetime | None:
    words = Filing.objects.filter(client=client, is_mine=True, is_word=True)
    latest = words.order_by("-sent_at").values_list("sent_at", flat=True).first()
    note = Note.objects.filter(client=client, is_word=True).order_by("-at").first()
    return max((it for it in (latest, note.at if note else None) if it), default=None)
