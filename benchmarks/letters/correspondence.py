"""Letters between one person and two hundred others, one after the other, drawn by seed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.utils import format_datetime
from math import log
from random import Random

from benchmarks.letters.content import content
from benchmarks.letters.damage import damaged
from benchmarks.letters.grammar import CLOSINGS, GREETINGS, SUBJECTS, paragraphs, said
from benchmarks.letters.pages import Stock

ME = "robin@harbour-it.example"
CONTACTS = 200
LAST = datetime(2026, 6, 30, 17, tzinfo=UTC)
SPAN = timedelta(days=730)
SPREAD = 0.9
"""Sigma of the log-normal sizes: most letters are small and a few are twenty times the mean."""

REPLIES, DAMAGED, MASS, AUTOMATIC = 0.30, 0.01, 0.04, 0.01
COPY_MARK = "copy000"
"""In every Message-ID, so that a mailbox can be doubled with ids and threads of its own."""


@dataclass(slots=True)
class Contact:
    """Someone I write with, and the letter that an answer would answer."""

    name: str
    email: str
    last_id: str = ""
    last_text: str = ""
    last_line: str = ""
    subject: str = ""
    thread: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter's bytes and when it was sent, in seconds since 1970."""

    raw: bytes
    sent_at: int


def correspondence(*, letters: int, seed: int, mean_bytes: int) -> Iterator[Letter]:
    """So many letters in the order of time, the same for the same arguments."""
    stock = Stock(Random(seed))
    rng = stock.rng
    contacts = _contacts(rng)
    for number in range(letters):
        contact = contacts[int(CONTACTS * rng.random() ** 2)]
        sent_at = LAST - SPAN * ((letters - number) / letters)
        raw = _letter(stock, contact, number=number, sent_at=sent_at, mean_bytes=mean_bytes)
        if rng.random() < DAMAGED:
            raw = damaged(raw, rng)
        yield Letter(raw, int(sent_at.timestamp()))


def _contacts(rng: Random) -> list[Contact]:
    firms = [f"{said(rng, '{part}').replace(' ', '-').lower()}-{n}.example" for n in range(60)]
    found = []
    for number in range(CONTACTS):
        name = said(rng, "{person}")
        plain = name.encode("ascii", "ignore").decode().lower()
        host = "freepost.example" if rng.random() < 0.2 else rng.choice(firms)
        found.append(Contact(name, f"{plain}{number}@{host}"))
    return found


def _letter(
    stock: Stock, contact: Contact, *, number: int, sent_at: datetime, mean_bytes: int
) -> bytes:
    rng = stock.rng
    size = int(rng.lognormvariate(log(mean_bytes) - SPREAD**2 / 2, SPREAD))
    mine = rng.random() < 0.45
    answers = bool(contact.last_id) and rng.random() < REPLIES
    if not answers:
        contact.subject, contact.thread = said(rng, rng.choice(SUBJECTS)), []
    text = _text(rng, to=contact.name if mine else "Robin", by="Robin" if mine else contact.name)
    whole = f"{text}\n{contact.last_line}\n{_quoted(contact.last_text)}" if answers else text
    head = _head(rng, contact, number=number, mine=mine, sent_at=sent_at)
    _remember(contact, text, mine=mine, sent_at=sent_at)
    return head.encode() + content(stock, whole, size=size, number=number)


def _text(rng: Random, *, to: str, by: str) -> str:
    matters = (0, 0, 0, 1, 1)[int(rng.random() * 5)]
    blocks = paragraphs(rng, sentences=3 + int(rng.expovariate(0.1)), matters=matters)
    greeting = rng.choice(GREETINGS).replace("{to}", to)
    closing = rng.choice(CLOSINGS)
    signature = (
        f"-- \n{by}\n{said(rng, '{people}, {area}')}\n+44 1632 960{rng.randrange(1000):03}\n"
    )
    return "\n\n".join([greeting, *blocks, f"{closing}\n{by}".strip(), signature])


def _quoted(text: str) -> str:
    return "".join(f"> {line}\n" if line else ">\n" for line in text.split("\n"))


def _head(rng: Random, contact: Contact, *, number: int, mine: bool, sent_at: datetime) -> str:
    me, other = f"Robin <{ME}>", f"{_word(contact.name)} <{contact.email}>"
    message_id = f"<{number:06}.{rng.randrange(1 << 40):010x}.{COPY_MARK}@mail.example>"
    lines = [
        "Received: from mx.example (mx.example [192.0.2.7]) by mail.harbour-it.example",
        f"\twith ESMTPS id {rng.randrange(1 << 48):012x}; {format_datetime(sent_at)}",
        "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example; s=s1; h=from:to:subject;",
        f"\tbh={rng.randrange(1 << 160):040x}; b={rng.randrange(1 << 512):0128x}",
        f"From: {me if mine else other}",
        f"To: {other if mine else me}",
        f"Subject: {'Re: ' if contact.thread else ''}{_word(contact.subject)}",
        f"Date: {format_datetime(sent_at)}",
        f"Message-ID: {message_id}",
        "MIME-Version: 1.0",
    ]
    if contact.thread:
        lines += [f"In-Reply-To: {contact.last_id}", "References: " + "\n ".join(contact.thread)]
    if not mine and rng.random() < MASS:
        lines += ["List-Unsubscribe: <https://news.example/leave>", "Precedence: bulk"]
    elif rng.random() < AUTOMATIC:
        lines.append("Auto-Submitted: auto-replied")
    contact.last_id = message_id
    contact.thread = [*contact.thread[-5:], message_id]
    return "\n".join(lines) + "\n"


def _remember(contact: Contact, text: str, *, mine: bool, sent_at: datetime) -> None:
    writer = f"Robin <{ME}>" if mine else f"{contact.name} <{contact.email}>"
    contact.last_text = text[:1500]
    contact.last_line = f"On {sent_at:%a, %d %b %Y at %H:%M}, {writer} wrote:"


def _word(text: str) -> str:
    return text if text.isascii() else Header(text, "utf-8").encode()
