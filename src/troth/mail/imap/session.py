"""A connection that can look and nothing else: EXAMINE, SEARCH and BODY.PEEK are all it says."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from troth.mail.imap.address import Address
from troth.mail.imap.folders import ImapFolder, understood
from troth.mail.imap.signing_in import is_refusal, sign_in, trust
from troth.mail.imap.words import said

GARBLED = (ValueError, LookupError, TypeError, AttributeError)
"""What the client library raises when a server's reply has not the shape that it expects."""


class ClosedError(Exception):
    """A folder cannot be opened, or is no longer the one it was."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait, and how much to ask for at once.

    `letter_bytes` is what is fetched of one letter: beyond it lie attachments, and a reader may
    hold some hundred letters at a time. Replies to one SEARCH stay below the 1,000,000 bytes that
    Python's imaplib takes in one line, and lists of UIDs below the 8,000 that servers take.
    Source: RFC 2683 section 3.2.1.5, RFC 7162 section 4.
    """

    connect_seconds: float = 15
    read_seconds: float = 60
    letter_bytes: int = 256 * 1024
    fetch_bytes: int = 8 * 2**20
    fetch_letters: int = 100
    sizes: int = 500
    searched: int = 50_000


class Examined(NamedTuple):
    """A folder as it was when it was opened; `uid_next` is 0 where the server does not tell."""

    letters: int
    validity: int
    uid_next: int


class Head(NamedTuple):
    """A letter's fields that were asked for, and how many bytes the server says that it has."""

    fields: bytes
    size: int


class DroppedError(Exception):
    """The connection is gone, and may be made again."""


class SignedOutError(DroppedError):
    """The connection is gone, and the server refused the password on the next one."""


class RefusedError(Exception):
    """The server said no, or something that nobody can understand."""


class Session:
    """Everything that is said to one server. Raises DroppedError, RefusedError, ClosedError."""

    def __init__(self, address: Address, *, password: str, limits: Limits) -> None:
        self.address = address
        self._password = password
        self._limits = limits
        self._client: Any = None
        self._current: tuple[bytes, Examined] | None = None
        self._validities: dict[bytes, int] = {}

    def connect(self) -> None:
        """Connect and sign in. Raises what the client library raises: see `opening`."""
        self.close()
        limits = self._limits
        self._client = IMAPClient(
            self.address.host,
            self.address.port,
            ssl=self.address.tls,
            ssl_context=trust() if self.address.tls else None,
            timeout=SocketTimeout(limits.connect_seconds, limits.read_seconds),
        )
        self._client.folder_encode = False
        try:
            sign_in(self._client, self.address.user, self._password)
        except BaseException:
            self._abandon()
            raise

    def reconnect(self) -> None:
        try:
            with self._spoken():
                self.connect()
        except RefusedError as error:
            # Asked for once more with every folder, a wrong password locks accounts.
            lost = SignedOutError if is_refusal(error.__cause__) else DroppedError
            raise lost(f"signing in again failed: {error}") from error

    def close(self) -> None:
        client, self._client, self._current = self._client, None, None
        if client is not None:
            client.__exit__(None, None, None)

    def _abandon(self) -> None:
        """Close without a word: one who does not answer would be waited for once more."""
        client, self._client, self._current = self._client, None, None
        if client is not None:
            with suppress(OSError):
                client.shutdown()

    def is_gmail(self) -> bool:
        with self._spoken():
            return bool(self._connected().has_capability("X-GM-EXT-1"))

    def folders(self) -> list[ImapFolder]:
        with self._spoken():
            return understood(self._connected().list_folders())

    def examine(self, folder: ImapFolder) -> Examined:
        """Open `folder` for looking only, unless it is open."""
        if self._current is None or self._current[0] != folder.raw:
            self._current = None
            opened = self._opened(folder)
            if self._validities.setdefault(folder.raw, opened.validity) != opened.validity:
                raise ClosedError("the server has renumbered its letters meanwhile")
            self._current = (folder.raw, opened)
        return self._current[1]

    def uids(self, folder: ImapFolder, *, since: date | None, above: int = 0) -> list[int]:
        """The letters of `folder` that are neither deleted nor drafts, in the order of their UIDs.

        Drafts count where drafts were asked for. `since` is the server's day of arrival. Only UIDs
        greater than `above` are given.
        """
        total, window = self.examine(folder).letters, self._limits.searched
        found: set[int] = set()
        for first in range(1, total + 1, window):
            criteria: list[str | date] = [f"{first}:{min(first + window - 1, total)}"]
            criteria += ["UID", f"{above + 1}:*"] if above else []
            criteria += [] if folder.unwanted else ["UNDELETED", "UNDRAFT"]
            criteria += ["SINCE", since] if since else []
            with self._spoken():
                found.update(self._connected().search(criteria))
        # "18:*" names the last letter even where its UID is below 18 (RFC 3501, section 6.4.8).
        return sorted(uid for uid in found if uid > above)

    def sizes(self, folder: ImapFolder, uids: Sequence[int]) -> dict[int, int]:
        """How many bytes the server says that each letter has."""
        self.examine(folder)
        with self._spoken():
            replies = self._connected().fetch(uids, "RFC822.SIZE")
            return {uid: int(reply[b"RFC822.SIZE"]) for uid, reply in replies.items()}

    def bodies(self, folder: ImapFolder, uids: Sequence[int], *, limit: int) -> dict[int, bytes]:
        """The letters' bytes, the first `limit` of each; a letter that is gone is left out."""
        self.examine(folder)
        with self._spoken():
            replies = self._connected().fetch(uids, f"BODY.PEEK[]<0.{limit}>")
            found = {uid: _body(reply) for uid, reply in replies.items()}
            return {uid: body for uid, body in found.items() if body is not None}

    def piece(self, folder: ImapFolder, uid: int, *, start: int, size: int) -> bytes:
        """The bytes of one letter from `start` on, at most `size`; none where there are no more."""
        self.examine(folder)
        with self._spoken():
            replies = self._connected().fetch([uid], f"BODY.PEEK[]<{start}.{size}>")
            return _body(replies.get(uid, {})) or b""

    def heads(
        self, folder: ImapFolder, uids: Sequence[int], *, names: Sequence[str]
    ) -> dict[int, Head]:
        """The header fields called `names` and the size of each letter that is still there."""
        self.examine(folder)
        fields = f"BODY.PEEK[HEADER.FIELDS ({' '.join(names)})]"
        with self._spoken():
            replies = self._connected().fetch(uids, ["RFC822.SIZE", fields])
            found = {
                uid: (_body(reply), int(reply.get(b"RFC822.SIZE", 0)))
                for uid, reply in replies.items()
            }
            return {
                uid: Head(body, size) for uid, (body, size) in found.items() if body is not None
            }

    def _opened(self, folder: ImapFolder) -> Examined:
        try:
            with self._spoken():
                reply = self._connected().select_folder(folder.raw, readonly=True)
                return Examined(
                    int(reply[b"EXISTS"]),
                    int(reply.get(b"UIDVALIDITY", 0)),
                    int(reply.get(b"UIDNEXT", 0)),
                )
        except RefusedError as error:
            raise ClosedError(str(error)) from error

    @contextmanager
    def _spoken(self) -> Iterator[None]:
        try:
            yield
        except (IMAPClientAbortError, OSError) as error:
            self._abandon()
            raise DroppedError(said(error)) from error
        except IMAPClientError as error:
            raise RefusedError(said(error)) from error
        except GARBLED as error:
            raise RefusedError(f"its reply could not be understood ({said(error)})") from error
        except KeyboardInterrupt:
            # The rest of a reply is still on its way: there is nothing more to say here.
            self._abandon()
            raise

    def _connected(self) -> Any:
        if self._client is None:
            raise DroppedError("the connection was closed")
        return self._client


def _body(reply: dict[bytes, object]) -> bytes | None:
    """BODY[]<0>, or BODY[] where a server does not repeat that it was asked for a part."""
    bodies = (value for key, value in reply.items() if key.startswith(b"BODY["))
    return next((body for body in bodies if isinstance(body, bytes)), None)
