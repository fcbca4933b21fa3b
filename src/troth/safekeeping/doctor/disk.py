"""Room on the disk, and whether the practice's folder can be written to."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from troth.safekeeping.doctor.answers import Answer, Asked, fine, size_words, to_do
from troth.web.because import because

ABOUT = "disk"
SPARE = 200 * 10**6
"""Bytes beside what a second copy of the database takes, which a backup needs."""


def disk(asked: Asked) -> Iterator[Answer]:
    """Whether the folder takes a file, and another copy of the database would have room."""
    yield _writable(asked.home)
    free, held = free_bytes(asked.home), _held()
    if free < held + SPARE:
        yield to_do(
            ABOUT,
            f"{size_words(free)} are free; the database holds {size_words(held)}.",
            do="Make room: a backup and each day's mail need some.",
        )
    else:
        yield fine(ABOUT, f"{size_words(free)} are free.")


def free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def _writable(home: Path) -> Answer:
    try:
        with tempfile.TemporaryFile(dir=home):
            pass
    except OSError as error:
        return to_do(
            ABOUT,
            f"{home} cannot be written to: {because(error)}.",
            do=f"Make {home} yours to write.",
        )
    return fine(ABOUT, f"{home} can be written to.")


def _held() -> int:
    """What the database's file holds; PostgreSQL's server sees to its own room."""
    if connection.vendor != "sqlite":
        return 0
    path = Path(str(connection.settings_dict["NAME"]))
    return path.stat().st_size if path.is_file() else 0
