"""From an address to the folders that hold letters there."""

from collections.abc import Callable
from typing import NamedTuple

from troth.mail.imap.address import parse_address
from troth.mail.imap.answers import Limits, Status
from troth.mail.imap.explained import explained
from troth.mail.imap.folders import ImapFolder, asked_for, chosen
from troth.mail.imap.session import Session
from troth.mail.places import SourceError

GMAIL = "X-GM-EXT-1"
"""What Gmail offers, and nobody else."""


class Mailbox(NamedTuple):
    """A server that was signed in to: `listed` are all its folders, `chosen` those to read.

    `statuses` are what it tells of its folders without their being opened, by raw name: of none
    where it was not asked, or cannot.
    """

    session: Session
    listed: list[ImapFolder]
    chosen: list[ImapFolder]
    statuses: dict[bytes, Status]

    @property
    def left_out(self) -> list[str]:
        """The folders of drafts, trash and junk that are passed over."""
        return [each.name for each in self.listed if each.unwanted and each not in self.chosen]


def open_mailbox(
    text: str, *, password: Callable[[str], str], limits: Limits, with_statuses: bool = False
) -> Mailbox:
    """Connect, sign in and choose the folders. Raises SourceError."""
    address = parse_address(text)
    session = Session(address, password=password(address.account), limits=limits)
    try:
        with explained(address):
            session.connect()
            is_gmail, statuses = session.offers(GMAIL), dict[bytes, Status]()
            if with_statuses and not address.folder:
                folders, statuses = session.folders_with_statuses()
            else:
                folders = session.folders()
        if address.folder:
            wanted = [asked_for(folders, address.folder)]
        else:
            wanted = chosen(folders, everything_in_all=is_gmail)
    except SourceError:
        session.close()
        raise
    return Mailbox(session, folders, wanted, statuses)
