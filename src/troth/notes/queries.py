"""Reading notes and wins, page by page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from troth.notes.models import Note, Win
from troth.people.access import Viewer, one

Row = TypeVar("Row", Note, Win)

Before = tuple[datetime, UUID]
"""Where a page goes on from: the time and the id of the last row of the one before."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows, the latest first; `before` is where to go on, None at the end."""

    rows: tuple[Row, ...]
    before: Before | None


def notes_of(
    viewer: Viewer, client: UUID | str, *, most: int = 50, before: Before | None = None
) -> Page[Note]:
    """A client's calls, meetings and chats. Two queries. Raises NotFoundError."""
    rows = Note.objects.filter(client=viewer.client(client)).select_related("contact", "by")
    return _page(rows, most=most, before=before)


def wins_of(
    viewer: Viewer, client: UUID | str, *, most: int = 50, before: Before | None = None
) -> Page[Win]:
    """A client's finished work and good news. Two queries. Raises NotFoundError."""
    rows = Win.objects.filter(client=viewer.client(client)).select_related("by")
    return _page(rows, most=most, before=before)


def note(viewer: Viewer, pk: UUID | str) -> Note:
    """Raises NotFoundError."""
    rows = Note.objects.filter(client__in=viewer.clients())
    return one(rows.select_related("client", "contact", "by"), pk)


def win(viewer: Viewer, pk: UUID | str) -> Win:
    """Raises NotFoundError."""
    return one(Win.objects.filter(client__in=viewer.clients()).select_related("client", "by"), pk)


def _page(rows: QuerySet[Row], *, most: int, before: Before | None) -> Page[Row]:
    if before is not None:
        at, pk = before
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk))
    found = list(rows.order_by("-at", "-pk")[: most + 1])
    more = len(found) > most
    found = found[:most]
    return Page(tuple(found), before=(found[-1].at, found[-1].pk) if more else None)
