"""Days and periods in the order of Romance languages: lundi prochain, il y a trois jours."""

from datetime import datetime

from troth.pure.when.calendar import monday_of, shifted
from troth.pure.when.cascade import Found
from troth.pure.when.context import Context
from troth.pure.when.grammar.clocks import in_part, in_working_hours
from troth.pure.when.grammar.distances import (
    added,
    days_ago,
    days_within,
    hours_within,
    lately,
    moments_ago,
)
from troth.pure.when.grammar.joins import first_thing
from troth.pure.when.grammar.lengths import SECONDS, counted
from troth.pure.when.grammar.levels import DISTANCES, JOINS, NAMED, RANGES, WITHIN
from troth.pure.when.grammar.periods import month, unit_from_now
from troth.pure.when.grammar.ranges import days, moments, periods
from troth.pure.when.grammar.weekdays import coming_weekday
from troth.pure.when.grammar.within import day_of_period, days_of_week
from troth.pure.when.model import Granularity
from troth.pure.when.nodes import Clock, Cycle, Day, Period, Span

# ---- the way behind its noun ---------------------------------------------------------------------


@NAMED.rule("PERIOD", "(?:THE)? (?P<unit>UNIT) (?P<way>NEXT|LAST|COMING)")
def unit_and_way(found: Found, context: Context) -> Period | None:
    """La semaine prochaine, el mes que viene."""
    return unit_from_now(found, context) if context.vocabulary.ways_follow else None


@NAMED.rule("PERIOD", "(?P<month>ANYMONTH) (?P<way>NEXT|LAST|COMING)")
def month_and_way(found: Found, context: Context) -> Period | None:
    """Avril prochain, marzo pasado."""
    return month(found, context) if context.vocabulary.ways_follow else None


@NAMED.rule("PERIOD", "(?:THE)? (?P<kind>UNIT) OF (?P<month>ANYMONTH) (?: OF? (?P<year>YEAR) )?")
def month_by_its_kind(found: Found, context: Context) -> Period | None:
    """Le mois de mars, el mes de abril."""
    return month(found, context) if found["kind"] == "month" else None


@NAMED.rule("PERIOD", "IN THE (?P<unit>UNIT) (?!OF|NEXT|LAST|COMING|DIGITS|NUMBER|YEAR)")
def within_the_unit(found: Found, context: Context) -> Period | None:
    """Dans la semaine, dans le mois: from today on."""
    if not context.vocabulary.ways_follow or found["unit"] in (*SECONDS, "day"):
        return None
    end = added(context.today, counted(1, found["unit"]))
    return Period(context.today, shifted(end, days=1), Granularity.DAY)


@NAMED.rule("OTHER", "WISH ANYWEEKDAY")
def wished_day(found: Found, context: Context) -> bool | None:
    """Bon lundi, feliz viernes; but "Good Friday" is a day."""
    return context.vocabulary.ways_follow or None


@NAMED.rule("DAY", "(?P<weekday>WEEKDAY) COMING")
def weekday_and_way(found: Found, context: Context) -> Day | None:
    """Lundi qui vient, el lunes que viene: the first after today."""
    return coming_weekday(found, context) if context.vocabulary.ways_follow else None


@NAMED.rule("PERIOD", "(?P<count>COUNT) (?P<way>NEXT|COMING|LAST) (?P<unit>UNIT)")
def count_and_way(found: Found, context: Context) -> Period | None:
    """Les deux prochaines semaines, los tres últimos meses: from today on, or up to it."""
    if found["unit"] in SECONDS or not context.vocabulary.ways_follow:
        return None
    length, today = counted(found["count"], found["unit"]), context.today
    if found["way"] < 0:
        return Period(added(today, length, -1), today, Granularity.DAY)
    return Period(today, shifted(added(today, length), days=1), Granularity.DAY)


# ---- inside a period -----------------------------------------------------------------------------

WITHIN.rule("DAY", "(?P<day>DAY) OF THE (?P<period>PERIOD)")(day_of_period)
WITHIN.rule("PERIOD", "(?P<start>DAY) (?:AND|OR) THE (?P<end>DAY) OF? (?P<period>PERIOD)")(
    days_of_week
)


@WITHIN.rule("PERIOD", "(?:THE)? (?P<unit>UNIT) OF (?P<day>DAY)")
def week_with_day(found: Found, context: Context) -> Period | None:
    """La semaine du 14."""
    day: Day = found["day"]
    if found["unit"] != "week" or day.cycle == Cycle.WEEK:
        return None
    start = monday_of(day.value)
    return Period(start, shifted(start, days=7), Granularity.WEEK)


@WITHIN.rule("PERIOD", "(?:THE)? WEEKEND (?P<way>NEXT|LAST|COMING)")
def weekend_and_way(found: Found, context: Context) -> Period | None:
    """Le week-end prochain, el fin de semana que viene."""
    if not context.vocabulary.ways_follow:
        return None
    way = found.token("way")
    step = 0 if way and way.tag == "COMING" else found["way"]
    saturday = shifted(monday_of(context.today), days=7 * step + 5)
    return Period(saturday, shifted(saturday, days=2), Granularity.DAY)


# ---- so long before ------------------------------------------------------------------------------

DISTANCES.rule("DAY", "BACK ABOUT? (?P<length>LENGTH)")(days_ago)
DISTANCES.rule("MOMENT", "BACK ABOUT? (?P<length>LENGTH)")(moments_ago)
DISTANCES.rule("PERIOD", "BACK (?P<length>LENGTH)")(lately)


@DISTANCES.rule("PERIOD", "(?:THE)? (?P<length>LENGTH) LAST")
def lately_after_the_noun(found: Found, context: Context) -> Period | None:
    """Las tres semanas pasadas."""
    return lately(found, context) if context.vocabulary.ways_follow else None


@DISTANCES.rule("PERIOD", "BY (?P<length>LENGTH)")
def by_days(found: Found, context: Context) -> Period | None:
    """D'ici deux semaines; but "later by two weeks" tells how much."""
    return days_within(found, context) if context.vocabulary.ways_follow else None


@DISTANCES.rule("SPAN", "BY (?P<length>LENGTH)")
def by_hours(found: Found, context: Context) -> Span | None:
    """D'ici deux heures."""
    return hours_within(found, context) if context.vocabulary.ways_follow else None


# ---- a day and a time ----------------------------------------------------------------------------


@JOINS.rule("MOMENT", "(?P<day>DAY) (?P<part>PART)? COMMA? AT (?P<hour>DIGITS|NUMWORD) CLOSED")
def day_at_hour(found: Found, context: Context) -> datetime | None:
    """Demain matin à 7."""
    if not context.vocabulary.ways_follow or found["hour"] > 24:
        return None
    clock = Clock(found["hour"], sure=found["hour"] > 12)
    clock = in_part(clock, found["part"]) if found["part"] else in_working_hours(clock, context)
    return context.instant(found["day"].value, clock)


JOINS.rule("SPAN", "(?P<day>DAY) PART COMMA? FIRSTTHING")(first_thing)


@JOINS.rule("MOMENT", "(?P<day>DAY) (?P<part>OFPART|TONIGHT) AT? (?P<time>TIME|DIGITS) (?!UNIT)")
@JOINS.rule("MOMENT", "(?P<time>TIME|DIGITS) (?P<part>TONIGHT) COMMA? (?P<day>DAY)")
def day_part_and_time(found: Found, context: Context) -> datetime | None:
    """Demain dans la matinée à 7h, à 8h dans la soirée, dimanche."""
    if not context.vocabulary.ways_follow:
        return None
    time = found["time"]
    clock = time if isinstance(time, Clock) else Clock(time, sure=time > 12)
    return context.instant(found["day"].value, in_part(clock, found["part"]))


@JOINS.rule("SPAN", "(?P<day>DAY) (?P<part>OFPART|TONIGHT)")
def day_of_that_part(found: Found, context: Context) -> Span | None:
    """El lunes de la tarde, demain dans la soirée."""
    if not context.vocabulary.ways_follow:
        return None  # "until Friday tonight's room is taken"
    day, part = found["day"].value, found["part"]
    return Span(context.instant(day, Clock(part.start)), context.instant(day, Clock(part.end)))


# ---- from one to another -------------------------------------------------------------------------

_FROM = "(?:OF|FROM|SINCE) (?:THE)?"
_TO = "(?: TO AT | AT | TO | DASH ) (?:THE)?"

RANGES.rule("PERIOD", f"{_FROM} (?P<start>DAY) {_TO} (?P<end>DAY)")(days)
RANGES.rule("PERIOD", "BETWEEN THE (?P<start>DAY) AND (?:THE)? (?P<end>DAY)")(days)
RANGES.rule("PERIOD", f"{_FROM} (?P<start>PERIOD) {_TO} (?P<end>PERIOD)")(periods)
RANGES.rule("SPAN", f"{_FROM} (?P<start>MOMENT|DAY) {_TO} (?P<end>MOMENT|DAY)")(moments)
