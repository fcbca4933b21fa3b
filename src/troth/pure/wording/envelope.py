"""A draft on its way into the person's own mail program: a link, or a file it opens as a draft."""

import re
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import quote

from troth.pure.letter import Address
from troth.pure.wording.model import Draft
from troth.pure.wording.text import one_line

LONGEST_MAILTO = 1_800
"""Characters of a mailto link. Programs and browsers cut longer ones off at about 2,000, without a
word; beyond this the draft goes as a file."""

# A plain address: no second one, no header, no space can hide in it.
_ADDRESS = re.compile(r"[^\s\x00-\x20\x7f\"(),:;<>@\[\\\]]+@[^\s\x00-\x20\x7f\"(),:;<>@\[\\\]]+")
_MESSAGE_ID = re.compile(r"<[!-;=?A-~]+@[!-;=?A-~]+>")


class UnusableAddressError(ValueError):
    """A letter cannot be addressed to this."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"{address!r} is no mail address that a letter can carry. "
            "Correct it at the contact; it looks like name@house.example."
        )


class UnusableMessageIdError(ValueError):
    """A letter cannot be recognised by this."""

    def __init__(self, message_id: str) -> None:
        super().__init__(
            f"{message_id!r} is no Message-ID. Give one like <unique@house.example>, in ASCII."
        )


def mailto(to: str, *, subject: str, body: str) -> str | None:
    """The link that opens the person's mail program with the letter in it, or None if too long.

    None beyond LONGEST_MAILTO characters: then the draft goes as a file (`eml`). Lines end in
    CRLF. Raises UnusableAddressError. Source: RFC 6068, sections 2 and 5.
    """
    address = quote(_checked(to), safe="@")
    text = "\r\n".join(body.splitlines())
    link = (
        f"mailto:{address}?subject={quote(one_line(subject), safe='')}&body={quote(text, safe='')}"
    )
    return link if len(link) <= LONGEST_MAILTO else None


def eml(draft: Draft, *, sender: Address, to: Address, message_id: str, at: datetime) -> bytes:
    """The draft as a file that mail programs open for writing, not as a letter that came.

    `at` is the aware instant of its Date; `message_id` is how it is recognised when it was sent.
    Raises UnusableAddressError and UnusableMessageIdError.

    Source: RFC 5322, RFC 2045 (quoted-printable), RFC 2047 (names and subjects) and RFC 6532
    (addresses beyond ASCII).
    """
    if not _MESSAGE_ID.fullmatch(message_id):
        raise UnusableMessageIdError(message_id)
    is_ascii = (_checked(sender.email) + _checked(to.email)).isascii()
    message = EmailMessage(policy=policy.SMTP.clone(utf8=not is_ascii))
    message["From"] = _mailbox(sender)
    message["To"] = _mailbox(to)
    message["Subject"] = _for_header(draft.subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id
    message["X-Unsent"] = "1"
    message.set_content(draft.body + "\n", charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def _mailbox(address: Address) -> Mailbox:
    local, _, domain = _checked(address.email).partition("@")
    return Mailbox(_for_header(address.name), local, domain)


def _for_header(words: str) -> str:
    # Words that look encoded would be decoded by whoever reads them, and could hide an address.
    return one_line(words).replace("=?", "= ?")


def _checked(address: str) -> str:
    """The address with its domain in ASCII, as the network knows it."""
    if not _ADDRESS.fullmatch(address) or "=?" in address:
        raise UnusableAddressError(address)
    local, _, domain = address.partition("@")
    try:
        return Mailbox(username=local, domain=domain.encode("idna").decode()).addr_spec
    except (ValueError, MessageError) as error:
        raise UnusableAddressError(address) from error
