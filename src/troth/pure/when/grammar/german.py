"""What only German has: an ordinal is a number with a dot, and every noun begins with a capital.

So a number before a small letter counts nothing: "am 14. fertig", "um 7 los".
"""

from datetime import date

from troth.pure.when.cascade import Found
from troth.pure.when.context import Context
from troth.pure.when.grammar.clocks import at_hour, in_part, in_working_hours
from troth.pure.when.grammar.dates import day_of_month
from troth.pure.when.grammar.levels import NAMED, PIECES, REFINED
from troth.pure.when.grammar.periods import month as month_of
from troth.pure.when.grammar.weekdays import weekday
from troth.pure.when.grammar.years import nearest_month_day
from troth.pure.when.nodes import Clock, Cycle, Day, HalfDate, Part, Period

_ON = r"(?<=ON|BY|TO|FROM|FOR|SINCE|BEFORE|AFTER|BETWEEN)"
_ON_OR = r"(?<=ON|BY|TO|FROM|FOR|SINCE|BEFORE|AFTER|BETWEEN|AND|OR|THE|DASH)"
_GOES_ON = r"(?=WORD|MORROW|OPENING|IN|WITHIN|SINCE|PART|DAYNAME|VAGUE|WISH|EVERY)"


# ---- clock times ---------------------------------------------------------------------------------


@PIECES.rule("TIME", f"AT (?:ABOUT)? (?P<hour>DIGITS|NUMWORD) {_GOES_ON}")
@PIECES.rule("TIME", r"AT (?:ABOUT)? (?P<hour>ORDINAL) (?=NAME|FUNCTION|THE|STOP|\Z)")
def at_hour_and_on(found: Found, context: Context) -> Clock | None:
    """Um 7 los; "um 8." where the sentence ends."""
    return at_hour(found, context) if context.vocabulary.capital_nouns else None


_COUNT = "(?P<count>DIGITS|NUMWORD)"
_HOUR = "(?P<hour>DIGITS|NUMWORD|CLOCK|NOON)"


@PIECES.rule("TIME", f"(?P<half>HALFTO) {_HOUR}")
@PIECES.rule("TIME", f"(?P<unit>UNIT) (?P<way>BEFORE|AFTER) {_HOUR}")
@PIECES.rule("TIME", f"AT ABOUT? {_COUNT} (?P<unit>UNIT) (?P<way>BEFORE|AFTER) {_HOUR}")
@PIECES.rule("TIME", f"AT ABOUT? {_COUNT} (?P<way>BEFORE|AFTER) {_HOUR}")
@PIECES.rule("TIME", f"{_COUNT} (?P<way>BEFORE|AFTER) (?P<hour>CLOCK)")
def part_of_hour(found: Found, context: Context) -> Clock | None:
    """Halb drei, viertel vor vier, um zehn nach acht."""
    minutes = _minutes(found)
    hour = found["hour"] if isinstance(found["hour"], Clock) else Clock(found["hour"], sure=False)
    if minutes is None or not context.vocabulary.capital_nouns or hour.minute or hour.hour > 24:
        return None
    total = in_working_hours(hour, context).hour * 60 + minutes
    return Clock(total // 60 % 24, total % 60, sure=hour.hour > 12)


def _minutes(found: Found) -> int | None:
    """How many minutes after the hour, negative before it."""
    if found["half"]:
        return int(found["half"])
    minutes: int = 15 if found["unit"] == "quarter" else found["count"] or 0
    if found["unit"] not in (None, "minute", "quarter") or not 0 < minutes <= 30:
        return None
    way = found.token("way")
    return -minutes if way and way.tag == "BEFORE" else minutes


@REFINED.rule(
    "TIME", "(?<!THIS) (?<!LAST) (?<!NEXT) (?<!DAYNAME) (?P<part>PART) AT? (?P<time>TIME)"
)
def time_after_part(found: Found, context: Context) -> Clock | None:
    """Nachts um 3 Uhr."""
    return in_part(found["time"], found["part"]) if context.vocabulary.capital_nouns else None


@PIECES.rule("PART", "(?<=ON|THIS|LAST|EVERY|WEEKDAY|WEEKDAYISH|DAYNAME) (?P<part>MORROW)")
@PIECES.rule("PART", "(?<=ON THE) (?P<part>MORROW)")
def morning(found: Found, context: Context) -> Part:
    """Heute Morgen, am Morgen; elsewhere the word is tomorrow."""
    part: Part = found["part"]
    return part


# ---- days ----------------------------------------------------------------------------------------


@NAMED.rule("OTHER", "LABEL DOT? (?P<number>FULLDATE|HALFDATE)")
def labelled(found: Found, context: Context) -> bool | None:
    """Version 3.11.26, Nr. 12.3.: numbers, unless the year is written out."""
    number = found["number"]
    parts = number[:2] if isinstance(number, HalfDate) else number[0]
    return all(len(part) <= 2 for part in parts) or None


@NAMED.rule("OTHER", "WISH ANYWEEKDAY")
def wish(found: Found, context: Context) -> bool | None:
    """Schönen Sonntag: no day but a greeting."""
    return context.vocabulary.capital_nouns or None


@NAMED.rule("OTHER", "WEEKDAYISH DOT? (?:DASH|TO) WEEKDAYISH DOT? (?:COMMA|STOP)? TIMES")
def opening_hours(found: Found, context: Context) -> bool:
    """Mo-Fr 9-17 Uhr."""
    return True


@NAMED.rule(
    "DAY", "(?P<weekday>WEEKDAYISH) DOT? (?=(?:DASH|TO|OR|AND|SLASH|COMMA) (?:ON)? ANYWEEKDAY)"
)
def short_weekday_in_a_row(found: Found, context: Context) -> Day | None:
    """Mo, Di und Do; Do. oder Fr."""
    return weekday(found, context) if context.vocabulary.capital_nouns else None


@NAMED.rule("DAY", "MORROW")
def tomorrow(found: Found, context: Context) -> Day:
    """Morgen."""
    return Day(date.fromordinal(context.today.toordinal() + 1))


@NAMED.rule("DAY", f"{_ON} (?:THE)? (?P<day>ORDINAL) {_GOES_ON}")
@NAMED.rule("DAY", f"(?<=ON) (?P<day>DIGITS) {_GOES_ON}")
def day_of_month_and_on(found: Found, context: Context) -> Day | None:
    """Am 15. zurück; not "am 15. Standort"."""
    return day_of_month(found, context) if context.vocabulary.capital_nouns else None


@NAMED.rule("DAY", f"{_ON_OR} (?P<half>HALFDATE)")
@NAMED.rule("DAY", r"(?P<half>HALFDATE) (?=DASH|TO|AT|TIME|TIMES)")
def half_date_with_dots(found: Found, context: Context) -> Day | None:
    """Am 15.1. zurück, vom 3.3. bis 5.3."""
    half = found["half"]
    if not context.vocabulary.capital_nouns or half.mark != "..":
        return None
    return _day(context, month=int(half.second), day=int(half.first))


@NAMED.rule("DAY", f"{_ON_OR} (?P<half>HALFDATE) (?P<dot>DOT)")
@NAMED.rule("DAY", f"(?<=ON) (?P<half>HALFDATE) {_GOES_ON}")
@NAMED.rule("DAY", "(?P<bare>HALFDATE) DOT")
def half_date_at_the_end(found: Found, context: Context) -> Day | None:
    """Bis 3.3. and the sentence is over."""
    half = found["half"] or found["bare"]
    if not context.vocabulary.capital_nouns or half.mark != ".":
        return None
    if found["bare"] and {len(half.first), len(half.second)} != {2}:
        return None  # "Abschnitt 3.3."
    return _day(context, month=int(half.second), day=int(half.first))


@NAMED.rule("PERIOD", r"(?<=IN|BY|TO|SINCE|BEFORE|EDGE) (?P<month>MONTHNAME) (?=NAME)")
@NAMED.rule("PERIOD", "(?<=IN UNIT) (?P<month>MONTHNAME)")
def month_before_a_noun(found: Found, context: Context) -> Period | None:
    """Im Mai Urlaub."""
    return month_of(found, context) if context.vocabulary.capital_nouns else None


@NAMED.rule("DAY", "(?P<day>ORDINAL) (?P<month>ORDINAL|DIGITS) (?P<year>YEAR)")
@NAMED.rule("DAY", "(?<=ON|BY|TO) (?P<day>ORDINAL) (?P<month>ORDINAL)")
def spaced_date(found: Found, context: Context) -> Day | None:
    """3. 3. 2026."""
    if found["year"]:
        return Day(date(found["year"], found["month"], found["day"]))
    return _day(context, month=found["month"], day=found["day"])


@NAMED.rule("DAY", f"(?<=ON) (?P<day>ORDWORD) (?:CLOSED|{_GOES_ON})")
def spelled_day(found: Found, context: Context) -> Day | None:
    """Am Zwanzigsten; "am ersten" is not always a day."""
    is_day = context.vocabulary.capital_nouns and found["day"] > 3
    return day_of_month(found, context) if is_day else None


def _day(context: Context, *, month: int, day: int) -> Day:
    return Day(nearest_month_day(month, day, today=context.today, weekday=None), Cycle.YEAR)
