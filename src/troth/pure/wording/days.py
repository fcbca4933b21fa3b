"""Days, hours and spans of time in words."""

from collections.abc import Mapping
from datetime import date, datetime, time, tzinfo
from typing import Any, NamedTuple

from troth.pure.wording.words import filled, language_for, table

DEFAULT_WAY = "bare"

_WEEK = 7
_FROM_WEEKS = 14
"""Days from which a span is told in weeks. Two months are told in months, two years in years."""

_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


class Day(NamedTuple):
    """A day as the reader's calendar shows it, with the hour where one was named.

    `is_abroad`: the writer's clock shows another hour at that instant.
    """

    day: date
    clock: time | None = None
    is_abroad: bool = False


def day_words(
    day: date | datetime,
    *,
    on: date,
    language: str,
    way: str = "on",
    zone: tzinfo | None = None,
) -> str:
    """The day in words, seen from the day `on`: "on Friday, 27 November", "tomorrow".

    `way` is one of the ways in the language's file: bare, on, by, since, of, full, date. A day of
    another year is told with its year. An aware instant is told with its hour, in `zone` where it
    is given. An unknown language is answered in English; an unknown way raises KeyError.
    """
    words = table(language_for(language))
    return spoken(day_of(day, zone=zone), way=way, on=on, words=words, form="formal")


def since_words(since: date, *, on: date, language: str) -> str:
    """How long it has been from `since` to `on`: "since yesterday", "for more than three weeks".

    Days up to thirteen, then whole weeks, from two months on whole months, from two years on
    whole years; "more than" says that the span is not even. A day after `on` is told as a day.
    """
    words = table(language_for(language))
    days = (on - since).days
    if days <= 1:
        return spoken(Day(since), way="since", on=on, words=words, form="formal")
    unit, count = _span(since, on=on)
    return filled(words["since"][unit], lambda *_: _number(count, words=words))


def day_of(moment: date | datetime, *, zone: tzinfo | None, home: tzinfo | None = None) -> Day:
    """The day and hour that `zone` shows at an instant; a date, or a naive time, is taken as is."""
    if not isinstance(moment, datetime):
        return Day(moment)
    if moment.tzinfo is None:
        return Day(moment.date(), moment.time())
    there = moment.astimezone(zone or moment.tzinfo)
    is_abroad = home is not None and there.utcoffset() != moment.astimezone(home).utcoffset()
    return Day(there.date(), there.time(), is_abroad)


def spoken(day: Day, *, way: str, on: date, words: Mapping[str, Any], form: str) -> str:
    """The day said that way, in the words of one language."""
    ways = words["days"]
    clock = _clock(day, words=words["clock"], form=form) if f"{way}_at" in ways else ""
    sayings = ways[f"{way}_at" if clock else way]
    near = _NEAR.get((day.day - on).days, "")
    plain = "day" if day.day.year == on.year else "year"
    given = {
        "weekday": words["weekdays"][day.day.weekday()],
        "day": words["first"] if day.day.day == 1 else str(day.day.day),
        "month": words["months"][day.day.month - 1],
        "year": str(day.day.year),
        "clock": clock,
    }
    return filled(sayings.get(near) or sayings[plain], lambda name, _: given.get(name))


def _clock(day: Day, *, words: Mapping[str, Any], form: str) -> str:
    if day.clock is None:
        return ""
    hour, minute = day.clock.hour, day.clock.minute
    key = "one" if hour == 1 else "minutes" if minute else "whole"
    given = {"hour": str(hour), "hour02": f"{hour:02}", "minute": f"{minute:02}"}
    clock = filled(words[key], lambda name, way: given.get(name + way))
    if not day.is_abroad:
        return clock
    theirs = words["theirs"]
    said = theirs if isinstance(theirs, str) else theirs[form]
    return filled(said, lambda *_: clock)


def _span(since: date, *, on: date) -> tuple[str, int]:
    days = (on - since).days
    months = (on.year - since.year) * 12 + on.month - since.month - (on.day < since.day)
    if days < _FROM_WEEKS:
        return "days", days
    if months < 2:
        return ("more_weeks" if days % _WEEK else "weeks"), days // _WEEK
    is_even = on.day == since.day
    if months < 24:
        return ("months" if is_even else "more_months"), months
    return ("years" if is_even and not months % 12 else "more_years"), months // 12


def _number(count: int, *, words: Mapping[str, Any]) -> str:
    numbers = words["numbers"]
    return str(numbers[count - 2]) if count - 2 < len(numbers) else str(count)
