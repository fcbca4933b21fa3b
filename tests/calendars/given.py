"""Calendars and times for tests, written where they are read."""

from datetime import datetime
from zoneinfo import ZoneInfo

from troth.calendars.ics import read
from troth.calendars.occurrence import Occurrence, Read, Window

BERLIN = ZoneInfo("Europe/Berlin")


def window(first: str = "2026-03-02", last: str = "2026-03-09", zone: ZoneInfo = BERLIN) -> Window:
    """A week from Monday on, unless it is said otherwise."""
    start, end = (datetime.fromisoformat(it).replace(tzinfo=zone) for it in (first, last))
    return Window(start, end, zone)


def event(lines: str, *, name: str = "Call", uid: str = "") -> str:
    """An event of these lines, separated by blanks."""
    said = [f"SUMMARY:{name}", *lines.split()]
    said += [f"UID:{uid}"] if uid else []
    return "\n".join(["BEGIN:VEVENT", *said, "END:VEVENT", ""])


def calendar(*parts: str) -> bytes:
    return ("BEGIN:VCALENDAR\nVERSION:2.0\n" + "".join(parts) + "END:VCALENDAR\n").encode()


def read_of(*parts: str, within: Window | None = None, **more: object) -> Read:
    return read(calendar(*parts), window=within or window(), **more)


def times(found: Read) -> list[str]:
    """From when to when, as short as it can be said."""
    return [span(each) for each in found.occurrences]


def span(each: Occurrence) -> str:
    if each.is_all_day:
        return f"{each.start:%m-%d}/{each.end:%m-%d}"
    return f"{each.start:%m-%dT%H:%M%z}/{each.end:%m-%dT%H:%M%z}".replace("+0100", "")
