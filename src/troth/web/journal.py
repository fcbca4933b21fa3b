"""What SQLite keeps beside the tables.

# Note [Who empties the journal]
In WAL mode what is written goes to a journal first, and a checkpoint brings it into the file. By
itself SQLite does that in passing, without a lock that keeps writers out; versions up to 3.51.2 may
lose a committed change where a writer begins the journal anew in that moment (sqlite.org/wal.html,
"The WAL-Reset Bug"; Debian 12 has 3.40.1). So it does nothing by itself here
(project.database: wal_autocheckpoint=0), and all checkpoints are of the kind that holds the
writers' lock and leaves an empty journal: there is nothing left to begin anew.
"""

from contextlib import suppress
from pathlib import Path

from django.db import connection, transaction

LONGEST_BYTES = 16 * 2**20
"""A journal that has grown so long is emptied; readers look through all of it."""

WAIT_MILLISECONDS = 5_000
"""How long to wait for writers, and then for readers, who keep others waiting meanwhile."""


def leave_no_copy() -> None:
    """After this transaction no former state of the rows is left in SQLite's journal.

    In WAL mode old pages stay in a file of their own until it is emptied, and with them what was
    replaced or erased. Where a reader still needs them, they go at the next call. PostgreSQL's log
    is its server's to keep.
    """
    if connection.vendor == "sqlite":
        transaction.on_commit(_empty_the_journal)


def keep_short() -> None:
    """Empty SQLite's journal after this transaction where it has grown long.

    Note [Who empties the journal]. Whoever writes much calls it, and the worker before every job.
    """
    if connection.vendor == "sqlite":
        transaction.on_commit(_empty_a_long_one)


def _empty_a_long_one() -> None:
    journal = Path(f"{connection.settings_dict['NAME']}-wal")
    with suppress(OSError):
        if journal.stat().st_size > LONGEST_BYTES:
            _empty_the_journal()


def _empty_the_journal() -> None:
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {WAIT_MILLISECONDS}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
