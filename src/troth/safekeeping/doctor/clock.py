"""The clock: whether something keeps it right, and whether what is kept agrees with it."""

import ctypes
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Max

from troth.mail.models import Message
from troth.record.models import Entry
from troth.safekeeping.doctor.answers import Answer, Asked, fine, note, span_words, to_do
from troth.web.days import count_words

ABOUT = "clock"
SLACK = timedelta(minutes=1)
ZONES_APART = timedelta(hours=26)
"""A letter's day may be tomorrow in its own zone; farther ahead is no zone's."""

LATELY = timedelta(days=7)
UNSYNCHRONISED = 5
"""What adjtimex(2) answers where no time server has set the clock for long."""

STATE_BYTES = 512
"""More than `struct timex` takes anywhere."""


def clock(_asked: Asked) -> Iterator[Answer]:
    """Whether a time server keeps it right, where the system says so."""
    state = kept_state()
    if state == UNSYNCHRONISED:
        yield note(
            ABOUT,
            "Nothing keeps this machine's clock right.",
            do="Switch on its time server, on most systems with `timedatectl set-ntp true`.",
        )
    elif state is not None:
        yield fine(ABOUT, "A time server keeps this machine's clock right.")


def moments(asked: Asked) -> Iterator[Answer]:
    """Whether anything that is kept comes from the future: then the clock was or is wrong."""
    latest = Entry.objects.aggregate(at=Max("at"))["at"]
    if latest is not None and latest - asked.at > SLACK:
        ahead = span_words(latest - asked.at)
        yield to_do(
            ABOUT,
            f"The record's latest entry lies {ahead} ahead of this machine's clock.",
            do="Set the clock right. What was written meanwhile carries a wrong time.",
        )
        return
    ahead_of_us = Message.objects.filter(
        sent_at__gt=asked.at + ZONES_APART, taken_in_at__gt=asked.at - LATELY
    ).count()
    if ahead_of_us:
        letters = count_words(ahead_of_us, "letter")
        said = f"{letters} of this week say that they were sent more than a day from now."
        yield note(ABOUT, said, do="If it is many, look at this machine's clock and date.")
    else:
        yield fine(ABOUT, "Nothing that is kept comes from the future.")


def kept_state() -> int | None:
    """What the system says of its clock; None where it says nothing. Source: adjtimex(2)."""
    try:
        ask = ctypes.CDLL(None).adjtimex
    except (AttributeError, OSError):
        return None
    answer = int(ask(ctypes.create_string_buffer(STATE_BYTES)))
    return None if answer < 0 else answer
