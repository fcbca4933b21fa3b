"""A backup: a SQLite file with all tables of a practice, and one that says what it is.

Nothing here needs Django: a backup is looked at before a practice is there.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

SUFFIX = ".troth"
FORMAT = 1

STAY_BEHIND = ("django_session", "people_session", "people_attempt")
"""Tables whose rows are no part of a practice: whoever was signed in signs in again."""

NOT_COUNTED = ("sqlite_", "search_", "backup", *STAY_BEHIND)
"""How tables begin that need not be the same after a restore."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup says of itself.

    `made_at` is ISO 8601. `migrations` are those its tables went through, `heads` the last number
    and hash of every chain: with them the backup is a witness. `key` is "" unless it was asked for.
    """

    format: int
    version: str
    made_at: str
    practices: list[str]
    migrations: list[list[str]]
    counts: dict[str, int]
    heads: list[tuple[str, int, str]]
    key: str = ""


class UnfitBackupError(Exception):
    """A file is no backup, or not a whole one."""


def describe(path: Path, *, version: str, made_at: str, key: str) -> Backup:
    """Write into a copy of a practice what it is; from now on it is a backup."""
    with closing(sqlite3.connect(path, isolation_level=None)) as held:
        backup = Backup(
            format=FORMAT,
            version=version,
            made_at=made_at,
            practices=[it[0] for it in held.execute("SELECT name FROM people_practice")],
            migrations=[list(it) for it in held.execute(_MIGRATIONS)],
            counts=_counts(held),
            heads=_heads(held),
            key=key,
        )
        held.execute("CREATE TABLE backup (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
        said = [(name, json.dumps(value)) for name, value in asdict(backup).items()]
        held.executemany("INSERT INTO backup VALUES (?, ?)", said)
    return backup


def read(path: Path) -> Backup:
    """What a backup says of itself. Raises UnfitBackupError."""
    if not path.is_file():
        raise UnfitBackupError(f"There is no file {path}. Look at its spelling.")
    with _opened(path) as held:
        said = {name: json.loads(value) for name, value in held.execute("SELECT * FROM backup")}
    if said.get("format") != FORMAT:
        raise UnfitBackupError(f"{path} was made by a newer Troth. Update Troth, then try again.")
    try:
        backup = Backup(**said)
    except TypeError as error:
        raise UnfitBackupError(_damaged(path)) from error
    return backup


def check(path: Path, backup: Backup) -> None:
    """Whether the file holds what it says. Raises UnfitBackupError."""
    with _opened(path) as held:
        faults = [it[0] for it in held.execute("PRAGMA integrity_check(1)")]
        is_whole = faults == ["ok"] and _counts(held) == backup.counts
        is_whole = is_whole and _heads(held) == [tuple(it) for it in backup.heads]
        if not is_whole or not all(_ends_in(held, *it) for it in backup.heads):
            raise UnfitBackupError(_damaged(path))


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Read alone: not even a journal is made beside it."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as held:
            yield held
    except (sqlite3.Error, ValueError) as error:
        raise UnfitBackupError(_damaged(path)) from error


def _damaged(path: Path) -> str:
    return f"{path} is no backup of Troth, or was damaged. Take another one; nothing was changed."


_MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"


def _counts(held: sqlite3.Connection) -> dict[str, int]:
    names = [it[0] for it in held.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    counted = sorted(name for name in names if not name.startswith(NOT_COUNTED))
    return {
        name: held.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for name in counted
    }


def _heads(held: sqlite3.Connection) -> list[tuple[str, int, str]]:
    rows = held.execute("SELECT chain, seq, hash FROM record_head ORDER BY chain")
    return [(chain, seq, bytes(last).hex()) for chain, seq, last in rows]


def _ends_in(held: sqlite3.Connection, chain: str, seq: int, last: str) -> bool:
    """Whether a chain has all its entries and ends as its head says."""
    if seq == 0:
        return True
    counted = "SELECT count(*), max(seq) FROM record_entry WHERE chain = ?"
    ended = "SELECT hash FROM record_entry WHERE chain = ? AND seq = ?"
    row = held.execute(ended, (chain, seq)).fetchone()
    is_all_there = held.execute(counted, (chain,)).fetchone() == (seq, seq)
    return is_all_there and row is not None and bytes(row[0]).hex() == last
