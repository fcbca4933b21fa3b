"""Writing down what is not mail: calls, meetings, chats, and what went well."""

from datetime import datetime

from django.db import transaction

from troth.notes.models import Note, NoteKind, Win
from troth.notes.searching import let_be_found
from troth.people.access import NotFoundError
from troth.people.models import Client, Contact, Member
from troth.record.actions import erase_words
from troth.record.appending import append_about
from troth.record.models import Entry
from troth.search.actions import forget

LONGEST_NOTE = 200_000
LONGEST_WIN = 500


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
def did(client: Client, *, text: str, by: Member, at: datetime) -> Win:
    """Write down finished work or good news.

    Raises EmptyTextError, LongTextError, NotFoundError.
    """
    text = _worded(text, client, most=LONGEST_WIN, by=by)
    practice = by.practice_id
    won = Win.objects.create(practice_id=practice, client=client, by=by, at=at, text=text)
    let_be_found(won)
    append_about(won, "win.written", by=by, at=at, facts={}, text=text)
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
