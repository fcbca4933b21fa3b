"""How much of a stretch of time is working time, without tables."""

from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from troth.pure.worktime.spans import WorkingTime, spans

MINUTE = timedelta(minutes=1)
MARGIN = timedelta(days=366)


def working_minutes(working: WorkingTime, *, start: datetime, end: datetime) -> int:
    """Whole minutes of free working time from `start` until before `end`; 0 if it is not later.

    Raises UnknownZoneError, UnknownHolidaysError.
    """
    free = spans(working, start=start, end=end)
    return sum((ends - begins for begins, ends in free), timedelta()) // MINUTE


class Meter:
    """The same for many stretches of one working time: each costs two searches in one list."""

    def __init__(self, working: WorkingTime) -> None:
        self._working = working
        self._known: tuple[datetime, datetime] | None = None
        self._starts: list[datetime] = []
        self._lengths: list[timedelta] = []
        self._before = [timedelta()]

    def minutes(self, start: datetime, end: datetime) -> int:
        """Whole minutes of free working time from `start` until before `end`, both aware."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        if end <= start:
            return 0
        self._reach(start, end)
        return (self._until(end) - self._until(start)) // MINUTE

    def _until(self, at: datetime) -> timedelta:
        """The working time before that instant, from the first one that is known."""
        begun = bisect_right(self._starts, at)
        if not begun:
            return timedelta()
        last = begun - 1
        return self._before[last] + min(self._lengths[last], at - self._starts[last])

    def _reach(self, start: datetime, end: datetime) -> None:
        """Make sure that both are known; a year further than asked, so that it is seldom done."""
        known = self._known
        if known and known[0] <= start and end <= known[1]:
            return
        low = start - MARGIN if not known or start < known[0] else known[0]
        high = end + MARGIN if not known or end > known[1] else known[1]
        free = spans(self._working, start=low, end=high)
        self._known = (low, high)
        self._starts = [begins for begins, _ in free]
        self._lengths = [ends - begins for begins, ends in free]
        self._before = list(accumulate(self._lengths, initial=timedelta()))
