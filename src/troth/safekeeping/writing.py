"""Writing a backup while the practice runs: beside its place first, checked, then put there."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from troth import __version__
from troth.safekeeping import backup_file
from troth.safekeeping.another import another, one_file
from troth.safekeeping.backup_file import STAY_BEHIND, Backup, UnfitBackupError
from troth.safekeeping.copying import MiscountedError, Told, copy
from troth.web.because import because

OWN_ALONE = 0o600

LEFTOVER = "search_leftover"
"""Has a row while erased words may lie in old parts of the index: `search.tidying`."""


class NoBackupError(Exception):
    """No backup was made; the sentence says what to do. What was there before is as it was."""


def write(  # noqa: PLR0913  # where to, of what, when, and three choices
    path: Path,
    *,
    at: datetime,
    key: str = "",
    may_replace: bool = False,
    source: str = DEFAULT_DB_ALIAS,
    told: Told = lambda _table, _rows: None,
) -> Backup:
    """Make a backup of the database `source` at `path`, readable for its owner alone.

    `key` is kept in it where it is given. Nothing that was erased and nobody's session goes along.
    Raises NoBackupError.
    """
    _refuse_unfit(path, may_replace=may_replace)
    _refuse_full(path, source)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with _foreseen(path), _gone_at_the_end(draft):
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWN_ALONE))
        _copy_tables(draft, source, told)
        made_at = at.isoformat(timespec="seconds")
        backup = backup_file.describe(draft, version=__version__, made_at=made_at, key=key)
        backup_file.check(draft, backup)
        _put(draft, path)
    return backup


def size_of(source: str = DEFAULT_DB_ALIAS) -> int:
    """Bytes that the database takes; of a backup about as much."""
    connection = connections[source]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute("PRAGMA page_count")
        pages = int(cursor.fetchone()[0])
        cursor.execute("PRAGMA page_size")
        return pages * int(cursor.fetchone()[0])


def _refuse_unfit(path: Path, *, may_replace: bool) -> None:
    if path.is_dir():
        raise NoBackupError(f"{path} is a folder. Name a file in it: {path / 'practice.troth'}.")
    if not path.parent.is_dir():
        raise NoBackupError(f"There is no folder {path.parent}. Make it, or name another place.")
    if path.exists() and not may_replace:
        raise NoBackupError(f"{path} is there already. Name another file, or add --replace.")


def _refuse_full(path: Path, source: str) -> None:
    free, needed = shutil.disk_usage(path.parent).free, size_of(source)
    if free < needed:
        raise NoBackupError(
            f"The disk of {path.parent} has {free >> 20} MB free, and a backup takes about "
            f"{(needed >> 20) + 1} MB. Make room, or name a place on another disk."
        )


def _copy_tables(draft: Path, source: str, told: Told) -> None:
    if connections[source].vendor == "postgresql":
        with another(one_file(draft), alias="backup") as target:
            copy(source, target=target, told=told)
        return
    told("", 0)
    with connections[source].cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(draft)])
    _leave_behind(draft)


def _leave_behind(draft: Path) -> None:
    """Nobody is signed in in a backup, and no erased word is left in its index."""
    with closing(sqlite3.connect(draft, isolation_level=None)) as held:
        held.execute("PRAGMA journal_mode=DELETE")
        held.execute("PRAGMA secure_delete=ON")
        tables = {it[0] for it in held.execute("SELECT name FROM sqlite_master")}
        for table in tables.intersection(STAY_BEHIND):
            held.execute(f'DELETE FROM "{table}"')  # noqa: S608  # one of our own
        if LEFTOVER in tables and held.execute(f"SELECT 1 FROM {LEFTOVER}").fetchone():  # noqa: S608
            held.execute("INSERT INTO search_index(search_index) VALUES ('optimize')")


def _put(draft: Path, path: Path) -> None:
    """In its place at once, and there still when the power fails a moment later."""
    for each in (draft, path.parent):
        descriptor = os.open(each, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if each is draft:
            draft.replace(path)


@contextmanager
def _gone_at_the_end(draft: Path) -> Iterator[None]:
    try:
        yield
    finally:
        for each in (draft, draft.with_name(f"{draft.name}-journal")):
            each.unlink(missing_ok=True)


@contextmanager
def _foreseen(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NoBackupError(_unwritable(path, error)) from error
    except (DatabaseError, sqlite3.Error) as error:
        raise NoBackupError(
            f"No backup was made at {path}: {str(error).strip()}. Look at the disk, then try again."
        ) from error
    except UnfitBackupError as error:
        raise NoBackupError(
            f"What was written to {path} did not read back as it should, so it was thrown away. "
            "Look at the disk, and at `troth verify`."
        ) from error
    except MiscountedError as error:
        raise NoBackupError(str(error)) from error


def _unwritable(path: Path, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return f"The disk of {path.parent} is full. Make room, or name a place on another disk."
    return f"{path} cannot be written: {because(error)}. Name a place that is yours."
