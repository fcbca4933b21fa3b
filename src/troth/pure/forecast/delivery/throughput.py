"""What a person asks: by when the next pieces will be finished."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from troth.pure.forecast.delivery.past import Past
from troth.pure.forecast.delivery.replay import replay
from troth.pure.forecast.delivery.working_days import Days
from troth.pure.forecast.spread import Spread

FEWEST = 10
"""With fewer finished pieces there is no pace to speak of."""


class TooFewFinishedError(ValueError):
    """Too little was finished to tell a pace; the words say how much is needed."""


class Finished(NamedTuple):
    """A piece of work and the day on which it was finished, None while it waits.

    `came_on` is the day it was asked for or begun, None where nobody knows.
    """

    finished_on: date | None
    came_on: date | None = None


@dataclass(frozen=True)
class Throughput:
    """How a team finishes its work, as known at the beginning of the day `on`."""

    past: Past
    on: date

    def finish(self, items: int) -> Spread:
        """The days from `on` to the finish of the next `items` pieces: 0 is the day itself.

        Days of the calendar, at least one piece; the day is over when the piece is finished.
        """
        on = np.array([self.on.toordinal()])
        # On a weekend the forecast is the coming Monday's: nothing more is known by then.
        begins = self.past.week.calendar(self.past.week.at_or_after(on))
        *_, told = replay(self.past, items=items, last=int(begins[0]))
        return np.asarray(told.days - on)


def learn(work: Sequence[Finished], *, on: date) -> Throughput:
    """Learn from what came and was finished before the day `on`; what comes after it is ignored.

    Raises TooFewFinishedError with fewer than FEWEST finished pieces.
    """
    past = known_past(work, on=on)
    if len(past.finished) < FEWEST:
        raise TooFewFinishedError(
            f"{len(past.finished)} finished pieces are too few to tell a pace; "
            f"{FEWEST} are needed, and after 100 the forecast knows its own errors."
        )
    return Throughput(past, on)


def known_past(work: Sequence[Finished], *, on: date) -> Past:
    """The days before `on` on which pieces came and were finished."""
    finished = [piece.finished_on for piece in work if piece.finished_on]
    came = [day for piece in work if (day := _came(piece))]
    return Past(_before(finished, on), _before(came, on))


def _came(piece: Finished) -> date | None:
    """Nothing comes after it is finished; and what is finished came on that day at the latest."""
    days = [day for day in piece if day]
    return min(days) if days else None


def _before(days: Sequence[date], on: date) -> Days:
    numbers = np.array([day.toordinal() for day in days], dtype=np.int64)
    return np.sort(numbers[numbers < on.toordinal()])
