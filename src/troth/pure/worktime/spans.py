"""When somebody can work: the hours of their week, less holidays, days away and busy times."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from troth.pure.worktime.place import instant, public_holidays, zone_of
from troth.pure.worktime.rest import rests
from troth.pure.worktime.week import DAY, Week
from troth.pure.worktime.week import Span as Minutes

ONE = timedelta(days=1)
MINUTE = timedelta(minutes=1)

Period = tuple[datetime, datetime]

Point = TypeVar("Point", date, datetime)


class Away(NamedTuple):
    """Whole days in the zone of the person, `end` not included."""

    first: date
    end: date


class Busy(NamedTuple):
    """Aware instants, `end` not included."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class WorkingTime:
    """What decides when somebody can work. Equal ones share their tables.

    `rest` is what must lie between a meeting at night and the next work; None where no rule of
    rest is wanted.
    """

    zone: str
    week: Week
    country: str = ""
    region: str = ""
    away: tuple[Away, ...] = ()
    busy: tuple[Busy, ...] = ()
    rest: timedelta | None = None


def spans(working: WorkingTime, *, start: datetime, end: datetime) -> list[Period]:
    """The free working time from `start` until before `end`, both aware: in UTC, in order, apart.

    Per local day in the zone the hours of that weekday by the wall clock; none on a public holiday
    of country and region or on a day away; less busy times and, where a rule of rest is set, less
    the rest after them. Saturdays and Sundays are worked if the week says so. Hours past midnight
    belong to the day they begin on. Raises UnknownZoneError, UnknownHolidaysError.
    """
    zone = zone_of(working.zone)
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    if start >= end:
        return []
    hours = joined(_hours(working, start=start, end=end, zone=zone))
    taken = joined(sorted(_taken(working, start=start, end=end, zone=zone)))
    return list(_within(_less(hours, taken), start=start, end=end))


def joined(periods: Iterable[tuple[Point, Point]]) -> Iterator[tuple[Point, Point]]:
    """Those that overlap or touch as one, without those that have no length; they come in order."""
    held: tuple[Point, Point] | None = None
    for begins, ends in periods:
        if begins >= ends:
            continue
        if held and begins <= held[1]:
            held = (held[0], max(held[1], ends))
            continue
        if held:
            yield held
        held = (begins, ends)
    if held:
        yield held


def _hours(
    working: WorkingTime, *, start: datetime, end: datetime, zone: ZoneInfo
) -> Iterator[Period]:
    """The hours of each worked day, in the order they begin."""
    # From the day before, whose hours may go on past midnight.
    first, last = start.astimezone(zone).date() - ONE, end.astimezone(zone).date()
    away = set(_days_away(working.away, first=first, last=last))
    for number in range((last - first).days + 1):
        day = first + number * ONE
        minutes = working.week.days[day.weekday()]
        if not minutes or day in away:
            continue
        if day not in public_holidays(working.country, working.region, day.year):
            yield from _of_day(day, minutes, zone=zone)


def _of_day(day: date, minutes: tuple[Minutes, ...], *, zone: ZoneInfo) -> Iterator[Period]:
    midnight = instant(day, 0, zone=zone)
    steady = instant(day, 2 * DAY, zone=zone) - midnight == 2 * ONE
    for begins, ends in minutes:
        if steady:  # no change of clocks near: one sum in place of a look at the zone
            yield midnight + begins * MINUTE, midnight + ends * MINUTE
        else:
            yield instant(day, begins, zone=zone), instant(day, ends, zone=zone)


def _days_away(away: Iterable[Away], *, first: date, last: date) -> Iterator[date]:
    for absence in away:
        begins, ends = max(absence.first, first), min(absence.end, last + ONE)
        yield from (begins + number * ONE for number in range((ends - begins).days))


def _taken(
    working: WorkingTime, *, start: datetime, end: datetime, zone: ZoneInfo
) -> Iterator[Period]:
    """Busy times, and the rest after those at night."""
    reach = start - (working.rest or timedelta())
    # In UTC: two instants of one zone are compared by their clocks, which go through an hour twice.
    busy = [(begins.astimezone(UTC), ends.astimezone(UTC)) for begins, ends in working.busy]
    near = [(begins, ends) for begins, ends in busy if begins < min(end, ends) and ends > reach]
    yield from near
    if working.rest:
        yield from rests(near, week=working.week, rest=working.rest, zone=zone)


def _less(hours: Iterable[Period], taken: Iterable[Period]) -> Iterator[Period]:
    """What is left of the hours; both in order and apart."""
    rest_taken = iter(taken)
    off = next(rest_taken, None)
    for begins, ends in hours:
        while off and off[1] <= begins:
            off = next(rest_taken, None)
        while off and off[0] < ends:
            if begins < off[0]:
                yield begins, off[0]
            begins = off[1]  # noqa: PLW2901  # the free time goes on where the busy time ends
            if begins >= ends:
                break
            off = next(rest_taken, None)
        if begins < ends:
            yield begins, ends


def _within(periods: Iterable[Period], *, start: datetime, end: datetime) -> Iterator[Period]:
    for begins, ends in periods:
        if begins < end and ends > start:
            yield max(begins, start), min(ends, end)
