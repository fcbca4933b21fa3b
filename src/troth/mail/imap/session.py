"""A connection that can look and nothing else: EXAMINE, SEARCH and BODY.PEEK are all it says."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from troth.mail.imap.address import Address
from troth.mail.imap.answers import (
    GARBLED,
    ClosedError,
    DroppedError,
    Examined,
    Head,
    Known,
    Limits,
    OverfullError,
    RefusedError,
    SignedOutError,
    Status,
)
from troth.mail.imap.fetched import bodies_in, heads_in
from troth.mail.imap.folders import ImapFolder, understood
from troth.mail.imap.listing import listed_with_statuses
from troth.mail.imap.resync import examined
from troth.mail.imap.signing_in import is_refusal, sign_in
from troth.mail.imap.wire import Client
from troth.mail.imap.words import said

MOST_LETTERS = 50_000_000
"""No folder holds more; who says so would be asked for them window by window."""


class Session:
    """Everything that is said to one server. Raises DroppedError, RefusedError, ClosedError.

    What a server offers and then refuses is not asked of it again in this session.
    """

    def __init__(self, address: Address, *, password: str, limits: Limits) -> None:
        self.address = address
        self._password = password
        self._limits = limits
        self._client: Any = None
        self._current: tuple[bytes, Examined] | None = None
        self._validities: dict[bytes, int] = {}
        self._refused: set[str] = set()
        self._is_resuming = False

    def connect(self) -> None:
        """Connect and sign in. Raises what the client library raises: see `opening`."""
        self.close()
        self._client = Client(self.address, self._limits)
        try:
            sign_in(self._client, self.address.user, self._password)
            self._client.capabilities()
        except BaseException:
            self.drop()
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
        client = self._let_go()
        if client is not None:
            client.__exit__(None, None, None)

    def interrupt(self) -> None:
        """End the connection from another thread: whoever waits there for an answer goes on."""
        if (client := self._client) is not None:
            client.interrupt()

    @contextmanager
    def speaking(self) -> Iterator[Any]:
        """The client library, for what is not said here. Raises DroppedError, RefusedError."""
        with self._spoken():
            yield self._connected()

    def offers(self, capability: str) -> bool:
        """Whether the server says that it can, and has not refused to."""
        if capability in self._refused:
            return False
        with self._spoken():
            return bool(self._connected().has_capability(capability))

    def distrust(self, capability: str) -> None:
        """The server cannot do what it offers."""
        self._refused.add(capability)

    def folders(self) -> list[ImapFolder]:
        with self._spoken():
            return understood(self._connected().list_folders())

    def folders_with_statuses(self) -> tuple[list[ImapFolder], dict[bytes, Status]]:
        """All folders, and what the server tells of each without its being opened, by raw name."""
        if self.offers("LIST-STATUS"):
            try:
                with self._spoken():
                    lines, statuses = listed_with_statuses(self._connected())
                    if lines:
                        return understood(lines), statuses
            except DroppedError:
                self.reconnect()
            except RefusedError:
                pass
            self.distrust("LIST-STATUS")
        return self.folders(), {}

    def resume(self) -> None:
        """From now on a folder is opened with what is known of it, where the server can do that."""
        if self._is_resuming or not (self.offers("QRESYNC") and self.offers("ENABLE")):
            return
        try:
            with self._spoken():
                enabled = self._connected().enable("QRESYNC")
            self._is_resuming = b"QRESYNC" in [each.upper() for each in enabled]
        except (RefusedError, DroppedError):  # the next question connects again
            self.distrust("QRESYNC")

    def examine(self, folder: ImapFolder, known: Known | None = None) -> Examined:
        """Open `folder` for looking only, unless it is open."""
        if self._current is None or self._current[0] != folder.raw:
            self._current = None
            opened = self._opened(folder, known if self._is_resuming else None)
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
        if total > MOST_LETTERS:
            raise RefusedError(f"the server says that it holds {total} letters")
        found: set[int] = set()
        for first in range(1, total + 1, window):
            # The last window has no end: a server may count wrong.
            last = first + window - 1
            criteria: list[str | date] = [f"{first}:{last if last < total else '*'}"]
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
            return bodies_in(replies)

    def piece(self, folder: ImapFolder, uid: int, *, start: int, size: int) -> bytes:
        """The bytes of one letter from `start` on, at most `size`; none where there are no more."""
        self.examine(folder)
        with self._spoken():
            replies = self._connected().fetch([uid], f"BODY.PEEK[]<{start}.{size}>")
            return bodies_in(replies).get(uid, b"")

    def heads(
        self, folder: ImapFolder, uids: Sequence[int], *, names: Sequence[str]
    ) -> dict[int, Head]:
        """The header fields called `names` and the size of each letter that is still there."""
        self.examine(folder)
        fields = f"BODY.PEEK[HEADER.FIELDS ({' '.join(names)})]"
        with self._spoken():
            replies = self._connected().fetch(uids, ["RFC822.SIZE", fields])
            return heads_in(replies)

    def _opened(self, folder: ImapFolder, known: Known | None) -> Examined:
        try:
            with self._spoken():
                return examined(self._connected(), folder, known)
        except RefusedError as error:
            if known is not None:
                self._stop_resuming()
                return self._opened(folder, None)
            raise ClosedError(str(error)) from error
        except DroppedError:
            if known is not None:
                self._stop_resuming()
            raise

    def _stop_resuming(self) -> None:
        self._is_resuming = False
        self.distrust("QRESYNC")

    @contextmanager
    def _spoken(self) -> Iterator[None]:
        try:
            yield
        except (IMAPClientAbortError, OSError) as error:
            is_overfull = self._client is not None and self._client.was_overfull
            self.drop()
            raise (OverfullError if is_overfull else DroppedError)(said(error)) from error
        except IMAPClientError as error:
            raise RefusedError(said(error)) from error
        except GARBLED as error:
            raise RefusedError(f"its reply could not be understood ({said(error)})") from error
        except KeyboardInterrupt:
            # The rest of a reply is still on its way: there is nothing more to say here.
            self.drop()
            raise
        finally:
            self._forget_the_unasked()

    def _forget_the_unasked(self) -> None:
        """What a server tells unasked would be kept as long as the connection is."""
        if self._client is not None:
            self._client._imap.untagged_responses.clear()

    def drop(self) -> None:
        """Close without a word: one who does not answer would be waited for once more."""
        client = self._let_go()
        if client is not None:
            with suppress(OSError):
                client.shutdown()

    def _let_go(self) -> Any:
        client, self._client, self._current = self._client, None, None
        self._is_resuming = False
        return client

    def _connected(self) -> Any:
        if self._client is None:
            raise DroppedError("the connection was closed")
        return self._client
