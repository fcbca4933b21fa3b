"""What SQLite keeps beside the tables."""

from django.db import connection, transaction


def leave_no_copy() -> None:
    """After this transaction no former state of the rows is left in SQLite's journal.

    In WAL mode old pages stay in a file of their own until it is emptied, and with them what was
    replaced or erased. Where a reader still needs them, they go at the next call. PostgreSQL's log
    is its server's to keep.
    """
    if connection.vendor == "sqlite":
        transaction.on_commit(_empty_the_journal)


def _empty_the_journal() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
