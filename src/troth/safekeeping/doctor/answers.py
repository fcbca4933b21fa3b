"""What a question about a practice's health is answered with."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from troth.web.days import count_words


class State(StrEnum):
    """Fine: nothing to do. Note: good to know, nothing to do now. To do: `do` says what.

    Unknown: it could not be looked at.
    """

    FINE = "fine"
    NOTE = "note"
    TO_DO = "to do"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that was looked at: `about` what, how it is in a sentence, and what to `do`."""

    about: str
    state: State
    sentence: str
    do: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question needs: the moment, the practice's folder, and how thorough to be.

    `is_quick` leaves out what takes minutes with a large practice.
    """

    at: datetime
    home: Path
    is_quick: bool = False

    def ago(self, moment: datetime) -> str:
        """How long ago `moment` was: "3 hours ago"."""
        return f"{span_words(self.at - moment)} ago"


Question = Callable[[Asked], Iterable[Answer]]
"""Each looks at one thing by itself; what it raises becomes a sentence."""


def fine(about: str, sentence: str) -> Answer:
    return Answer(about, State.FINE, sentence)


def note(about: str, sentence: str, *, do: str = "") -> Answer:
    return Answer(about, State.NOTE, sentence, do)


def to_do(about: str, sentence: str, *, do: str) -> Answer:
    return Answer(about, State.TO_DO, sentence, do)


def unknown(about: str, sentence: str, *, do: str) -> Answer:
    return Answer(about, State.UNKNOWN, sentence, do)


def span_words(span: timedelta) -> str:
    """A span in its largest whole unit: "a moment", "5 minutes", "3 days"."""
    seconds = int(span.total_seconds())
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= length:
            return count_words(seconds // length, unit)
    return "a moment"


def size_words(size: int) -> str:
    """Bytes as a person says them: "12 MB", "1.5 GB"."""
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{max(size // 10**6, 1)} MB"
