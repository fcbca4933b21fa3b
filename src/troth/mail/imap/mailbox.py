"""From an address to the folders that hold letters there."""

from collections.abc import Callable
from typing import NamedTuple

from troth.mail.imap.address import parse_address
from troth.mail.imap.explained import explained
from troth.mail.imap.folders import ImapFolder, asked_for, chosen
from troth.mail.imap.session import Limits, Session
from troth.mail.places import SourceError


class Mailbox(NamedTuple):
    """A server that was signed in to: `listed` are all its folders, `chosen` those to read."""

    session: Session
    listed: list[ImapFolder]
    chosen: list[ImapFolder]

    @property
    def left_out(self) -> list[str]:
        """The folders of drafts, trash and junk that are passed over."""
        return [each.name for each in self.listed if each.unwanted and each not in self.chosen]


def open_mailbox(text: str, *, password: Callable[[str], str], limits: Limits) -> Mailbox:
    """Connect, sign in and choose the folders. Raises SourceError."""
    address = parse_address(text)
    session = Session(address, password=password(address.account), limits=limits)
    try:
        with explained(address):
            session.connect()
            folders, is_gmail = session.folders(), session.is_gmail()
        if address.folder:
            wanted = [asked_for(folders, address.folder)]
        else:
            wanted = chosen(folders, everything_in_all=is_gmail)
    except SourceError:
        session.close()
        raise
    return Mailbox(session, folders, wanted)
