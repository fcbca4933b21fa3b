"""A second database beside our own: the other end of a move, a restore or a backup."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

ANOTHER = "another"
"""What the second database is called while it is open."""

_ONE_FILE = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"
"""A file that nobody else reads yet needs no journal beside it."""


@contextmanager
def another(settings: Mapping[str, Any], *, alias: str = ANOTHER) -> Iterator[str]:
    """Open the database of these settings under `alias` for as long as this lasts."""
    made = connections.configure_settings({DEFAULT_DB_ALIAS: {}, alias: dict(settings)})
    connections.settings[alias] = made[alias]
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]


@contextmanager
def in_place_of_own(alias: str) -> Iterator[None]:
    """While this lasts, whoever names no database reads and writes the one called `alias`."""
    own = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[alias]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = own


def one_file(path: Path) -> dict[str, Any]:
    """Settings of a SQLite database that is written once, whole."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": _ONE_FILE,
        },
    }
