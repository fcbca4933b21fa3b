"""A letter is drafted: from facts, in the contact's language, for a person to read and send."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from troth.mail.models import Filing
from troth.notes.models import Note, Win
from troth.people.models import Client, Contact, ContactAddress, Member
from troth.promises.models import Matter
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
from troth.record.appending import append
from troth.updates import facts
from troth.updates.models import Draft, DraftKind, DraftState


class NobodyToWriteToError(RefusedError):
    """No contact of the client has an address."""

    def __init__(self, client: Client) -> None:
        super().__init__(f"Troth knows no mail address at {client.name}. Add a contact first.")


@transaction.atomic
def draft_status(
    client: Client, *, by: Member, at: datetime, contact: Contact | None = None
) -> Draft:
    """One letter of what is open both ways. Raises NobodyToWriteToError.

    A draft of the same kind that was not sent yet gives way to it.
    """
    reader = _reader(client, contact)
    telling = facts.everything_open(client, zone=_zone(reader), heard_at=_heard_at(client), at=at)
    letter = status_letter(telling.facts, recipient=_recipient(reader), sender=facts.sender(by))
    return _kept(letter, DraftKind.STATUS, reader, telling.matters, by=by, at=at, wins=telling.wins)


@transaction.atomic
def draft_recap(note: Note, *, by: Member, at: datetime) -> Draft:
    """What a call, a meeting or a chat came to, and the question if that is right.

    Raises NobodyToWriteToError.
    """
    reader = _reader(note.client, note.contact)
    zone = _zone(reader)
    said = Matter.objects.filter(note=note, outcome="").order_by("start")
    telling = facts.of_these(said, zone=zone, at=at)
    letter = recap_letter(
        telling.facts,
        met_on=note.at.astimezone(zone).date(),
        kind=note.kind,  # type: ignore[arg-type]  # call, meeting or chat
        recipient=_recipient(reader),
        sender=facts.sender(by),
    )
    return _kept(letter, DraftKind.RECAP, reader, telling.matters, by=by, at=at)


@transaction.atomic
def draft_moved(matter: Matter, *, why: str, by: Member, at: datetime) -> Draft:
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
    return _kept(letter, DraftKind.MOVED, reader, [matter], by=by, at=at)


@transaction.atomic
def draft_reminder(matter: Matter, *, by: Member, at: datetime) -> Draft:
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
    return _kept(letter, DraftKind.REMINDER, reader, [matter], by=by, at=at)


def _reader(client: Client, contact: Contact | None) -> ContactAddress:
    """Whom to write to: the one named, else who waits, else who wrote last, else who ranks first.

    Raises NobodyToWriteToError.
    """
    addresses = ContactAddress.objects.filter(contact__client=client).select_related("contact")
    if contact is not None and (named := addresses.filter(contact=contact).first()):
        return named
    waiting = Matter.objects.filter(client=client, outcome="", contact__isnull=False)
    first = waiting.exclude(kind="need").order_by("given_at").first()
    if first and (found := addresses.filter(contact=first.contact).first()):
        return found
    latest = Filing.objects.filter(client=client, is_mine=False, is_word=True)
    wrote = latest.order_by("-sent_at").select_related("message").first()
    if wrote and (found := addresses.filter(email=wrote.message.people[0]).first()):
        return found
    found = addresses.order_by("contact__rank", "contact__name", "pk").first()
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


def _kept(  # noqa: PLR0913  # everything that a draft is made of
    letter: Letter,
    kind: DraftKind,
    reader: ContactAddress,
    matters: Sequence[Matter],
    *,
    by: Member,
    at: datetime,
    wins: Sequence[Win] = (),
) -> Draft:
    client = reader.contact.client
    older = Draft.objects.filter(client=client, kind=kind, by=by, state=DraftState.READY)
    older.filter(opened_at=None).update(state=DraftState.DROPPED, closed_at=at)
    draft = Draft.objects.create(
        practice_id=client.practice_id,
        client=client,
        contact=reader.contact,
        by=by,
        kind=kind,
        language=letter.language,
        to=reader.email,
        subject=letter.subject,
        body=letter.body,
        message_id=f"<{uuid4()}@{by.email.rpartition('@')[2]}>",
        made_at=at,
    )
    draft.tells.set(matters)
    draft.wins.set(wins)
    append(
        "draft.made",
        practice=client.practice_id,
        client=client.pk,
        by=by.pk,
        at=at,
        about=draft.pk,
        facts={"kind": kind.value, "tells": sorted(it.pk.hex for it in matters)},
        text=f"{letter.subject}\n\n{letter.body}",
    )
    return draft
