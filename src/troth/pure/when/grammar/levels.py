"""The levels of the grammar, in the order in which they rewrite a text's tokens."""

from troth.pure.when.cascade import Level

PIECES = Level(needs="CLOCK NOON OCLOCK UNIT SECOND AT HALF HOURS THEHOURS OFPART HALFTO MORROW")
"""Clock times and lengths of time."""

REFINED = Level(needs="TIME")
"""Clock times with a part of the day or a zone; from one time to another."""

NAMED = Level()
"""Days and periods by name: 14 May, Friday, next week, Q3."""

WITHIN = Level(needs="PERIOD PERIODEND WEEKEND WEEKOF UNIT")
"""What lies inside a period: Friday next week, the end of the month."""

DISTANCES = Level(needs="LENGTH VAGUE NOW SINCE STOP")
"""What lies so long before or after: in three days, a week from Tuesday."""

JOINS = Level(
    needs="TIME TIMES PART OFPART TONIGHT DAYEND EDGE FIRSTTHING LATER INSTANT HALFDATE"
    " BETWEEN FROM AT"
)
"""A day and a time."""

RANGES = Level(needs="TO DASH BETWEEN AT")
"""From one date to another."""

LEVELS = (PIECES, REFINED, NAMED, WITHIN, DISTANCES, JOINS, RANGES)
