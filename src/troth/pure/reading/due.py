"""Which of a sentence's dates is the one by which the matter is due."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from troth.pure.when import Interval, When

FRIDAY = 4


@dataclass(frozen=True, slots=True)
class DateWords:
    """What the words beside a date say of it; those before it end where it begins."""

    due_after: re.Pattern[str]
    not_due_after: re.Pattern[str]
    not_due_before: re.Pattern[str]

    def rule_out(self, when: When, *, folded: str) -> bool:
        """Whether no day is set ("soon"), or one only told of: "since Tuesday", "Monday's call"."""
        if self.not_due_before.match(folded, when.start, when.end):
            return True
        if self.not_due_before.match(folded, _after(when, folded)):
            return True
        return self.not_due_after.search(folded, 0, when.start) is not None

    def is_deadline(self, when: When, *, folded: str) -> bool:
        """Whether the date comes after "by" or the like."""
        return self.due_after.search(folded, 0, when.start) is not None


@dataclass(frozen=True, slots=True)
class Due:
    """The last day, or the aware instant, by which something is due, and the words that say so."""

    last: date | datetime
    words: str


def due_of(
    dates: Sequence[When], *, folded: str, verb: int, at: datetime, words: DateWords
) -> Due | None:
    """When a sentence's matter is due, or None.

    A date after "by" or "until" comes first ("before our Monday call"), then the first one after
    the place `verb`, then the first of all. Vague words, dates that are past at `at`, and those
    only told of ("since Tuesday"), are never due. An interval is due on its last working day.
    """
    possible = [
        (not deadline, each.start < verb, each.start, each)
        for each in dates
        if not is_past(last_moment(each.value), at=at)
        and (
            (deadline := words.is_deadline(each, folded=folded))
            or not words.rule_out(each, folded=folded)
        )
    ]
    if not possible:
        return None
    *_, chosen = min(possible, key=lambda each: each[:3])
    return Due(last_moment(chosen.value), chosen.words)


def _after(when: When, folded: str) -> int:
    """Where the next word begins, or the short form directly after the date."""
    return when.end + folded.startswith(" ", when.end)


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
    """Whether `due` is not ahead of `at` ("now" is not); a day is past when it has ended."""
    return due <= at if isinstance(due, datetime) else due < at.date()
