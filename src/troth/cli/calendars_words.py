"""How it goes with a calendar, in sentences."""

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from troth.calendars.models import Calendar
from troth.calendars.queries import REACH
from troth.web.days import clock_words, count_words, day_words


def added(calendar: Calendar) -> str:
    """How much was read of it."""
    number = count_words(calendar.occasions.count(), "occurrence")
    return (
        f"{number} read, from {REACH.days} days ago to {REACH.days} days ahead. "
        "It is read again each hour while Troth runs."
    )


def told(calendar: Calendar, *, at: datetime, zone: str) -> str:
    """Where it is, when it was read, and what trouble it has."""
    here = ZoneInfo(zone)
    number = count_words(calendar.occasions.count(), "occurrence")
    read = f"Read {_when(calendar.read_at, at=at, zone=here)}" if calendar.read_at else "Not read"
    lines = [calendar.address, f"    {read}: {number}."]
    if calendar.trouble:
        since = _when(calendar.trouble_since or at, at=at, zone=here)
        lines.append(f"    Trouble since {since}: {calendar.trouble}")
        if calendar.read_at:
            lines.append("    What was read before still counts.")
    if calendar.is_paused:
        lines.append("    It is not tried again by itself: `troth calendars look` does.")
    lines += [f"    {sentence}" for sentence in calendar.left_out.splitlines()]
    return "\n".join(lines)


def as_json_line(calendar: Calendar) -> str:
    said: dict[str, Any] = {
        "id": str(calendar.pk),
        "address": calendar.address,
        "user": calendar.account or None,
        "occurrences": calendar.occasions.count(),
        "read_at": calendar.read_at.isoformat() if calendar.read_at else None,
        "looked_at": calendar.looked_at.isoformat() if calendar.looked_at else None,
        "trouble": calendar.trouble or None,
        "trouble_since": calendar.trouble_since.isoformat() if calendar.trouble_since else None,
        "is_paused": calendar.is_paused,
        "left_out": calendar.left_out.splitlines(),
    }
    return json.dumps(said, ensure_ascii=False)


def _when(moment: datetime, *, at: datetime, zone: ZoneInfo) -> str:
    """The day and the clock in a sentence: "today 09:00"."""
    today = at.astimezone(zone).date()
    day = day_words(moment.astimezone(zone).date(), today=today)
    return f"{day} {clock_words(moment, zone=zone)}"
