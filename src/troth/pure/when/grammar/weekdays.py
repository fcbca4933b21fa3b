"""Days by name or weekday: tomorrow, Friday week, the first Monday of July."""

from datetime import date

from troth.pure.when.calendar import monday_of, nth_weekday, shifted
from troth.pure.when.cascade import Found
from troth.pure.when.context import Context
from troth.pure.when.grammar.levels import NAMED
from troth.pure.when.model import Granularity
from troth.pure.when.nodes import Cycle, Day, Period

_YEAR = r"(?: (?:COMMA|OF)? (?P<year>YEAR) )?"


@NAMED.rule("DAY", "(?P<name>DAYNAME)")
def named_day(found: Found, context: Context) -> Day:
    """Today, tomorrow, the day after tomorrow."""
    return Day(shifted(context.today, days=found["name"]))


@NAMED.rule("OTHER", "(?:THE)? ANYORDINAL WEEKDAY (?:OF|IN) EVERY UNIT")
@NAMED.rule("OTHER", "EVERY (?:AND|OR|SECOND|DIGITS)? (?:WEEKDAY|WEEKDAYS|MONTH|MONTHNAME|DAYEND)")
def again_and_again(found: Found, context: Context) -> bool:
    """Every Monday is no day."""
    return True


@NAMED.rule("DAY", "(?P<weekday>WEEKDAY) DOT??")
@NAMED.rule("DAY", "(?<=ON|BY|TO|BEFORE|SINCE|FROM|OR|AND|COMMA) (?P<weekday>WEEKDAYISH)"
           r" (?=STOP|COMMA|DOT|AT|TIME|TIMES|PART|OR|AND|TO|DASH|\Z)")  # fmt: skip
@NAMED.rule("DAY", r"(?P<weekday>WEEKDAYISH) (?=DASH ANYWEEKDAY|TO ANYWEEKDAY)")
@NAMED.rule("DAY", r"(?P<weekday>WEEKDAYISH) DOT? COMMA? (?=AT|TIME|TIMES|PART)")
def weekday(found: Found, context: Context) -> Day | None:
    """Friday: the next one, and today if today is one."""
    if _is_common_word(found, context):
        return None
    ahead = (found["weekday"] - context.today.weekday()) % 7
    return Day(shifted(context.today, days=ahead), Cycle.WEEK)


@NAMED.rule("DAY", "(?P<way>THIS|NEXT|LAST|PAST) (?P<weekday>ANYWEEKDAY)")
@NAMED.rule("DAY", "(?P<weekday>WEEKDAY) (?P<way>NEXT|LAST|AFTERNEXT) (?!ANYUNIT|ANYMONTH)")
def weekday_of_a_week(found: Found, context: Context) -> Day | None:
    """This Friday is the next one, next Friday that of next week, last Friday the latest past."""
    if _is_common_word(found, context):
        return None
    if found["way"] > 0:
        monday = monday_of(context.today)
        return Day(shifted(monday, days=7 * found["way"] + found["weekday"]))
    if found["way"] == 0:
        return Day(shifted(context.today, days=(found["weekday"] - context.today.weekday()) % 7))
    back = (context.today.weekday() - found["weekday"]) % 7 or 7
    return Day(shifted(context.today, days=-back + 7 * (found["way"] + 1)))


def _is_common_word(found: Found, context: Context) -> bool:
    """Whether it is "jeu" or "mar" without a number: in these languages an everyday word."""
    token = found.token("weekday")
    return context.vocabulary.ways_follow and token is not None and token.tag == "WEEKDAYISH"


@NAMED.rule("PERIOD", "NEXT (?P<first>ANYWEEKDAY) (?:OR|AND|TO|DASH) (?P<last>ANYWEEKDAY)")
def weekdays_of_next_week(found: Found, context: Context) -> Period | None:
    """Next Monday or Tuesday."""
    monday = shifted(monday_of(context.today), days=7)
    start, end = (shifted(monday, days=found[name]) for name in ("first", "last"))
    return Period(start, shifted(end, days=1), Granularity.DAY) if start < end else None


@NAMED.rule("DAY", "COMING (?P<weekday>ANYWEEKDAY)")
def coming_weekday(found: Found, context: Context) -> Day:
    """This coming Friday: the first after today."""
    ahead = (found["weekday"] - context.today.weekday() - 1) % 7 + 1
    return Day(shifted(context.today, days=ahead))


@NAMED.rule("DAY", "(?P<weekday>WEEKDAY) (?P<unit>UNIT) (?!AGO|HENCE)")
def weekday_week(found: Found, context: Context) -> Day | None:
    """Friday week, Monday fortnight: that much after the next one."""
    days = {"week": 7, "fortnight": 14}.get(found["unit"])
    ahead = (found["weekday"] - context.today.weekday()) % 7
    return Day(shifted(context.today, days=ahead + days)) if days else None


_NTH = "(?:THE)? (?P<number>ANYORDINAL|LAST) (?P<weekday>WEEKDAY) (?:OF|IN|THE)"


@NAMED.rule("DAY", _NTH + " (?:THE)? (?P<way>THIS|NEXT|LAST)? (?P<unit>UNIT)")
@NAMED.rule("DAY", _NTH + " (?:THE)? (?P<unit>UNIT) (?P<way>NEXT|LAST|COMING)")
@NAMED.rule("DAY", _NTH + " (?P<month>ANYMONTH)" + _YEAR)
def weekday_of_a_month(found: Found, context: Context) -> Day | None:
    """The first Friday of next month, the last Monday in July."""
    if found["month"]:
        year = found["year"] or context.today.year
        step = 12
        first = date(year, found["month"], 1)
    else:
        if found["unit"] != "month":
            return None
        step = 0
        first = shifted(context.today.replace(day=1), months=found["way"] or 0)
    value = nth_weekday(first, found["number"], found["weekday"])
    if step and not found["year"] and value < context.today:
        value = nth_weekday(shifted(first, months=step), found["number"], found["weekday"])
    return Day(value)


@NAMED.rule("DAY", "(?P<number>ORDWORD) (?P<weekday>WEEKDAY) (?!OF|IN)")
def weekday_of_this_month(found: Found, context: Context) -> Day:
    """First Monday: of this month, or of the next where it has passed."""
    first = context.today.replace(day=1)
    value = nth_weekday(first, found["number"], found["weekday"])
    if value < context.today:
        value = nth_weekday(shifted(first, months=1), found["number"], found["weekday"])
    return Day(value)


@NAMED.rule("DAY", "(?P<count>DIGITS|NUMWORD) (?P<weekday>WEEKDAY|WEEKDAYS) (?:HENCE|LATER)")
def weekdays_ahead(found: Found, context: Context) -> Day:
    """Two Fridays from now."""
    ahead = (found["weekday"] - context.today.weekday() - 1) % 7 + 1
    return Day(shifted(context.today, days=ahead + 7 * (found["count"] - 1)))
