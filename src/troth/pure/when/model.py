"""What a date in a text is."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Granularity(StrEnum):
    """How finely the writer spoke."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Interval:
    """From `start` on, up to and not including `end`; both days or both instants."""

    start: date | datetime
    end: date | datetime


@dataclass(frozen=True, slots=True)
class When:
    """One date as somebody wrote it.

    `start` and `end` are code points into the text that was read, `end` exclusive, and
    `words == text[start:end]`. `value` is a day, an aware instant, or an interval of either.
    """

    words: str
    start: int
    end: int
    value: date | datetime | Interval
    granularity: Granularity
