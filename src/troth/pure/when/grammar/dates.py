"""Days by their number: 14 May, 5/14, the 14th."""

from datetime import date

from troth.pure.when.calendar import shifted
from troth.pure.when.cascade import Found
from troth.pure.when.context import Context
from troth.pure.when.grammar.levels import NAMED
from troth.pure.when.grammar.years import full_year, nearest, nearest_month_day
from troth.pure.when.model import Granularity
from troth.pure.when.nodes import Cycle, Day, HalfDate, Period

_ITS_WEEKDAY = r"(?: (?P<weekday>ANYWEEKDAY) DOT? COMMA? (?:ON)? (?:THE)? )"
_WEEKDAY = _ITS_WEEKDAY + "?"
_ITS_YEAR = r"(?: (?:COMMA|DASH|OF|OF THE|DOT)? (?P<year>YEAR) )"
_YEAR = _ITS_YEAR + "?"


@NAMED.rule("DAY", _WEEKDAY + r"(?:THE)? (?P<day>DIGITS|ANYORDINAL) (?:OF|DASH|DOT|COMMA|SLASH)?"
           r" (?P<month>MONTH|MONTHNAME) DOT??" + _YEAR)  # fmt: skip
@NAMED.rule("DAY", _WEEKDAY + r"(?:THE)? (?P<day>DIGITS|ANYORDINAL) OF (?P<month>MONTHISH)" + _YEAR)
@NAMED.rule("DAY", r"(?:THE)? (?P<day>ORDINAL) (?=(?:AND|OR|SLASH|COMMA) (?:THE)? ORDINAL"
           r" (?:OF)? (?P<month>MONTH|MONTHNAME) (?P<year>YEAR)?)")  # fmt: skip
@NAMED.rule("DAY", _WEEKDAY + r"(?P<day>DIGITS|ORDINAL) (?P<month>MONTHISH) CLOSED")
@NAMED.rule("DAY", _WEEKDAY + r"(?P<day>DIGITS|ORDINAL) (?P<month>MONTHISH)" + _ITS_YEAR)
@NAMED.rule("DAY", _WEEKDAY + r"(?P<month>MONTH|MONTHNAME) DOT? (?:DASH|SLASH|THE)?"
           r" (?P<day>DIGITS|ANYORDINAL|NUMWORD)" + _YEAR)  # fmt: skip
@NAMED.rule(
    "DAY", r"(?P<month>MONTHISH) THE? (?P<day>DIGITS|ANYORDINAL|NUMWORD)" + _YEAR + "CLOSED"
)
@NAMED.rule(
    "DAY", _ITS_WEEKDAY + r"(?P<month>MONTHISH) THE? (?P<day>DIGITS|ANYORDINAL|NUMWORD)" + _YEAR
)
@NAMED.rule(
    "DAY", r"(?P<year>YEAR) (?:DASH|SLASH) (?P<month>ANYMONTH) (?:DASH|SLASH) (?P<day>DIGITS)"
)
def day_and_month(found: Found, context: Context) -> Day | None:
    """14 May, May 14th, 2026, the 14th of May, Fri, 3 Oct."""
    return _dated(found, context, month=found["month"], day=found["day"])


def _dated(found: Found, context: Context, *, month: int, day: int) -> Day:
    if found["year"]:
        return Day(date(found["year"], month, day))
    value = nearest_month_day(month, day, today=context.today, weekday=found["weekday"])
    return Day(value, Cycle.YEAR)


@NAMED.rule("DAY", _WEEKDAY + "(?P<date>FULLDATE)")
def full_date(found: Found, context: Context) -> Day | None:
    """2026-05-14, 14.05.2026, 5/14/26."""
    parts, mark = found["date"]
    first, second, third = (int(part) for part in parts)
    if len(parts[0]) == 4:
        return Day(date(first, second, third))
    if mark == "." and len(parts[2]) == 2 and not _is_dotted_date(parts, context):
        return None  # 3.11.17 is a version
    month, day = _month_and_day(first, second, month_first=context.month_first and mark != ".")
    return Day(date(full_year(parts[2]), month, day))


def _is_dotted_date(parts: tuple[str, ...], context: Context) -> bool:
    """03.11.17 anywhere; 3.11.17 where days are written so, and near its year."""
    if len(parts[0]) == len(parts[1]) == 2:
        return True
    is_near = abs(full_year(parts[2]) - context.today.year) <= YEARS_NEAR
    return context.vocabulary.capital_nouns and is_near


YEARS_NEAR = 5
"""How far from now a short year with dots may lie: few versions look like such a date."""


def _month_and_day(first: int, second: int, *, month_first: bool) -> tuple[int, int]:
    month, day = (first, second) if month_first else (second, first)
    return (month, day) if month <= 12 else (day, month)


@NAMED.rule("DAY", r"(?P<weekday>ANYWEEKDAY) DOT? COMMA? (?:ON)? (?:THE)? (?P<half>HALFDATE)")
@NAMED.rule("DAY", r"(?P<weekday>ANYWEEKDAY) STOP (?P<half>HALFDATE) STOP")
@NAMED.rule("DAY", r"(?<=ON|BY) (?P<half>HALFDATE) CLOSED")
def half_date(found: Found, context: Context) -> Day | None:
    """On 5/14, by 14.05., Fri 6/3."""
    return _half(found, context)


@NAMED.rule("DAY", r"(?<=TO|OR|AND|SINCE|BEFORE|AFTER|FROM|BETWEEN) (?P<half>HALFDATE) CLOSED")
def half_date_with_slash(found: Found, context: Context) -> Day | None:
    """Before 5/6; but "6.3 and 6.4" are sections."""
    return _half(found, context) if found["half"].mark == "/" else None


@NAMED.rule("DAY", r"(?P<half>HALFDATE)")
def bare_half_date(found: Found, context: Context) -> Day | None:
    """5/14 or 14.05. with nothing before it: only where it can hardly be a fraction or a price."""
    half: HalfDate = found["half"]
    lengths = {len(half.first), len(half.second)}
    if half.mark == "" or (half.mark == ".." and lengths == {2}):
        return _half(found, context)
    if half.mark == "/" and 2 in lengths and half.first != half.second:
        return _half(found, context)
    return None


def _half(found: Found, context: Context) -> Day | None:
    half: HalfDate = found["half"]
    first, second = int(half.first), int(half.second)
    month_first = half.mark == "" or (context.month_first and half.mark != "..")
    orders = [
        _month_and_day(first, second, month_first=order) for order in (month_first, not month_first)
    ]
    days = [_dated(found, context, month=month, day=day) for month, day in orders]
    if found["weekday"] is None:
        return days[0]
    # The weekday decides which is the month; "Fri 9-5" are hours unless the 5th is a Friday.
    fits = [day for day in days if day.value.weekday() == found["weekday"]]
    return fits[0] if fits else (None if half.mark == "-" else days[0])


@NAMED.rule("DAY", r"(?P<weekday>ANYWEEKDAY) COMMA? (?:ON)? (?:THE)? (?P<day>ANYORDINAL)")
@NAMED.rule("DAY", r"(?P<weekday>ANYWEEKDAY) COMMA? (?:ON)? THE (?P<day>DIGITS|NUMWORD) CLOSED")
@NAMED.rule("DAY", r"(?<=ON|BY|TO|OR|SINCE|AFTER|FROM|BEFORE|BETWEEN|AND|AT)"
           r" (?:THE)? (?P<day>ORDINAL) (?:CLOSED|(?=OF OPENING))")  # fmt: skip
@NAMED.rule("DAY", r"(?P<day>ORDINAL) (?=OF OPENING)")
@NAMED.rule("DAY", r"(?<=ON|BY|TO) THE (?P<day>ORDWORD|SECOND) (?:CLOSED|(?=OF OPENING))")
@NAMED.rule("DAY", r"(?P<the>THE) (?P<day>ORDINAL|DIGITS|ORDWORD) (?:CLOSED|(?=OF OPENING))")
@NAMED.rule("DAY", r"(?<=ON) (?P<day>DIGITS) (?=STOP|COMMA|DOT|AT|BY|TIME|TIMES|\Z)")
def day_of_month(found: Found, context: Context) -> Day | None:
    """On the 14th, Thursday the 21st, the 27th."""
    if found["the"] and (found["day"] < 5 or context.vocabulary.ways_follow):
        return None  # "the 1st is better" counts options; "le 14" has a rule of its own
    value = nearest(found["day"], today=context.today, weekday=found["weekday"])
    return Day(value, Cycle.MONTH)


_MONTH_OR_NAME = "(?P<month>MONTH|MONTHNAME)"


@NAMED.rule("PERIOD", "(?:FROM|BETWEEN)? (?P<range>HALFDATE) (?:OF)? " + _MONTH_OR_NAME + _YEAR)
@NAMED.rule("PERIOD", "(?:FROM|BETWEEN)? " + _MONTH_OR_NAME + " DOT? (?P<range>HALFDATE)" + _YEAR)
def days_of_named_month(found: Found, context: Context) -> Period | None:
    """3-5 May, May 5-7, 2026; ahead where no year is named."""
    half: HalfDate = found["range"]
    first, last = int(half.first), int(half.second)
    if half.mark != "-" or first >= last:
        return None
    end = _dated(found, context, month=found["month"], day=last).value
    return Period(end.replace(day=first), shifted(end, days=1), Granularity.DAY)
