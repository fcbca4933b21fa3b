"""A mailbox on a server as a source of letters."""

import weakref
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from troth.mail.imap.answers import ClosedError, DroppedError, Limits, RefusedError
from troth.mail.imap.batches import batches
from troth.mail.imap.fetching import Fetching
from troth.mail.imap.folders import ImapFolder
from troth.mail.imap.mailbox import open_mailbox
from troth.mail.imap.session import Session
from troth.mail.places import HeldPlace, Place


def open_imap(
    text: str,
    *,
    password: Callable[[str], str],
    since: date | None = None,
    limits: Limits | None = None,
) -> "ImapSource":
    """Connect, sign in and choose the folders. Raises SourceError."""
    limits = limits or Limits()
    opened = open_mailbox(text, password=password, limits=limits)
    return ImapSource(
        opened.session, opened.chosen, since=since, left_out=opened.left_out, limits=limits
    )


class ImapSource:
    """Folders on a server, read in batches. One lost connection per batch is made again."""

    def __init__(
        self,
        session: Session,
        folders: Sequence[ImapFolder],
        *,
        since: date | None,
        left_out: list[str],
        limits: Limits,
    ) -> None:
        self.name = session.address.account
        self.problems: list[str] = []
        self.left_out = left_out
        self._session = session
        self._folders = folders
        self._fetching = Fetching(session, limits)
        self._since = since
        self._limits = limits
        self._known: dict[bytes, list[int]] = {}
        weakref.finalize(self, session.close)

    def count(self) -> int | None:
        try:
            return sum(len(self._uids(folder)) for folder in self._folders)
        except (DroppedError, RefusedError, ClosedError):
            return None

    def places(self) -> Iterator[Place]:
        self.problems.clear()
        try:
            for folder in self._folders:
                yield from self._places_in(folder)
        except DroppedError as error:
            self.problems.append(
                f"The connection to {self._session.address.host} was lost ({error}); "
                f"what was left of {folder.name} and after it was not read. Scan again later."
            )
        finally:
            self._session.close()

    def _places_in(self, folder: ImapFolder) -> Iterator[Place]:
        try:
            uids = self._uids(folder)
            for start in range(0, len(uids), self._limits.sizes):
                yield from self._window(folder, uids[start : start + self._limits.sizes])
        except (RefusedError, ClosedError) as error:
            self.problems.append(f"Folder {folder.name} could not be read: {error}.")

    def _window(self, folder: ImapFolder, uids: Sequence[int]) -> Iterator[Place]:
        sizes = self._fetching.sizes(folder, uids)
        for batch in batches(uids, sizes, limits=self._limits):
            bodies = self._fetching.bodies(folder, batch)
            for uid in batch:
                name = f"{folder.name}, UID {uid}"
                if (body := bodies.pop(uid, None)) is None:
                    self.problems.append(f"{name} could not be had: it may have been moved.")
                    continue
                # Some servers guess sizes; the guess counts only where the limit was reached.
                is_whole = len(body) < self._limits.letter_bytes
                size = len(body) if is_whole else max(sizes.get(uid, 0), len(body))
                yield HeldPlace(name, body, size)

    def _uids(self, folder: ImapFolder) -> list[int]:
        if folder.raw not in self._known:
            found = self._fetching.uids(folder, since=self._since)
            self._known[folder.raw] = found
        return self._known[folder.raw]
