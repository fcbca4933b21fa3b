"""One at a time: of two processes that want a new token, the second finds the first one's."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from troth.people.models import Grant

FOLDER = "turns"

# Note [A turn is no transaction on SQLite]
# Getting a token takes a provider's time, up to half a minute. A row lock of PostgreSQL stops
# nobody but who wants the same row. SQLite has one lock for all that is written, so that a slow
# provider would stop the whole desk: there, where all processes are on one machine, it is the lock
# of a file. Both end with their process.


@contextmanager
def alone_with(grant: Grant) -> Iterator[Grant | None]:
    """The grant as it is now, for nobody else until the end; None where it is gone.

    See Note [A turn is no transaction on SQLite].
    """
    rows = Grant.objects.filter(pk=grant.pk)
    if connection.features.has_select_for_update:
        with transaction.atomic(durable=True):
            yield rows.select_for_update(of=("self",)).first()
        return
    with _turn(str(grant.pk)):
        yield rows.first()


@contextmanager
def _turn(name: str) -> Iterator[None]:
    folder = Path(settings.HOME) / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
