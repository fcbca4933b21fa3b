"""When one piece of work is finished, in each trial."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from troth.pure.forecast.clocks import ended, worked_by
from troth.pure.forecast.network import BEYOND, Int32s
from troth.pure.worktime.timetable import Timetable


class Worked:
    """The finishes of a piece that takes time, in the worked minutes of its person.

    Later on the wall is later in work: shares are taken here, and few minutes are looked up.
    """

    def __init__(self, clock: Timetable, worked: Int32s) -> None:
        self._clock, self._worked = clock, worked

    @cached_property
    def minutes(self) -> Int32s:
        return ended(self._clock, self._worked)

    def worked_by(self, clock: Timetable) -> Int32s:
        """What the person of that clock has worked by then."""
        return self._worked if clock is self._clock else worked_by(clock, self.minutes)

    def quantiles(self, shares: Sequence[float]) -> tuple[int, ...]:
        return tuple(map(int, ended(self._clock, _quantiles(self._worked, shares))))

    def chance(self, minute: int) -> float:
        known = self._clock.before[min(minute, self._clock.minutes)] if minute >= 0 else -1
        return _share(self._worked, int(known))


class OnTheWall:
    """The finishes of a piece that may take no time at all, in minutes on the wall."""

    def __init__(self, minutes: Int32s) -> None:
        self.minutes = minutes

    def worked_by(self, clock: Timetable) -> Int32s:
        return worked_by(clock, self.minutes)

    def quantiles(self, shares: Sequence[float]) -> tuple[int, ...]:
        return tuple(map(int, _quantiles(self.minutes, shares)))

    def chance(self, minute: int) -> float:
        return _share(self.minutes, min(minute, BEYOND - 1))


Finishes = Worked | OnTheWall


def _quantiles(values: Int32s, shares: Sequence[float]) -> Int32s:
    """The least value by which so large a share of the trials is over."""
    places = [max(0, int(np.ceil(share * len(values))) - 1) for share in shares]
    return np.sort(values)[places]


def _share(values: Int32s, most: int) -> float:
    return float(np.count_nonzero(values <= most) / len(values))
