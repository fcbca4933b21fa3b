"""A practice out of a backup: made ready beside its place, so that nothing is half restored."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from troth.safekeeping.backup_file import Backup, check, read

OWN_ALONE = 0o600
MOVED = ".moved"
"""Stands behind the name of a SQLite file whose practice lives elsewhere now."""

KEY_FILE = "key"
BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database."""


@contextmanager
def draft_of(backup_file: Path, *, folder: Path) -> Iterator[tuple[Backup, Path]]:
    """What a backup says, and a copy of it as a database in `folder`, gone again at the end.

    The backup is checked first. Raises UnfitBackupError, and OSError where there is no room.
    """
    backup = read(backup_file)
    check(backup_file, backup)
    draft = folder / f"restoring.{os.getpid()}.sqlite3"
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWN_ALONE))
        shutil.copyfile(backup_file, draft)
        with closing(sqlite3.connect(draft, isolation_level=None)) as held:
            held.execute("PRAGMA secure_delete=ON")  # it may have held the key
            held.execute("DROP TABLE backup")
        yield backup, draft
    finally:
        for each in _and_beside(draft):
            each.unlink(missing_ok=True)


@contextmanager
def key_in_place(key: str, *, folder: Path) -> Iterator[bool]:
    """Put the key of a backup into `folder` where none is; whether it was put there.

    A key that is there opens what was sealed there, and stays. Where what follows fails, the new
    one goes again.
    """
    path = folder / KEY_FILE
    if not key or "TROTH_KEY" in os.environ or path.exists():
        yield False
        return
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWN_ALONE), "w") as held:
        held.write(f"{key}\n")
    try:
        yield True
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def holds_a_practice(path: Path) -> bool:
    """Whether a SQLite file is there that holds a practice. Raises sqlite3.Error."""
    if not path.exists() or not path.stat().st_size:
        return False
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as held:
        named = "SELECT 1 FROM sqlite_master WHERE name = 'people_practice'"
        if held.execute(named).fetchone() is None:
            return False
        return held.execute("SELECT 1 FROM people_practice").fetchone() is not None


def put_in_place(draft: Path, path: Path) -> None:
    """The draft becomes the practice's database at once. Nobody may have either of them open."""
    descriptor = os.open(draft, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    for each in (*_and_beside(path)[1:], path.with_name(path.name + MOVED)):
        each.unlink(missing_ok=True)
    draft.replace(path)


def _and_beside(path: Path) -> list[Path]:
    return [path, *(path.with_name(path.name + it) for it in BESIDE)]
