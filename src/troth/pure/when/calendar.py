"""Sums with days. Weeks begin on Monday; Monday to Friday are working days."""

from datetime import date, timedelta

FRIDAY = 4


def shifted(day: date, *, months: int = 0, days: int = 0) -> date:
    """`day` moved by whole months, then days; the 31st becomes the last of a shorter month.

    Raises ValueError or OverflowError outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = days_in(year, month + 1)
    return date(year, month + 1, min(day.day, last)) + timedelta(days=days)


def days_in(year: int, month: int) -> int:
    """How many days that month has; raises ValueError where there is no such month.

    The standard library's `calendar` loads every locale to tell.
    """
    if not 1 <= month <= 12:
        raise ValueError(f"no year has a month {month}")
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and is_leap else _DAYS[month - 1]


_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def working_days_after(day: date, count: int) -> date:
    """The working day that lies `count` working days after `day`, or before it if negative."""
    step = 1 if count > 0 else -1
    weeks, rest = divmod(abs(count), 5)
    # From a weekend the count begins at its near end, so that whole weeks stay whole.
    day = working_day_on_or_before(day) if step > 0 else working_day_on_or_after(day)
    day += timedelta(days=7 * step * weeks)
    for _ in range(rest):
        day += timedelta(days=step)
        while day.weekday() > FRIDAY:
            day += timedelta(days=step)
    return day


def working_day_on_or_before(day: date) -> date:
    """`day` itself, or the Friday before it where it falls on a weekend."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


def working_day_on_or_after(day: date) -> date:
    """`day` itself, or the Monday after it where it falls on a weekend."""
    return day if day.weekday() <= FRIDAY else day + timedelta(days=7 - day.weekday())


def monday_of(day: date) -> date:
    """The Monday of the week in which `day` lies."""
    return day - timedelta(days=day.weekday())


def next_month_with(number: int, start: date) -> date:
    """The first day from `start` on that is the `number`th of its month; `number` is 1 to 31."""
    for months in range(3):
        first = shifted(start.replace(day=1), months=months)
        if number <= days_in(first.year, first.month) and first.replace(day=number) >= start:
            return first.replace(day=number)
    raise ValueError(f"no month has a day {number}")


def next_year_with(month: int, number: int, start: date) -> date:
    """The first `number`th of `month` from `start` on; 29 February waits for a leap year."""
    for year in range(start.year, start.year + 9):
        if number <= days_in(year, month) and date(year, month, number) >= start:
            return date(year, month, number)
    raise ValueError(f"no year has a day {number} in month {month}")


def quarter(year: int, number: int) -> tuple[date, date]:
    """First day of the quarter, and the first day after it."""
    start = date(year, 3 * number - 2, 1)
    return start, shifted(start, months=3)


def nth_weekday(first: date, number: int, weekday: int) -> date:
    """The `number`th such weekday of the month that begins on `first`; -1 is the last one.

    Raises ValueError where the month has no fifth.
    """
    if number < 0:
        last = shifted(first, months=1, days=-1)
        return shifted(last, days=-((last.weekday() - weekday) % 7))
    day = shifted(first, days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    if day.month != first.month:
        raise ValueError(f"no {number}th such weekday in the month of {first}")
    return day
