"""Working days around an instant, for a story that is told relative to it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

END_OF_DAY = time(18)
"""No letter of the story is written later, so a day counts once this hour has passed."""

CLOSED = frozenset({(1, 1), (12, 24), (12, 25), (12, 26), (12, 31)})
"""Months and days on which nobody in the story works, besides weekends."""

FIRST_YEAR, LAST_YEAR = 1901, 9998
"""Source: RFC 5322 section 3.3: a Date header's year is 1900 or later."""


class UnfitInstantError(ValueError):
    """The story cannot be told around this instant."""

    def __init__(self, at: datetime) -> None:
        super().__init__(
            f"The sample mailbox needs an aware instant between the years {FIRST_YEAR} "
            f"and {LAST_YEAR}, not {at.isoformat()}. Give another one as --at."
        )


def last_full_day(at: datetime, *, zone: ZoneInfo) -> date:
    """The latest working day whose working hours in `zone` were over at `at`."""
    if at.tzinfo is None or not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise UnfitInstantError(at)
    day = at.astimezone(zone).date()
    while not is_worked(day) or instant(day, END_OF_DAY, zone=zone) > at.astimezone(UTC):
        day -= timedelta(days=1)
    return day


def shifted(day: date, *, working_days: int) -> date:
    """The working day that lies so many working days after `day`, or before it if negative."""
    step = timedelta(days=1 if working_days > 0 else -1)
    for _ in range(abs(working_days)):
        day += step
        while not is_worked(day):
            day += step
    return day


def is_worked(day: date) -> bool:
    return day.isoweekday() <= 5 and (day.month, day.day) not in CLOSED


def instant(day: date, clock: time, *, zone: ZoneInfo) -> datetime:
    """A day and a clock's time in `zone` as an instant in UTC, so that instants compare truly."""
    return datetime.combine(day, clock, zone).astimezone(UTC)
