"""Counting in working days: neither weekends nor public holidays."""

from datetime import date, datetime, time, timedelta, tzinfo

from troth.pure.when import day_off

ONE = timedelta(days=1)


def is_working(day: date, *, country: str) -> bool:
    """Whether the day is worked in the country (two letters, "" for weekends only)."""
    return day_off(day, country=country) is None


def after_working_days(start: date, number: int, *, country: str) -> date:
    """The day that lies `number` working days after `start`, itself a working day."""
    day = start
    for _ in range(number):
        day = _next(day, ONE, country=country)
    return day


def working_day_before(day: date, *, country: str) -> date:
    return _next(day, -ONE, country=country)


def day_begins(day: date, *, zone: tzinfo) -> datetime:
    """The instant a day begins at in `zone`: of a midnight that is skipped, the first one after."""
    return datetime.combine(day, time.min, tzinfo=zone)


def _next(day: date, step: timedelta, *, country: str) -> date:
    day += step
    while not is_working(day, country=country):
        day += step
    return day
