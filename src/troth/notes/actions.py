"""Writing down what is not mail: calls, meetings, chats, and what went well."""

import math
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from troth.notes.models import Note, NoteKind, Win
from troth.notes.searching import let_be_found
from troth.people.access import NotFoundError
from troth.people.models import Client, Contact, Member
from troth.record.actions import erase_words
from troth.record.appending import append_about, append_own
from troth.record.models import Entry
from troth.search.actions import forget

LONGEST_NOTE = 200_000
LONGEST_WIN = 500
LONGEST_KIND = 100
MOST_HOURS = 10_000
"""Five years of work: more is a slip of the hand."""


class Took(NamedTuple):
    """How long finished work took, and was thought to take, in hours; its kind in a word or two."""

    hours: float | None = None
    estimated_hours: float | None = None
    kind: str = ""


UNSAID = Took()


class NoteRefusedError(Exception):
    """Nothing was written. The message is for the person."""


class EmptyTextError(NoteRefusedError):
    """A note or a win without words."""

    def __init__(self) -> None:
        super().__init__("Write in a line what was said, or what is done.")


class LongTextError(NoteRefusedError):
    """More than is read."""

    def __init__(self, most: int) -> None:
        super().__init__(f"At most {most:,} characters are kept. Shorten it, or write two.")


class FutureNoteError(NoteRefusedError):
    """A call that is still to come."""

    def __init__(self) -> None:
        super().__init__("That time has not come yet. Give the time at which you spoke.")


class ForeignContactError(NoteRefusedError):
    """The person named does not work at this client."""

    def __init__(self, contact: Contact, client: Client) -> None:
        super().__init__(
            f"{contact.name or 'That person'} does not work at {client.name}. Choose again."
        )


class HoursError(NoteRefusedError):
    """Hours that no work takes."""

    def __init__(self) -> None:
        super().__init__(f"Hours are a number above 0 and up to {MOST_HOURS:,}, such as 3.5.")


class NoHoursError(NoteRefusedError):
    """An estimate, and no word of what it came to."""

    def __init__(self) -> None:
        super().__init__("Say with the estimate how many hours it took.")


class LongKindError(NoteRefusedError):
    """A kind of work that is a whole sentence."""

    def __init__(self) -> None:
        super().__init__(f"A kind of work is a word or two, at most {LONGEST_KIND} characters.")


class FutureWinError(NoteRefusedError):
    """Work that will be finished one day."""

    def __init__(self) -> None:
        super().__init__("That day has not come yet. Give the day on which it was done.")


@transaction.atomic
def note(  # noqa: PLR0913  # with whom, how, when, what, and by whom it is written down
    client: Client,
    *,
    contact: Contact | None,
    kind: NoteKind,
    at_time: datetime,
    text: str,
    is_word: bool,
    by: Member,
    at: datetime,
) -> Note:
    """Write down a call, a meeting or a chat that was at `at_time`.

    `is_word` says whether the client heard from us in it. Raises EmptyTextError, LongTextError,
    FutureNoteError, ForeignContactError, NotFoundError.
    """
    text = _worded(text, client, most=LONGEST_NOTE, by=by)
    if at_time > at:
        raise FutureNoteError
    if contact is not None and contact.client_id != client.pk:
        raise ForeignContactError(contact, client)
    written = Note.objects.create(
        practice_id=by.practice_id,
        client=client,
        contact=contact,
        by=by,
        kind=kind,
        at=at_time,
        text=text,
        is_word=is_word,
    )
    facts = {"on": at_time.isoformat(), "contact": str(contact.pk) if contact else ""}
    let_be_found(written)
    append_about(written, "note.written", by=by, at=at, facts=facts, text=text)
    return written


@transaction.atomic
def did(  # noqa: PLR0913  # what, for whom, when, by whom, and how long it took
    client: Client,
    *,
    text: str,
    by: Member,
    at: datetime,
    done_at: datetime | None = None,
    took: Took = UNSAID,
) -> Win:
    """Write down finished work or good news; `done_at` is when it was done, where not just now.

    Raises EmptyTextError, LongTextError, FutureWinError, HoursError, NoHoursError, LongKindError,
    NotFoundError.
    """
    text = _worded(text, client, most=LONGEST_WIN, by=by)
    if done_at is not None and done_at > at:
        raise FutureWinError
    took = _likely(took)
    practice, when = by.practice_id, done_at or at
    won = Win(practice_id=practice, client=client, by=by, at=when, text=text, **took._asdict())
    won.save(force_insert=True)
    let_be_found(won)
    append_about(won, "win.written", by=by, at=at, facts={}, text=text)
    if won.hours is not None:
        _tell_hours(won, by=by, at=at)
    return won


@transaction.atomic
def erase(written: Note | Win, *, by: Member, at: datetime) -> None:
    """Erase the text of a note or a win, here and beside the record; that it was stays known.

    What was found in a note is erased by `promises`. Erasing twice changes nothing. Raises
    NotFoundError.
    """
    held = _held(written, by=by)
    if held.erased_at is not None:
        return
    held.text, held.erased_at = "", at
    held.save(update_fields=("text", "erased_at"))
    forget([held.pk])
    erase_words(Entry.objects.filter(about=held.pk).values_list("pk", flat=True), at=at)
    kind = "note.erased" if isinstance(held, Note) else "win.erased"
    append_about(held, kind, by=by, at=at)


def _likely(took: Took) -> Took:
    """Raises HoursError, NoHoursError, LongKindError."""
    for hours in (took.hours, took.estimated_hours):
        if hours is not None and not (math.isfinite(hours) and 0 < hours <= MOST_HOURS):
            raise HoursError
    if took.estimated_hours is not None and took.hours is None:
        raise NoHoursError
    kind = " ".join(took.kind.split())
    if len(kind) > LONGEST_KIND:
        raise LongKindError
    return took._replace(kind=kind)


def _tell_hours(won: Win, *, by: Member, at: datetime) -> None:
    """To the practice's own chain: the client's is theirs too, and what work took is not.

    In whole minutes: a fact is the same number in every program that checks the record.
    """
    said = {"minutes": won.hours, "estimated_minutes": won.estimated_hours}
    append_own(
        won,
        "work.timed",
        by=by,
        at=at,
        facts={name: round(hours * 60) for name, hours in said.items() if hours is not None},
    )


def _held(written: Note | Win, *, by: Member) -> Note | Win:
    held: Note | Win | None
    if isinstance(written, Note):
        notes = Note.objects.filter(pk=written.pk, practice_id=by.practice_id)
        held = notes.select_for_update().first()
    else:
        wins = Win.objects.filter(pk=written.pk, practice_id=by.practice_id)
        held = wins.select_for_update().first()
    if held is None:
        raise NotFoundError
    return held


def _worded(text: str, client: Client, *, most: int, by: Member) -> str:
    if client.practice_id != by.practice_id:
        raise NotFoundError
    text = text.strip()
    if not text:
        raise EmptyTextError
    if len(text) > most:
        raise LongTextError(most)
    return text
