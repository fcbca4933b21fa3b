"""A mailbox as mail programs and other people fill it."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from imapclient import IMAPClient

from tests.mail.dovecot import PASSWORD, Dovecot

ME = "robin@harbour-it.example"
USER = "robin"
NOW = datetime.now(UTC)  # noqa: TID251  # what runs here reads the clock of this machine

NEXT_YEAR = NOW.year + 1
"""For days that are still to come, whenever this runs."""


def letter(sender: str, to: str, subject: str, words: str, *, days_ago: float = 0) -> bytes:
    """A plain letter, as it would lie on a server."""
    post = EmailMessage()
    post["From"], post["To"], post["Subject"] = sender, to, subject
    post["Date"] = format_datetime(NOW - timedelta(days=days_ago))
    post["Message-ID"] = make_msgid(domain=sender.rstrip(">").rpartition("@")[2])
    post.set_content(words)
    return post.as_bytes()


def correspondence(
    other: str, pairs: Mapping[str, str], *, subject: str
) -> Iterator[tuple[str, bytes]]:
    """Letters to and fro, each with its folder ("" is the inbox), the oldest first."""
    for number, (theirs, ours) in enumerate(pairs.items()):
        days = 12 - 3 * number
        yield "", letter(other, f"Robin Hale <{ME}>", subject, theirs, days_ago=days)
        yield ".Sent", letter(f"Robin Hale <{ME}>", other, subject, ours, days_ago=days - 1)


def filled(dovecot: Dovecot, user: str, letters: Iterator[tuple[str, bytes]]) -> str:
    """The address of a mailbox that holds them."""
    folders: dict[str, list[bytes]] = {"": [], ".Sent": []}
    for folder, raw in letters:
        folders[folder].append(raw)
    dovecot.fill(user, folders)
    return dovecot.address(user)


def put_into(dovecot: Dovecot, user: str, folder: str, raw: bytes) -> None:
    """As a mail program, or another server, lays a letter there."""
    with IMAPClient("127.0.0.1", port=dovecot.port, ssl=False) as server:
        server.login(user, PASSWORD)
        server.append(folder, raw)
