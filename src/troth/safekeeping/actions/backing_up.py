"""A backup is made, and the record knows of it."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from troth.people.models import Member, Practice
from troth.record.appending import append
from troth.safekeeping.backup_file import Backup
from troth.safekeeping.copying import Told
from troth.safekeeping.writing import write


def back_up(  # noqa: PLR0913  # where to, by whom, when, and three choices
    path: Path,
    *,
    by: Member | None,
    at: datetime,
    key: str = "",
    may_replace: bool = False,
    told: Told = lambda _table, _rows: None,
) -> Backup:
    """Make a backup at `path` while the practice runs, and tell the record. Raises NoBackupError.

    Writing takes long and is outside the transaction: the entry tells of a file that is there.
    """
    backup = write(path, at=at, key=key, may_replace=may_replace, told=told)
    tell_of_backup(path, by=by, at=at)
    return backup


@transaction.atomic
def tell_of_backup(path: Path, *, by: Member | None, at: datetime) -> None:
    """One entry in the chain of every practice that the backup holds."""
    size = path.stat().st_size
    for practice in Practice.objects.order_by("id"):
        append(
            "backup.made",
            practice=practice.pk,
            client=None,
            by=by.pk if by else None,
            at=at,
            about=practice.pk,
            facts={"bytes": size},
        )
