"""A connection that can look and nothing else: EXAMINE, SEARCH and BODY.PEEK are all it says."""

import os
import re
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from troth.mail.imap.address import Address
from troth.mail.imap.folders import ImapFolder, understood

CA_VARIABLE = "TROTH_IMAP_CA"
"""Names a file of certificates to trust besides the machine's own, for a private server."""
GARBLED = (ValueError, LookupError, TypeError, AttributeError)
"""What the client library raises when a server's reply has not the shape that it expects."""
SAID_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait, and how much to ask for at once.

    Replies to one SEARCH stay below the 1,000,000 bytes that Python's imaplib takes in one line,
    and lists of UIDs below the 8,000 that servers take. Source: RFC 2683 section 3.2.1.5,
    RFC 7162 section 4.
    """

    connect_seconds: float = 15
    read_seconds: float = 60
    letter_bytes: int = 2**20
    fetch_bytes: int = 8 * 2**20
    fetch_letters: int = 100
    sizes: int = 500
    searched: int = 50_000


class Dropped(Exception):
    """The connection is gone, and may be made again."""


class Refused(Exception):
    """The server said no, or something that nobody can understand."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A folder as it was when it was opened."""

    letters: int
    validity: int


class Session:
    """Everything that is said to one server. Raises Dropped and Refused, and nothing else."""

    def __init__(self, address: Address, *, password: str, limits: Limits) -> None:
        self.address = address
        self._password = password
        self._limits = limits
        self._client: Any = None
        self._current: tuple[bytes, Examined] | None = None

    def connect(self) -> None:
        """Connect and sign in. Raises OSError, IMAPClientError, and whatever a garbled reply does.

        The one who opens a source turns these into a sentence that says what to do.
        """
        self.close()
        limits = self._limits
        self._client = IMAPClient(
            self.address.host,
            self.address.port,
            ssl=self.address.tls,
            ssl_context=_trust() if self.address.tls else None,
            timeout=SocketTimeout(limits.connect_seconds, limits.read_seconds),
        )
        self._client.folder_encode = False
        sign_in(self._client, self.address.user, self._password)

    def close(self) -> None:
        client, self._client, self._current = self._client, None, None
        if client is not None:
            client.__exit__(None, None, None)

    def is_gmail(self) -> bool:
        with _spoken():
            return bool(self._connected().has_capability("X-GM-EXT-1"))

    def folders(self) -> list[ImapFolder]:
        with _spoken():
            return understood(self._connected().list_folders())

    def examine(self, folder: ImapFolder) -> Examined:
        if self._current is None or self._current[0] != folder.raw:
            self._current = None
            with _spoken():
                reply = self._connected().select_folder(folder.raw, readonly=True)
                examined = Examined(int(reply[b"EXISTS"]), int(reply.get(b"UIDVALIDITY", 0)))
            self._current = (folder.raw, examined)
        return self._current[1]

    def uids(self, folder: ImapFolder, *, since: date | None) -> list[int]:
        """The letters of `folder` that are neither deleted nor drafts, in the order of their UIDs.

        Drafts count where drafts were asked for. `since` is the server's day of arrival.
        """
        total, window = self.examine(folder).letters, self._limits.searched
        found: list[int] = []
        for first in range(1, total + 1, window):
            criteria: list[str | date] = [f"{first}:{min(first + window - 1, total)}"]
            criteria += [] if folder.unwanted else ["UNDELETED", "UNDRAFT"]
            criteria += ["SINCE", since] if since else []
            with _spoken():
                found += self._connected().search(criteria)
        return sorted(set(found))

    def sizes(self, folder: ImapFolder, uids: Sequence[int]) -> dict[int, int]:
        """How many bytes the server says that each letter has."""
        self.examine(folder)
        with _spoken():
            replies = self._connected().fetch(uids, "RFC822.SIZE")
            return {uid: int(reply[b"RFC822.SIZE"]) for uid, reply in replies.items()}

    def bodies(self, folder: ImapFolder, uids: Sequence[int], *, limit: int) -> dict[int, bytes]:
        """The letters' bytes, the first `limit` of each; a letter that is gone is left out."""
        self.examine(folder)
        with _spoken():
            replies = self._connected().fetch(uids, f"BODY.PEEK[]<0.{limit}>")
            found = {uid: _body(reply) for uid, reply in replies.items()}
            return {uid: body for uid, body in found.items() if body is not None}

    def _connected(self) -> Any:
        if self._client is None:
            raise Dropped("the connection was closed")
        return self._client


def sign_in(client: Any, user: str, password: str) -> None:
    """LOGIN, or AUTHENTICATE PLAIN for what LOGIN cannot carry: anything but plain ASCII."""
    if (user + password).isascii() and (user + password).isprintable():
        client.login('"' + user.replace("\\", "\\\\").replace('"', '\\"') + '"', password)
    else:
        client.plain_login(user, password)


def said(error: BaseException) -> str:
    """A server's words, short and fit to print."""
    text = re.sub(r"[^\x20-\x7e]+", " ", str(error)).strip()
    return text[:SAID_CHARACTERS] or type(error).__name__


@contextmanager
def _spoken() -> Iterator[None]:
    try:
        yield
    except (IMAPClientAbortError, OSError) as error:
        raise Dropped(said(error)) from error
    except IMAPClientError as error:
        raise Refused(said(error)) from error
    except GARBLED as error:
        raise Refused(f"its reply could not be understood ({said(error)})") from error


def _trust() -> ssl.SSLContext:
    """The machine's certificates (or SSL_CERT_FILE) and those of TROTH_IMAP_CA."""
    context = ssl.create_default_context()
    if own := os.environ.get(CA_VARIABLE):
        context.load_verify_locations(own)
    return context


def _body(reply: dict[bytes, object]) -> bytes | None:
    """BODY[]<0>, or BODY[] where a server does not repeat that it was asked for a part."""
    bodies = (value for key, value in reply.items() if key.startswith(b"BODY["))
    return next((body for body in bodies if isinstance(body, bytes)), None)


Again = Callable[[], Any]
_ = partial
