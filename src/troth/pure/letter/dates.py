"""The Date field. Source: RFC 5322 section 3.3, with the obsolete forms of section 4.3."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from functools import lru_cache

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}
_USUAL = re.compile(
    r"(?:[A-Z][a-z]{2}, {1,2})?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) "
    r"([+-])(\d\d)(\d\d)(?: \([A-Za-z ]{1,40}\))?",
    re.ASCII,
)
_YEARS = range(1970, 2200)
"""Mail is younger than the one end; dates beyond the other are forged or broken."""

_LONGEST = 200
"""Characters of a date, comments included."""


def sent_at(value: str, *, problems: list[str]) -> datetime | None:
    """The aware instant that a Date field names, with its own offset, or None and a problem.

    A date without a zone, or with `-0000`, is read as UTC.
    """
    if not value:
        problems.append("The letter has no date.")
        return None
    instant = _usual(value) or _odd(value[:_LONGEST]) or _iso(value[:_LONGEST])
    if instant is None or instant.year not in _YEARS:
        problems.append(f"The date {_shown(value)!r} could not be read.")
        return None
    return instant


def _usual(value: str) -> datetime | None:
    match = _USUAL.fullmatch(value)
    if match is None:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = match.groups()
    number = _MONTHS.get(month)
    if number is None:
        return None
    try:
        zone = _zone(sign, int(hours), int(minutes))
        return datetime(
            int(year), number, int(day), int(hour), int(minute), min(int(second), 59), tzinfo=zone
        )
    except ValueError:
        return None


def _odd(value: str) -> datetime | None:
    """Named zones, two-digit years, missing seconds, other orders: as the library reads them."""
    try:
        read = parsedate_tz(value)
        if read is None:
            return None
        year, month, day, hour, minute, second = read[:6]
        zone = timezone(timedelta(seconds=read[9] or 0))
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _iso(value: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


@lru_cache(maxsize=256)
def _zone(sign: str, hours: int, minutes: int) -> timezone:
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if sign == "-" else offset)


def _shown(value: str) -> str:
    return value.encode("ascii", "replace").decode("ascii")[:60]
