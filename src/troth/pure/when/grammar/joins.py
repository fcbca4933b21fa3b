"""A day and a time make an instant; a day and a part of it make a span."""

from datetime import date, datetime

from troth.pure.when.calendar import shifted
from troth.pure.when.cascade import Found
from troth.pure.when.context import Context
from troth.pure.when.grammar.clocks import in_part, in_working_hours
from troth.pure.when.grammar.levels import JOINS
from troth.pure.when.nodes import Clock, Cycle, Day, Part, Span, Times

FIRST_THING = Part(8, 10)
"""The hours in which "first thing" is still true."""

EARLY, LATE = Part(8, 10), Part(16, 20)

_SEP = r"(?:COMMA|DASH)? (?:AT|BY|FOR|BEFORE|TO)? (?:ABOUT)?"
_ON = r"(?:COMMA)? (?:ON|OF)? (?:THE)?"


# ---- instants ------------------------------------------------------------------------------------


@JOINS.rule("MOMENT", f"(?P<day>DAY) (?P<part>PART)? {_SEP} (?P<time>TIME)")
@JOINS.rule("MOMENT", f"(?P<time>TIME) {_ON} (?P<day>DAY) (?:IN THE)? (?P<part>PART)?")
@JOINS.rule("MOMENT", f"(?P<day>DAY) {_SEP} (?P<time>TIME) (?:IN THE) (?P<part>PART)")
def day_and_time(found: Found, context: Context) -> datetime:
    """Tomorrow morning at 7, 5pm on Friday."""
    clock = in_part(found["time"], found["part"]) if found["part"] else found["time"]
    return _first_to_come(found["day"], clock, context)


@JOINS.rule("MOMENT", "(?P<day>DAY) (?P<time>TIME) (?P<year>YEAR)")
def stamp(found: Found, context: Context) -> datetime:
    """Wed Oct 26 15:50:06 2016."""
    return context.instant(found["day"].value.replace(year=found["year"]), found["time"])


@JOINS.rule("MOMENT", f"THIS (?P<part>PART) {_SEP} (?P<time>TIME)")
@JOINS.rule("MOMENT", f"(?P<last>LAST) (?P<part>PART) {_SEP} (?P<time>TIME)")
@JOINS.rule("MOMENT", f"(?P<part>TONIGHT) {_SEP} (?P<time>TIME)")
@JOINS.rule("MOMENT", "(?P<time>TIME|DIGITS) (?:COMMA)? (?:THIS (?P<part>PART))")
@JOINS.rule("MOMENT", "(?P<time>TIME|DIGITS) (?:COMMA)? (?P<part>TONIGHT)")
@JOINS.rule("MOMENT", "(?P<part>TONIGHT|PART) (?:AT) (?:ABOUT)? (?P<time>DIGITS|NUMWORD)")
@JOINS.rule("MOMENT", "(?P<part>TONIGHT) ABOUT (?P<time>DIGITS|NUMWORD)")
def part_and_time(found: Found, context: Context) -> datetime:
    """This morning at 7, tonight around 7, 10 tonight."""
    time = found["time"]
    clock = time if isinstance(time, Clock) else in_working_hours(Clock(time, sure=False), context)
    day = shifted(context.today, days=-1) if found["last"] else context.today
    return context.instant(day, in_part(clock, found["part"]))


@JOINS.rule("MOMENT", "(?P<clock>DAYEND) (?:ON|OF)? (?:THE)? (?P<day>DAY)")
@JOINS.rule("MOMENT", "(?P<day>DAY) (?:COMMA|BY|AT|TO)? (?P<clock>DAYEND)")
def end_of_that_day(found: Found, context: Context) -> datetime:
    """Close of business on Friday."""
    return _first_to_come(found["day"], found["clock"], context)


@JOINS.rule("MOMENT", "(?P<edge>EDGE) (?:OF)? (?:THE)? (?P<day>DAY)")
def end_of_day(found: Found, context: Context) -> datetime | None:
    """End of Friday."""
    return context.instant(found["day"].value, Clock(17)) if found["edge"] == "end" else None


@JOINS.rule("MOMENT", "(?<!AT) (?P<clock>DAYEND)")
@JOINS.rule("MOMENT", "(?P<clock>DAYEND) (?!COMMA)")
def end_of_today(found: Found, context: Context) -> datetime:
    """EOD, COB: 17:00 today; after that the last minute of the day.

    "At the end of the day, ..." is a way of speaking.
    """
    moment = context.instant(context.today, found["clock"])
    return moment if moment >= context.at else context.instant(context.today, Clock(23, 59))


@JOINS.rule("MOMENT", "(?P<instant>INSTANT)")
def iso_instant(found: Found, context: Context) -> datetime:
    """2026-05-14T09:30+02:00."""
    instant: datetime = found["instant"]
    return context.local(instant if instant.tzinfo else instant.replace(tzinfo=context.zone))


@JOINS.rule("MOMENT", "(?P<time>TIME)")
def bare_time(found: Found, context: Context) -> datetime:
    """5pm: today, or tomorrow where it has passed."""
    today = context.instant(context.today, found["time"])
    if today >= context.at:
        return today
    return context.instant(shifted(context.today, days=1), found["time"])


def _first_to_come(day: Day, clock: Clock, context: Context) -> datetime:
    """That time on that day; a bare weekday whose time has passed today is next week's."""
    moment = context.instant(day.value, clock)
    if day.cycle == Cycle.WEEK and moment < context.at:
        return context.instant(shifted(day.value, days=7), clock)
    return moment


# ---- spans ---------------------------------------------------------------------------------------


@JOINS.rule("SPAN", "(?P<day>DAY) (?:IN THE|COMMA|ON)? (?P<part>PART)")
@JOINS.rule("SPAN", "(?:THE)? (?P<part>PART) (?:OF|ON) (?:THE)? (?P<day>DAY)")
@JOINS.rule("SPAN", "(?<!WISH) (?P<part>PART) (?P<day>DAY)")
@JOINS.rule("SPAN", "(?:THIS|REST) (?P<part>PART)")
@JOINS.rule("SPAN", "(?P<part>TONIGHT)")
@JOINS.rule("SPAN", "(?P<last>LAST) (?P<part>PART)")
def part_of_day(found: Found, context: Context) -> Span:
    """Tomorrow morning, this afternoon, tonight, last night."""
    day = found["day"].value if found["day"] else context.today
    return _span(shifted(day, days=-1) if found["last"] else day, found["part"], context)


@JOINS.rule("SPAN", "(?P<weekday>DAY) (?P<part>PART) (?:COMMA)? (?:ON)? (?:THE)? (?P<day>DAY)")
def weekday_part_and_date(found: Found, context: Context) -> Span | None:
    """Tuesday morning, 5 February."""
    if found["weekday"].cycle != Cycle.WEEK or found["day"].cycle == Cycle.WEEK:
        return None
    return _span(found["day"].value, found["part"], context)


@JOINS.rule("SPAN", r"(?:IN THE|ON) (?P<part>PART) (?=STOP|DOT|COMMA|\Z)")
def next_part(found: Found, context: Context) -> Span:
    """In the morning: the next one that is not over."""
    span = _span(context.today, found["part"], context)
    if span.end > context.at:
        return span
    return _span(shifted(context.today, days=1), found["part"], context)


@JOINS.rule("SPAN", "FIRSTTHING (?:ON)? (?P<day>DAY)? (?:IN THE)? (?P<part>PART)?")
@JOINS.rule("SPAN", "(?P<day>DAY) (?:COMMA)? FIRSTTHING (?:IN THE)? (?P<part>PART)?")
def first_thing(found: Found, context: Context) -> Span:
    """First thing Monday."""
    day = found["day"].value if found["day"] else shifted(context.today, days=1)
    return _span(day, FIRST_THING, context)


@JOINS.rule("SPAN", "(?P<edge>EDGE) (?:ON)? (?P<day>DAY) (?:PART)?")
def edge_of_day(found: Found, context: Context) -> Span | None:
    """Early on Friday, late tomorrow."""
    part = {"early": EARLY, "late": LATE}.get(found["edge"])
    return _span(found["day"].value, part, context) if part else None


@JOINS.rule("SPAN", "LATER (?P<day>DAY)")
def later_that_day(found: Found, context: Context) -> Span | None:
    """Later today: from now to midnight."""
    if found["day"].value != context.today:
        return None
    return Span(context.at, context.instant(context.today, Clock(24)))


@JOINS.rule("SPAN", f"(?P<day>DAY) {_SEP} (?P<times>TIMES)")
@JOINS.rule("SPAN", f"(?P<times>TIMES) {_ON} (?P<day>DAY)")
@JOINS.rule("SPAN", "(?P<times>TIMES)")
def day_and_times(found: Found, context: Context) -> Span:
    """Friday 10:00-12:00, 3 to 4pm."""
    times = found["times"]
    span = _between(found["day"].value if found["day"] else context.today, times, context)
    if found["day"] or span.end > context.at:
        return span
    return _between(shifted(context.today, days=1), times, context)


@JOINS.rule("SPAN", "(?P<day>DAY) (?:COMMA|FROM|BETWEEN)? (?P<hours>HALFDATE)")
def day_and_hours(found: Found, context: Context) -> Span | None:
    """Tomorrow 9-11."""
    start, end = int(found["hours"].first), int(found["hours"].second)
    if found["hours"].mark != "-" or not start < end <= 24:
        return None
    return _between(found["day"].value, Times(Clock(start), Clock(end)), context)


_HOURS = "(?:FROM|BETWEEN) (?P<start>DIGITS|NUMWORD) (?:TO|AND|DASH) (?P<end>DIGITS|NUMWORD)"


@JOINS.rule("SPAN", f"{_HOURS} (?:ON)? (?P<day>DAY)")
@JOINS.rule("SPAN", f"(?P<day>DAY) (?:COMMA)? {_HOURS} CLOSED")
def day_between_hours(found: Found, context: Context) -> Span | None:
    """Between 2 and 4 tomorrow."""
    start, end = (Clock(found[name], sure=False) for name in ("start", "end"))
    if max(start.hour, end.hour) > 24:
        return None
    times = Times(in_working_hours(start, context), in_working_hours(end, context))
    return _between(found["day"].value, times, context)


def _between(day: date, times: Times, context: Context) -> Span:
    start, end = context.instant(day, times.start), context.instant(day, times.end)
    return Span(start, end if end > start else context.instant(shifted(day, days=1), times.end))


def _span(day: date, part: Part, context: Context) -> Span:
    return Span(context.instant(day, Clock(part.start)), context.instant(day, Clock(part.end)))
