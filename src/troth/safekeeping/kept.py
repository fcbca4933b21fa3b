"""Backups that Troth makes by itself, in the practice's own folder."""

from datetime import date, datetime
from pathlib import Path

from troth.safekeeping.backup_file import SUFFIX
from troth.safekeeping.writing import NoBackupError
from troth.web.because import because

FOLDER = "backups"
DAILY = "daily-"

MOST_KEPT = 7
"""Daily backups that are kept: a week."""


def folder_of(home: Path) -> Path:
    """Where they lie, made readable for its owner alone. Raises NoBackupError."""
    folder = home / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise NoBackupError(
            f"{folder} cannot be made a folder: {because(error)}. Move it away."
        ) from error
    return folder


def kept_file(why: str, *, folder: Path, at: datetime) -> Path:
    """A name that nothing has yet, in the folder of backups: `why`, and when."""
    return folder_of(folder) / f"{why}-{at:%Y-%m-%dT%H%M%S}{SUFFIX}"


def daily_file(home: Path, *, on: date) -> Path:
    return folder_of(home) / f"{DAILY}{on.isoformat()}{SUFFIX}"


def daily_files(home: Path) -> list[Path]:
    """The daily backups, the latest first."""
    return sorted((home / FOLDER).glob(f"{DAILY}*{SUFFIX}"), reverse=True)


def drop_old(home: Path) -> list[Path]:
    """Drop the daily backups that are older than the last few; those that went."""
    old = daily_files(home)[MOST_KEPT:]
    for each in old:
        each.unlink(missing_ok=True)
    return old


def latest(home: Path) -> Path | None:
    """The newest of all backups in the practice's own folder, whatever it was made for."""
    files = [*(home / FOLDER).glob(f"*{SUFFIX}")]
    return max(files, key=lambda it: it.stat().st_mtime, default=None)
