"""From one date to another."""

from datetime import date, datetime

from troth.pure.when.calendar import shifted
from troth.pure.when.cascade import Found
from troth.pure.when.context import Context
from troth.pure.when.grammar.levels import RANGES
from troth.pure.when.model import Granularity
from troth.pure.when.nodes import Clock, Cycle, Day, Period, Span

_TO = "(?:TO|DASH)"


@RANGES.rule("PERIOD", f"(?:FROM)? (?P<start>DAY) {_TO} (?:THE)? (?P<end>DAY)")
@RANGES.rule("PERIOD", "BETWEEN (?P<start>DAY) (?:AND|DASH) (?:THE)? (?P<end>DAY)")
def days(found: Found, context: Context) -> Period | None:
    """From Monday to Wednesday, 10/25 - 01/25; both ends included."""
    start: Day = found["start"]
    end = found["end"].on_or_after(start.value)
    if start.cycle == Cycle.YEAR and found["end"].cycle is None and start.value > end.value:
        start = Day(start.value.replace(year=end.value.year))
    if start.cycle == Cycle.MONTH and _has_month(found["end"], after=start):
        start = Day(end.value.replace(day=start.value.day))
        if start.value > end.value:
            start = Day(shifted(start.value, months=-1))
    return _period(start.value, end.value)


@RANGES.rule("PERIOD", f"(?:FROM)? (?:THE)? (?P<start>DIGITS|ORDINAL) {_TO} (?:THE)? (?P<end>DAY)")
@RANGES.rule("PERIOD", "BETWEEN (?:THE)? (?P<start>DIGITS|ORDINAL) (?:AND|DASH) (?:THE)?"
             " (?P<end>DAY)")  # fmt: skip
def number_to_day(found: Found, context: Context) -> Period | None:
    """3 to 5 May, the 3rd to the 5th of May."""
    day: Day = found["end"]
    if day.cycle == Cycle.WEEK:
        return None
    return _period(day.value.replace(day=found["start"]), day.value)


@RANGES.rule("PERIOD", rf"(?:FROM)? (?P<start>DAY) {_TO} (?:THE)? (?P<end>ORDINAL)")
@RANGES.rule("PERIOD", rf"(?:FROM)? (?P<start>DAY) {_TO} (?P<end>DIGITS) CLOSED")
def day_to_number(found: Found, context: Context) -> Period | None:
    """May 5 to 7."""
    day: Day = found["start"]
    if day.cycle == Cycle.WEEK:
        return None
    return _period(day.value, day.value.replace(day=found["end"]))


@RANGES.rule("PERIOD", f"(?:FROM)? (?P<start>PERIOD) {_TO} (?P<end>PERIOD)")
@RANGES.rule("PERIOD", "BETWEEN (?P<start>PERIOD) AND (?P<end>PERIOD)")
def periods(found: Found, context: Context) -> Period | None:
    """From May to July, both included."""
    start, end = found["start"], found["end"]
    if start.granularity != end.granularity:
        return None
    last = end.end
    if end.yearless and last <= start.start:
        last = shifted(last, months=12)
    return Period(start.start, last, end.granularity) if start.start < last else None


@RANGES.rule("SPAN", f"(?:FROM)? (?P<start>MOMENT|DAY) {_TO} (?P<end>MOMENT|DAY)")
@RANGES.rule("SPAN", "BETWEEN (?P<start>MOMENT|DAY) AND (?P<end>MOMENT|DAY)")
def moments(found: Found, context: Context) -> Span | None:
    """Monday 9am to Tuesday 5pm."""
    start, end = found["start"], found["end"]
    if isinstance(start, Day) and isinstance(end, Day):
        return None
    first = start if isinstance(start, datetime) else context.instant(start.value, Clock(0))
    last = end if isinstance(end, datetime) else context.instant(end.value, Clock(24))
    if last <= first and isinstance(end, datetime):
        # "Monday 9am to Tuesday 5pm", written on a Tuesday.
        wall = Clock(last.hour, last.minute, last.second)
        last = context.instant(shifted(last.date(), days=7), wall)
    return Span(first, last) if first < last else None


def _has_month(end: Day, *, after: Day) -> bool:
    """Whether the month of the end is that of the start too, unless its day comes later."""
    return end.cycle == Cycle.YEAR or (end.cycle is None and after.value > end.value)


def _period(start: date, end: date) -> Period | None:
    return Period(start, shifted(end, days=1), Granularity.DAY) if start < end else None
