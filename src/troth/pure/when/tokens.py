"""The alphabet in which the grammar is written.

A text becomes a row of tokens, each with a tag; a rule is a regular expression over tags, one
character to a tag. Rules name tags in capitals (`WEEKDAY COMMA? DAYNAME`), and `pattern` turns the
names into the characters. So a rule is short, reads like a sentence, and is the same in every
language; only the words behind the tags differ.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

TAGS = """
    DIGITS YEAR NUMBER NUMWORD ORDINAL ORDWORD SECOND AN FEW HALF
    FULLDATE HALFDATE YEARMONTH INSTANT CLOCK WEEKNO QUARTERNO
    MONTH MONTHISH MONTHNAME WEEKDAY WEEKDAYISH WEEKDAYS DAYNAME UNIT WORKING
    THIS NEXT LAST PAST COMING AFTERNEXT EDGE REST LATER EARLIER EVERY PERIODEND WEEKOF
    PART TONIGHT WEEKEND DAYEND NOON OCLOCK ZONE VAGUE NOW WISH FIRSTTHING
    AGO HENCE FROM BEFORE AFTER TO AND OR BETWEEN OF AT ON IN WITHIN BY SINCE THE FOR ABOUT
    QUARTERHEAD HOURS THEHOURS OFPART FOURTH MINUS BACK
    MORROW HALFTO LABEL
    COMMA DASH SLASH DOT STOP OTHER NAME WORD FUNCTION
    DAY PERIOD SPAN MOMENT TIME TIMES LENGTH
""".split()

# Of each of these characters Python keeps one copy, which makes rows cheap to walk along.
CODES = {tag: chr(0x80 + place) for place, tag in enumerate(TAGS)}

MACROS = {
    "ANYMONTH": "(?:MONTH|MONTHISH|MONTHNAME)",
    "ANYWEEKDAY": "(?:WEEKDAY|WEEKDAYISH)",
    "ANYUNIT": "(?:UNIT|SECOND)",
    "COUNT": "(?:DIGITS|NUMBER|NUMWORD|AN|YEAR)",
    "ANYORDINAL": "(?:ORDINAL|ORDWORD|SECOND)",
    "OPENING": "(?:THE|THIS|NEXT|LAST|COMING)",
    # What may follow a bare number or ordinal without making it count something.
    "CLOSED": "(?=STOP|COMMA|DOT|DASH(?!WORD|NAME|UNIT)|AND|OR|AT|BY|ON|TO|FOR|TIME|TIMES|PART"
    r"|CLOCK|FUNCTION|\Z)",
}
"""Sets of tags that several rules share."""

_NAME = re.compile(r"\b[A-Z]{2,}\b")


@dataclass(slots=True)
class Token:
    """A piece of the text, `start` to `end` in code points, and what is known of it.

    `word` is the word as it is looked up, "" for anything but a word.
    """

    tag: str
    start: int
    end: int
    value: Any = None
    word: str = ""


@cache
def pattern(source: str) -> re.Pattern[str]:
    """A rule's pattern over tags as a regular expression over their characters.

    Compiled when a text first needs it: all of them at once would cost every start 30 ms.
    """
    spelled = _NAME.sub(lambda found: CODES[found[0]], without_macros(source))
    return re.compile(spelled, re.VERBOSE)


def without_macros(source: str) -> str:
    """The pattern with each macro replaced by the tags that it stands for."""
    return _NAME.sub(lambda found: MACROS.get(found[0], found[0]), source)


def codes(tokens: list[Token]) -> str:
    """The row of tokens as the text that patterns are matched against."""
    return "".join([CODES[token.tag] for token in tokens])
