"""Which year or month is meant where none is named: a due date is ahead."""

from datetime import date

from troth.pure.when.calendar import days_in, next_month_with, next_year_with, shifted


def nearest_month_day(month: int, day: int, *, today: date, weekday: int | None) -> date:
    """The next such day from `today` on; a weekday decides where it fits one near it.

    Raises ValueError where no year has that day.
    """
    ahead = next_year_with(month, day, today)
    if weekday is None or ahead.weekday() == weekday:
        return ahead
    near = [ahead.year - 1, ahead.year + 1]
    fits = [year for year in near if _fits(year, month, day, weekday)]
    return date(fits[0], month, day) if fits else ahead


def nearest(day: int, *, today: date, weekday: int | None) -> date:
    """The next such day of a month from `today` on; a weekday decides between near months.

    This month comes first, then the next, then the last, then those that follow.
    """
    if weekday is None:
        return next_month_with(day, today)
    for months in (0, 1, -1, 2, 3, 4, 5, 6):
        first = shifted(today.replace(day=1), months=months)
        if _fits(first.year, first.month, day, weekday):
            return first.replace(day=day)
    return next_month_with(day, today)


def full_year(digits: str) -> int:
    """Two digits as a year: 69 to 99 belong to the last century. Source: POSIX strptime, %y."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= 69 else 2000)


def _fits(year: int, month: int, day: int, weekday: int) -> bool:
    in_month = 1 <= year <= 9999 and day <= days_in(year, month)
    return in_month and date(year, month, day).weekday() == weekday
