"""A letter is put into the outbox, taken back in its minute, sent again, or erased."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from troth.jobs.actions import enqueue
from troth.jobs.models import Rank
from troth.people.access import NotFoundError
from troth.people.models import Member
from troth.post.letter import (
    Letter,
    checked_to,
    message_id_of,
    subject_of,
    text_of,
    thread_of,
)
from troth.post.models import Outgoing, OutgoingState
from troth.post.queries import sender_of
from troth.post.refusals import PostError
from troth.pure.wording.posted import as_html
from troth.record.actions import erase_words
from troth.record.appending import append_about
from troth.record.models import Entry
from troth.search.actions import forget
from troth.web.journal import leave_no_copy

HOLD = timedelta(minutes=1)
"""How long a letter can be taken back."""

ENDED = (OutgoingState.FAILED, OutgoingState.UNSURE)


class NoSenderError(PostError):
    """There is no way for the member's letters to leave."""

    def __init__(self) -> None:
        super().__init__("Troth does not know yet how your letters leave. Name your mail server.")


class AlreadyPutError(PostError):
    """This very letter is in the outbox."""

    def __init__(self) -> None:
        super().__init__("This letter is in the outbox already.")


class OnItsWayError(PostError):
    """It cannot be taken back any more."""

    def __init__(self) -> None:
        super().__init__("It is too late to take this letter back: it is on its way, or was sent.")


class NotEndedError(PostError):
    """It is still sent by itself, or was sent."""

    def __init__(self) -> None:
        super().__init__(
            "Only a letter that could not be sent, or may not have been, is sent again."
        )


class StillWaitingError(PostError):
    """What is to leave cannot be erased."""

    def __init__(self) -> None:
        super().__init__("This letter has not left yet. Take it back first, then erase it.")


@transaction.atomic
def put(letter: Letter, *, hold: timedelta = HOLD, by: Member, at: datetime) -> Outgoing:
    """Put a letter into the outbox, its Message-ID fixed; it leaves when `hold` is over.

    What was withdrawn may be put again. Raises NoSenderError, EmptyLetterError, AlreadyPutError,
    UnusableAddressError, UnusableMessageIdError.
    """
    sender = sender_of(by)
    if sender is None:
        raise NoSenderError
    row = _filled(letter, to=checked_to(letter), sender=sender.email, by=by)
    row.made_at, row.send_at = at, at + hold
    _refuse_a_second(row)
    row.save()
    append_about(row, "letter.put", by=by, at=at, text=row.subject)
    enqueue("send", about=row.pk, run_at=row.send_at, rank=Rank.ASKED)
    return row


@transaction.atomic
def withdraw(outgoing: Outgoing, *, by: Member, at: datetime) -> Outgoing:
    """Take a letter back before it leaves.

    One that may have arrived is not sent once more, and stays unsure. Raises OnItsWayError,
    NotFoundError.
    """
    held = held_by(outgoing, by=by)
    if held.state != OutgoingState.HELD:
        raise OnItsWayError
    return _taken_back(held, by=by, at=at)


@transaction.atomic
def withdraw_all_of(member: Member, *, by: Member, at: datetime) -> int:
    """Take back what waits of a member who leaves, as by `withdraw`; how many there were."""
    waiting = Outgoing.objects.select_for_update(of=("self",)).filter(
        by=member, state=OutgoingState.HELD
    )
    return len([_taken_back(it, by=by, at=at) for it in waiting.order_by("pk")])


@transaction.atomic
def send_again(outgoing: Outgoing, *, by: Member, at: datetime) -> Outgoing:
    """A person wants a letter sent that the server refused, or that may not have arrived.

    Its Message-ID stays; its Date becomes `at` where it cannot have arrived. Raises NotEndedError,
    NoSenderError, NotFoundError.
    """
    held = held_by(outgoing, by=by)
    if held.state not in ENDED:
        raise NotEndedError
    if sender_of(held.by) is None:
        raise NoSenderError
    if held.state == OutgoingState.UNSURE:
        held.may_be_twice = True
    elif not held.may_be_twice:
        held.made_at = at
    held.state, held.send_at, held.attempt = OutgoingState.HELD, at, 0
    held.handed_over_at, held.owner, held.said = None, "", ""
    held.save()
    append_about(held, "letter.sent_again", by=by, at=at)
    enqueue("send", about=held.pk, run_at=at, rank=Rank.ASKED)
    return held


@transaction.atomic
def erase(outgoing: Outgoing, *, by: Member, at: datetime) -> None:
    """Erase what a letter says, and the words beside its entries; that it was there stays.

    Raises StillWaitingError, NotFoundError.
    """
    held = held_by(outgoing, by=by)
    if held.state in (OutgoingState.HELD, OutgoingState.SENDING):
        raise StillWaitingError
    leave_no_copy()
    held.subject = held.text = held.html = ""
    held.save(update_fields=("subject", "text", "html"))
    entries = Entry.objects.filter(practice=held.practice_id, about=held.pk)
    erase_words(list(entries.values_list("pk", flat=True)), at=at)
    forget([held.pk])
    append_about(held, "letter.erased", by=by, at=at)


def held_by(outgoing: Outgoing, *, by: Member) -> Outgoing:
    """The letter as it is now, locked: a client's, or the member's own. Raises NotFoundError."""
    rows = Outgoing.objects.select_for_update(of=("self",)).filter(
        Q(client__isnull=False) | Q(by=by), pk=outgoing.pk, practice_id=by.practice_id
    )
    held = rows.first()
    if held is None:
        raise NotFoundError
    return held


def _taken_back(held: Outgoing, *, by: Member, at: datetime) -> Outgoing:
    may_be_there = held.may_be_twice or held.handed_over_at is not None
    held.state = OutgoingState.UNSURE if may_be_there else OutgoingState.WITHDRAWN
    held.save(update_fields=("state",))
    append_about(held, "letter.unsure" if may_be_there else "letter.withdrawn", by=by, at=at)
    return held


def _filled(letter: Letter, *, to: list[str], sender: str, by: Member) -> Outgoing:
    """A row for the letter: a new one, or the one in which it was withdrawn before."""
    message_id = message_id_of(letter, sender=sender)
    row = _withdrawn(message_id, by=by) or Outgoing(practice_id=by.practice_id, by=by)
    row.client, row.contact, row.kind, row.about = (
        letter.client,
        letter.contact,
        letter.kind,
        letter.about,
    )
    row.message_id, row.to, row.language = message_id, to, letter.language
    row.in_reply_to, row.references = thread_of(letter)
    row.subject, row.text = subject_of(letter), text_of(letter)
    row.html = as_html(row.text, language=row.language, title=row.subject)
    row.state = OutgoingState.HELD
    return row


def _withdrawn(message_id: str, *, by: Member) -> Outgoing | None:
    rows = Outgoing.objects.select_for_update(of=("self",)).filter(
        practice_id=by.practice_id, by=by, message_id=message_id, state=OutgoingState.WITHDRAWN
    )
    return rows.first()


def _refuse_a_second(row: Outgoing) -> None:
    same = Q(message_id=row.message_id)
    if row.about is not None:
        live = ~Q(state=OutgoingState.WITHDRAWN)
        same |= Q(by=row.by, kind=row.kind, about=row.about) & live
    if Outgoing.objects.filter(same, practice_id=row.practice_id).exclude(pk=row.pk).exists():
        raise AlreadyPutError
