"""Lengths of time as Romance languages say them: trois jours ouvrés, une demi-heure."""

from troth.pure.when.cascade import Found
from troth.pure.when.context import Context
from troth.pure.when.grammar.lengths import SECONDS, open_length
from troth.pure.when.grammar.levels import PIECES
from troth.pure.when.nodes import Length


@PIECES.rule("LENGTH", "(?P<hours>HOURS)")
def hours_long(found: Found, context: Context) -> Length:
    """1h30, 48 h."""
    hours, minutes = found["hours"]
    return Length(seconds=3600 * hours + 60 * (minutes or 0))


@PIECES.rule("LENGTH", "(?P<count>COUNT) (?P<unit>UNIT) WORKING")
def working_days(found: Found, context: Context) -> Length | None:
    """Trois jours ouvrés, cinco días hábiles."""
    return Length(working_days=found["count"]) if found["unit"] == "day" else None


PIECES.rule(
    "LENGTH", "(?P<from>DIGITS|NUMWORD) AT (?P<to>DIGITS|NUMWORD) WORKING? (?P<unit>ANYUNIT)"
)(open_length)


@PIECES.rule("LENGTH", "AN? HALF DASH? (?P<unit>UNIT)")
@PIECES.rule("LENGTH", "AN? (?P<fourth>FOURTH) OF (?P<unit>UNIT)")
@PIECES.rule("LENGTH", "(?P<count>AN|NUMWORD|DIGITS) (?P<unit>UNIT) AND HALF")
@PIECES.rule("LENGTH", "(?<=IN) (?P<one>UNIT) AND HALF")
def part_of_an_hour(found: Found, context: Context) -> Length | None:
    """Une demi-heure, un quart d'heure, deux heures et demie, hora y media."""
    unit = found["unit"] or found["one"]
    if unit not in SECONDS:
        return None
    share = (found["count"] or (1 if found["one"] else 0)) + (0.25 if found["fourth"] else 0.5)
    return Length(seconds=round(share * SECONDS[unit]))
