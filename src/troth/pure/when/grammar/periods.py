"""Weeks, months, quarters and years by name."""

from datetime import date, timedelta

from troth.pure.when.calendar import monday_of, nth_weekday, quarter, shifted
from troth.pure.when.cascade import Found
from troth.pure.when.context import Context
from troth.pure.when.grammar.levels import NAMED
from troth.pure.when.model import Granularity
from troth.pure.when.nodes import Period

THURSDAY = 3


@NAMED.rule("PERIOD", "(?P<way>THIS|NEXT|LAST|COMING) (?P<unit>UNIT)")
@NAMED.rule("PERIOD", "(?:THE)? (?P<unit>UNIT) (?P<way>AFTERNEXT)")
def unit_from_now(found: Found, context: Context) -> Period | None:
    """This week, next month, last quarter, the year after next."""
    return period_around(context.today, unit=found["unit"], step=found["way"])


@NAMED.rule("PERIOD", "(?<=EDGE|REST) (?P<unit>UNIT)")
@NAMED.rule("PERIOD", "(?<=EDGE OF|EDGE DASH|REST THE|LATER THE|EARLIER THE) (?P<unit>UNIT)")
@NAMED.rule("PERIOD", "(?<=ORDINAL THE) (?P<unit>UNIT)")
@NAMED.rule("PERIOD", "(?<=EDGE OF THE) (?P<unit>UNIT)")
def unit_now(found: Found, context: Context) -> Period | None:
    """The end of the week, later in the month."""
    return period_around(context.today, unit=found["unit"], step=0)


def period_around(today: date, *, unit: str, step: int) -> Period | None:
    """The week, month, quarter or year that lies `step` of them after the one with `today`."""
    if unit == "week":
        start = shifted(monday_of(today), days=7 * step)
        return Period(start, start + timedelta(days=7), Granularity.WEEK)
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    if months is None:
        return None
    begun = today.replace(day=1, month=(today.month - 1) // months * months + 1)
    start = shifted(begun, months=step * months)
    return Period(start, shifted(start, months=months), Granularity(unit))


@NAMED.rule("PERIOD", "(?P<month>ANYMONTH) DOT?? (?:COMMA|OF)? (?P<year>YEAR)")
@NAMED.rule("PERIOD", "(?P<month>ANYMONTH) (?:OF)? (?P<way>THIS|NEXT|LAST) (?P<unit>UNIT)")
@NAMED.rule("PERIOD", "(?P<way>NEXT|LAST|COMING) (?P<month>ANYMONTH)")
@NAMED.rule("PERIOD", "(?P<way>THIS) (?P<month>MONTH|MONTHNAME)")
@NAMED.rule("PERIOD", "(?<!ORDINAL OF|DIGITS OF) (?<!DIGITS) (?P<month>MONTH) (?!DIGITS|ORDINAL)")
@NAMED.rule(
    "PERIOD", "(?<=IN|BY|TO|SINCE|BEFORE|EDGE|WITHIN|REST) (?P<month>MONTHISH|MONTHNAME) (?!NAME)"
)
@NAMED.rule("PERIOD", "(?<=EDGE OF|EDGE DASH) (?P<month>MONTHISH|MONTHNAME) (?!NAME)")
@NAMED.rule("PERIOD", "(?<=FROM|BETWEEN) (?P<month>MONTHISH|MONTHNAME) (?=TO|DASH|AND)")
def month(found: Found, context: Context) -> Period | None:
    """May 2027, next June, February; a month that is also a name or a verb needs a word before."""
    if found["unit"] not in (None, "year"):
        return None
    year = found["year"] or _year_of_month(found, context.today)
    start = date(year, found["month"], 1)
    yearless = not found["year"] and found["way"] is None
    return Period(start, shifted(start, months=1), Granularity.MONTH, yearless)


def _year_of_month(found: Found, today: date) -> int:
    """This year, or the next where the month is over; "next" and "last" never mean this month."""
    way: int | None = found["way"]
    number: int = found["month"]
    if found["unit"]:
        return today.year + (way or 0)
    if way is None:
        return today.year + (number < today.month)
    if way == 0:
        return today.year
    return today.year + (number <= today.month) if way > 0 else today.year - (number >= today.month)


_NTH_WEEK = "(?:THE)? (?P<number>ANYORDINAL|LAST) (?: (?P<week>UNIT) (?:OF|IN|THE) | WEEKOF )"


@NAMED.rule("PERIOD", _NTH_WEEK + " (?:THE)? (?P<way>THIS|NEXT|LAST)? (?P<unit>UNIT)")
@NAMED.rule("PERIOD", _NTH_WEEK + " (?P<month>ANYMONTH) (?P<year>YEAR)?")
def nth_week(found: Found, context: Context) -> Period | None:
    """The third week of October: weeks belong to the month of their Thursday, as in ISO 8601."""
    if found["week"] not in (None, "week") or found["unit"] not in (None, "month"):
        return None
    first = shifted(context.today.replace(day=1), months=found["way"] or 0)
    if found["month"]:
        year = found["year"] or _year_of_month(found, context.today)
        first = date(year, found["month"], 1)
    start = monday_of(nth_weekday(first, found["number"], THURSDAY))
    return Period(start, shifted(start, days=7), Granularity.WEEK)


@NAMED.rule("PERIOD", "(?P<start>YEARMONTH)")
def year_and_month(found: Found, context: Context) -> Period:
    """03/2027."""
    return Period(found["start"], shifted(found["start"], months=1), Granularity.MONTH)


@NAMED.rule("PERIOD", "(?P<number>QUARTERNO) (?:OF|COMMA|SLASH|IN)? (?P<year>YEAR)?")
@NAMED.rule("PERIOD", "(?P<number>QUARTERNO) (?:OF)? (?P<way>THIS|NEXT|LAST) (?P<unit>UNIT)")
@NAMED.rule("PERIOD", "(?P<year>YEAR) COMMA? (?P<number>QUARTERNO)")
@NAMED.rule("PERIOD", "(?P<number>ANYORDINAL) (?P<quarter>UNIT) (?:OF|IN)? (?P<year>YEAR)?")
@NAMED.rule("PERIOD", "(?P<number>ANYORDINAL) (?P<quarter>UNIT) (?:OF)? (?P<way>THIS|NEXT|LAST)"
           " (?P<unit>UNIT)")  # fmt: skip
def quarter_of_year(found: Found, context: Context) -> Period | None:
    """Q3, Q2 2027, the third quarter of this year."""
    if found["quarter"] not in (None, "quarter") or found["unit"] not in (None, "year"):
        return None
    year = found["year"] or context.today.year + (found["way"] or 0)
    start, end = quarter(year, found["number"])
    yearless = found["way"] is None and not found["year"]
    if yearless and end <= context.today:
        start, end = quarter(year + 1, found["number"])
    return Period(start, end, Granularity.QUARTER, yearless)


@NAMED.rule(
    "PERIOD", r"(?<=IN|BY|TO|EDGE|SINCE|BEFORE) (?P<year>YEAR) (?=STOP|COMMA|DOT|FUNCTION|\Z)"
)
@NAMED.rule("PERIOD", "(?<=EDGE OF) (?P<year>YEAR)")
@NAMED.rule("PERIOD", "(?P<unit>UNIT) (?P<year>YEAR)")
def year(found: Found, context: Context) -> Period | None:
    """In 2027, the year 2027."""
    if found["unit"] not in (None, "year") or not 1900 <= found["year"] < 2200:
        return None  # "in 1000" counts
    start = date(found["year"], 1, 1)
    return Period(start, shifted(start, months=12), Granularity.YEAR)


@NAMED.rule("PERIOD", "(?P<unit>UNIT) (?P<number>DIGITS|NUMBER)")
@NAMED.rule("PERIOD", "(?P<week>WEEKNO) (?P<number>DIGITS|NUMBER|ORDINAL)? (?P<year>YEAR)?")
@NAMED.rule("PERIOD", "(?P<week>WEEKNO) (?P<pair>YEARMONTH|OTHER)")
@NAMED.rule("PERIOD", "(?P<number>ORDINAL) (?P<week>WEEKNO) (?P<year>YEAR)?")
def numbered_week(found: Found, context: Context) -> Period | None:
    """Week 12, KW 12: by ISO 8601, in this year unless it is over."""
    number, year = _week_and_year(found)
    if found["unit"] not in (None, "week") or isinstance(number, bool):
        return None
    this_year = context.today.isocalendar().year
    start = date.fromisocalendar(year or this_year, number, 1)
    if start + timedelta(days=7) <= context.today and not year:
        start = date.fromisocalendar(this_year + 1, number, 1)
    return Period(start, start + timedelta(days=7), Granularity.WEEK, yearless=not year)


@NAMED.rule("PERIOD", "WEEKNO (?P<pair>HALFDATE)")
@NAMED.rule("PERIOD", "(?P<week>WEEKNO) (?P<first>DIGITS|ORDINAL)? (?:AND|OR|TO|DASH|SLASH)"
           " (?:WEEKNO)? (?P<last>DIGITS|ORDINAL) (?!UNIT)")  # fmt: skip
def numbered_weeks(found: Found, context: Context) -> Period | None:
    """KW 11-13, KW 11/12, KW 11 oder 12."""
    year = context.today.isocalendar().year
    first, last = found["first"] or found["week"], found["last"]
    if half := found["pair"]:
        first, last = int(half.first), int(half.second)
    if isinstance(first, bool) or first >= last:
        return None
    start, end = (date.fromisocalendar(year, number, 1) for number in (first, last))
    return Period(start, end + timedelta(days=7), Granularity.WEEK)


def _week_and_year(found: Found) -> tuple[int, int | None]:
    """Week 12, KW12, KW 12/2026; True for a week without a number."""
    match found["pair"]:
        case date(year=year, month=number):
            return number, year
        case (number, year):
            return number, year
    number = found["week"] if found["number"] is None else found["number"]
    return number, found["year"]
