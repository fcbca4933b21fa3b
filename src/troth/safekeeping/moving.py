"""A practice goes into another database, and proves there that it is whole."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from troth.safekeeping.another import another, in_place_of_own
from troth.safekeeping.copying import MiscountedError, Told, copy
from troth.safekeeping.places import UnfitPlaceError, refuse_taken
from troth.safekeeping.queries import BrokenChain, broken_chains, heads
from troth.safekeeping.restoring import MOVED


class Moved(NamedTuple):
    """How many rows arrived, and the chains that are broken there and were not before."""

    rows: int
    chains: int
    broken: list[BrokenChain]


def put_into(place: Mapping[str, Any], *, told: Told = lambda _table, _rows: None) -> Moved:
    """Copy the practice into the empty database `place`, and verify every chain there.

    Nobody may write meanwhile. Raises UnfitPlaceError.
    """
    with another(place) as alias:
        refuse_taken(alias)
        witnessed = heads()
        try:
            counts = copy(DEFAULT_DB_ALIAS, target=alias, told=told)
            _know_sizes(alias)
        except (DatabaseError, MiscountedError) as error:
            raise UnfitPlaceError(
                f"That database did not take the practice: {str(error).strip()} Nothing is kept "
                "there, and nothing was changed here."
            ) from error
        with in_place_of_own(alias):
            broken = broken_chains(witnessed)
    was_broken = broken_chains(witnessed) if broken else []
    new = [it for it in broken if it not in was_broken]
    return Moved(sum(counts.values()), len(witnessed), new)


def mark_moved(database: Path, *, to: str, at: datetime) -> Path:
    """Write beside a SQLite file where its practice is now, without the password of that."""
    mark = _mark_of(database)
    said = {"to": without_password(to), "at": at.isoformat(timespec="seconds")}
    mark.write_text(json.dumps(said) + "\n", encoding="utf-8")
    return mark


def unmark(database: Path) -> None:
    """A practice came into this file: whatever was said of a former one is over."""
    _mark_of(database).unlink(missing_ok=True)


def moved_to(database: Path) -> tuple[str, Path] | None:
    """Where the practice of a SQLite file is now, and what says so; None where it is here."""
    mark = _mark_of(database)
    try:
        return str(json.loads(mark.read_text(encoding="utf-8"))["to"]), mark
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return "another database", mark


def without_password(address: str) -> str:
    parts = urlsplit(address)
    if parts.password is None:
        return address
    return urlunsplit(parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", "@", 1)))


def _mark_of(database: Path) -> Path:
    return database.with_name(database.name + MOVED)


def _know_sizes(alias: str) -> None:
    """PostgreSQL plans badly until it has counted what came."""
    if connections[alias].vendor == "postgresql":
        with connections[alias].cursor() as cursor:
            cursor.execute("ANALYZE")
