"""Days by number: the days of the calendar, and those on which a team finishes work.

A day of the calendar is its `date.toordinal()`: day 1 was a Monday. A working day is counted from
that Monday on, from 0; it is Monday to Friday, or every day for a team that works every day.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]

WEEKEND_SHARE = 0.1
"""With more than this share of its first work finished on weekends, a team works every day."""

FIRST = 30
"""So many pieces tell whether a team works on weekends, once and for all: a week that changed its
length with the history would let what came later into earlier forecasts."""


class WorkingDays(NamedTuple):
    """How many days a week has, from Monday on."""

    a_week: int

    def at_or_after(self, days: Days) -> Days:
        """The working day of each day; of a weekend the Monday after it."""
        weeks, rest = np.divmod(days - 1, 7)
        return np.asarray(weeks * self.a_week + np.minimum(rest, self.a_week))

    def at_or_before(self, days: Days) -> Days:
        """The working day of each day; of a weekend the Friday before it."""
        weeks, rest = np.divmod(days - 1, 7)
        return np.asarray(weeks * self.a_week + np.minimum(rest, self.a_week - 1))

    def calendar(self, working: Days) -> Days:
        """The day of the calendar of each working day."""
        weeks, rest = np.divmod(working, self.a_week)
        return np.asarray(1 + weeks * 7 + rest)


def working_days(finished: Days) -> WorkingDays:
    """Five days a week, or seven where the first work was finished on weekends too.

    `finished` ascends.
    """
    on_weekends = (finished[:FIRST] - 1) % 7 >= 5
    every_day = len(on_weekends) > 0 and on_weekends.mean() > WEEKEND_SHARE
    return WorkingDays(7 if every_day else 5)
