"""The values a plan is written in: text, numbers, hours, instants, days, zones."""

import json
import math
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from troth.pure.forecast.plan import Due, Hours
from troth.pure.worktime.place import UnknownZoneError, zone_of

MOST_HOURS = 20_000
"""Hours of one estimate: ten years of forty-hour weeks."""

LONGEST_TEXT = 200

FIRST_YEAR, LAST_YEAR = 1980, 2200
"""Years that a plan may speak of; beyond them calendars and zones are guesses."""

SHOWN = 40


class FieldError(ValueError):
    """A field that cannot be used; the words say what to write in its place."""


def as_text(value: object) -> str:
    """The text on one line, without characters that would move the cursor of a terminal.

    Raises FieldError where it is no text, empty, or longer than 200 characters.
    """
    if not isinstance(value, str):
        raise FieldError(f"{shown(value)} is no text. Write it between quotation marks.")
    text = " ".join("".join(it if it.isprintable() else " " for it in value).split())
    if not text:
        raise FieldError("it is empty. Write a word, or leave it out.")
    if len(text) > LONGEST_TEXT:
        raise FieldError(f"it is longer than {LONGEST_TEXT} characters. Shorten it.")
    return text


def as_number(value: object, *, least: float, most: float) -> float:
    """The number, from `least` to `most`, both included; raises FieldError."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FieldError(f"{shown(value)} is no number. Write one, without quotes.")
    if math.isnan(value):
        raise FieldError("NaN cannot be summed. Write a number.")
    if not least <= value <= most:
        raise FieldError(f"{shown(value)} is not between {least:,g} and {most:,g}.")
    return float(value)


def as_whole(value: object, *, least: int, most: int) -> int:
    """The whole number, from `least` to `most`, both included; raises FieldError."""
    number = as_number(value, least=least, most=most)
    if number != int(number):
        raise FieldError(f"{shown(value)} is no whole number.")
    return int(value) if isinstance(value, int) else int(number)


def as_flag(value: object) -> bool:
    """True or false; raises FieldError."""
    if not isinstance(value, bool):
        raise FieldError(f"{shown(value)} is neither true nor false.")
    return value


def as_hours(value: object) -> Hours:
    """Hours above 0: one number, or low, likely and high as a list or as "LOW,LIKELY,HIGH".

    Raises FieldError, too where the three do not rise.
    """
    parts = _parts(value)
    if len(parts) not in (1, 3):
        raise FieldError(f"{shown(value)} is neither one number nor three. Write {EXAMPLE}.")
    numbers = [_hours(part) for part in parts]
    if len(numbers) == 1:
        return numbers[0]
    low, likely, high = numbers
    _rising("low", low, "likely", likely)
    _rising("likely", likely, "high", high)
    return low, likely, high


EXAMPLE = "LOW,LIKELY,HIGH, like 4,6,10"


def _parts(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    if not isinstance(value, str):
        return [value]
    return [_figure(part) for part in value.split(",")]


def _figure(text: str) -> object:
    try:
        return float(text) if text.isascii() and "_" not in text else text
    except ValueError:
        return text.strip()


def _hours(value: object) -> float:
    if value is None or isinstance(value, list | dict | bool) or value == "":
        raise FieldError(f"{shown(value)} is no number of hours. Write {EXAMPLE}.")
    hours = as_number(value, least=-math.inf, most=math.inf)
    if hours <= 0:
        raise FieldError(
            f"{hours:g} hours is no estimate. Write more than 0, or take it out of the plan."
        )
    if hours > MOST_HOURS:
        raise FieldError(f"{hours:g} hours is more than {MOST_HOURS:,}. Cut it into smaller parts.")
    return hours


def _rising(lower: str, low: float, upper: str, high: float) -> None:
    if low > high:
        raise FieldError(f"{lower} {low:g} is more than {upper} {high:g}. Write {EXAMPLE}.")


def as_zone(value: object) -> ZoneInfo:
    """A zone of the IANA time zone database; raises FieldError."""
    try:
        return zone_of(as_text(value))
    except UnknownZoneError as error:
        raise FieldError(str(error)) from None


def as_day(value: object) -> date:
    """A day like 2026-03-13; raises FieldError."""
    text = as_text(value)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise FieldError(f"{shown(text)} is no day. Write it like 2026-03-13.") from None
    _within_reach(day.year)
    return day


def as_instant(value: object, *, zone: ZoneInfo) -> datetime:
    """An instant, in `zone` where it carries no offset; of a day its beginning. Aware UTC."""
    moment = _moment(value)
    if isinstance(moment, datetime):
        return _utc(moment, zone)
    return _utc(datetime.combine(moment, time.min), zone)


def as_due(value: object, *, zone: ZoneInfo) -> Due:
    """A promised date: a day holds up to its end in `zone`, an instant up to itself."""
    moment = _moment(value)
    if isinstance(moment, datetime):
        return Due(as_text(value), _utc(moment, zone), is_day=False)
    end = datetime.combine(moment + timedelta(days=1), time.min)
    return Due(as_text(value), _utc(end, zone), is_day=True)


def shown(value: object) -> str:
    """A value as the plan writes it, shortened where it is long."""
    text = json.dumps(value)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _moment(value: object) -> date | datetime:
    text = as_text(value)
    try:
        moment = _day_or_instant(text)
    except ValueError:
        raise FieldError(
            f"{shown(text)} is neither an instant nor a day. "
            "Write it like 2026-03-13T17:00+01:00 or 2026-03-13."
        ) from None
    _within_reach(moment.year)
    return moment


def _day_or_instant(text: str) -> date | datetime:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return datetime.fromisoformat(text)


def _within_reach(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise FieldError(f"the year {year} is not between {FIRST_YEAR} and {LAST_YEAR}.")


def _utc(moment: datetime, zone: ZoneInfo) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
