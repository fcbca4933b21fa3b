"""An outgoing letter as the lines that travel, the same at every try."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email import policy
from email.charset import QP, Charset
from email.headerregistry import Address as Mailbox
from email.parser import BytesParser
from email.utils import format_datetime, formataddr
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.core.mail import EmailMultiAlternatives

from troth.post.models import AUTOMATIC
from troth.post.smtp.handing import Parcel, Taken
from troth.pure.wording.text import one_line

# Lines stay short and in ASCII on every way, whatever servers lie on it.
UTF8 = Charset("utf-8")
UTF8.body_encoding = QP


@dataclass(frozen=True, slots=True)
class Written:
    """What a letter consists of, whoever keeps it; `to` are addresses, each with a name or ""."""

    sender: str
    sender_name: str
    to: Sequence[tuple[str, str]]
    subject: str
    text: str
    html: str
    message_id: str
    at: datetime
    zone: str
    in_reply_to: str = ""
    references: Sequence[str] = ()
    kind: str = ""
    language: str = ""


class Mail(EmailMultiAlternatives):
    """A letter as Django's mail sends it. `before_end` is called before its last line leaves."""

    before_end: Callable[[], None]
    taken: Taken

    def __init__(self, written: Written) -> None:
        super().__init__(
            subject=_for_header(written.subject),
            body=written.text.rstrip("\n") + "\n",
            from_email=formataddr((_for_header(written.sender_name), _stand_in(written.sender))),
            to=[formataddr((_for_header(name), _stand_in(email))) for email, name in written.to],
            headers=_headers(written),
        )
        self.encoding = UTF8  # a Charset, as Django's documentation has it
        self._written = written
        if written.html:
            self.attach_alternative(written.html, "text/html")

    def parcel(self) -> Parcel:
        """The letter as a server wants it."""
        bare = Parcel(self._written.sender, tuple(email for email, _ in self._written.to), b"")
        return replace(bare, lines=_lines(self, in_utf8=bare.needs_utf8))

    def people_and_subject(self) -> dict[str, list[Mailbox] | str]:
        """The heads that hold what people wrote, and addresses as they are."""
        written = self._written
        return {
            "From": [_mailbox(written.sender_name, written.sender)],
            "To": [_mailbox(name, email) for email, name in written.to],
            "Subject": _for_header(written.subject),
        }

    def message(self, **_given: Any) -> Any:
        made: Any = super().message()
        if made.is_multipart():
            # Drawn by lot it would make the same letter another one at the next try.
            made.set_boundary(f"=_{sha256(self._written.message_id.encode()).hexdigest()[:40]}")
        return made


def _lines(mail: Mail, *, in_utf8: bool) -> bytes:
    """The lines, with names and subject folded anew: Django's mail leaves encoded ones too long.

    `in_utf8` for addresses that ASCII cannot hold. Source: RFC 2047, section 2; RFC 6532. What else
    is long stays as it is: the standard library would encode long Message-IDs beyond recognition.
    """
    kind = (policy.SMTPUTF8 if in_utf8 else policy.SMTP).clone(refold_source="none")
    read: Any = BytesParser(policy=kind).parsebytes(mail.message().as_bytes(linesep="\r\n"))
    for name, value in mail.people_and_subject().items():
        del read[name]
        read[name] = value
    return bytes(read.as_bytes())


def _headers(written: Written) -> dict[str, str]:
    """What stands on top besides sender, recipients and subject."""
    headers = {
        "Date": format_datetime(written.at.astimezone(ZoneInfo(written.zone))),
        "Message-ID": written.message_id,
    }
    if written.in_reply_to:
        headers["In-Reply-To"] = written.in_reply_to
    if written.references:
        headers["References"] = " ".join(written.references)
    if written.language:
        headers["Content-Language"] = written.language
    if written.kind in AUTOMATIC:
        headers["Auto-Submitted"] = "auto-generated"
    return headers


def _mailbox(name: str, email: str) -> Mailbox:
    local, _, domain = email.rpartition("@")
    return Mailbox(_for_header(name), local, domain)


def _stand_in(email: str) -> str:
    """What Django's mail is told in place of an address that it would encode beyond recognition."""
    return email if email.isascii() else f"address@{email.rpartition('@')[2]}"


def _for_header(words: str) -> str:
    # Words that look encoded would be decoded by whoever reads them, and could hide an address.
    return one_line(words).replace("=?", "= ?")
