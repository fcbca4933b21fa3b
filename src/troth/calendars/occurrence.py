"""One time that a calendar tells of, and the time in which it is asked for."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from troth.pure.worktime.spans import Away, Busy


class Occurrence(NamedTuple):
    """One time of an event: two aware instants, or two days if it is all day; `end` is no part."""

    start: date
    end: date
    is_all_day: bool
    is_busy: bool
    summary: str
    uid: str


class Window(NamedTuple):
    """The time asked for: aware instants, `end` not included. Floating times are of `zone`."""

    start: datetime
    end: datetime
    zone: ZoneInfo

    def holds(self, start: date, end: date) -> bool:
        """Whether any of it lies in the window; of what takes no time, whether its moment does."""
        starts, ends = _in_utc(start, self.zone), _in_utc(end, self.zone)
        first, last = self.start.astimezone(UTC), self.end.astimezone(UTC)
        return starts < last and (ends > first or starts == ends == first)


class Read(NamedTuple):
    """What was read of a calendar.

    `troubles` are sentences about what was left out, `remarks` about what was supposed where the
    calendar does not say it.
    """

    occurrences: tuple[Occurrence, ...]
    troubles: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class CalendarError(Exception):
    """Nothing could be read; the sentence says what to do next."""


class NotLetInError(CalendarError):
    """A server refused who asked: to ask again by itself may close the account."""


def busy_of(
    occurrences: Iterable[Occurrence], zone: ZoneInfo
) -> tuple[tuple[Busy, ...], tuple[Away, ...]]:
    """When nothing can be worked: the busy times, and the days that are taken whole.

    Whole days are those of the person, whose zone it is: times from midnight to midnight there are
    busy times, and do no harm as such. What takes no time is left out.
    """
    busy, away = set(), set()
    for each in occurrences:
        if not each.is_busy or _in_utc(each.start, zone) >= _in_utc(each.end, zone):
            continue
        if each.is_all_day:
            away.add(Away(each.start, each.end))
        else:
            busy.add(Busy(instant(each.start, zone=zone), instant(each.end, zone=zone)))
    return tuple(sorted(busy)), tuple(sorted(away))


def instant(when: date, *, zone: ZoneInfo) -> datetime:
    """An aware instant: as it is, or read in `zone`; of a day its midnight there."""
    if not isinstance(when, datetime):
        when = datetime.combine(when, time.min)
    return when.replace(tzinfo=zone) if when.tzinfo is None else when


def in_order(occurrences: Iterable[Occurrence], zone: ZoneInfo) -> tuple[Occurrence, ...]:
    """By start, then end; whole days before the times of that day."""
    return tuple(
        sorted(
            occurrences,
            key=lambda it: (
                _in_utc(it.start, zone),
                not it.is_all_day,
                _in_utc(it.end, zone),
                it.summary,
            ),
        )
    )


def _in_utc(when: date, zone: ZoneInfo) -> datetime:
    """As it can be compared: in one zone Python compares what the clock on the wall shows."""
    return instant(when, zone=zone).astimezone(UTC)
