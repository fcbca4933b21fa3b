"""So long before or after: in three days, two weeks ago, a week from Tuesday."""

from datetime import date, datetime, timedelta

from troth.pure.when.calendar import shifted, working_days_after
from troth.pure.when.cascade import Found
from troth.pure.when.context import Context
from troth.pure.when.grammar.levels import DISTANCES
from troth.pure.when.grammar.years import nearest_month_day
from troth.pure.when.model import Granularity
from troth.pure.when.nodes import Cycle, Day, Length, Period, Span


@DISTANCES.rule("DAY", "IN (?:ABOUT DOT?)? (?P<length>LENGTH) (?!OF)")
@DISTANCES.rule("DAY", "(?P<length>LENGTH) (?:HENCE|LATER)")
def from_today(found: Found, context: Context) -> Day | None:
    """In three days, two weeks from now; lengths with hours are instants and not for this rule."""
    length = found["length"]
    return None if length.seconds or length.least else Day(added(context.today, length))


@DISTANCES.rule("MOMENT", "IN (?:ABOUT DOT?)? (?P<length>LENGTH) (?!OF)")
@DISTANCES.rule("MOMENT", "(?P<length>LENGTH) (?:HENCE|LATER)")
def from_now(found: Found, context: Context) -> datetime | None:
    """In an hour, 1 day 2 hours later."""
    length = found["length"]
    return _moment(context, length, 1) if length.seconds and not length.least else None


@DISTANCES.rule("PERIOD", "IN (?:ABOUT DOT?)? (?P<length>LENGTH) (?!OF)")
def about_from_today(found: Found, context: Context) -> Period | None:
    """In a few days, in 2-3 weeks."""
    length = found["length"]
    if length.least is None or length.seconds:
        return None
    start, end = added(context.today, length.least), added(context.today, length)
    return Period(start, shifted(end, days=1), Granularity.DAY)


@DISTANCES.rule("SPAN", "IN (?:ABOUT DOT?)? (?P<length>LENGTH) (?!OF)")
def about_from_now(found: Found, context: Context) -> Span | None:
    """In a few hours."""
    length = found["length"]
    if length.least is None or not length.seconds:
        return None
    return Span(_moment(context, length.least, 1), _moment(context, length, 1))


@DISTANCES.rule("DAY", "ABOUT? (?P<length>LENGTH) AGO")
def days_ago(found: Found, context: Context) -> Day | None:
    """Two weeks ago."""
    length = found["length"]
    return None if length.seconds or length.least else Day(added(context.today, length, -1))


@DISTANCES.rule("DAY", "BEFORE (?:ABOUT DOT?)? (?P<length>LENGTH) (?!BEFORE|AFTER THE? DAY)")
def days_before_today(found: Found, context: Context) -> Day | None:
    """Vor zwei Wochen."""
    return days_ago(found, context) if context.vocabulary.before_is_ago else None


@DISTANCES.rule("PERIOD", "BEFORE (?P<length>LENGTH) (?!BEFORE|AFTER THE? DAY)")
def lately_before(found: Found, context: Context) -> Period | None:
    """Vor ein paar Tagen."""
    length = found["length"]
    is_told = context.vocabulary.before_is_ago and length.least
    return lately(found, context) if is_told else None


@DISTANCES.rule("MOMENT", "BEFORE (?:ABOUT DOT?)? (?P<length>LENGTH) (?!BEFORE|AFTER THE? DAY)")
def moments_before_now(found: Found, context: Context) -> datetime | None:
    """Vor einer Stunde."""
    return moments_ago(found, context) if context.vocabulary.before_is_ago else None


@DISTANCES.rule("MOMENT", "ABOUT? (?P<length>LENGTH) AGO")
def moments_ago(found: Found, context: Context) -> datetime | None:
    """An hour ago."""
    length = found["length"]
    return _moment(context, length, -1) if length.seconds and not length.least else None


@DISTANCES.rule("PERIOD", "(?P<length>LENGTH) AGO")
@DISTANCES.rule("PERIOD", "(?:LAST|PAST) (?P<length>LENGTH)")
def lately(found: Found, context: Context) -> Period | None:
    """A few days ago, the last three weeks."""
    length, today = found["length"], context.today
    if length.seconds:
        return None
    end = added(today, length.least, -1) if length.least else today
    return Period(added(today, length, -1), end, Granularity.DAY)


@DISTANCES.rule("PERIOD", "(?:WITHIN|NEXT|COMING) ABOUT? (?P<length>LENGTH)")
def days_within(found: Found, context: Context) -> Period | None:
    """Within five days, the next two weeks: from today, the last day included."""
    length = found["length"]
    if length.seconds:
        return None
    return Period(context.today, shifted(added(context.today, length), days=1), Granularity.DAY)


@DISTANCES.rule("SPAN", "(?:WITHIN|NEXT|COMING) ABOUT? (?P<length>LENGTH)")
def hours_within(found: Found, context: Context) -> Span | None:
    """Within 48 hours."""
    length = found["length"]
    return Span(context.at, _moment(context, length, 1)) if length.seconds else None


@DISTANCES.rule("DAY", "(?P<length>LENGTH) (?:FROM|AFTER) (?P<day>DAY)")
@DISTANCES.rule("DAY", "(?P<length>LENGTH) ON (?P<day>DAY)")
@DISTANCES.rule("DAY", "(?P<day>DAY) IN (?P<length>LENGTH)")
@DISTANCES.rule("DAY", "(?P<length>LENGTH) (?P<before>BEFORE) THE? (?P<day>DAY)")
def from_a_day(found: Found, context: Context) -> Day | None:
    """A week from Tuesday, two days before 14 May, a week on Monday."""
    length = found["length"]
    if length.seconds or length.least:
        return None
    return Day(added(found["day"].value, length, -1 if found["before"] else 1))


@DISTANCES.rule("DAY", "(?P<first>DAY) (?P<open>STOP) (?P<second>DAY) STOP")
def day_in_brackets(found: Found, context: Context) -> Day | None:
    """Wednesday (3/21), 12.03. (Donnerstag): one day, said twice."""
    first: Day = found["first"]
    second: Day = found["second"]
    if found["open"] != "(" or first.cycle == second.cycle == Cycle.WEEK:
        return None
    if second.cycle == Cycle.WEEK:
        return first
    if first.cycle != Cycle.WEEK or second.cycle != Cycle.YEAR:
        return second if second.cycle is None else Day(first.value)
    day, weekday = second.value, first.value.weekday()
    return Day(nearest_month_day(day.month, day.day, today=context.today, weekday=weekday))


@DISTANCES.rule("DAY", "SINCE (?:THE)? (?P<day>DAY) (?!TO (?:THE)? (?:DAY|DIGITS|ORDINAL))")
def since(found: Found, context: Context) -> Day:
    """Since Monday: the latest one that has passed."""
    day: Day = found["day"]
    if day.cycle is None or day.value <= context.today:
        return day
    back = {Cycle.WEEK: (0, -7), Cycle.MONTH: (-1, 0), Cycle.YEAR: (-12, 0)}[day.cycle]
    return Day(shifted(day.value, months=back[0], days=back[1]))


@DISTANCES.rule("PERIOD", r"(?P<vague>VAGUE) (?!AFTER|BEFORE|OF)")
def vague(found: Found, context: Context) -> Period:
    """Soon, as soon as possible."""
    first, last = found["vague"]
    today = context.today
    return Period(shifted(today, days=first), shifted(today, days=last + 1), Granularity.DAY)


@DISTANCES.rule("MOMENT", r"(?<!FOR|BY|TO|FROM) NOW (?=STOP|DOT|\Z)")
def now(found: Found, context: Context) -> datetime:
    """Now, where it stands at the end."""
    return context.at


@DISTANCES.rule("PERIOD", "BETWEEN NOW AND (?P<day>DAY)")
@DISTANCES.rule("PERIOD", "(?:FROM)? NOW TO (?P<day>DAY)")
def from_now_to(found: Found, context: Context) -> Period | None:
    """Between now and Friday."""
    end = shifted(found["day"].value, days=1)
    return Period(context.today, end, Granularity.DAY) if context.today < end else None


def added(day: date, length: Length, sign: int = 1) -> date:
    if length.working_days:
        day = working_days_after(day, sign * length.working_days)
    return shifted(day, months=sign * length.months, days=sign * length.days)


def _moment(context: Context, length: Length, sign: int) -> datetime:
    start = context.same_time(added(context.today, length, sign))
    return context.after(timedelta(seconds=sign * length.seconds), start=start)
