"""Days on which people do not work: weekends and public holidays of a country."""

from datetime import date
from functools import cache
from importlib import resources
from typing import Any

USUAL_WEEKEND = frozenset({5, 6})


def day_off(day: date, *, country: str) -> str | None:
    """Why nobody works on that day: "Saturday", "Christmas Day" (in English), or None.

    `country` is an ISO 3166 code; for "" and for a country that is not known, only Saturdays and
    Sundays are off. Holidays of a region alone are not told.
    """
    calendar = _calendar(country)
    if calendar is None:
        return f"{day:%A}" if day.weekday() in USUAL_WEEKEND else None
    name = calendar.get(day)
    if name:
        return str(name)
    return f"{day:%A}" if day.weekday() in calendar.weekend else None


@cache
def country_of(zone: str) -> str:
    """The country that a zone of the IANA database is named for, as in Europe/Berlin; else ""."""
    return _countries().get(zone, "")


@cache
def _countries() -> dict[str, str]:
    """Zone -> country. Source: zone.tab of the IANA time zone database."""
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab")
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
    return {row[2]: row[0] for row in rows if len(row) > 2 and not row[0].startswith("#")}


@cache
def _calendar(country: str) -> Any:
    import holidays  # noqa: PLC0415 - most commands need it not at all

    try:
        return holidays.country_holidays(country, language="en_US") if country else None
    except NotImplementedError:
        return None
