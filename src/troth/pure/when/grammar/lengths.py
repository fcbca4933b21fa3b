"""Lengths of time: two working days, an hour and a half, 2-3 weeks."""

import re

from troth.pure.when.cascade import Found
from troth.pure.when.context import Context
from troth.pure.when.grammar.levels import PIECES
from troth.pure.when.nodes import HalfDate, Length
from troth.pure.when.tokens import Token

SECONDS = {"hour": 3600, "minute": 60, "second": 1, "quarter hour": 900, "three quarters": 2700}


@PIECES.rule("LENGTH", "(?P<all> COUNT WORKING? ANYUNIT (?: (?:COMMA|AND)? COUNT ANYUNIT){0,3} )")
def length(found: Found, context: Context) -> Length | None:
    """Three days, two working days, 1 month and 21 days, 2 hours 30 mins."""
    total = Length()
    count = 1
    working = False
    for token in found.tokens("all"):
        if token.tag in ("UNIT", "SECOND"):
            total = _plus(total, count, _unit(token), working=working)
        elif token.tag == "WORKING":
            working = True
        elif token.tag not in ("COMMA", "AND"):
            count = token.value
    return total


@PIECES.rule("LENGTH", "FEW WORKING? (?P<unit>ANYUNIT)")
@PIECES.rule("LENGTH", "(?P<from>DIGITS|NUMWORD) (?:DASH|OR|TO) (?P<to>DIGITS|NUMWORD) WORKING?"
             " (?P<unit>ANYUNIT)")  # fmt: skip
@PIECES.rule("LENGTH", "(?P<range>HALFDATE) WORKING? (?P<unit>ANYUNIT)")
def open_length(found: Found, context: Context) -> Length | None:
    """A few days, two or three weeks, 2-3 weeks."""
    least, most = found["from"] or FEW[0], found["to"] or FEW[1]
    if found["range"]:
        if found["range"].mark != "-":
            return None
        least, most = int(found["range"].first), int(found["range"].second)
    unit = _unit(found.tokens("unit")[0])
    return counted(most, unit)._replace(least=counted(least, unit)) if least < most else None


FEW = (2, 5)
"""What "a few" may mean, both included."""


@PIECES.rule("LENGTH", "HALF AN (?P<unit>UNIT)")
@PIECES.rule("LENGTH", "AN (?P<half>HALF) (?P<unit>UNIT)")
@PIECES.rule("LENGTH", "(?P<half>HALF) (?P<unit>UNIT)")
@PIECES.rule("LENGTH", "(?P<number>HALFDATE) (?P<unit>UNIT)")
@PIECES.rule("LENGTH", "(?P<count>AN|NUMWORD|DIGITS) (?P<unit>UNIT) AND AN HALF")
def broken_length(found: Found, context: Context) -> Length | None:
    """Half an hour, 1.5 hours, an hour and a half."""
    count = (found["count"] or 0) + (found["half"] or _decimal(found["number"]))
    if found["unit"] == "year":
        return Length(months=round(count * 12))
    if found["unit"] not in SECONDS:
        return None
    return Length(seconds=round(count * SECONDS[found["unit"]]))


def counted(count: int, unit: str) -> Length:
    return _plus(Length(), count, unit, working=False)


def _decimal(number: HalfDate | None) -> float:
    if number is None:
        return 0.5
    if number.mark != "." or not re.fullmatch("[0-9]{1,2}", number.second):
        raise ValueError(number)
    return float(f"{number.first}.{number.second}")


def _unit(token: Token) -> str:
    return "second" if token.tag == "SECOND" else str(token.value)


def _plus(total: Length, count: int, unit: str, *, working: bool) -> Length:
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    days = {"day": 1, "working day": 1, "week": 7, "fortnight": 14}.get(unit)
    if months:
        return total._replace(months=total.months + count * months)
    if days:
        if unit == "working day" or (working and unit == "day"):
            return total._replace(working_days=total.working_days + count)
        return total._replace(days=total.days + count * days)
    return total._replace(seconds=total.seconds + count * SECONDS[unit])
