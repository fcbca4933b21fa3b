"""Clock times: 8am, half past four, from 2 to 4 pm CET."""

from troth.pure.when.cascade import Found
from troth.pure.when.context import Context
from troth.pure.when.grammar.levels import PIECES, REFINED
from troth.pure.when.nodes import Clock, Part, Times


@PIECES.rule("TIME", "(?P<clock>CLOCK|NOON) (?:NOON)?")
def clock_time(found: Found, context: Context) -> Clock:
    """8am, 17:00, 8:30 p.m., noon."""
    return in_working_hours(found["clock"], context)


@PIECES.rule("TIME", "DIGITS (?P<clock>NOON)")
def twelve_noon(found: Found, context: Context) -> Clock:
    """12 noon."""
    clock: Clock = found["clock"]
    return clock


@PIECES.rule("TIME", "(?P<hour>DIGITS|NUMWORD|NUMBER) OCLOCK (?P<minutes>NUMWORD|NUMBER)?")
def oclock(found: Found, context: Context) -> Clock:
    """5 o'clock, acht Uhr vierzig."""
    clock = in_working_hours(_hour(found["hour"]), context)
    return clock._replace(minute=found["minutes"] or 0)


@PIECES.rule("TIME", "AT (?:ABOUT)? (?P<hour>DIGITS|NUMWORD) (?=STOP|COMMA|DOT|ON|IN|THE|AND|OR"
             "|DAYNAME|WEEKDAY|TONIGHT|PART|ZONE|THIS|TO|DASH|FUNCTION|\\Z)")  # fmt: skip
def at_hour(found: Found, context: Context) -> Clock | None:
    """At 5, at seven tomorrow; not "at 5 locations", and not "à 5"."""
    if context.vocabulary.ways_follow:
        return None
    return in_working_hours(_hour(found["hour"]), context)


@PIECES.rule("TIME", "HALF PAST (?P<hour>DIGITS|NUMWORD|NOON)")
@PIECES.rule("TIME", "(?P<count>DIGITS|NUMWORD|AN)? (?P<unit>UNIT) (?P<way>PAST|TO)"
             " (?P<hour>DIGITS|NUMWORD|NOON)")  # fmt: skip
def past_or_to(found: Found, context: Context) -> Clock | None:
    """Half past four, a quarter to seven, twenty minutes past five."""
    hour = found["hour"] if isinstance(found["hour"], Clock) else _hour(found["hour"])
    minutes = _minutes(found)
    if minutes is None:
        return None
    hour = in_working_hours(hour, context)
    total = hour.hour * 60 + minutes
    return Clock(total // 60 % 24, total % 60, sure=hour.sure)


def _minutes(found: Found) -> int | None:
    unit, count = found["unit"], found["count"] or 1
    if unit is None:
        return 30
    if unit not in ("quarter", "minute") or count > 59:
        return None
    way = found.token("way")
    minutes: int = 15 if unit == "quarter" else count
    return -minutes if way and way.tag == "TO" else minutes


def _hour(number: int) -> Clock:
    if number > 24:
        raise ValueError(number)
    return Clock(number, sure=number > 12)


def in_working_hours(clock: Clock, context: Context) -> Clock:
    """A bare 1 to 6 is taken for the afternoon where the language counts to twelve."""
    if clock.sure or not context.vocabulary.twelve_hours or not 1 <= clock.hour <= 6:
        return clock
    return clock._replace(hour=clock.hour + 12)


def in_part(clock: Clock, part: Part) -> Clock:
    """The clock time as it is meant in that part of the day: "at 7" in the evening is 19:00."""
    hour = clock.hour
    if clock.sure:
        return clock
    if part.start >= 20 and 0 < hour % 12 < 5:
        hour %= 12  # three at night is not three in the afternoon
    elif part.end <= 12:
        hour = hour % 12 if hour > 12 or (hour == 12 and part.start < 8) else hour
    elif hour < 12 and hour + 12 >= part.start - 2:
        hour += 12
    return clock._replace(hour=hour, sure=True)


@REFINED.rule("TIME", "(?P<time>TIME) (?:IN THE | AT | COMMA)? (?P<part>PART) (?P<zone>ZONE)?")
@REFINED.rule("TIME", "(?P<time>TIME) (?P<zone>ZONE)")
@REFINED.rule("TIME", "(?P<time>TIME) STOP (?P<zone>ZONE) STOP")
def refined(found: Found, context: Context) -> Clock | None:
    """7 in the morning, 3pm CET."""
    clock = in_part(found["time"], found["part"]) if found["part"] else found["time"]
    return clock._replace(zone=found["zone"])


@REFINED.rule("TIMES", "(?:FROM|BETWEEN)? (?P<start>TIME|DIGITS|NUMWORD) (?:TO|DASH|AND)"
              " (?P<end>TIME) (?P<part>PART)? (?P<zone>ZONE)?")  # fmt: skip
@REFINED.rule("TIMES", "(?:FROM|BETWEEN) (?P<start>TIME) (?:TO|DASH|AND) (?P<end>DIGITS|NUMWORD)")
def times(found: Found, context: Context) -> Times | None:
    """3-4pm, between 10:00 and 12:00, from 2 to 4 pm."""
    end = _as_clock(found["end"])
    start = _as_clock(found["start"])
    opening = found.tokens("start")[0]
    if opening.tag != "TIME":
        half = 12 if end.sure and end.hour >= 12 and start.hour + 12 <= end.hour else 0
        start = start._replace(hour=start.hour + half)
    start = in_working_hours(start, context)
    if found["part"]:
        start, end = in_part(start, found["part"]), in_part(end, found["part"])
    return Times(start._replace(zone=found["zone"]), end._replace(zone=found["zone"]))


def _as_clock(value: Clock | int) -> Clock:
    return value if isinstance(value, Clock) else _hour(value)
