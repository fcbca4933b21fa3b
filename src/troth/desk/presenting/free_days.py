"""The next days of a member: what they work, what is taken of it and by what, what is free."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from troth.calendars.hours import Hours
from troth.calendars.occurrence import Occurrence, instant
from troth.calendars.queries import occurrences
from troth.desk.presenting.moments import Moments, long_day
from troth.forecasts.queries.free_time import working
from troth.people.access import Viewer
from troth.pure.letter.shown_words import visible_line
from troth.pure.when import day_off
from troth.pure.worktime import WorkingTime, WorktimeError, day_begins, public_holidays, spans
from troth.web.days import day_words

DAYS = 14
ONE = timedelta(days=1)
BEFORE = timedelta(days=3)
"""What ended longer ago pushes no morning any more: the longest rest is two days."""

HOUR = 60
WHOLE_DAY = 24 * HOUR

Period = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Day:
    """A day in the zone of the member. What is free lies within what is worked."""

    on: date
    worked: Sequence[Period]
    free: Sequence[Period]
    rested: int
    """Minutes that a rest after a meeting at night takes."""
    busy: Sequence[Occurrence]
    """What takes some of what is worked, by begin."""


def free_days(viewer: Viewer, hours: Hours, *, moments: Moments) -> dict[str, Any]:
    """As desk/calendar/days.html reads it.

    From the hours, holidays and busy times that a forecast counts. Where those cannot be told it
    says why.
    """
    first = moments.today
    start, end = (day_begins(it, zone=moments.zone) for it in (first, first + DAYS * ONE))
    time = working(viewer.member, hours, start=start - BEFORE, end=end)
    said = occurrences(viewer, first=first, end=first + DAYS * ONE)
    try:
        days = list(_days(time, said, first=first, zone=moments.zone))
        rows = _rows(days, time, moments)
    except WorktimeError as error:
        return {"says": str(error), "from": "", "to": "", "span": 0, "rows": []}
    opens, closes = _edges(days, moments.zone)
    return {
        "says": _sum(days),
        "from": _clock(opens),
        "to": _clock(closes),
        "span": closes - opens,
        "rows": [
            row | {"worked": _bars(day.worked, day, opens, moments.zone),
                   "free": _bars(day.free, day, opens, moments.zone)}
            for day, row in zip(days, rows, strict=True)
        ],
    }  # fmt: skip


def length(minutes: int) -> str:
    """As it is said: "7 h 30 min"."""
    hours, rest = divmod(minutes, HOUR)
    said = [f"{hours} h"] if hours else []
    return " ".join([*said, f"{rest} min"] if rest else said) or "0 h"


def _days(
    time: WorkingTime, said: Iterable[Occurrence], *, first: date, zone: ZoneInfo
) -> Iterator[Day]:
    """Each day by itself; what goes on past midnight counts for the day it lies in."""
    start, end = (day_begins(it, zone=zone) for it in (first, first + DAYS * ONE))
    worked = spans(replace(time, busy=(), away=()), start=start, end=end)
    unrested = spans(replace(time, rest=None), start=start, end=end)
    free = spans(time, start=start, end=end)
    busy = [it for it in said if it.is_busy]
    for number in range(DAYS):
        on = first + number * ONE
        ours = list(_within(worked, on, zone))
        yield Day(
            on=on,
            worked=ours,
            free=list(_within(free, on, zone)),
            rested=_minutes(_within(unrested, on, zone)) - _minutes(_within(free, on, zone)),
            busy=[it for it in busy if _takes(it, ours, zone)],
        )


def _within(periods: Iterable[Period], on: date, zone: ZoneInfo) -> Iterator[Period]:
    # In UTC: of two instants of one zone Python subtracts the clocks, not the time.
    begins, ends = (day_begins(it, zone=zone).astimezone(UTC) for it in (on, on + ONE))
    for start, end in periods:
        if start < ends and begins < end:
            yield max(start, begins), min(end, ends)


def _takes(it: Occurrence, worked: Iterable[Period], zone: ZoneInfo) -> bool:
    start, end = (instant(when, zone=zone) for when in (it.start, it.end))
    return any(start < ends and begins < end for begins, ends in worked)


def _minutes(periods: Iterable[Period]) -> int:
    return int(sum((end - start for start, end in periods), timedelta()) / timedelta(minutes=1))


def _rows(days: Iterable[Day], time: WorkingTime, moments: Moments) -> list[dict[str, Any]]:
    return [
        {
            "name": _name(day.on, moments.today),
            "exact": f"{long_day(day.on)} {day.on.year}",
            "iso": day.on.isoformat(),
            "says": _says(day, time),
            "is_off": not day.worked,
            "is_full": bool(day.worked) and not day.free,
            "taken": _taken(day),
            "why": list(_why(day, moments.zone)),
        }
        for day in days
    ]


def _name(on: date, today: date) -> str:
    """Near days by their names, all with their dates: two weeks have each weekday twice."""
    near = day_words(on, today=today)
    is_near = abs((on - today).days) <= 1
    return near.capitalize() if is_near else f"{on:%a} {on.day} {on:%b}"


def _says(day: Day, time: WorkingTime) -> str:
    worked, free = _minutes(day.worked), _minutes(day.free)
    if not worked:
        return _why_off(day.on, time)
    if not free:
        return f"Nothing free of {length(worked)}"
    return f"{length(free)} free" + ("" if free == worked else f" of {length(worked)}")


def _why_off(on: date, time: WorkingTime) -> str:
    is_worked = bool(time.week.days[on.weekday()])
    if not is_worked or on not in public_holidays(time.country, time.region, on.year):
        return "No working day"
    name = day_off(on, country=time.country)
    return "Public holiday" if name in (None, f"{on:%A}") else f"Public holiday: {name}"


def _taken(day: Day) -> str:
    taken = _minutes(day.worked) - _minutes(day.free)
    return f"{length(taken)} taken" if taken else ""


def _why(day: Day, zone: ZoneInfo) -> Iterator[dict[str, str]]:
    """What takes of the day: when, and how its calendar calls it."""
    for it in day.busy:
        words = visible_line(it.summary) or "Busy"
        yield {"when": _times(it, day.on, zone), "words": words}
    if day.rested:
        yield {"when": length(day.rested), "words": "Rest after a meeting at night"}


def _times(it: Occurrence, on: date, zone: ZoneInfo) -> str:
    """By the clock of that day, as far as it begins and ends there."""
    begins, ends = (instant(when, zone=zone).astimezone(zone) for when in (it.start, it.end))
    is_begun = begins < day_begins(on, zone=zone)
    goes_on = ends >= day_begins(on + ONE, zone=zone)
    if goes_on and (is_begun or it.is_all_day):
        return "The whole day"
    if is_begun:
        return f"Until {ends:%H:%M}"
    return f"From {begins:%H:%M}" if goes_on else f"{begins:%H:%M} to {ends:%H:%M}"


def _sum(days: Sequence[Day]) -> str:
    worked = sum(_minutes(it.worked) for it in days)
    free = sum(_minutes(it.free) for it in days)
    if not worked:
        return "No hours of yours lie in these days."
    return f"Of the {length(worked)} that you work, {length(free)} are free."


def _edges(days: Iterable[Day], zone: ZoneInfo) -> tuple[int, int]:
    """From which hour to which anything is worked, in minutes of a day."""
    clocks = [_on_the_wall(each, day.on, zone) for day in days for each in day.worked]
    if not clocks:
        return 0, WHOLE_DAY
    opens, closes = min(it[0] for it in clocks), max(it[1] for it in clocks)
    return opens // HOUR * HOUR, -(-closes // HOUR) * HOUR


def _bars(periods: Iterable[Period], day: Day, opens: int, zone: ZoneInfo) -> list[dict[str, int]]:
    walls = (_on_the_wall(it, day.on, zone) for it in periods)
    return [{"x": begins - opens, "width": ends - begins} for begins, ends in walls]


def _on_the_wall(period: Period, on: date, zone: ZoneInfo) -> tuple[int, int]:
    """From which minute of the day to which, as the clock on the wall shows them."""
    start, end = (it.astimezone(zone) for it in period)
    last = WHOLE_DAY if end.date() > on else end.hour * HOUR + end.minute
    return start.hour * HOUR + start.minute, last


def _clock(minute: int) -> str:
    return f"{minute // HOUR:02}:{minute % HOUR:02}"
