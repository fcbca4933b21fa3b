"""A draft leaves by the outbox: put there, taken back in its minute, dropped, and seen as sent."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from troth.jobs.actions import enqueue
from troth.jobs.models import Rank
from troth.mail.actions.own import file_own
from troth.mail.models import Message
from troth.mail.places import HeldPlace
from troth.people.models import Client, ContactAddress, Member
from troth.post.actions import ending, outbox
from troth.post.delivery import lines_of
from troth.post.letter import Letter
from troth.post.models import Outgoing, OutgoingState, Sender
from troth.post.queries import sender_of
from troth.promises.actions.storing import Place, store
from troth.promises.actions.taking_in import chosen_in
from troth.promises.opened import Chosen, Opened
from troth.promises.refusals import RefusedError
from troth.promises.whole_letters import open_places
from troth.updates.actions.sending import close_as_sent, ready
from troth.updates.letters import thread_to_answer
from troth.updates.models import Draft, DraftState

log = logging.getLogger("troth.updates")

SAME_WITHIN = timedelta(minutes=15)
"""Two letters of the same words within this time are one that was sent twice by mistake."""

KIND = "draft"
"""What the outbox calls a letter that was drafted."""


class SameLetterError(RefusedError):
    """A button that was pressed twice."""

    def __init__(self) -> None:
        super().__init__(
            "The same letter is on its way already, or has just left. Change a word to send it "
            "once more."
        )


@transaction.atomic
def send(draft: Draft, *, by: Member, at: datetime) -> Outgoing:
    """Put the draft into the outbox, where it waits for its minute.

    It goes on the thread that it rests on. Raises DraftClosedError, DraftLeavesError,
    SameLetterError, PostError, UnusableAddressError.
    """
    Member.objects.select_for_update(no_key=True).get(pk=by.pk)
    held = ready(draft, by=by)
    _refuse_twice(held, at=at)
    thread = thread_to_answer(held)
    letter = Letter(
        to=[held.to],
        subject=held.subject,
        text=held.body,
        kind=KIND,
        about=held.pk,
        client=held.client,
        contact=held.contact,
        # A letter that somebody else had put and taken back has left its id in their row.
        message_id=held.message_id if held.by_id == by.pk else "",
        in_reply_to=thread[-1] if thread else "",
        references=thread,
        language=held.language,
    )
    outgoing = outbox.put(letter, by=by, at=at)
    _move(held, DraftState.LEAVING)
    return outgoing


@transaction.atomic
def take_back(outgoing: Outgoing, *, by: Member, at: datetime) -> Outgoing:
    """The letter does not leave, and its draft is ready again.

    One that may have arrived stays unsure. Raises OnItsWayError, NotFoundError.
    """
    held = outbox.withdraw(outgoing, by=by, at=at)
    _make_ready(held)
    return held


@transaction.atomic
def drop(outgoing: Outgoing, *, by: Member, at: datetime) -> Outgoing:
    """A letter that could not be sent is given up, and its draft is ready again.

    Raises NotToBeDroppedError, NotFoundError.
    """
    held = ending.drop(outgoing, by=by, at=at)
    _make_ready(held)
    return held


@transaction.atomic
def arrived(outgoing: Outgoing, *, by: Member, at: datetime) -> Outgoing:
    """Somebody knows that a letter came, of which the server's answer was lost: it is told.

    Raises NotUnsureError, NotFoundError.
    """
    held = ending.arrived(outgoing, by=by, at=at)
    _closed(held, at=at)
    return held


def close_sent(*, at: datetime) -> int:
    """Close the drafts whose letters have left; how many. Trouble with one is not the others'."""
    closed = 0
    for outgoing in _left():
        try:
            closed += _closed(outgoing, at=at)
        except Exception:
            log.exception("The draft of letter %s could not be closed", outgoing.pk)
    return closed


@transaction.atomic
def _closed(outgoing: Outgoing, *, at: datetime) -> bool:
    """Keep the letter with its client's, and count the draft as told. At most once."""
    draft = _leaving(outgoing).select_related("client__merged_into").first()
    if draft is None:
        return False
    if outgoing.state == OutgoingState.UNSURE:
        ending.arrived(outgoing, by=None, at=at)
    client = draft.client.merged_into or draft.client
    close_as_sent(draft, _kept(outgoing, client, at=at), at=at)
    enqueue("settle", about=client.pk, run_at=at)
    enqueue("index", about=client.pk, run_at=at, rank=Rank.LONG)
    return True


def _refuse_twice(draft: Draft, *, at: datetime) -> None:
    same = Draft.objects.filter(client=draft.client_id, to=draft.to, subject=draft.subject)
    gone = same.filter(body=draft.body, state__in=(DraftState.LEAVING, DraftState.SENT))
    if gone.filter(made_at__gte=at - SAME_WITHIN).exists():
        raise SameLetterError


def _left() -> list[Outgoing]:
    """Letters that were sent, or found in a mailbox, and whose draft does not know yet."""
    drafts = Draft.objects.filter(pk=OuterRef("about"), state=DraftState.LEAVING)
    rows = Outgoing.objects.filter(Exists(drafts), kind=KIND).select_related("by", "contact")
    sent = list(rows.filter(state=OutgoingState.SENT))
    return sent + [it for it in rows.filter(state=OutgoingState.UNSURE) if _seen(it).exists()]


def _seen(outgoing: Outgoing) -> QuerySet[Message]:
    """Its copy in a mailbox: whoever had the letter put it there."""
    bare = outgoing.message_id.strip("<>")
    return Message.objects.filter(practice=outgoing.practice_id, message_id=bare, is_mine=True)


def _kept(outgoing: Outgoing, client: Client, *, at: datetime) -> Message:
    """The letter in its client's file, with what was found in it; as its copy, where that came."""
    seen = _seen(outgoing).first()
    if seen is not None:
        return seen
    opened = _read(outgoing, client)
    letter = opened.taken[0]
    message = file_own(letter, client, at=at)
    if message.pk.hex == letter.pk:
        contacts = ContactAddress.objects.filter(contact__client=client, email__in=outgoing.to)
        store(
            client.practice,
            ((it, Place(message=letter.pk)) for it in opened.discoveries),
            clients=dict.fromkeys((it.key for it in opened.discoveries), client.pk),
            contacts=dict(contacts.values_list("email", "contact")),
        )
    return message


def _read(outgoing: Outgoing, client: Client) -> Opened:
    """The letter as it travelled, read as if it had been found in a mailbox."""
    by = outgoing.by
    sender = sender_of(by) or Sender(member=by, email=by.email)
    raw = lines_of(outgoing, sender)
    usual = chosen_in(client.practice)
    reader = replace(usual.reader, me=usual.reader.me | {sender.email.lower()})
    chosen = Chosen(reader, usual.keys | {email.lower() for email in outgoing.to})
    return open_places([HeldPlace("a letter that left", raw, len(raw))], chosen).opened


def _make_ready(outgoing: Outgoing) -> None:
    if outgoing.state == OutgoingState.WITHDRAWN and outgoing.kind == KIND:
        for draft in _leaving(outgoing):
            _move(draft, DraftState.READY)


def _leaving(outgoing: Outgoing) -> QuerySet[Draft]:
    """The draft that the letter was made of, locked, as long as it leaves."""
    rows = Draft.objects.select_for_update(of=("self",))
    return rows.filter(pk__in=[outgoing.about], state=DraftState.LEAVING)


def _move(draft: Draft, state: DraftState) -> None:
    draft.state = state
    draft.save(update_fields=("state",))
