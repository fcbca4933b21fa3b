"""Small letters between one consultant and two clients, and from people who are no clients."""

import random
from datetime import datetime, timedelta
from email.utils import format_datetime

ME = "robin@harbour-it.example"
KEYS = ("acme.example", "birch.example")
"""The clients; letters of the third are none of Troth's business."""

PEOPLE = ("anna@acme.example", "ben@birch.example", "dora@elsewhere.example")
SAID_BY_ME = (
    "I'll send you the migration plan by Friday.",
    "We will have the backup test done by 20 November.",
    "Attached is the migration plan.",
    "I have finished the backup test.",
    "Thanks, OK.",
    "Could you send me the access data by Monday?",
)
SAID_BY_THEM = (
    "Could you send us the quote by Friday?",
    "I will send you the access data tomorrow.",
    "We need a new booking form on the site.",
    "Here is the access data.",
    "Sorry, I was ill. Feedback comes on Monday.",
    "Thanks, that is all.",
)


def letter(number: int, *, at: datetime, chance: random.Random) -> bytes:
    """The letter of this number: every tenth is nobody's we know, some answer an earlier one."""
    other = PEOPLE[2] if number % 10 == 9 else PEOPLE[number % 2]
    is_mine = chance.random() < 0.5
    sender, to = (ME, other) if is_mine else (other, ME)
    said = chance.choice(SAID_BY_ME if is_mine else SAID_BY_THEM)
    answered = chance.randrange(max(number - 20, 0), number) if number else 0
    sent = format_datetime(at + timedelta(minutes=number))
    lines = (
        f"From: {sender}",
        f"To: {to}",
        f"Subject: Matter {number // 7}",
        f"Date: {sent}",
        f"Message-ID: <{number}@kills.example>",
        *([f"In-Reply-To: <{answered}@kills.example>"] if number % 3 == 0 and number else []),
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Hello,",
        "",
        f"{said} {chance.choice(SAID_BY_ME if is_mine else SAID_BY_THEM)}",
        f"This is letter {number}.",
        "",
    )
    return "\r\n".join(lines).encode()


def is_wanted(number: int) -> bool:
    return number % 10 != 9
