"""The letters of a simulated day, delivered into the Maildirs of a mail server."""

import itertools
import os
import random
import shutil
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

LETTERS = 5_000
MAILBOXES = 50
CLIENTS = 100
BEGIN = datetime(2026, 11, 2, tzinfo=UTC)

HOURS = (1, 1, 1, 1, 1, 2, 4, 10, 16, 18, 18, 16, 10, 14, 16, 16, 14, 10, 5, 4, 3, 2, 1, 1)
"""How many letters come in each hour of the day, in proportion."""

SAID = (
    "I'll send you the migration plan by Friday.",
    "Could you send us the quote by Friday?",
    "Attached is the migration plan.",
    "We need a new booking form on the site.",
    "I will send you the access data tomorrow.",
    "Sorry, I was ill. Feedback comes on Monday.",
    "Thanks, that is all.",
    "The weather was fine here.",
)
FILLER = "Some more words that promise nothing and ask for nothing, as most words in letters do. "
LINES_MOST = 120


class Delivery(NamedTuple):
    """A letter that was delivered, when, and whether Troth is to store it."""

    digest: bytes
    at: float
    is_wanted: bool


class Post:
    """Writes letters and delivers them as a mail server does: whole, or not there."""

    def __init__(self, mail, *, mailboxes: int, chance: random.Random) -> None:
        self.users = [f"user{number:02}" for number in range(mailboxes)]
        self.me = [f"{user}@harbour-it.example" for user in self.users]
        self.keys = [f"client{number:02}.example" for number in range(CLIENTS)]
        self.sent = 0
        self._mail = mail
        self._chance = chance
        for user in self.users:
            mail.fill(user, {"": []})

    def deliver(self, number: int) -> Delivery:
        """The letter of this number, to its mailbox; every tenth is from nobody we know."""
        user = self.users[number % len(self.users)]
        is_wanted = number % 10 != 9
        raw = self._letter(number, is_wanted=is_wanted)
        name = f"{1_790_000_000 + number}.M{number}.host"
        folder = Path(self._mail.home(user)) / "Maildir"
        (folder / "tmp" / name).write_bytes(raw)
        if os.getuid() == 0:
            shutil.chown(folder / "tmp" / name, self._mail.mail_user)
        (folder / "tmp" / name).rename(folder / "new" / name)
        self.sent = number + 1
        return Delivery(_digest(raw), time.monotonic(), is_wanted)

    def _letter(self, number: int, *, is_wanted: bool) -> bytes:
        chance = self._chance
        key = chance.choice(self.keys) if is_wanted else "elsewhere.example"
        earlier = number - chance.randrange(1, 50)
        lines = [
            f"From: anna@{key}",
            f"To: {self.me[number % len(self.me)]}",
            f"Subject: Matter {number // 7}",
            f"Date: {format_datetime(BEGIN + timedelta(seconds=17 * number))}",
            f"Message-ID: <{number}@day.example>",
            *([f"In-Reply-To: <{earlier}@day.example>"] if number % 3 == 0 else []),
            "Content-Type: text/plain; charset=utf-8",
            *("", "Hello,", "", f"{chance.choice(SAID)} {chance.choice(SAID)}", f"No. {number}."),
            *itertools.repeat(FILLER, chance.randrange(LINES_MOST)),
            "",
        ]
        return "\r\n".join(lines).encode()


class Seen:
    """Which letters are stored, when that was first seen, and which were delivered."""

    def __init__(self, known, stored):
        self._stored = stored
        self.stored_at = dict.fromkeys(known, 0.0)
        self.delivered: dict[bytes, Delivery] = {}

    def look(self):
        moment = time.monotonic()
        for digest in self._stored():
            self.stored_at.setdefault(digest, moment)

    def lags(self):
        wanted = [it for it in self.delivered.values() if it.is_wanted]
        return [
            max(self.stored_at[it.digest] - it.at, 0.0)
            for it in wanted
            if it.digest in self.stored_at
        ]

    @property
    def missing(self):
        wanted = (it for it in self.delivered.values() if it.is_wanted)
        return [it for it in wanted if it.digest not in self.stored_at]


def day(letters: int, *, minutes: float, chance: random.Random) -> list[float]:
    """When each letter arrives, in seconds from the beginning of the shortened day."""
    hour = minutes * 60 / len(HOURS)
    hours = chance.choices(range(len(HOURS)), weights=HOURS, k=letters)
    return sorted((number + chance.random()) * hour for number in hours)


def _digest(raw: bytes) -> bytes:
    return sha256(raw).digest()
