"""Waiting at a folder until letters come.

Source: RFC 2177 (IDLE).
"""

import time
from collections.abc import Iterator
from typing import Any

from troth.mail.imap.answers import RefusedError
from troth.mail.imap.folders import ImapFolder
from troth.mail.imap.session import Session

RENEWAL_SECONDS = 9 * 60
"""How long to wait before asking anew. RFC 2177 wants less than 29 minutes; what stands between
here and there forgets a silent connection sooner, and one that is dead is noticed by asking."""

MOST_ENDED = 3
"""How often in a row the server may end the waiting by itself."""

INBOX = ImapFolder(b"INBOX", "INBOX", ("INBOX",), frozenset())


class NotOfferedError(Exception):
    """The server does not tell of letters as they come, or says that it does and does not."""


def arrivals(
    session: Session, folder: ImapFolder, *, renewal_seconds: float = RENEWAL_SECONDS
) -> Iterator[int]:
    """How many letters the folder holds: once the server watches it, and whenever some have come.

    It does not end. Raises NotOfferedError, DroppedError, RefusedError, ClosedError.
    """
    if not session.offers("IDLE"):
        raise NotOfferedError
    count = _Count(session.examine(folder).letters)
    is_first, ended = True, 0
    while ended <= MOST_ENDED:
        began = time.monotonic()
        for have_come in _one_wait(session, count, seconds=renewal_seconds):
            if is_first or have_come:
                yield count.letters
            is_first = False
        ended = 0 if time.monotonic() - began >= renewal_seconds else ended + 1
    raise NotOfferedError


class _Count:
    """How many letters there are, by what the server tells unasked."""

    def __init__(self, letters: int) -> None:
        self.letters = letters

    def hear(self, imap: Any) -> bool:
        """Take note of what was told; whether letters have come."""
        told = imap.untagged_responses
        left = self.letters - len(told.pop("EXPUNGE", ()))
        exists = [int(number) for number in told.pop("EXISTS", ()) if number.isdigit()]
        told.clear()
        self.letters = exists[-1] if exists else max(left, 0)
        return self.letters > left


def _one_wait(session: Session, count: _Count, *, seconds: float) -> Iterator[bool]:
    """Whether letters have come: as it begins, whenever something is told, and as it ends."""
    try:
        with session.speaking() as client:
            imap = client._imap  # the library's own ends at the first word
            tag = _begun(imap)
            have_come = count.hear(imap)
    except RefusedError as error:
        raise NotOfferedError from error
    yield have_come
    end = time.monotonic() + seconds
    while not imap.tagged_commands[tag] and (left := end - time.monotonic()) > 0:
        with session.speaking() as client:
            _hear(client, seconds=left)
            have_come = count.hear(imap)
        yield have_come
    with session.speaking() as client:
        _end(client, tag)
        have_come = count.hear(imap)
    yield have_come


def _begun(imap: Any) -> bytes:
    """Ask the server to tell; what it tells before it agrees is kept."""
    tag: bytes = imap._command("IDLE")
    while imap._get_response() is not None:
        if imap.tagged_commands[tag]:
            imap._command_complete("IDLE", tag)  # raises for BAD
            raise RefusedError("it refused to tell of letters as they come")
    return tag


def _hear(client: Any, *, seconds: float) -> None:
    """One thing that the server says, if it says any in time."""
    imap = client._imap
    imap.file.begin()
    client.socket().settimeout(seconds)
    try:
        imap._get_response()
        imap._check_bye()
    except TimeoutError:
        pass
    finally:
        client.socket().settimeout(client.limits.read_seconds)


def _end(client: Any, tag: bytes) -> None:
    imap = client._imap
    if not imap.tagged_commands[tag]:
        imap.send(b"DONE\r\n")
    imap._command_complete("IDLE", tag)
