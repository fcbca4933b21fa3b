"""Reading everything as it was at one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction


@contextmanager
def snapshot(alias: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """What is read in here is of one moment. Nothing may be written in here."""
    connection = connections[alias]
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(using=alias), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        with _reading(alias):
            yield


@contextmanager
def _reading(alias: str) -> Iterator[None]:
    """Django's own transactions take the lock for writing at once, and hold up the worker."""
    with connections[alias].cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            cursor.execute(
                "SELECT 1 FROM django_migrations"
            )  # the moment is that of the first look
            yield
        finally:
            cursor.execute("ROLLBACK")
