"""A mailbox on a server as a source of letters."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar

from troth.mail.imap.address import parse_address
from troth.mail.imap.folders import ImapFolder, asked_for, chosen
from troth.mail.imap.opening import opened
from troth.mail.imap.session import Dropped, Limits, Refused, Session
from troth.mail.places import HeldPlace, Place

ARRIVAL_MARGIN = timedelta(days=1)
"""Servers count days in a zone of their own."""
Answer = TypeVar("Answer")


def open_imap(
    text: str,
    *,
    password: Callable[[str], str],
    since: date | None = None,
    limits: Limits | None = None,
) -> "ImapSource":
    """Connect, sign in and choose the folders. Raises SourceError."""
    address = parse_address(text)
    limits = limits or Limits()
    session = opened(address, password=password(address.account), limits=limits)
    folders, is_gmail = session.folders(), session.is_gmail()
    if address.folder:
        wanted = [asked_for(folders, address.folder)]
    else:
        wanted = chosen(folders, everything_in_all=is_gmail)
    left_out = [folder.name for folder in folders if folder.unwanted and folder not in wanted]
    return ImapSource(session, wanted, since=since, left_out=left_out, limits=limits)


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
        self._since = since - ARRIVAL_MARGIN if since and since > date.min else since
        self._limits = limits
        self._known: dict[bytes, list[int]] = {}

    def count(self) -> int | None:
        try:
            return sum(len(self._uids(folder)) for folder in self._folders)
        except (Dropped, Refused):
            return None

    def places(self) -> Iterator[Place]:
        self.problems.clear()
        try:
            for folder in self._folders:
                yield from self._places_in(folder)
        except Dropped as error:
            self.problems.append(
                f"The connection to {self._session.address.host} was lost and what came after "
                f"{self._at} was not read: {error}. Try again later."
            )
        finally:
            self._session.close()
