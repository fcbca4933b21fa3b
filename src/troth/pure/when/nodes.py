"""What the words mean, before it is known which of them belong together."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import Enum
from typing import NamedTuple

from troth.pure.when.calendar import next_month_with, next_year_with, shifted
from troth.pure.when.model import Granularity


class Cycle(Enum):
    """How often a day with such words comes round: Friday, the 14th, the 14th of May."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Clock(NamedTuple):
    """A time on a clock. `sure` is False where "seven" may be morning or evening."""

    hour: int
    minute: int = 0
    second: int = 0
    sure: bool = True
    zone: tzinfo | None = None


class Part(NamedTuple):
    """A part of a day, from hour to hour; `end` may be 24."""

    start: int
    end: int


class Times(NamedTuple):
    """From one clock time to another; the second is before the first when midnight lies between."""

    start: Clock
    end: Clock


class HalfDate(NamedTuple):
    """Two numbers that may be a day and a month: 14.05. or 5/14."""

    first: str
    second: str
    mark: str


class Length(NamedTuple):
    """A length of time; `least` where the writer left it open: "a few days", "2-3 weeks"."""

    months: int = 0
    days: int = 0
    working_days: int = 0
    seconds: int = 0
    least: "Length | None" = None


class Day(NamedTuple):
    """A day; with a cycle where its words alone leave open which of many."""

    value: date
    cycle: Cycle | None = None

    def on_or_after(self, start: date) -> "Day":
        """The first day with these words from `start` on; a full date stays what it is."""
        match self.cycle:
            case Cycle.WEEK:
                value = shifted(start, days=(self.value.weekday() - start.weekday()) % 7)
            case Cycle.MONTH:
                value = next_month_with(self.value.day, start)
            case Cycle.YEAR:
                value = next_year_with(self.value.month, self.value.day, start)
            case _:
                value = self.value
        return Day(value, self.cycle)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to and not including `end`; `yearless` where its year was guessed.

    Raises ValueError where that is no day at all.
    """

    start: date
    end: date
    granularity: Granularity
    yearless: bool = False

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"nothing lies between {self.start} and {self.end}")


@dataclass(frozen=True, slots=True)
class Span:
    """Instants from `start` up to and not including `end`; raises ValueError where none is."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"nothing lies between {self.start} and {self.end}")
