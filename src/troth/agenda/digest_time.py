"""When the letter of a day is due. Plain values in, plain values out."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from troth.pure.when import country_of
from troth.pure.worktime import after_working_days, is_working

USUAL_HOUR = 7

NOON = 12

LATE_HOURS = 5
"""How late the letter still comes where its hour is not before seven."""

HOURS = range(24)

WRONG_CLOCK = timedelta(days=2)
"""A day that was decided further ahead than that was decided by a wrong clock."""


def due_on(at: datetime, *, hour: int, zone: str) -> date | None:
    """The day whose letter is due at `at`; None on a day off, before its hour, and too late.

    From `hour` in `zone` on, that included, until noon or until five hours later, that excluded;
    never beyond its day.
    """
    day = at.astimezone(ZoneInfo(zone)).date()
    if not is_working(day, country=country_of(zone)):
        return None
    return day if begins_at(day, hour=hour, zone=zone) <= at < _ends_at(day, hour, zone) else None


def begins_at(day: date, *, hour: int, zone: str) -> datetime:
    """When the letter of `day` is due, in UTC.

    An hour that is skipped is the moment at which it is, one that comes twice is the first.
    """
    return datetime.combine(day, time(hour), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def next_at(at: datetime, *, hour: int, zone: str, decided_on: date | None = None) -> datetime:
    """When the next letter is due after `at`, in UTC, of the days that are not decided yet."""
    today = at.astimezone(ZoneInfo(zone)).date()
    country = country_of(zone)
    day = after_working_days(today - timedelta(days=1), 1, country=country)
    while begins_at(day, hour=hour, zone=zone) <= at or is_decided(day, decided_on):
        day = after_working_days(day, 1, country=country)
    return begins_at(day, hour=hour, zone=zone)


def is_decided(day: date, decided_on: date | None) -> bool:
    """Whether nothing more comes of `day`, where `decided_on` is the latest day that was decided.

    Neither a process that stood still nor a flight over the date line brings back a day before it.
    """
    return decided_on is not None and day <= decided_on <= day + WRONG_CLOCK


def _ends_at(day: date, hour: int, zone: str) -> datetime:
    latest = max(NOON, hour + LATE_HOURS)
    if latest in HOURS:
        return begins_at(day, hour=latest, zone=zone)
    return begins_at(day + timedelta(days=1), hour=0, zone=zone)
