"""A letter as somebody wants it sent, and what makes it fit for that."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from troth.people.models import Client, Contact
from troth.post.refusals import PostError
from troth.pure.wording.envelope import UnusableMessageIdError
from troth.pure.wording.posted import bracketed, deliverable
from troth.pure.wording.text import one_line

LONGEST_SUBJECT = 500
MOST_REFERENCES = 30
"""Message-IDs that a letter names of its thread: the first and the latest."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class EmptyLetterError(PostError):
    """A letter without words."""

    def __init__(self) -> None:
        super().__init__("A letter needs somebody to go to, a subject and some words.")


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be sent. `kind` and `about` say what it came from; of one thing one letter leaves.

    Without `message_id` it gets one. `references` are the letters of its thread, the first one
    first.
    """

    to: Sequence[str]
    subject: str
    text: str
    kind: str
    about: UUID | None = None
    client: Client | None = None
    contact: Contact | None = None
    message_id: str = ""
    in_reply_to: str = ""
    references: Sequence[str] = ()
    language: str = ""


def checked_to(letter: Letter) -> list[str]:
    """Its addresses as servers want them. Raises UnusableAddressError and EmptyLetterError."""
    to = list(dict.fromkeys(deliverable(each) for each in letter.to))
    if not to or not letter.subject.strip() or not letter.text.strip():
        raise EmptyLetterError
    return to


def subject_of(letter: Letter) -> str:
    return one_line(letter.subject)[:LONGEST_SUBJECT]


def text_of(letter: Letter) -> str:
    """The text with its lines ended alike, without control characters."""
    lines = letter.text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", lines).strip("\n")


def message_id_of(letter: Letter, *, sender: str) -> str:
    """Its own Message-ID, or a new one in the sender's domain. Raises UnusableMessageIdError."""
    return bracketed(letter.message_id or f"{uuid4()}@{sender.rpartition('@')[2]}")


def thread_of(letter: Letter) -> tuple[str, list[str]]:
    """What it answers, and its thread; what is no Message-ID is left out.

    Source: RFC 5322, section 3.6.4.
    """
    known = list(dict.fromkeys(it for it in map(_usable, letter.references) if it))
    answers = _usable(letter.in_reply_to)
    if answers and answers not in known:
        known.append(answers)
    return answers, known[:1] + known[1:][-(MOST_REFERENCES - 1) :]


def _usable(message_id: str) -> str:
    try:
        return bracketed(message_id) if message_id.strip() else ""
    except UnusableMessageIdError:
        return ""
