"""A letter as a process read it, ready to be filed with its clients."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from troth.mail.packing import pack
from troth.pure.ledger import Posted
from troth.pure.letter import Letter
from troth.web.ids import uuid7

MOST_MESSAGE_ID = 1_000
MOST_SUBJECT = 1_000
MOST_NAME = 320
MOST_LANGUAGE = 10

_SIGN = 2**63


class Taken(NamedTuple):
    """A letter that belongs to a client: its row, its bytes, and whose it is.

    `pk` is its id to be, in hexadecimal digits; `keys` are the clients' addresses it belongs to.
    `people`, `references` and `problems` are JSON. `is_word` is false for what a machine sent, and
    for what nobody knows the day of.
    """

    pk: str
    digest: bytes
    message_id: str
    key: int
    references: str
    subject_key: int
    sent_at: datetime | None
    sent_offset: int
    subject: str
    sender: str
    sender_name: str
    people: str
    is_mine: bool
    is_quiet: bool
    language: str
    problems: str
    is_word: bool
    keys: tuple[str, ...]
    packed: bytes


class Kept(NamedTuple):
    """A letter's bytes as they are kept: by their SHA-256, and packed."""

    digest: bytes
    packed: bytes


def kept(raw: bytes) -> Kept:
    """The bytes for keeping."""
    return Kept(sha256(raw).digest(), pack(raw))


def taken(  # noqa: PLR0913  # all that a row is made of
    kept: Kept,
    letter: Letter,
    posted: Posted,
    *,
    is_mine: bool,
    language: str,
    keys: Iterable[str],
) -> Taken:
    """The letter with all that is kept of it."""
    is_machine = letter.auto_reply or letter.bounce or letter.mass
    sent_at = _storable_instant(letter.sent_at)
    return Taken(
        pk=uuid7().hex,
        digest=kept.digest,
        message_id=storable(letter.message_id, MOST_MESSAGE_ID),
        key=signed(posted.key),
        references=json.dumps([signed(key) for key in posted.references]),
        subject_key=signed(posted.subject),
        sent_at=sent_at,
        sent_offset=_offset(letter.sent_at) if sent_at else 0,
        subject=storable(letter.subject, MOST_SUBJECT),
        sender=storable(posted.sender),
        sender_name=storable(letter.sender.name, MOST_NAME) if letter.sender else "",
        people=json.dumps([storable(posted.sender), _all(posted.to), _all(posted.cc)]),
        is_mine=is_mine,
        is_quiet=posted.quiet,
        language=language[:MOST_LANGUAGE],
        problems=json.dumps(_all(letter.problems)),
        is_word=sent_at is not None and not is_machine,
        keys=tuple(keys),
        packed=kept.packed,
    )


def signed(key: int) -> int:
    """An unsigned key of 64 bits as a database holds it."""
    return key - 2 * _SIGN if key >= _SIGN else key


def unsigned(key: int) -> int:
    """What `signed` was given."""
    return key + 2 * _SIGN if key < 0 else key


def storable(text: str, most: int | None = None) -> str:
    """The text as every database takes it: no NUL, no half of a surrogate pair, at most so long."""
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8")
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    return text[:most]


def _all(texts: Iterable[str]) -> list[str]:
    return [storable(text) for text in texts]


def _storable_instant(at: datetime | None) -> datetime | None:
    """In UTC; None at the ends of time, where no other zone can say it."""
    if at is None:
        return None
    try:
        return at.astimezone(UTC)
    except OverflowError:
        return None


def _offset(at: datetime | None) -> int:
    offset = at.utcoffset() if at else None
    return int(offset.total_seconds() // 60) if offset else 0
