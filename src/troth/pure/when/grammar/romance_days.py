"""Days by their number as Romance languages say them: le 14, el cinco de mayo, lundi 6."""

from datetime import date

from troth.pure.when.calendar import shifted
from troth.pure.when.cascade import Found
from troth.pure.when.context import Context
from troth.pure.when.grammar.dates import day_and_month, half_date_with_slash
from troth.pure.when.grammar.levels import NAMED
from troth.pure.when.grammar.years import nearest, nearest_month_day
from troth.pure.when.model import Granularity
from troth.pure.when.nodes import Cycle, Day, Period

_CLOSED = r"""(?: CLOSED | (?=IN|WITHIN|BEFORE|AFTER|SINCE|FROM|BETWEEN|THIS|OFPART|THEHOURS|DAYEND
    |FIRSTTHING|EDGE|NOON|HOURS|VAGUE|MINUS|TONIGHT) )"""
_BEFORE_A_DAY = "(?<=BY|BEFORE|AFTER|FOR|SINCE|FROM|TO|AT|BETWEEN|AND|OR)"


@NAMED.rule("DAY", f"{_BEFORE_A_DAY} (?P<the>THE) (?P<day>DIGITS|ORDINAL) {_CLOSED}")
@NAMED.rule("DAY", f"(?P<the>THE) (?P<day>DIGITS) {_CLOSED}")
@NAMED.rule("DAY", r"(?P<the>THE) (?P<day>ORDINAL) (?=STOP|COMMA|DOT|\Z)")
@NAMED.rule("DAY", "(?P<the>THE) (?P<day>DIGITS|ORDINAL) (?=OF (?:THIS|THE) UNIT)")
@NAMED.rule("DAY", f"(?P<weekday>WEEKDAY) COMMA? THE? (?P<day>DIGITS|ORDINAL) {_CLOSED}")
def day_by_number(found: Found, context: Context) -> Day | None:
    """Le 14, antes del 3, lundi 6, le 20 du mois prochain."""
    the, day = found.token("the"), found.token("day")
    if not context.vocabulary.ways_follow or day is None or (the and the.word == "la"):
        return None
    if day.tag == "ORDINAL" and day.value > 1:
        return None  # "le 8e" is no day, "le 1er" is
    return Day(nearest(day.value, today=context.today, weekday=found["weekday"]), Cycle.MONTH)


@NAMED.rule("DAY", "(?: (?P<weekday>WEEKDAY) COMMA? THE? )? THE? (?P<day>NUMWORD) OF?"
            " (?P<month>ANYMONTH) (?: OF? (?P<year>YEAR) )?")  # fmt: skip
def day_in_words(found: Found, context: Context) -> Day | None:
    """Le quinze mars, el cinco de mayo."""
    return day_and_month(found, context) if context.vocabulary.ways_follow else None


@NAMED.rule("DAY", "(?: (?P<weekday>WEEKDAY) COMMA? )? THE? (?P<day>DIGITS) (?P<month>NUMWORD)"
            " DOT? (?P<year>YEAR)?")  # fmt: skip
def seventh_month(found: Found, context: Context) -> Day | None:
    """15 sept.: a number too, but none after a number."""
    word = found.token("month")
    if word is None or word.word != "sept":
        return None
    if found["year"]:
        return Day(date(found["year"], 9, found["day"]))
    value = nearest_month_day(9, found["day"], today=context.today, weekday=found["weekday"])
    return Day(value, Cycle.YEAR)


@NAMED.rule("DAY", f"THE (?P<day>DIGITS) OF THE (?P<month>DIGITS) {_CLOSED}")
def day_of_numbered_month(found: Found, context: Context) -> Day | None:
    """El 17 del 11."""
    if not context.vocabulary.ways_follow or found["month"] > 12:
        return None
    value = nearest_month_day(found["month"], found["day"], today=context.today, weekday=None)
    return Day(value, Cycle.YEAR)


@NAMED.rule("PERIOD", "THE? (?P<first>DIGITS) AND (?P<last>DIGITS) OF? (?P<month>MONTH|MONTHNAME)"
            " (?: OF? (?P<year>YEAR) )?")  # fmt: skip
def two_days(found: Found, context: Context) -> Period | None:
    """Les 14 et 15 mars."""
    if not context.vocabulary.ways_follow or found["last"] != found["first"] + 1:
        return None
    month, last, year = found["month"], found["last"], found["year"]
    end = nearest_month_day(month, last, today=context.today, weekday=None)
    if year:
        end = date(year, month, last)
    return Period(shifted(end, days=-1), shifted(end, days=1), Granularity.DAY)


@NAMED.rule("OTHER", "OF THE (?P<first>DIGITS) AT THE DIGITS (?!OF|ANYMONTH)")
def scale(found: Found, context: Context) -> bool | None:
    """Del 1 al 5: marks, and no days unless a month follows."""
    return found["first"] == 1 or None


NAMED.rule("DAY", "(?<=THE) (?P<half>HALFDATE) CLOSED")(half_date_with_slash)


@NAMED.rule("DAY", "(?P<weekday>WEEKDAY) IN (?P<days>NUMWORD)")
def weekday_and_a_week(found: Found, context: Context) -> Day | None:
    """Lundi en huit is a week after the next Monday, en quinze two."""
    days = {8: 7, 15: 14}.get(found["days"])
    ahead = (found["weekday"] - context.today.weekday()) % 7
    return Day(shifted(context.today, days=ahead + days)) if days else None
