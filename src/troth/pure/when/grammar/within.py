"""What lies inside a period: Friday next week, the end of the month, early in March."""

from datetime import date

from troth.pure.when.calendar import FRIDAY, monday_of, shifted
from troth.pure.when.cascade import Found
from troth.pure.when.context import Context
from troth.pure.when.grammar.levels import WITHIN
from troth.pure.when.grammar.periods import period_around
from troth.pure.when.model import Granularity
from troth.pure.when.nodes import Cycle, Day, Period


@WITHIN.rule("DAY", "(?P<period>PERIOD) (?:COMMA)? (?:ON)? (?P<day>DAY)")
@WITHIN.rule("DAY", "(?P<day>DAY) (?:OF|IN|COMMA|THE)? (?P<period>PERIOD)")
def day_of_period(found: Found, context: Context) -> Day | None:
    """Friday next week, the 20th of next month."""
    value = _in_period(found["day"], found["period"])
    return Day(value) if value else None


@WITHIN.rule("PERIOD", "(?:FROM|BETWEEN)? (?P<start>DIGITS) (?:TO|DASH|AND) (?P<end>DIGITS)"
             " (?:OF|IN)? (?P<period>PERIOD)")  # fmt: skip
@WITHIN.rule("PERIOD", "(?:FROM|BETWEEN)? (?P<range>HALFDATE) (?:OF|IN)? (?P<period>PERIOD)")
@WITHIN.rule("PERIOD", "(?P<period>PERIOD) (?P<range>HALFDATE)")
def days_of_month(found: Found, context: Context) -> Period | None:
    """4 to 22 this month, 4-22 May, May 5-7."""
    period, half = found["period"], found["range"]
    if period.granularity != Granularity.MONTH or (half and half.mark != "-"):
        return None
    first, last = (int(half.first), int(half.second)) if half else (found["start"], found["end"])
    start, end = period.start.replace(day=first), period.start.replace(day=last)
    if period.yearless and end < context.today:
        start, end = shifted(start, months=12), shifted(end, months=12)
    return Period(start, shifted(end, days=1), Granularity.DAY) if start < end else None


@WITHIN.rule("PERIOD", "(?P<period>PERIOD) (?:COMMA)? (?:FROM|BETWEEN|ON)?"
                     " (?P<start>DAY) (?:TO|DASH|AND|OR) (?:THE)? (?P<end>DAY)")  # fmt: skip
@WITHIN.rule("PERIOD", "(?:FROM|BETWEEN)? (?P<start>DAY) (?:TO|DASH|AND|OR) (?P<end>DAY)"
                     " (?:OF|IN)? (?P<period>PERIOD)")  # fmt: skip
def days_of_week(found: Found, context: Context) -> Period | None:
    """Tuesday or Wednesday next week, next month from the 4th to the 22nd."""
    period = found["period"]
    first, last = (_in_period(found[name], period) for name in ("start", "end"))
    if first is None or last is None:
        return None
    return Period(first, shifted(last, days=1), Granularity.DAY) if first < last else None


def _in_period(day: Day, period: Period) -> date | None:
    """That weekday of the week, that day of the month; None for any other day and period."""
    match day.cycle, period.granularity:
        case Cycle.WEEK, Granularity.WEEK:
            return shifted(period.start, days=day.value.weekday())
        case Cycle.MONTH, Granularity.MONTH:
            return period.start.replace(day=day.value.day)
        case Cycle.YEAR, Granularity.YEAR:
            return day.value.replace(year=period.start.year)
    return None


@WITHIN.rule("PERIOD", "(?P<year>PERIOD) (?:COMMA)? IN (?P<month>PERIOD)")
def month_of_year(found: Found, context: Context) -> Period | None:
    """Next year in May."""
    month, year = found["month"], found["year"]
    if year.granularity != Granularity.YEAR or month.granularity != Granularity.MONTH:
        return None
    start = month.start.replace(year=year.start.year)
    return Period(start, shifted(start, months=1), Granularity.MONTH)


@WITHIN.rule("DAY", "(?P<edge>EDGE) (?:OF|DASH)? (?:THE)? (?P<period>PERIOD)")
def end_of_period(found: Found, context: Context) -> Day | None:
    """The end of next week is its Friday; of a month, quarter or year its last day."""
    if found["edge"] != "end":
        return None
    return Day(_last_day(found["period"], context.today))


@WITHIN.rule("DAY", "(?P<unit>PERIODEND) (?:OF)? (?P<period>PERIOD)?")
def end_by_short_word(found: Found, context: Context) -> Day | None:
    """EOM, month end, EOW."""
    period = found["period"] or period_around(context.today, unit=found["unit"], step=0)
    return Day(_last_day(period, context.today)) if period else None


def _last_day(period: Period, today: date) -> date:
    if period.granularity != Granularity.WEEK:
        return shifted(period.end, days=-1)
    friday = shifted(period.start, days=FRIDAY)
    # On a Saturday the week that ends is the one that is about to begin.
    return shifted(friday, days=7) if period.start <= today and today > friday else friday


WEEKDAYS_OF = {"start": (0, 2), "early": (0, 2), "mid": (1, 4), "late": (3, 5), "end": (4, 5)}
"""The days of a working week that its edges cover, from Monday as 0, the last one excluded."""


@WITHIN.rule("PERIOD", "(?P<edge>EDGE) (?P<of>OF)? (?:DASH|THE)? (?P<period>PERIOD)")
def part_of_period(found: Found, context: Context) -> Period | None:
    """Early next week, mid-March, late this year: a wide interval."""
    period, edge = found["period"], found["edge"]
    if edge == "start" and not found["of"]:
        return None  # "we start next week" is a verb and no edge
    if period.granularity == Granularity.WEEK:
        start, end = WEEKDAYS_OF[edge]
        monday = period.start
        return Period(shifted(monday, days=start), shifted(monday, days=end), Granularity.WEEK)
    third = {"start": 0, "early": 0, "mid": 1, "late": 2, "end": 2}[edge]
    return Period(*_third(period, third), period.granularity)


def _third(period: Period, number: int) -> tuple[date, date]:
    if period.granularity == Granularity.MONTH:
        days = [0, 10, 20, (period.end - period.start).days]
        return (
            shifted(period.start, days=days[number]),
            shifted(period.start, days=days[number + 1]),
        )
    months = 1 if period.granularity == Granularity.QUARTER else 4
    start = shifted(period.start, months=number * months)
    return start, shifted(start, months=months)


@WITHIN.rule("PERIOD", "(?P<rest>REST|LATER) (?:OF)? (?:THE)? (?P<period>PERIOD)")
@WITHIN.rule("PERIOD", "(?P<earlier>EARLIER) (?:THE)? (?P<period>PERIOD)")
def rest_of_period(found: Found, context: Context) -> Period | None:
    """Later this week, the rest of the month, earlier this year."""
    period, today = found["period"], context.today
    if not period.start <= today < period.end:
        return None
    if found["earlier"]:
        return Period(period.start, today, period.granularity) if period.start < today else None
    end = period.end
    if period.granularity == Granularity.WEEK and today.weekday() <= FRIDAY:
        end = shifted(period.start, days=FRIDAY + 1)
    return Period(today, end, period.granularity)


@WITHIN.rule("PERIOD", "(?:THE)? (?<!AN) WEEKOF (?:ON)? (?:THE)? (?P<day>DAY)")
def week_of_day(found: Found, context: Context) -> Period:
    """The week of 4 May."""
    start = monday_of(found["day"].value)
    return Period(start, shifted(start, days=7), Granularity.WEEK)


@WITHIN.rule("PERIOD", "(?P<way>THIS|NEXT|LAST|COMING) WEEKEND")
@WITHIN.rule("PERIOD", "(?:THE)? WEEKEND (?P<way>AFTERNEXT)")
@WITHIN.rule("PERIOD", "(?<!WISH) (?:THE|ON) WEEKEND")
def weekend(found: Found, context: Context) -> Period:
    """This weekend, over the weekend; not "enjoy the weekend"."""
    step = found["way"] or 0
    way = found.token("way")
    if way and way.tag == "COMING":
        step = 0
    saturday = shifted(monday_of(context.today), days=7 * step + 5)
    return Period(saturday, shifted(saturday, days=2), Granularity.DAY)
