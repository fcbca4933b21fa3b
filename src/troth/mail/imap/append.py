"""A connection that can put a letter into the Sent folder, and nothing else.

It lists folders, opens one for looking only, searches it by Message-ID, and appends. It is the one
thing that Troth writes to a mailbox, and only where a person switched it on. Nothing is changed,
moved or deleted: no folder is opened for writing.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from imapclient import SEEN

from troth.mail.imap.address import parse_address
from troth.mail.imap.answers import DroppedError, Limits
from troth.mail.imap.explained import explained
from troth.mail.imap.folders import ImapFolder, understood
from troth.mail.imap.signing_in import sign_in
from troth.mail.imap.wire import Client
from troth.mail.places import SourceError
from troth.mail.usual_names import HOLDERS

SENT_USE = "\\sent"
SENT_NAMES = frozenset(
    "sent|sent items|sent messages|sent mail|gesendet|gesendete elemente|gesendete objekte|"
    "envoyés|éléments envoyés|messages envoyés|enviados|elementos enviados|"
    "mensajes enviados".split("|")
)
"""Source: the default names of Thunderbird, Outlook, Apple Mail, Gmail, Dovecot and Courier in
English, German, French and Spanish."""


class NoSentFolderError(SourceError):
    """There is no folder for sent letters."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"{host} has no folder for sent letters. Make one named Sent there, or switch the "
            "copies off."
        )


class Copy(NamedTuple):
    """A letter as it was sent, and when."""

    lines: bytes
    message_id: str
    sent_at: datetime


def put_copy(place: str, copy: Copy, *, password: str, limits: Limits) -> bool:
    """Put a letter into the Sent folder, as read, unless it lies there; whether it was put.

    Whoever was killed after it was put finds it there by its Message-ID. Raises SourceError.
    """
    address = parse_address(place)
    with explained(address):
        client = Client(address, limits)
        try:
            sign_in(client, address.user, password)
            folder = sent_folder(understood(client.list_folders()))
            if folder is None:
                raise NoSentFolderError(address.host)
            return _put(client, folder, copy)
        finally:
            _leave(client)


def sent_folder(folders: Sequence[ImapFolder]) -> ImapFolder | None:
    """The folder that the server flags for sent letters, or else the one so named.

    Source: RFC 6154, section 2.
    """
    able = [folder for folder in folders if folder.is_open and not folder.unwanted]
    flagged = [folder for folder in able if SENT_USE in folder.flags]
    named = [folder for folder in able if _is_named_sent(folder.levels)]
    return next(iter([*flagged, *sorted(named, key=lambda it: len(it.levels))]), None)


def _is_named_sent(levels: Sequence[str]) -> bool:
    folded = [level.strip().casefold() for level in levels]
    if len(folded) > 1 and folded[0] in HOLDERS:
        folded = folded[1:]
    return len(folded) == 1 and folded[0] in SENT_NAMES


def _put(client: Client, folder: ImapFolder, copy: Copy) -> bool:
    client.select_folder(folder.raw, readonly=True)
    if client.search(["HEADER", "Message-ID", copy.message_id]):
        return False
    client.append(folder.raw, copy.lines, flags=(SEEN,), msg_time=copy.sent_at)
    return True


def _leave(client: Client) -> None:
    with suppress(OSError, DroppedError):
        client.__exit__(None, None, None)
