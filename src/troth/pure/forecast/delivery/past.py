"""What is known of a team's work: when pieces came and when they were finished."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.delivery.working_days import Days, WorkingDays, working_days

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Past:
    """Days of the calendar on which pieces of work were finished and on which they came.

    Both ascend. They need not be of one length: work that waits came and is not finished.
    """

    finished: Days
    came: Days

    @cached_property
    def week(self) -> WorkingDays:
        """On which days the team works."""
        return working_days(self.finished)

    @cached_property
    def first(self) -> int:
        """The working day with which the counts begin."""
        days = np.concatenate([self.finished[:1], self.came[:1]])
        return int(self.week.at_or_before(days).min())

    @cached_property
    def finished_at(self) -> Days:
        """The working day of each finish, counted from `first`; a weekend counts as Friday."""
        return self.week.at_or_before(self.finished) - self.first

    def finished_by_day(self, days: int) -> Counts:
        """How many were finished on each of the first `days` working days."""
        return np.bincount(self.finished_at, minlength=days)[:days]

    def came_by_day(self, days: int) -> Counts:
        """How many came on each of the first `days` working days."""
        came = self.week.at_or_before(self.came) - self.first
        return np.bincount(came, minlength=days)[:days]

    def known(self, days: Days) -> Counts:
        """How many pieces were finished before each of these days of the calendar."""
        return np.searchsorted(self.finished, days)

    def nth_finish(self, days: Days, *, items: int) -> Days:
        """The day on which the `items`-th piece from each of `days` on is finished, else NEVER."""
        nth = self.known(days) + items - 1
        ends = self.finished[np.minimum(nth, len(self.finished) - 1)]
        return np.where(nth < len(self.finished), ends, NEVER)


NEVER = 10_000_000
"""A day after all others: the finish of what the past does not hold the finish of."""
