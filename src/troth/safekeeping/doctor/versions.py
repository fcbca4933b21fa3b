"""Versions of what Troth runs on that are known to do harm."""

import sqlite3
import sys
from collections.abc import Iterator

from django.db import connection

from troth.safekeeping.doctor.answers import Answer, Asked, fine, note

ABOUT = "versions"

# Note [The WAL-reset bug]
# In every SQLite from 3.7.0 to 3.51.2, save the two branches it was mended in, a commit that begins
# the log anew while another process starts to empty it can leave pages out of the database file:
# a change that was confirmed is lost, or an index no longer fits. It needs two processes within
# microseconds, so it is rare, and Troth empties the log so that there should be none to begin anew
# (Note [Who empties the journal] in web.journal); only a later SQLite rules it out for certain.
# Source: Hipp 2026 (Write-Ahead Logging, "The WAL-Reset Bug").
MENDED = (3, 51, 3)
MENDED_BRANCHES = ((3, 44, 6), (3, 50, 7))


def versions(_asked: Asked) -> Iterator[Answer]:
    """Python, and SQLite where the practice is kept in it."""
    yield fine(ABOUT, f"Python is {'.'.join(map(str, sys.version_info[:3]))}.")
    if connection.vendor != "sqlite":
        return
    if has_wal_reset_bug(sqlite3.sqlite_version_info):
        yield note(
            ABOUT,
            f"SQLite {sqlite3.sqlite_version} can lose a change in a rare case, when two processes "
            "write within microseconds; that was mended in 3.51.3.",
            do="Keep backups. A Python with a later SQLite, or PostgreSQL, rules it out.",
        )
    else:
        yield fine(ABOUT, f"SQLite is {sqlite3.sqlite_version}.")


def has_wal_reset_bug(version: tuple[int, ...]) -> bool:
    """See Note [The WAL-reset bug]."""
    if version >= MENDED:
        return False
    return not any(branch[:2] == version[:2] and version >= branch for branch in MENDED_BRANCHES)
