"""From the bytes of a calendar to what takes place in a window.

Source: RFC 5545 (iCalendar).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from icalendar import Event

from troth.calendars.events import (
    DamagedError,
    called,
    changed_time,
    is_busy,
    is_called_off,
    is_declined,
    summary_of,
    text,
    times_of,
)
from troth.calendars.lines import Component, calendars, text_of
from troth.calendars.notes import Notes
from troth.calendars.occurrence import (
    CalendarError,
    Occurrence,
    Read,
    Window,
    in_order,
    instant,
)
from troth.calendars.parsing import SHOWN_ONCE, events_of
from troth.calendars.rules import MOST_TIMES, RuleError, TooOftenError, Work
from troth.calendars.series import Moment, moments

MOST_IN_ALL = 100_000
"""Occurrences of a calendar within a window."""
SNIFFED = 1_000
MARKUP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|script)", re.IGNORECASE
)
REPEATING = ("RRULE", "RDATE", "EXDATE")

TOO_OFTEN = (
    f"it repeats more than {MOST_TIMES:,} times here, or too often to be counted, so that some or "
    "all of its times are missing; ask for a shorter time"
)
NOT_COUNTED = "left out, as its times cannot be counted"
NO_END = "no end is given, so it takes no time; give it one in the calendar if it does"
NO_END_OF_DAY = "no end is given, so it takes its whole day, as the standard for calendars says"
ENCODING = "It is not written in UTF-8, as it should be. Look whether its letters came out right."


def read(raw: bytes, *, window: Window, me: Iterable[str] = ()) -> Read:
    """What takes place in the window, in order, and what is to be said about the calendar.

    What is called off, or declined by one of the addresses of `me`, does not take place. Raises
    CalendarError if it is no calendar.
    """
    _refuse_what_is_none(raw)
    lines, is_guessed = text_of(raw)
    notes = Notes()
    events: list[Event] = []
    seen: list[Component] = []
    for calendar in calendars(lines):
        seen.extend(calendar)
        events.extend(events_of(calendar, notes))
    found = _found(events, window, notes, me=tuple(me))
    remarks = [*notes.remarks(window.zone), *_of_emptiness(seen)]
    if is_guessed:
        remarks.append(ENCODING)
    return Read(in_order(found, window.zone), notes.troubles(), tuple(remarks))


def _refuse_what_is_none(raw: bytes) -> None:
    if not raw.strip():
        raise CalendarError("It is empty. Export the calendar again, or check its address.")
    if MARKUP.match(raw[:SNIFFED]):
        raise CalendarError(
            "It is a web page and no calendar. Use the address of the calendar itself, which "
            "mostly ends in .ics; the page with its settings shows it."
        )
    if b"BEGIN:V" not in raw.replace(b"\0", b"").upper():
        raise CalendarError(
            "It is no calendar: that begins with BEGIN:VCALENDAR. Export it as iCalendar (.ics)."
        )


def _of_emptiness(seen: Sequence[Component]) -> Iterator[str]:
    if any(each.name in {"VEVENT", "VFREEBUSY"} for each in seen):
        return
    yield "It holds no events, so it keeps nobody busy. Check that it is the calendar you meant."


def _found(
    events: Sequence[Event], window: Window, notes: Notes, *, me: Sequence[str]
) -> list[Occurrence]:
    found: list[Occurrence] = []
    work = Work()
    said: dict[int, _Said] = {}
    for series in _series(events, notes):
        for event, start, end in _of_series(series, window, notes, work):
            if (held := said.get(id(event))) is None:
                held = said[id(event)] = _said(event, notes, me=me)
            if not held.takes_place:
                continue
            if len(found) >= MOST_IN_ALL:
                notes.left_out(TOO_OFTEN, called(event))
                return found
            found.append(_occurrence(held, start, end, window))
    return found


class _Said(NamedTuple):
    """What is the same at every time of an event."""

    takes_place: bool
    is_busy: bool
    summary: str
    uid: str


def _said(event: Event, notes: Notes, *, me: Sequence[str]) -> _Said:
    """What an event says of itself; once it is seen to take place, that its end is missing, too."""
    times = times_of(event)
    takes_place = not (is_called_off(event) or is_declined(event, me=me))
    if takes_place and not times.has_end:
        is_time = isinstance(times.start, datetime)
        notes.supposed(NO_END if is_time else NO_END_OF_DAY, called(event))
    return _Said(takes_place, is_busy(event), summary_of(event), text(event, "UID"))


def _of_series(
    series: Sequence[Event], window: Window, notes: Notes, work: Work
) -> Iterator[Moment]:
    """The times of events that share a UID; what cannot be counted is said and harms no other."""
    name = called(series[0])
    try:
        if len(series) == 1 and not any(each in series[0] for each in REPEATING):
            yield from _once(series[0], window)
        else:
            yield from moments(series, window, work)
    except TooOftenError:
        notes.left_out(TOO_OFTEN, name)
    except RuleError:
        notes.left_out(SHOWN_ONCE, name)
        yield from _of_series(_without_rules(series), window, notes, work)
    except Exception:  # noqa: BLE001  # whatever is odd about one event, its neighbours are read
        notes.left_out(NOT_COUNTED, name)


def _once(event: Event, window: Window) -> Iterator[Moment]:
    times = times_of(event)
    if window.holds(times.start, times.end):
        yield event, times.start, times.end


def _without_rules(series: Sequence[Event]) -> list[Event]:
    for event in series:
        event.pop("RRULE", None)
    return list(series)


def _series(events: Sequence[Event], notes: Notes) -> Iterator[list[Event]]:
    """Events that belong together: those that can be told and share a UID."""
    groups: dict[object, list[Event]] = defaultdict(list)
    for number, event in enumerate(events):
        if _is_told(event, notes):
            groups[text(event, "UID") or number].append(event)
    for group in groups.values():
        yield from _apart(group)


def _is_told(event: Event, notes: Notes) -> bool:
    try:
        times_of(event)
        changed_time(event)
    except DamagedError as damage:
        notes.left_out(str(damage), called(event))
    except OverflowError:
        notes.left_out(NOT_COUNTED, called(event))
    else:
        return True
    return False


def _apart(group: list[Event]) -> Iterator[list[Event]]:
    """One series, or several where different events share a UID that was given twice."""
    heads = [event for event in group if "RECURRENCE-ID" not in event]
    changes = [event for event in group if "RECURRENCE-ID" in event]
    newest = max((_sequence(event) for event in heads), default=0)
    distinct = {_identity(event): event for event in heads if _sequence(event) == newest}
    first, *others = [[event] for event in distinct.values()] or [[]]
    yield [*first, *changes]
    yield from others


def _sequence(event: Event) -> int:
    return int(event.get("SEQUENCE", -1))


def _identity(event: Event) -> tuple[Any, ...]:
    return (times_of(event).start, str(event.get("RRULE")), str(event.get("RDATE")))


def _occurrence(said: _Said, start: date, end: date, window: Window) -> Occurrence:
    is_all_day = not isinstance(start, datetime)
    if not is_all_day:
        start, end = _in_zone(start, window), _in_zone(end, window)
    return Occurrence(start, end, is_all_day, said.is_busy, said.summary, said.uid)


def _in_zone(when: date, window: Window) -> datetime:
    """By way of UTC, so that a time which the clocks leave out becomes the one they show then."""
    return instant(when, zone=window.zone).astimezone(UTC).astimezone(window.zone)
