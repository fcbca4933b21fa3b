"""Clock times by their hour: 14h30, à trois heures et demie, a las tres y media.

Imported before `lengths`: of equally long readings the first written holds, and where a time may
stand "8 heures" is one.
"""

from troth.pure.when.cascade import Found
from troth.pure.when.context import Context
from troth.pure.when.grammar.clocks import in_part, in_working_hours, times
from troth.pure.when.grammar.levels import PIECES, REFINED
from troth.pure.when.nodes import Clock, HalfDate

_TIME_BEFORE = r"""(?: (?<=AT|BEFORE|TO|BETWEEN|FROM|DAYNAME|MONTH|YEAR|MONTHNAME)
    | (?<=WEEKDAY|WEEKDAYISH|FULLDATE|HALFDATE|PART|TONIGHT|NEXT|LAST|COMING)
    | (?<=DAYNAME COMMA|WEEKDAY COMMA|MONTH COMMA|YEAR COMMA|FULLDATE COMMA|HALFDATE COMMA)
    | (?<=BETWEEN HOURS AND|WEEKDAY DIGITS COMMA)
    | (?<=HOURS DASH) )"""
_TIME_AFTER = "(?: (?=DASH HOURS) | (?=(?:DAYNAME|OFPART|TONIGHT)) )"
_MAYBE_BEFORE = "(?<=BY|FOR|SINCE|AFTER)"
_RANGE = r"(?<=OF|FROM|BETWEEN)"
_TAIL = r"""(?: AND (?P<half>HALF) | AND (?P<fourth>FOURTH) | MINUS THE? (?P<fourthless>FOURTH)
    | MINUS (?P<less>DIGITS|NUMWORD) )"""


@PIECES.rule("TIME", _TIME_BEFORE + f"(?P<hours>HOURS) {_TAIL}? (?!OF (?!THE))")
@PIECES.rule("TIME", f"(?P<hours>HOURS) {_TIME_AFTER}")
@PIECES.rule("TIME", f"{_RANGE} (?P<hours>HOURS) (?=AT|AND|TO|DASH)")
def hours_on_a_clock(found: Found, context: Context) -> Clock:
    """14h30, 9 h, 3h et demie, where a time may stand; "2h de travail" is none."""
    hour, minute = found["hours"]
    return _clock(hour, (minute or 0) + _minutes(found), context)


@PIECES.rule("TIME", "(?<!IN|WITHIN|ABOUT|BACK|OF) (?P<hours>HOURS) (?!OF|AGO|LATER)")
def hours_and_minutes(found: Found, context: Context) -> Clock | None:
    """14h30 with nothing beside it; "1h30" may well be a length."""
    hour, minute = found["hours"]
    if minute is None or hour not in WORKING_HOURS:
        return None
    return _clock(hour, minute, context)


@PIECES.rule("TIME", f"{_MAYBE_BEFORE} (?P<hours>HOURS) (?!OF)")
def hours_of_the_day(found: Found, context: Context) -> Clock | None:
    """D'ici 14h; "d'ici 2h" is a length."""
    hour, minute = found["hours"]
    return _clock(hour, minute or 0, context) if hour in WORKING_HOURS else None


WORKING_HOURS = range(7, 24)
"""Hours of the day by which something is due; below them, and at 24, a length is meant."""

_IN_WORDS = (
    "(?P<hour>DIGITS|NUMWORD|AN) (?P<unit>UNIT)"
    f" (?: {_TAIL} | (?P<more>DIGITS|NUMBER|NUMWORD) )? OCLOCK? (?!OF (?!THE))"
)


@PIECES.rule("TIME", "(?<=AT|BEFORE|TO|BETWEEN|FROM)" + _IN_WORDS)
def hours_in_words(found: Found, context: Context) -> Clock | None:
    """À quatorze heures trente, à trois heures moins le quart."""
    if "THEHOURS" in context.vocabulary.words:
        return None  # "a 2 horas" is no time
    if found["unit"] != "hour" or not context.vocabulary.ways_follow:
        return None
    return _clock(found["hour"], _minutes(found), context)


@PIECES.rule("TIME", _TIME_BEFORE + _IN_WORDS)
@PIECES.rule("TIME", _MAYBE_BEFORE + _IN_WORDS)
def hours_in_words_of_the_day(found: Found, context: Context) -> Clock | None:
    """D'ici dix-sept heures; "d'ici deux heures" is a length."""
    is_hour = found["unit"] == "hour" and found["hour"] in WORKING_HOURS
    if not is_hour or not context.vocabulary.ways_follow:
        return None
    return _clock(found["hour"], _minutes(found), context)


_BEFORE_THE_HOUR = "(?<=AT|BEFORE|AFTER|TO|BETWEEN|FROM|SINCE|BY|FOR|OF|AND|ABOUT)"
_MORE = "AND (?P<more>DIGITS|NUMWORD) (?!WORD|NAME)"


@PIECES.rule("TIME", f"AT THEHOURS (?P<hour>DIGITS|NUMWORD|AN) (?: {_TAIL} | {_MORE} )? OCLOCK?"
             " (?!UNIT)")  # fmt: skip
@PIECES.rule("TIME", _BEFORE_THE_HOUR + "THEHOURS (?P<hour>DIGITS|NUMWORD|AN)"
             f" (?: {_TAIL} | {_MORE} )? OCLOCK? (?=OFPART|AT|AND|TO|DAYNAME|CLOSED)")  # fmt: skip
@PIECES.rule("TIME", "AT THEHOURS (?P<hour>DIGITS|NUMWORD) (?P<unit>UNIT)")
def the_hour(found: Found, context: Context) -> Clock | None:
    """A las tres, a las siete menos cuarto, antes de las 5."""
    if found["unit"] not in (None, "hour"):
        return None
    return _clock(found["hour"], _minutes(found), context)


@PIECES.rule("TIME", "AT? THEHOURS (?P<clock>CLOCK|HOURS) OCLOCK?")
@PIECES.rule("TIME", "(?P<clock>CLOCK) (?P<unit>UNIT)")
@PIECES.rule("TIME", "AT? THEHOURS (?P<dotted>HALFDATE) (?P<unit>UNIT)?")
def the_clock(found: Found, context: Context) -> Clock | None:
    """A las 14:30, 14:30 horas."""
    if found["unit"] not in (None, "hour"):
        return None
    if found["dotted"]:
        return _dotted(found["dotted"], context)
    clock = found["clock"]
    if isinstance(clock, Clock):
        return in_working_hours(clock, context)
    return _clock(clock[0], clock[1] or 0, context)


@PIECES.rule("TIME", f"(?P<noon>NOON) {_TAIL}")
def noon_and_a_part(found: Found, context: Context) -> Clock:
    """Midi et demi, a la una menos cuarto."""
    noon: Clock = found["noon"]
    return _clock(noon.hour, _minutes(found), context)


@PIECES.rule("TIME", "(?P<hour>DIGITS|NUMWORD|AN) (?P<part>OFPART)")
def hour_of_a_part(found: Found, context: Context) -> Clock | None:
    """8 du matin, las 7 de la tarde."""
    clock = Clock(_checked(found["hour"]), sure=found["hour"] > 12)
    return in_part(clock, found["part"])


@REFINED.rule("TIME", "(?P<time>TIME) (?P<part>OFPART)")
def of_that_part(found: Found, context: Context) -> Clock:
    """A las 7:30 de la tarde."""
    return in_part(found["time"], found["part"])


REFINED.rule("TIMES", "(?:OF|FROM|SINCE) (?P<start>TIME|DIGITS) (?:AT|TO)? (?P<end>TIME)")(times)


def _dotted(number: HalfDate, context: Context) -> Clock | None:
    """A las 9.30: behind the article a dot parts hours and minutes."""
    hour, minute = int(number.first), int(number.second)
    is_time = number.mark in (".", "..") and len(number.second) == 2 and minute < 60
    return _clock(hour, minute, context) if is_time else None


def _clock(hour: int, minute: int, context: Context) -> Clock:
    clock = in_working_hours(Clock(_checked(hour), sure=hour > 12), context)
    total = clock.hour * 60 + minute
    return clock._replace(hour=total // 60 % 25, minute=total % 60)


def _checked(hour: int) -> int:
    if hour > 24:
        raise ValueError(hour)
    return hour


def _minutes(found: Found) -> int:
    if found["half"]:
        return 30
    more: int = (found["fourth"] or 0) + (found["more"] or 0)
    less: int = (found["fourthless"] or 0) + (found["less"] or 0)
    if more > 59 or less > 30:
        raise ValueError(more)
    return more - less
