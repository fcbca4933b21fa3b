"""What a letter is once its bytes are understood."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class Address(NamedTuple):
    """One mailbox of a header.

    `email` is lower-cased and never empty; `name` is the decoded display name or "".
    """

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class AutoReply:
    """Why a letter counts as sent by a machine on somebody's behalf (RFC 3834)."""

    rule: str


@dataclass(frozen=True, slots=True)
class Bounce:
    """A report that a letter was not delivered (RFC 3464).

    `address` is the mailbox that could not be reached or "", `reason` the server's words or "".
    """

    rule: str
    address: str = ""
    reason: str = ""


class Letter(NamedTuple):
    r"""A message as a person reads it.

    `message_id` and `references` come without angle brackets; a letter without an id gets one made
    from its digest, so that the same bytes in two folders stay one letter. `references` is oldest
    first and holds In-Reply-To as its last. `sent_at` is aware and keeps the offset that the
    sender wrote; None where no date could be read. `new` is what this sender wrote this time;
    `quoted` is what was answered or forwarded, `signature` what is under the name. All three have
    "\n" line ends and no NUL. `mass` is the reason for taking the letter as mass mail, or None.
    `problems` says in sentences what was damaged or cut off, and is empty for a sound letter.
    """

    message_id: str
    references: tuple[str, ...]
    sender: Address | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    sent_at: datetime | None
    subject: str
    new: str
    quoted: str
    signature: str
    auto_reply: AutoReply | None
    bounce: Bounce | None
    mass: str | None
    problems: tuple[str, ...]


class Cut(NamedTuple):
    r"""A text taken apart: what is new in it, what it answers or forwards, what is under the name.

    All three have "\n" line ends; none begins or ends with an empty line.
    """

    new: str
    quoted: str
    signature: str
