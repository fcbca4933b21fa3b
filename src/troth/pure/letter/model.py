"""What a letter is once its bytes are understood."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Address(NamedTuple):
    """One mailbox of a header.

    `email` is lower-cased and never empty; `name` is the decoded display name or "".
    """

    email: str
    name: str = ""


class Sort(StrEnum):
    """What an automatic letter is for.

    `AWAY`: somebody is absent. `RECEIPT`: ours arrived, and nobody has answered it yet.
    `OTHER`: any other machine's letter.
    """

    AWAY = "away"
    RECEIPT = "receipt"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AutoReply:
    """Why a letter counts as sent by a machine on somebody's behalf (RFC 3834), and what for.

    `stand_in` is the address that a note of absence gives besides those of its header, or "".
    """

    rule: str
    sort: Sort = Sort.OTHER
    stand_in: str = ""


@dataclass(frozen=True, slots=True)
class Bounce:
    """A mail server's report that a letter was not delivered, or not yet (RFC 3464).

    `action` is "failed", or "delayed" where the server still tries: a delay is no failure.
    `address` is the mailbox that was not reached, `reason` the server's words, `status` its code
    as in RFC 3463 ("5.1.1"), `original` the Message-ID of the letter that did not arrive; each is
    "" where the report does not say.
    """

    rule: str
    address: str = ""
    reason: str = ""
    status: str = ""
    action: str = "failed"
    original: str = ""


class Letter(NamedTuple):
    r"""A message as a person reads it.

    `message_id` and `references` come without angle brackets; a letter without an id gets one made
    from its digest, so that the same bytes in two folders stay one letter. `references` is oldest
    first and holds In-Reply-To as its last. `sent_at` is aware and keeps the offset that the
    sender wrote; None where no date could be read. `new` is what this sender wrote this time;
    `quoted` is what was answered or forwarded, `signature` what is under the name. All three have
    "\n" line ends and no NUL. `mass` is the reason for taking the letter as mass mail, or None.
    `problems` says in sentences what was damaged or cut off, and is empty for a sound letter.
    `answered` is, for each stretch of `new` below quoted lines, where it begins, and the last
    quoted paragraph above it.
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
    answered: tuple[tuple[int, str], ...] = ()

    def answered_at(self, place: int) -> str:
        """The quoted words that what stands at `place` of `new` answers, or ""."""
        above = [said for begin, said in self.answered if begin <= place]
        return above[-1] if above else ""


class Cut(NamedTuple):
    r"""A text taken apart: what is new in it, what it answers or forwards, what is under the name.

    All three have "\n" line ends; none begins or ends with an empty line. `answered` is as in
    `Letter`.
    """

    new: str
    quoted: str
    signature: str
    answered: tuple[tuple[int, str], ...] = ()
