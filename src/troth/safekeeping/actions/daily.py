"""The backup that Troth makes by itself each day."""

import shutil
from datetime import datetime
from pathlib import Path

from django.db import connection

from troth.safekeeping.actions.backing_up import back_up
from troth.safekeeping.kept import daily_file, drop_old
from troth.safekeeping.writing import NoBackupError, size_of

ROOM = 2
"""How many times the size of the database must be free: a backup never fills the disk."""


def back_up_daily(home: Path, *, at: datetime) -> Path | None:
    """Make the backup of the day in `home` and drop those older than a week; where it is.

    None where there is one of this day already, and on PostgreSQL, whose server is backed up as a
    whole. Raises NoBackupError.
    """
    path = daily_file(home, on=at.date())
    if connection.vendor != "sqlite" or path.exists():
        return None
    _refuse_little_room(path)
    back_up(path, by=None, at=at)
    drop_old(home)
    return path


def _refuse_little_room(path: Path) -> None:
    free, size = shutil.disk_usage(path.parent).free, size_of()
    if free < ROOM * size:
        raise NoBackupError(
            f"There is no backup of today: the disk of {path.parent} has {free >> 20} MB free, and "
            f"{(ROOM * size >> 20) + 1} MB are wanted. Make room, then try again."
        )
