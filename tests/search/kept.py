"""Texts for tests of the search."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.core.management import call_command
from django.db import connections

from troth.project.database import database
from troth.search.actions import keep
from troth.search.asking import asked
from troth.search.queries import Page, Within, find
from troth.search.rows import Kept
from troth.web.ids import uuid7

PRACTICE = UUID(int=1)
ACME, BIRCH = UUID(int=11), UUID(int=12)
MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def text(words: str, *, client: UUID = ACME, kind: str = "note", days: int = 0, **more) -> Kept:
    more = {"row": uuid7(), "clients": (client,)} | more
    return Kept(kind=kind, at=MONDAY + timedelta(days=days), words=words, **more)


def kept(*texts: Kept | str, practice: UUID = PRACTICE) -> list[Kept]:
    """Kept a day apart, the first the oldest, where only their words are given."""
    all_ = [text(it, days=place) if isinstance(it, str) else it for place, it in enumerate(texts)]
    keep(all_, practice=practice)
    return all_


def found(typed: str, *, practice: UUID = PRACTICE, **within) -> list[str]:
    return [it.words for it in page(typed, practice=practice, **within).hits]


def page(typed: str, *, practice: UUID = PRACTICE, **within) -> Page:
    most = within.pop("most", 20)
    before = within.pop("before", None)
    return find(asked(typed), Within(practice, **within), most=most, before=before)


@contextmanager
def on_disk(folder: Path) -> Iterator[Callable[[], bytes]]:
    """The search in a file of its own, and what the file and its journal hold at any moment."""
    default = connections.databases["default"]
    was = connections["default"]
    connections.databases["default"] = default | database(None, folder=folder)
    connections["default"] = connections.create_connection("default")
    try:
        call_command("migrate", "search", verbosity=0)
        files = [folder / "troth.sqlite3", folder / "troth.sqlite3-wal"]
        yield lambda: b"".join(it.read_bytes() for it in files if it.exists())
    finally:
        connections["default"].close()
        connections.databases["default"] = default
        connections["default"] = was
