"""Where somebody works: the clocks and the public holidays of the place."""

from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from troth.pure.worktime.refusals import WorktimeError

SECOND = timedelta(seconds=1)


class UnknownZoneError(WorktimeError):
    """A zone that the IANA time zone database does not have."""

    def __init__(self, name: str) -> None:
        near = get_close_matches(name, sorted(available_timezones()), n=1) or ["Europe/Berlin"]
        super().__init__(
            f'There is no zone "{name}". Write one of the IANA time zone database, '
            f"such as {near[0]}."
        )
        self.name = name


class UnknownHolidaysError(WorktimeError):
    """A country, or a region of it, whose public holidays are not known."""


@cache
def zone_of(name: str) -> ZoneInfo:
    """The zone of that name in the IANA time zone database. Raises UnknownZoneError."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZoneError(name) from None


@lru_cache(maxsize=1024)
def public_holidays(country: str, region: str, year: int) -> frozenset[date]:
    """The public holidays of a year, weekends or not; none where no country is named.

    `country` is an ISO 3166 code, `region` the code of a part of it ("BY" or "DE-BY") or its name.
    Raises UnknownHolidaysError.
    """
    if not country:
        return _nowhere(region)
    import holidays  # noqa: PLC0415 - most commands need it not at all

    code = country.upper()
    part = region.removeprefix(f"{code}-") or None
    try:
        return frozenset(holidays.country_holidays(code, subdiv=part, years=year))
    except NotImplementedError:
        raise UnknownHolidaysError(_unknown(code, part)) from None


def instant(day: date, minute: int, *, zone: ZoneInfo) -> datetime:
    """The first instant, in UTC, at which the clocks of `zone` show that minute of the day or more.

    Minute 1440 is the midnight after. Of an hour that the clocks go through twice it is the first;
    in an hour that they skip it is the moment of the change, so that spans keep their order and
    what lies wholly in the skipped hour has no length.
    Source: RFC 5545, section 3.3.5, for the hour that occurs twice; PEP 495 for telling them.
    """
    wall = datetime.combine(day, time.min) + timedelta(minutes=minute)
    at = wall.replace(tzinfo=zone).astimezone(UTC)
    if at.astimezone(zone).replace(tzinfo=None) == wall:
        return at
    return _change(wall.replace(tzinfo=zone, fold=1).astimezone(UTC), at, zone=zone)


def _change(low: datetime, high: datetime, *, zone: ZoneInfo) -> datetime:
    """The second at which the offset changes between the two."""
    after = high.astimezone(zone).utcoffset()
    while high - low > SECOND:
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == after:
            high = middle
        else:
            low = middle
    return high


def _nowhere(region: str) -> frozenset[date]:
    if region:
        raise UnknownHolidaysError(
            f'The region "{region}" stands without its country. Name the country by its two '
            f"letters too, or leave the region out."
        )
    return frozenset()


def _unknown(country: str, region: str | None) -> str:
    import holidays  # noqa: PLC0415 - only to say what is known

    regions = holidays.list_supported_countries().get(country)
    if regions is None:
        return (
            f'The public holidays of "{country}" are not known. Write the two letters of a country '
            f"(ISO 3166), such as DE, or leave it out and enter holidays as days away."
        )
    instead = f"Write one of {', '.join(regions)}" if regions else "Leave the region out"
    return f'"{region}" is no region of {country} with holidays of its own. {instead}.'
