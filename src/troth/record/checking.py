"""Following the whole record in one pass, in the order in which it was written."""

import threading
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from django.db import connection, connections

from troth.pure.chain import Followed

AT_ONCE = 500
"""Entries read at a time: they stay in the processor's cache."""

MANY = 50_000
"""So many are worth a second process."""

# The plus takes the column its type, which Python would else make an object of.
_SQLITE = """
    SELECT id, chain, seq, +at, by, kind, about, facts, text_digest, previous,
        hash
    FROM record_entry WHERE id > %s AND id <= %s ORDER BY id LIMIT %s
"""
_POSTGRESQL = """
    SELECT id, replace(chain::text, '-', ''), seq,
        to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        replace(by::text, '-', ''), kind, replace(about::text, '-', ''), facts, text_digest,
        previous, hash
    FROM record_entry WHERE id > %s AND id <= %s ORDER BY id LIMIT %s
"""
_WORDS = """
    SELECT entry_id, text, salt, erased_at IS NOT NULL
    FROM record_words WHERE entry_id > %s AND entry_id <= %s
"""


def follow_all() -> Followed:
    """Every chain, as far as it goes; in two processes where that is worth it."""
    first, last = _rows()
    if last - first < MANY or not _may_fork():
        return follow(first - 1, last)
    middle = (first + last) // 2
    ours, other = get_context("fork").Pipe(duplex=False)
    helper = get_context("fork").Process(target=_send, args=(other, middle, last), daemon=True)
    helper.start()
    other.close()
    followed = follow(first - 1, middle)
    followed.join(_received(ours) or follow(middle, last))
    helper.join()
    return followed


def follow(after: int, last: int) -> Followed:
    """The entries whose rows lie above `after`, up to `last`."""
    followed = Followed()
    statement = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    with connection.cursor() as cursor:
        while after < last:
            cursor.execute(statement, (after, last, AT_ONCE))
            entries: list[Any] = cursor.fetchall()
            if not entries:
                break
            followed.follow(entries)
            if followed.told:
                cursor.execute(_WORDS, (after, entries[-1][0]))
                followed.compare(cursor.fetchall())
            after = entries[-1][0]
    return followed


def _rows() -> tuple[int, int]:
    """The first and the last row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id), max(id) FROM record_entry")
        first, last = cursor.fetchone()
    return (first, last) if first is not None else (1, 0)


def _may_fork() -> bool:
    """Not beside threads, which a fork leaves halfway; and a transaction's rows are seen here only.

    A database in memory is nowhere else either.
    """
    is_alone = threading.active_count() == 1
    return is_alone and not connection.in_atomic_block and not _is_in_memory()


def _is_in_memory() -> bool:
    return bool(getattr(connection, "is_in_memory_db", bool)())


def _send(pipe: Connection, after: int, last: int) -> None:
    """In the process that helps: with a connection of its own, since a socket cannot be shared.

    The one it was born with is left as it is, for closing it would end it for both.
    """
    connections["default"] = connections.create_connection("default")
    pipe.send(follow(after, last))


def _received(pipe: Connection) -> Followed | None:
    """What the other process found, None where it died."""
    with suppress(EOFError, OSError):
        followed: Followed = pipe.recv()
        return followed
    return None
