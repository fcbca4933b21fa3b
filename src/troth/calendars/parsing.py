"""From the lines of a calendar to its events, each in the zones that the calendar itself explains.

Source: RFC 5545 §3.6.5 (zones), §3.6.4 (busy times without a name).
"""

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Any

from icalendar import Event, FreeBusy, Timezone
from icalendar.error import GloballyUniqueTZIDGuessed
from icalendar.prop import vBroken, vInt
from icalendar.timezone import tzp

from troth.calendars.events import called, several
from troth.calendars.lines import Component
from troth.calendars.notes import Notes

ONE_AT_A_TIME = Lock()
"""The library keeps the zones that calendars explain in one place for everybody."""

FREE = "FREE"
WITH_ZONES = ("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE")
SHOWN_ONCE = "the rule by which it repeats cannot be read, so only its first time is shown"
EXCEPTION = "an exception of it cannot be read, so it may stand where it does not take place"
ADDITION = "a time that was added to it cannot be read and is left out"
LESSER = {"RRULE": SHOWN_ONCE, "EXDATE": EXCEPTION, "RDATE": ADDITION}
"""What may be damaged while the rest of the event can be told."""


def events_of(calendar: list[Component], notes: Notes) -> list[Event]:
    """The events of one calendar; what stands against one of them goes into the notes."""
    found: list[Event] = []
    with _zones_of(calendar):
        for component in calendar:
            if component.name == "VEVENT":
                found.extend(_events(component, notes))
            elif component.name == "VFREEBUSY":
                found.extend(_busy_times(component, notes))
    return found


@contextmanager
def _zones_of(calendar: list[Component]) -> Iterator[None]:
    """Zones are known by the words of this calendar and of no other one."""
    with ONE_AT_A_TIME, warnings.catch_warnings():
        # A vendor's name before that of a zone is cut off, which is all that can be done.
        warnings.simplefilter("ignore", GloballyUniqueTZIDGuessed)
        tzp.use_zoneinfo()
        for component in calendar:
            if component.name == "VTIMEZONE" and component.is_whole and _is_sane(component):
                _learn(component)
        try:
            yield
        finally:
            tzp.use_zoneinfo()


def _is_sane(zone: Component) -> bool:
    """Whether its clocks change by the year, as clocks do: other rules take for ever to count."""
    rules = [line.upper() for line in zone.lines if line.upper().startswith("RRULE")]
    return all("FREQ=YEARLY" in rule and "INTERVAL=0" not in rule for rule in rules)


def _learn(zone: Component) -> None:
    with suppress(Exception):  # whatever is wrong with it: its events say that it is unknown
        Timezone.from_ical(_ical(zone))


def _events(component: Component, notes: Notes) -> Iterator[Event]:
    if not component.is_whole:
        notes.left_out("left out, as the calendar breaks off within it", _name_in(component))
        return
    try:
        event = Event.from_ical(_ical(component))
    except Exception:  # noqa: BLE001  # a library's own words for what is damaged help nobody
        notes.left_out("left out, as it cannot be read", _name_in(component))
        return
    assert isinstance(event, Event)
    _mend(event, notes)
    for zone in _unknown_zones(event):
        notes.unknown_zone(zone)
    yield event


def _mend(event: Event, notes: Notes) -> None:
    """Take out what is damaged and leaves the rest as it was."""
    for name, reason in LESSER.items():
        held = several(event, name)
        whole = [each for each in held if _is_whole(each, name)]
        if len(whole) < len(held):
            notes.left_out(reason, called(event))
            del event[name]
            if whole:
                event[name] = whole
    if not isinstance(event.get("SEQUENCE", vInt(0)), int):
        del event["SEQUENCE"]
    if "EXRULE" in event:
        notes.left_out(EXCEPTION, called(event))


def _is_whole(said: Any, name: str) -> bool:
    if isinstance(said, vBroken):
        return False
    return name == "RRULE" or all(isinstance(moment, date) for moment in _moments(said))


def _unknown_zones(event: Event) -> Iterator[str]:
    """The names of zones that nothing is known of, so that their times came out floating."""
    for name in WITH_ZONES:
        for each in several(event, name):
            zone = getattr(each, "params", {}).get("TZID")
            if (
                zone
                and not isinstance(each, vBroken)
                and any(_is_floating(moment) for moment in _moments(each))
            ):
                yield str(zone)


def _moments(said: Any) -> list[Any]:
    """The moments of a property: its one, its list, and the start of a period."""
    found = [each.dt for each in getattr(said, "dts", [])] or [getattr(said, "dt", None)]
    return [each[0] if isinstance(each, tuple) else each for each in found]


def _is_floating(moment: object) -> bool:
    return isinstance(moment, datetime) and moment.tzinfo is None


def _busy_times(component: Component, notes: Notes) -> Iterator[Event]:
    """Each busy period as an event without a name."""
    try:
        held = FreeBusy.from_ical(_ical(component))
        assert isinstance(held, FreeBusy)
        periods = list(_periods(held))
    except Exception:  # noqa: BLE001  # as above
        notes.left_out("left out, as they cannot be read", "Busy times")
        return
    yield from periods


def _periods(held: Any) -> Iterator[Event]:
    for each in several(held, "FREEBUSY"):
        kind = str(each.params.get("FBTYPE", "")).upper()
        if kind != FREE:
            start, end = each.dt
            yield _event(start, end)


def _event(start: date, end: date | timedelta) -> Event:
    event = Event()
    event.add("DTSTART", start)
    event.add("DURATION" if isinstance(end, timedelta) else "DTEND", end)
    return event


def _ical(component: Component) -> str:
    name = component.name
    return "\r\n".join((f"BEGIN:{name}", *filter(None, component.lines), f"END:{name}", ""))


def _name_in(component: Component) -> str:
    """The name of an event that cannot be read, from the line that says it."""
    for line in _lines_of(component.lines, "SUMMARY"):
        event = Event()
        event["SUMMARY"] = line.partition(":")[2].replace("\\", "")
        return called(event)
    return called(Event())


def _lines_of(lines: Iterable[str], name: str) -> Iterator[str]:
    return (line for line in lines if line.upper().startswith(name))
