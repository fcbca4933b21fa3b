"""Calls, meetings, chats and good news can be searched."""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from troth.notes.models import Note, Win
from troth.notes.queries import Row
from troth.people.models import Client
from troth.search.actions import Kept, keep
from troth.search.models import Text

NOTE, WIN = "note", "win"
"""What the search calls them."""

BATCH = 250


def let_be_found(written: Note | Win) -> None:
    """Let what was written down be found, in the transaction that writes it."""
    keep([_kept(written)], practice=written.practice_id)


@transaction.atomic
def let_notes_be_found(client: Client) -> int:
    """Let some more of a client's notes and wins be found; how many, 0 at the end.

    These are the ones from before the search was, or from a client that was joined with this one.
    """
    notes = _not_kept(Note.objects.all(), client, kind=NOTE)
    wins = _not_kept(Win.objects.all(), client, kind=WIN)
    return keep([*map(_kept, notes), *map(_kept, wins)], practice=client.practice_id)


def _not_kept(rows: QuerySet[Row], client: Client, *, kind: str) -> list[Row]:
    there = Text.objects.filter(row=OuterRef("pk"), kind=kind)
    wanted = rows.filter(~Exists(there), client=client, erased_at=None)
    return list(wanted.select_for_update(no_key=True).order_by("-at")[:BATCH])


def _kept(written: Note | Win) -> Kept:
    kind = NOTE if isinstance(written, Note) else WIN
    return Kept(kind, written.pk, (written.client_id,), written.at, written.text)
