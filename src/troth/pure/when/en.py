"""English: the words behind the tags."""

from typing import Any

from troth.pure.when.nodes import Clock, Part
from troth.pure.when.vocabulary import Vocabulary

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_FIRSTS = "first second third fourth fifth sixth seventh eighth ninth".split()
_TENTHS = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
    "nineteenth"
).split()


def _number_words() -> dict[str, int]:
    words = {word: number for number, word in enumerate(_ONES + _TEENS, 1)}
    for tens, word in enumerate(_TENS, 2):
        words[word] = 10 * tens
        words |= {f"{word} {one}": 10 * tens + number for number, one in enumerate(_ONES, 1)}
    return words | {"a couple of": 2, "a couple": 2, "couple of": 2, "a dozen": 12}


def _ordinal_words() -> dict[str, int]:
    words = {word: number for number, word in enumerate(_FIRSTS + _TENTHS, 1)}
    words |= {f"twenty {first}": 20 + number for number, first in enumerate(_FIRSTS, 1)}
    del words["second"]  # also a unit; it has a tag of its own
    return words | {"twentieth": 20, "thirtieth": 30, "thirty first": 31}


_MONTHS = {
    "january": 1, "february": 2, "feb": 2, "july": 7, "jul": 7, "september": 9, "sept": 9,
    "sep": 9, "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12, "apr": 4,
    "aug": 8, "jun": 6,
}  # fmt: skip

# Also verbs, names or abbreviations of something else.
_MONTHS_IN_DOUBT = {
    "jan": 1, "march": 3, "mar": 3, "april": 4, "may": 5, "june": 6, "august": 8, "dec": 12,
}  # fmt: skip

_WEEKDAYS = {
    "monday": 0, "tuesday": 1, "tues": 1, "tue": 1, "wednesday": 2, "weds": 2, "wed": 2,
    "thursday": 3, "thurs": 3, "thur": 3, "thu": 3, "friday": 4, "fri": 4, "saturday": 5,
    "sunday": 6,
}  # fmt: skip

_WEEKDAYS_IN_DOUBT = {"mon": 0, "sat": 5, "sun": 6}

_UNITS = {
    "minute": "minute", "minutes": "minute", "min": "minute", "mins": "minute",
    "hour": "hour", "hours": "hour", "hr": "hour", "hrs": "hour", "h": "hour", "seconds": "second",
    "day": "day", "days": "day", "night": "day", "nights": "day",
    "week": "week", "weeks": "week", "wk": "week", "wks": "week",
    "fortnight": "fortnight", "fortnights": "fortnight", "month": "month", "months": "month",
    "quarter": "quarter", "quarters": "quarter", "year": "year", "years": "year",
}  # fmt: skip

# What a promise without a number allows, in days from and to: wide on purpose.
_VAGUE = {
    "asap": (0, 3), "as soon as possible": (0, 3), "as soon as i can": (0, 3),
    "as soon as we can": (0, 3), "as soon as you can": (0, 3),
    "at your earliest convenience": (0, 7),
    "soon": (0, 14), "very soon": (0, 7), "shortly": (0, 3), "before long": (0, 14),
    "in the near future": (0, 30), "in due course": (0, 30), "in the coming days": (0, 7),
    "in the next few days": (0, 7), "over the next few days": (0, 7),
    "in the coming weeks": (0, 28),
    "over the coming weeks": (0, 28), "over the coming days": (0, 7),
    "one of these days": (0, 30), "sooner rather than later": (0, 14), "in a bit": (0, 1),
    "in a moment": (0, 1),
}  # fmt: skip

# 17:00: whoever asks for something by the end of the day means to have it before they go home.
_DAY_ENDS = dict.fromkeys(
    (
        "eod", "eob", "cob", "end of day", "end of the day", "end of business", "end of play",
        "end of the business day", "end of the working day", "end of business day",
        "end of work day", "end of my day", "end of your day", "close of business", "close of play",
        "the end of the day", "the end of the working day", "the end of the business day",
        "end of working day", "end of office hours",
    ),
    Clock(17),
)  # fmt: skip

_PARTS = {
    "morning": Part(8, 12), "afternoon": Part(12, 18), "evening": Part(18, 22),
    "night": Part(20, 24), "lunchtime": Part(12, 14), "lunch time": Part(12, 14),
}  # fmt: skip

# After "the 14th" or "on 5" these go on with the sentence; any other word is what is counted.
_FUNCTION_WORDS = (
    "is was will would works work suits fits looks sounds if so as because since but when while we "
    "i you it he she they that which who with without please thanks thank then unless until also "
    "instead latest has have can could should might must may are at for from or and do does did "
    "too either i'll we'll you'll i'm we're i've i'd we'd"
).split()

_WORDS: dict[str, dict[str, Any]] = {
    # First, so that a word with a tag of its own keeps it.
    "FUNCTION": dict.fromkeys(_FUNCTION_WORDS, True),
    "NUMWORD": _number_words(),
    "ORDWORD": _ordinal_words(),
    "SECOND": {"second": 2},
    "AN": {"a": 1, "an": 1},
    "FEW": dict.fromkeys(("few", "a few", "several", "some"), 3),
    "HALF": {"half": 0.5},
    "MONTH": _MONTHS,
    "MONTHISH": _MONTHS_IN_DOUBT,
    "WEEKDAY": _WEEKDAYS,
    "WEEKDAYISH": _WEEKDAYS_IN_DOUBT,
    "WEEKDAYS": {f"{name}s": number for name, number in _WEEKDAYS.items() if name.endswith("day")},
    "DAYNAME": {
        "today": 0, "tomorrow": 1, "tmrw": 1, "tomorow": 1, "tommorow": 1, "tommorrow": 1,
        "yesterday": -1, "the day after tomorrow": 2, "day after tomorrow": 2,
        "the day after tmrw": 2, "the day before yesterday": -2, "day before yesterday": -2,
    },
    "UNIT": _UNITS,
    "WORKING": dict.fromkeys(("working", "business", "work"), True),
    "THIS": dict.fromkeys(("this", "current"), 0),
    "NEXT": {"next": 1},
    "COMING": dict.fromkeys(("coming", "this coming", "upcoming", "this upcoming"), 1),
    "LAST": dict.fromkeys(("last", "previous"), -1),
    "PAST": {"past": -1},
    "AFTERNEXT": dict.fromkeys(("after next", "after the next"), 2),
    "EDGE": {
        "early": "early", "early in": "early", "beginning": "start", "start": "start",
        "mid": "mid", "middle": "mid", "late": "late", "late in": "late", "end": "end",
        "the end": "end", "the beginning": "start", "the start": "start", "the middle": "mid",
    },
    "EVERY": dict.fromkeys(("every", "each", "every other", "most"), True),
    "REST": dict.fromkeys(("rest of", "the rest of", "remainder of", "the remainder of"), True),
    "LATER": dict.fromkeys(("later", "later in", "later on"), True),
    "EARLIER": dict.fromkeys(("earlier", "earlier in"), True),
    "PERIODEND": {
        "eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year", "month end": "month",
        "year end": "year", "quarter end": "quarter", "month's end": "month", "week's end": "week",
        "year's end": "year",
    },
    "WEEKOF": dict.fromkeys(
        ("week of", "week commencing", "week beginning", "week starting", "w c"), True
    ),
    "PART": _PARTS,
    "TONIGHT": dict.fromkeys(("tonight", "tonite"), Part(18, 24)),
    "WEEKEND": dict.fromkeys(("weekend", "week end"), True),
    "DAYEND": _DAY_ENDS,
    "NOON": {"noon": Clock(12), "midday": Clock(12), "midnight": Clock(24)},
    "OCLOCK": dict.fromkeys(("o'clock", "oclock"), True),
    "VAGUE": _VAGUE,
    "NOW": dict.fromkeys(("now", "right now"), True),
    "WISH": dict.fromkeys(("enjoy", "happy", "nice", "lovely", "great", "good", "wonderful"), True),
    "FIRSTTHING": dict.fromkeys(("first thing", "first thing on", "first thing in the"), True),
    "AGO": {"ago": True, "before now": True},
    "HENCE": dict.fromkeys(("from now", "hence", "from today", "after today"), True),
    "FROM": {"from": True},
    "BEFORE": dict.fromkeys(("before", "prior to"), True),
    "AFTER": dict.fromkeys(("after",), True),
    "TO": dict.fromkeys(("to", "until", "till", "til", "through", "thru", "up to"), True),
    "AND": dict.fromkeys(("and", "&"), True),
    "OR": {"or": True},
    "BETWEEN": {"between": True},
    "OF": {"of": True},
    "AT": {"at": True},
    "ON": dict.fromkeys(("on",), True),
    "IN": dict.fromkeys(("in", "during"), True),
    "WITHIN": dict.fromkeys(("within", "inside", "within the next", "in the next"), True),
    "BY": dict.fromkeys(("by", "due", "deadline", "no later than"), True),
    "SINCE": {"since": True},
    "THE": {"the": True},
    "FOR": {"for": True},
    "ABOUT": dict.fromkeys(
        ("about", "around", "approximately", "roughly", "circa", "under", "less than", "ca"), True
    ),
    "WEEKNO": dict.fromkeys(("cw", "kw", "week no", "week number"), True),
    "OTHER": dict.fromkeys(
        (
            "day to day", "the other day", "one day", "these days", "day by day", "week by week",
            "to date", "some day", "last minute", "the may", "in the first place", "second to none",
            "as soon as", "too soon", "how soon", "see you soon", "talk soon", "speak soon",
            "talk to you soon", "speak to you soon", "hear from you soon", "get well soon",
            "on second thought", "on second thoughts", "per se", "march on", "not later than",
        ),
        True,
    ),
}  # fmt: skip

VOCABULARY = Vocabulary(
    language="en",
    words=_WORDS,
    ordinal=r"st|nd|rd|th",
    zones={"ET": "America/New_York", "PT": "America/Los_Angeles"},
    month_first=True,
)
