"""A call, a meeting or a chat is written down and read, in one."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from troth.notes import actions as notes
from troth.notes.models import Note, NoteKind
from troth.people.models import Client, Contact, Member
from troth.promises.actions.note_reading import read_note


class Noted(NamedTuple):
    """A note, and how many sentences of it may owe something."""

    note: Note
    found: int


@transaction.atomic
def take_note(  # noqa: PLR0913  # as `notes.actions.note`
    client: Client,
    *,
    contact: Contact | None,
    kind: NoteKind,
    at_time: datetime,
    text: str,
    is_word: bool,
    by: Member,
    at: datetime,
) -> Noted:
    """Write down a note (`notes.actions.note`) and read it for who owes what to whom.

    `at_time` is when it was said. Raises what `notes.actions.note` raises.
    """
    written = notes.note(
        client,
        contact=contact,
        kind=kind,
        at_time=at_time,
        text=text,
        is_word=is_word,
        by=by,
        at=at,
    )
    return Noted(written, read_note(written, at=at))
