"""The rule of rest: after a meeting in the night the next morning begins later.

Eleven hours in each 24 are what employers owe. Source: Directive 2003/88/EC of the European Union,
article 3.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from troth.pure.worktime.week import DAY, Week


def rests(
    meetings: Iterable[tuple[datetime, datetime]], *, week: Week, rest: timedelta, zone: ZoneInfo
) -> Iterator[tuple[datetime, datetime]]:
    """The time after each meeting in the night in which nothing is worked: [end, end + `rest`).

    By the wall clock, a meeting is in the night if it ends after the hours of a day are over and
    not after the next hours have begun, and begins less than `rest` after the hours were over. Who
    has had the rest before the meeting begins their day early, and nothing is pushed; what ends
    in a break between the hours of a day is no night. A day without hours is over when the latest
    of the week is, at midnight if that goes on into the next. Holidays and days away count like
    any other day: whoever meets at eleven at night rests, holiday or not.
    """
    for start, end in meetings:
        begins, ends = (at.astimezone(zone).replace(tzinfo=None) for at in (start, end))
        midnight = datetime.combine(ends, time.min)
        dawns, dusks = _around(week)[ends.weekday()]
        dusk = max((dusk for dusk in dusks if midnight + dusk < ends), default=None)
        if dusk is None or begins >= midnight + dusk + rest:
            continue
        if not any(dusk <= dawn and midnight + dawn < ends for dawn in dawns):
            yield end.astimezone(UTC), end.astimezone(UTC) + rest


class _Around(NamedTuple):
    """On the day before and the day itself, since the midnight between them."""

    dawns: tuple[timedelta, ...]
    """When hours begin."""
    dusks: tuple[timedelta, ...]
    """When the hours of a day are over."""


@lru_cache(maxsize=256)
def _around(week: Week) -> tuple[_Around, ...]:
    """For each weekday, Monday first; empty for a week without hours."""
    latest = max((spans[-1][1] for spans in week.days if spans), default=None)
    if latest is None:
        return (_Around((), ()),) * 7
    return tuple(_near(week, weekday=weekday, latest=min(latest, DAY)) for weekday in range(7))


def _near(week: Week, *, weekday: int, latest: int) -> _Around:
    dawns: list[timedelta] = []
    dusks: list[timedelta] = []
    for back in (1, 0):
        spans = week.days[weekday - back]
        dawns += [timedelta(-back, minutes=begins) for begins, _ in spans]
        dusks.append(timedelta(-back, minutes=spans[-1][1] if spans else latest))
    return _Around(tuple(dawns), tuple(dusks))
