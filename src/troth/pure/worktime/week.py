"""The hours of a week, as a person writes them: "Mo-Th 09:00-17:00, Fr 09:00-15:00"."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from troth.pure.worktime.refusals import WorktimeError

Span = tuple[int, int]
"""Minutes of a local day by the wall clock, the end not included. What runs past midnight belongs
to the day it begins on and ends after 1440, at most a day after its beginning."""

DAY = 24 * 60
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EXAMPLE = "Mo-Th 09:00-12:30 13:30-17:00, Fr 09:00-15:00"
ROUND_THE_CLOCK = "24/7"

SEPARATORS = re.compile(r"[\s,;]+")
DASH = re.compile(r"\s{0,9}[-\u2013\u2014]\s{0,9}")
DAYS = re.compile(r"([A-Za-z]{2,9})(?:-([A-Za-z]{2,9}))?")
HOURS = re.compile(r"(\d{1,2})(?:[:.](\d\d))?-(\d{1,2})(?:[:.](\d\d))?", re.ASCII)


class Week(NamedTuple):
    """What is worked on each weekday, Monday first; spans sorted, not touching one another."""

    days: tuple[tuple[Span, ...], ...]


ALWAYS = Week(((((0, DAY)),),) * 7)
USUAL = Week((((9 * 60, 17 * 60),),) * 5 + ((),) * 2)


class WeekError(WorktimeError):
    """Hours that do not say when somebody works."""


def week(text: str) -> Week:
    """The hours of a week, in words such as "Mo-Th 09:00-12:30 13:30-17:00, Fr 09:00-15:00".

    Days are English names of two letters or more, or a range of them; hours are by the wall clock,
    their end not included: "24:00" is midnight, "22:00-02:00" goes on into the next day, "24/7" is
    all of the week. A day that is not named is not worked. Raises WeekError.
    """
    if text.strip() == ROUND_THE_CLOCK:
        return ALWAYS
    worked: dict[int, tuple[Span, ...]] = {}
    for days, spans in _groups(text):
        for day in days:
            if day in worked:
                raise WeekError(
                    f"{NAMES[day]} stands twice in the working hours. Name each day once, "
                    f'with all its hours: "{NAMES[day][:2]} 09:00-12:30 13:30-17:00".'
                )
            worked[day] = _joined(spans)
    if not worked:
        raise WeekError(f'There are no working hours here. Write days and hours: "{EXAMPLE}".')
    return Week(tuple(worked.get(day, ()) for day in range(7)))


def described(week: Week) -> str:
    """The week in the words that `week` reads back; "" for a week without hours."""
    if week == ALWAYS:
        return ROUND_THE_CLOCK
    runs = (
        f"{_range(first, last)} {' '.join(map(_hours, week.days[first]))}"
        for first, last in _runs(week)
        if week.days[first]
    )
    return ", ".join(runs)


def _groups(text: str) -> Iterator[tuple[list[int], list[Span]]]:
    """The days that stand together, and the hours that stand after them."""
    days: list[int] = []
    spans: list[Span] = []
    for word in SEPARATORS.split(DASH.sub("-", text)):
        if found := DAYS.fullmatch(word):
            if spans:
                yield days, spans
                days, spans = [], []
            days += _days(found)
        elif word:
            spans.append(_span(word))
            _refuse_without_days(word, days)
    if days and not spans:
        raise WeekError(
            f"No hours stand after {NAMES[days[-1]]}. Write when that day is worked: "
            f'"{NAMES[days[-1]][:2]} 09:00-17:00". A day that is not worked is left out.'
        )
    if days:
        yield days, spans


def _refuse_without_days(word: str, days: list[int]) -> None:
    if not days:
        raise WeekError(
            f'"{word}" does not say on which days. Write the days before it: "Mo-Fr {word}".'
        )


def _days(found: re.Match[str]) -> list[int]:
    first = _day(found[1])
    last = _day(found[2]) if found[2] else first
    return [day % 7 for day in range(first, last + 1 if first <= last else last + 8)]


def _day(word: str) -> int:
    for day, name in enumerate(NAMES):
        if name.lower().startswith(word.lower()):
            return day
    raise WeekError(f'"{word}" is no day. Write Mo, Tu, We, Th, Fr, Sa or Su: "{EXAMPLE}".')


def _span(word: str) -> Span:
    found = HOURS.fullmatch(word)
    if not found:
        raise WeekError(f'"{word}" is neither days nor hours. Write them like "{EXAMPLE}".')
    start, end = _minute(found[1], found[2], word), _minute(found[3], found[4], word)
    if start in (end, DAY):
        raise WeekError(
            f'"{word}" holds no time of its day. Write when the work begins and when it ends: '
            f'"09:00-17:00"; the whole day is "00:00-24:00".'
        )
    return (start, end if start < end else end + DAY)


def _minute(hour: str, minute: str | None, word: str) -> int:
    value = int(hour) * 60 + int(minute or 0)
    if value > DAY or int(minute or 0) > 59:
        raise WeekError(f'"{word}" is no time of a day. Hours go from 00:00 to 24:00.')
    return value


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """In order, those that touch as one. Raises WeekError where two overlap: one is mistyped."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            raise WeekError(
                f"{_hours(joined[-1])} and {_hours((start, end))} overlap. "
                f"Write the hours of a day one after the other."
            )
        if joined and start == joined[-1][1]:
            start = joined.pop()[0]  # noqa: PLW2901  # the span goes on from the one it touches
        joined.append((start, end))
    return tuple(joined)


def _runs(week: Week) -> Iterator[tuple[int, int]]:
    """First and last of the days in a row that have the same hours."""
    begins = [0, *(day for day in range(1, 7) if week.days[day] != week.days[day - 1]), 7]
    return ((first, after - 1) for first, after in pairwise(begins))


def _range(first: int, last: int) -> str:
    names = [name[:2] for name in (NAMES[first], NAMES[last])]
    return names[0] if first == last else "-".join(names)


def _hours(span: Span) -> str:
    start, end = span
    return f"{_clock(start)}-{_clock(end if end <= DAY else end - DAY)}"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
