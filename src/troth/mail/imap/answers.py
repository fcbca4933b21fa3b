"""What a server is asked for at most, what it answers, and how it can fail."""

from dataclasses import dataclass
from typing import NamedTuple

GARBLED = (ValueError, LookupError, TypeError, AttributeError)
"""What the client library raises when a server's reply has not the shape that it expects."""

HIGHEST_UID = 2**32 - 1


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait, and how much to ask for at once.

    `letter_bytes` is what is fetched of one letter: beyond it lie attachments, and a reader may
    hold some hundred letters at a time. Replies to one SEARCH stay below the 1,000,000 bytes that
    Python's imaplib takes in one line, and lists of UIDs below the 8,000 that servers take.
    `reply_bytes` and `reply_seconds` bound what one reply may take, whatever the server sends:
    `read_seconds` alone would wait for ever for one who says a byte a minute.
    Source: RFC 2683 section 3.2.1.5, RFC 7162 section 4.
    """

    connect_seconds: float = 15
    read_seconds: float = 60
    letter_bytes: int = 256 * 1024
    fetch_bytes: int = 8 * 2**20
    fetch_letters: int = 100
    sizes: int = 500
    searched: int = 50_000
    reply_bytes: int = 64 * 2**20
    reply_seconds: float = 600


class Status(NamedTuple):
    """A folder as the server tells it: 0 and "" stand for what it does not tell.

    `modseq` grows with whatever happens in the folder; `identity` stays when it is renamed.
    Source: RFC 7162 section 3.1.2, RFC 8474 section 4.
    """

    letters: int
    validity: int
    uid_next: int
    modseq: int = 0
    identity: str = ""


class Known(NamedTuple):
    """What is known of a folder: all letters up to UID `above`, and its changes up to `modseq`."""

    validity: int
    modseq: int
    above: int


class Examined(NamedTuple):
    """A folder as it was when it was opened; `uid_next` is 0 where the server does not tell.

    `news` are the letters above what was known that are neither deleted nor drafts (which count
    where drafts were asked for); None where the server did not account for each of them.
    """

    letters: int
    validity: int
    uid_next: int
    modseq: int = 0
    identity: str = ""
    news: tuple[int, ...] | None = None


class Head(NamedTuple):
    """A letter's fields that were asked for, and how many bytes the server says that it has."""

    fields: bytes
    size: int


class ClosedError(Exception):
    """A folder cannot be opened, or is no longer the one it was."""


class DroppedError(Exception):
    """The connection is gone, and may be made again."""


class OverfullError(DroppedError):
    """The connection was given up because one reply was longer than anything that was asked for."""


class BrokenOffError(DroppedError):
    """The connection is gone, for the second time at the same question."""


class SignedOutError(DroppedError):
    """The connection is gone, and the server refused the password on the next one."""


class RefusedError(Exception):
    """The server said no, or something that nobody can understand."""
