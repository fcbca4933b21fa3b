"""Which of a sentence's dates is the one by which the matter is due."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from troth.pure.when import Interval, When

FRIDAY = 4


def due_of(
    dates: Sequence[When],
    *,
    folded: str,
    verb: int,
    at: datetime,
    by: re.Pattern[str],
    not_due: re.Pattern[str],
) -> tuple[date | datetime, str] | None:
    """The due day or instant and its words, or None.

    A date after "by" or "until" (`by`) comes first, then the first one after the place `verb`,
    then the first of all. Dates that are past at `at`, and those told of ("since Tuesday",
    `not_due`), are never due. An interval is due on its last working day.
    """
    ahead = [(d, due) for d in dates if (due := last_moment(d.value)) and not is_past(due, at=at)]
    possible = [(d, due) for d, due in ahead if not not_due.search(folded, 0, d.start)]
    if not possible:
        return None
    found, due = min(
        possible,
        key=lambda each: (not by.search(folded, 0, each[0].start), each[0].start < verb),
    )
    return due, found.words


def last_moment(value: date | datetime | Interval) -> date | datetime:
    """The day or instant at whose end `value` is over; a week's is its Friday."""
    if not isinstance(value, Interval):
        return value
    if isinstance(value.end, datetime):
        return value.end
    last = value.end - timedelta(days=1)
    working = last - timedelta(days=max(0, last.weekday() - FRIDAY))
    return working if working >= value.start else last


def is_past(due: date | datetime, *, at: datetime) -> bool:
    """Whether `due` lies before `at`; a day is past only when it has ended."""
    return due < at if isinstance(due, datetime) else due < at.date()
