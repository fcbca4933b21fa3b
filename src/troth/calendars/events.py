"""What an event says of itself: from when to when, whether it keeps somebody busy, its name.

Source: RFC 5545 §3.6.1 (what has no end), §3.8.2.7 (what is transparent), §3.8.1.11 (what is called
off), §3.2.12 (who declined).
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from icalendar import Event
from icalendar.prop import vBroken, vDuration

ONE_DAY = timedelta(days=1)
NOTHING = timedelta(0)
NOT_BUSY = frozenset({"FREE", "WORKINGELSEWHERE"})
"""What Outlook calls times at which somebody can be asked. What is tentative is busy."""
NOT_COMING = frozenset({"DECLINED", "DELEGATED"})
LONGEST_NAME = 60
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


class DamagedError(Exception):
    """An event of which nothing can be told; the sentence says why, for any number of them."""


class Times(NamedTuple):
    """From when to when it is, and how long: whole days by the calendar, and then an exact rest."""

    start: date
    end: date
    days: timedelta
    rest: timedelta
    has_end: bool


def times_of(event: Event) -> Times:
    """When it is, by its own words. Two days, or two times of which both or none have a zone.

    Raises DamagedError.
    """
    start, end = value(event, "DTSTART"), value(event, "DTEND")
    duration = value(event, "DURATION")
    if start is None:
        raise DamagedError("left out, as its start is missing or cannot be read")
    if "DTEND" in event and end is None:
        raise DamagedError("left out, as its end cannot be read")
    if "DURATION" in event and duration is None and end is None:
        raise DamagedError("left out, as its duration cannot be read")
    if end is not None:
        return _from_to(start, end)
    if duration is not None:
        return _lasting(start, duration)
    return _without_end(start)


def changed_time(event: Event) -> date | None:
    """Which time of a series it stands for; None if for none. Raises DamagedError."""
    found: date | None = value(event, "RECURRENCE-ID")
    if found is None and "RECURRENCE-ID" in event:
        raise DamagedError("left out, as it cannot be read which time of a series it changes")
    return found


def later(start: date, days: timedelta, rest: timedelta) -> date:
    """So many days later by the calendar, and then an exact time, whatever the clocks do."""
    moment = start + days
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return (moment.astimezone(UTC) + rest).astimezone(moment.tzinfo)
    return moment + rest


def value(event: Event, name: str) -> Any:
    """A day, a time or a duration; None where it is missing, damaged or there several times."""
    held = event.get(name)
    if isinstance(held, list):
        held = held[0] if all(each == held[0] for each in held) else None
    if held is None or isinstance(held, vBroken):
        return None
    said = held.td if isinstance(held, vDuration) else getattr(held, "dt", None)
    return said if isinstance(said, date | timedelta) else None


def is_called_off(event: Event) -> bool:
    return word(event, "STATUS") == "CANCELLED"


def is_declined(event: Event, *, me: Iterable[str]) -> bool:
    """Whether one of these addresses said that they do not come."""
    mine = {address.casefold() for address in me}
    return any(
        str(each).casefold().removeprefix("mailto:") in mine
        and str(getattr(each, "params", {}).get("PARTSTAT", "")).upper() in NOT_COMING
        for each in several(event, "ATTENDEE")
    )


def is_busy(event: Event) -> bool:
    if word(event, "TRANSP") == "TRANSPARENT":
        return False
    return word(event, "X-MICROSOFT-CDO-BUSYSTATUS") not in NOT_BUSY


def summary_of(event: Event) -> str:
    """Its name, in one line that can be printed and kept."""
    return " ".join(UNSEEN.sub(" ", text(event, "SUMMARY")).split())


def called(event: Event) -> str:
    """How a sentence names it."""
    name = summary_of(event)
    if not name:
        return "An event without a name"
    return f"“{name[: LONGEST_NAME - 1]}…”" if len(name) > LONGEST_NAME else f"“{name}”"


def several(event: Event, name: str) -> list[Any]:
    held = event.get(name, [])
    return held if isinstance(held, list) else [held]


def text(event: Event, name: str) -> str:
    """The first one there is; "" where there is none."""
    held = several(event, name)
    return str(held[0]) if held else ""


def word(event: Event, name: str) -> str:
    return text(event, name).strip().upper()


def _from_to(start: date, end: date) -> Times:
    start, end = _alike(start, end)
    if not isinstance(start, datetime) and start == end:
        # Many programs write a whole day so, though the end is no part of an event.
        return Times(start, start + ONE_DAY, ONE_DAY, NOTHING, has_end=True)
    length = _instant(end) - _instant(start)
    if length < NOTHING:
        raise DamagedError("left out, as it ends before it starts")
    return Times(start, end, NOTHING, length, has_end=True)


def _lasting(start: date, duration: Any) -> Times:
    """Days are days of the calendar, hours are exact. Source: RFC 5545 §3.3.6."""
    if not isinstance(duration, timedelta) or duration < NOTHING:
        raise DamagedError("left out, as it ends before it starts")
    days, rest = timedelta(days=duration.days), timedelta(seconds=duration.seconds)
    if rest and not isinstance(start, datetime):
        start = datetime.combine(start, time.min)
    if not isinstance(start, datetime) and not days:
        days = ONE_DAY
    return Times(start, later(start, days, rest), days, rest, has_end=True)


def _without_end(start: date) -> Times:
    length = NOTHING if isinstance(start, datetime) else ONE_DAY
    return Times(start, start + length, NOTHING, length, has_end=False)


def _alike(start: date, end: date) -> tuple[date, date]:
    """Both as days, or both as times in a zone, or both without one."""
    if isinstance(start, datetime) != isinstance(end, datetime):
        start, end = _time(start), _time(end)
    if isinstance(start, datetime) and isinstance(end, datetime):
        zone = start.tzinfo or end.tzinfo
        start = start if start.tzinfo else start.replace(tzinfo=zone)
        end = end if end.tzinfo else end.replace(tzinfo=zone)
    return start, end


def _time(when: date) -> datetime:
    return when if isinstance(when, datetime) else datetime.combine(when, time.min)


def _instant(when: date) -> datetime:
    """Of days and floating times the instant in UTC, which is as good as any to subtract."""
    moment = _time(when)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
