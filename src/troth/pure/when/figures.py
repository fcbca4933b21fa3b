"""What stands in figures and signs, as tokens: 14:30, 2026-03-02, 3/4, 14."""

import re
from datetime import date, datetime

from troth.pure.when.nodes import Clock, HalfDate
from troth.pure.when.tokens import Token

_MARKS = {",": "COMMA", ".": "DOT", "-": "DASH", "–": "DASH", "—": "DASH", "/": "SLASH"}

_CLOCK = re.compile(
    r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(?::([0-9]{2}))?\s*([ap])?(?:uhr\s([0-9]{2}))?", re.IGNORECASE
)


def _other(found: re.Match[str]) -> Token:
    return Token("OTHER", *found.span())


def _instant(found: re.Match[str]) -> Token:
    try:
        value = datetime.fromisoformat(found[0].replace(",", "."))
    except ValueError:
        return _other(found)
    return Token("INSTANT", *found.span(), value)


def _fulldate(found: re.Match[str]) -> Token:
    """The three numbers as they stand; which is the month is decided by the grammar."""
    parts = tuple(re.split(r"\D+", found[0]))
    mark = found["mark"] or found["split"]
    return Token("FULLDATE", *found.span(), (parts, mark))


def _yearmonth(found: re.Match[str]) -> Token:
    first, second = (int(part) for part in re.split(r"\D", found[0]))
    year, month = max(first, second), min(first, second)
    if not 1 <= month <= 12:
        # No month, but after "KW" it is a week and its year.
        return Token("OTHER", *found.span(), (month, year))
    return Token("YEARMONTH", *found.span(), date(year, month, 1))


def _clock(found: re.Match[str]) -> Token:
    match = _CLOCK.match(found[0])
    assert match
    hour, minute, second = (int(part or 0) for part in match.group(1, 2, 3))
    minute = int(match[5] or minute)  # 8 Uhr 30
    half = (match[4] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and minute):
        return _other(found)
    # "04:30" and "14:30" are read as they stand, "4:30" may be either half of the day.
    sure = bool(half) or hour == 0 or hour > 12 or match[1][0] == "0"
    return Token("CLOCK", *found.span(), Clock(hour, minute, second, sure))


def _hours(found: re.Match[str]) -> Token:
    """Hours, and minutes if there are any: a clock time or a length, as the grammar decides."""
    hour, *minutes = (int(part) for part in re.findall("[0-9]+", found[0]))
    return Token("HOURS", *found.span(), (hour, minutes[0] if minutes else None))


def _ordinal(found: re.Match[str]) -> Token:
    number = int(re.match(r"[0-9]+", found[0])[0])  # type: ignore[index]
    return Token("ORDINAL", *found.span(), number) if 1 <= number <= 31 else _other(found)


def _halfdate(found: re.Match[str]) -> Token:
    first, second = re.findall(r"[0-9]+", found[0])
    dot = "." if found[0].endswith(".") else ""
    return Token("HALFDATE", *found.span(), HalfDate(first, second, found["cut"] + dot))


def _number(found: re.Match[str]) -> Token:
    number = int(found[0])
    if len(found[0]) <= 2 and 1 <= number <= 31:
        return Token("DIGITS", *found.span(), number)
    return Token("YEAR" if 1000 <= number < 3000 else "NUMBER", *found.span(), number)


def _stop(found: re.Match[str]) -> Token:
    return Token("STOP", *found.span(), found[0])


def _mark(found: re.Match[str]) -> Token:
    return Token(_MARKS[found[0]], *found.span())


READERS = {
    "other": _other,
    "code": _other,
    "instant": _instant,
    "fulldate": _fulldate,
    "yearmonth": _yearmonth,
    "hours": _hours,
    "clock": _clock,
    "ordinal": _ordinal,
    "halfdate": _halfdate,
    "hour": _number,
    "number": _number,
    "stop": _stop,
    "mark_": _mark,
}
"""Shape -> what makes a token of a match of it."""
