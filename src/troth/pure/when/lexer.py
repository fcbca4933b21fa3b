"""A text as a row of tokens.

What only looks like a date (an address, a price, a version, a telephone number) is swallowed whole
as `OTHER`, before its digits can be taken for anything. Every repetition is bounded or consumes
what it reads, so that the work is linear in the length of the text.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache

from troth.pure.when.nodes import Clock, HalfDate
from troth.pure.when.phrases import with_phrases
from troth.pure.when.stretches import Stretch
from troth.pure.when.tokens import Token
from troth.pure.when.vocabulary import Vocabulary, fold
from troth.pure.when.zones import zone_named

# A plain word comes first because most tokens are one; the look-ahead leaves addresses to `other`.
_SHAPES = r"""
    (?P<elided> (?:{elided})['’](?=[^\W\d_]) )
  | (?P<plain> (?!www\.) [^\W\d_]+ (?:['’][^\W\d_]{{1,10}})?
        (?! [\w@] | :// | [.+%-][\w.+%-]{{1,64}}@ ) )
  | (?P<other> (?:https?|ftp)://\S{{1,2000}} | www\.\S{{1,500}}
        | [\w.+%-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,8}}   # an e-mail address
        | \+[0-9][0-9\ ()/.-]{{5,20}}[0-9]                           # a telephone number
        | \([0-9]{{1,6}}\)[\ -]?[0-9][0-9\ -]{{4,16}}[0-9]
        | \#\w{{1,40}}
        | [$€£¥]\s?[0-9][0-9.,]{{0,20}}
        | [0-9][0-9.,]{{0,20}}\s?
            (?:[%€$£¥](?!\s?[0-9])|(?:EUR|USD|GBP|CHF|percent|[eE]uros?|Franken|Prozent)\b)
        | (?<![\w.])[0-9]{{1,9}}(?:\.[0-9]{{1,9}}){{3,8}}            # an IP address
        | (?<![\w])24/7(?!\w) )
  | (?=[0-9]) (?:
      (?P<instant> (?<![\w.-]) [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T\ ][0-9]{{2}}:[0-9]{{2}}
          (?: :[0-9]{{2}} (?:[.,][0-9]{{1,9}})? )? (?: Z\b | [+-][0-9]{{2}}:?[0-9]{{2}} )? (?!\w) )
    | (?P<fulldate> (?:(?<![\w./:+-])|(?<=[0-9]\.-)) (?:
            [0-9]{{4}}(?P<mark>[-./])[0-9]{{1,2}}(?P=mark)[0-9]{{1,2}}
          | [0-9]{{1,2}}(?P<split>[-./])[0-9]{{1,2}}(?:(?P=split)|,\ ?)(?:[0-9]{{4}}|[0-9]{{2}})
        ) (?! \w | [-/.:,][0-9] | [-/]\w ) )
    | (?P<yearmonth> (?<![\w./:+-])
          (?: (?:19|20)[0-9]{{2}}[-/][0-9]{{1,2}} | [0-9]{{1,2}}/(?:19|20)[0-9]{{2}}
            | (?:0[1-9]|1[0-2])\.(?:19|20)[0-9]{{2}} )
          (?! \w | [-/.:,][0-9] ) )
    | (?P<hours> (?<![\w:+./,]) [0-9]{{1,2}}\ ?(?:{hours})
          (?: \ ?[0-5][0-9] (?!\ ?(?:{hours})\b) )? (?!\w) )
    | (?P<clock> (?<![\w:+]) (?<![0-9]\.)
          (?: [0-9]{{1,2}}:[0-9]{{2}}(?: :[0-9]{{2}} )? (?: \ ?(?:{meridiem}|[hH]\b) )?
            | [0-9]{{1,2}}(?:\.[0-9]{{2}})?\ ?(?:{meridiem}) )
          (?! \w | [.:][0-9] ) )
    | (?P<ordinal> (?<![\w.,:]) [0-9]{{1,2}}(?:{ordinal}) (?!\w) )
    | (?P<hour> (?<![\w./:,-]) [0-9]{{1,2}}          # the 2 of "2-3pm" and of "10-11:30"
          (?= [-–] [0-9]{{1,2}}
              (?: (?:[:.][0-9]{{2}})?\ ?(?:{meridiem}) | :[0-9]{{2}} (?![:0-9])
                | (?:{hours}) ) ) )
    | (?P<halfdate> (?:(?<![\w.,/:+-])|(?<=[0-9]\.-)) [0-9]{{1,2}}(?P<cut>[-./])[0-9]{{1,2}}
          (?: \.(?=\s{{0,3}}[a-z0-9(,)]) )? (?! \w | [-/.:,][0-9] | [-/]\w ) )
    | (?P<code> [0-9]{{5,}}
          | [0-9]{{1,30}} (?: (?:[-./:]|,(?!(?:19|20)[0-9]{{2}}\b)) [0-9]{{1,30}} ){{1,30}} )
    | (?P<number> [0-9]{{1,4}} )
    )
  | (?P<mixed> [^\W\d_]+(?:['’][^\W\d_]{{1,10}})? [0-9_]\w* (?:[-.][0-9]+)* )
  | (?P<word> [^\W\d_]+(?:['’][^\W\d_]{{1,10}})? )
  | (?P<stop> [!?;:()\[\]<>|"“”…=*] | \n\s*?\n )
  | (?P<mark_> [,.\-–—/] )
"""

_MARKS = {",": "COMMA", ".": "DOT", "-": "DASH", "–": "DASH", "—": "DASH", "/": "SLASH"}

_CLOCK = re.compile(
    r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(?::([0-9]{2}))?\s*([ap])?(?:uhr\s([0-9]{2}))?", re.IGNORECASE
)


def tokens_of(text: str, parts: Iterable[Stretch], *, vocabulary: Vocabulary) -> list[Token]:
    """The tokens of those parts of the text, in order; `start` and `end` are code points into it.

    What stands outside the parts is seen where a sign's meaning depends on its neighbours.
    """
    shapes = _shapes(vocabulary)
    tokens: list[Token] = []
    for start, end in parts:
        for found in shapes.finditer(text, start):
            kind = found.lastgroup or "other"
            if kind in _WORDS:
                token = _WORDS[kind](found[0], *found.span(), vocabulary)
                if token.word in vocabulary.contractions:
                    tokens += _parts(token, vocabulary)
                    token = tokens.pop()
            else:
                token = _READERS[kind](found)
            tokens.append(token)
            if token.end >= end:
                break
    return with_phrases(tokens, vocabulary)


def writes_month_first(text: str) -> bool | None:
    """Whether 3/4 is the 4th of March, as the text's unmistakable dates say; None where none does.

    A date is unmistakable where one of its numbers is no month: 25/3/2026, 3/25. "24/7" is none.
    """
    if "/" not in text:
        return None
    votes = 0
    for first, second in _ORDER.findall(text):
        if DAYS >= int(first) > MONTHS >= int(second) > 0:
            votes -= 1
        elif DAYS >= int(second) > MONTHS >= int(first) > 0:
            votes += 1
    return votes > 0 if votes else None


MONTHS, DAYS = 12, 31

_ORDER = re.compile(
    r"(?<![\w./:-])(?!24/7(?!/))([0-9]{1,2})/([0-9]{1,2})(?:/(?:[0-9]{4}|[0-9]{2}))?(?![\w/])(?!\.\d)",
    re.ASCII,
)


def _shapes(vocabulary: Vocabulary) -> re.Pattern[str]:
    heads = tuple(word[:-1] for word in vocabulary.contractions if word[-1] == "'")
    return _compiled(vocabulary.ordinal, vocabulary.meridiem, vocabulary.hours, heads)


@cache
def _compiled(ordinal: str, meridiem: str, hours: str, heads: tuple[str, ...]) -> re.Pattern[str]:
    elided = f"(?i:{'|'.join(heads)})" if heads else "(?!)"
    shapes = _SHAPES.format(ordinal=ordinal, meridiem=meridiem, hours=hours, elided=elided)
    return re.compile(shapes, re.VERBOSE)


def _parts(token: Token, vocabulary: Vocabulary) -> list[Token]:
    """The words for which a contraction stands: its letters are those of the first."""
    start, end = token.start, token.end
    first, *others = vocabulary.contractions[token.word]
    rest = [_word(part, end, end, vocabulary) for part in others]
    return [_word(first, start, end, vocabulary), *rest]


def _word(word: str, start: int, end: int, vocabulary: Vocabulary) -> Token:
    """The token of a word made of letters."""
    if word.lower() in vocabulary.look_alikes:
        return Token("FUNCTION", start, end, None, word.lower())
    key = fold(word)
    entry = vocabulary.entries.get(key)
    if entry is None and key[-2:] == "'s" and (entry := vocabulary.entries.get(key[:-2])):
        key, end = key[:-2], end - 2
    if entry is None:
        return _unknown(word, start, end, key, vocabulary)
    tag, value = entry
    if tag == "WEEKDAYISH" and vocabulary.capital_nouns and not word[0].isupper():
        return Token("WORD", start, end, None, key)
    if tag == "MONTHISH" and word[0].isupper():
        # A month that is another word too is told apart by its capital letter.
        tag = "MONTHNAME"
    elif tag == "MONTHISH" and vocabulary.ways_follow:
        # Where months are written small, the capital is that of a planet or of a first name.
        tag = "MONTH"
    return Token(tag, start, end, value, key)


def _unknown(word: str, start: int, end: int, key: str, vocabulary: Vocabulary) -> Token:
    zone = zone_named(word, names=vocabulary.zones) if word.isupper() else None
    if zone:
        return Token("ZONE", start, end, zone, key)
    return Token("NAME" if word[0].isupper() else "WORD", start, end, None, key)


_QUARTER = re.compile(r"[qQ]([1-4])\Z")


def _word_with_digits(word: str, start: int, end: int, vocabulary: Vocabulary) -> Token:
    if quarter := _QUARTER.match(word):
        return Token("QUARTERNO", start, end, int(quarter[1]))
    letters = re.match(r"[^\W\d_]+", word)
    entry = vocabulary.entries.get(fold(letters[0])) if letters else None
    digits = word[letters.end() :] if letters else ""
    if entry and entry[0] == "MONTH" and digits.isascii() and digits.isdigit() and len(digits) < 3:
        return Token("HALFDATE", start, end, HalfDate(str(entry[1]), digits, ""))
    if entry and entry[0] == "QUARTERHEAD" and digits in ("1", "2", "3", "4"):
        return Token("QUARTERNO", start, end, int(digits))
    if entry and entry[0] == "WEEKNO" and digits.isascii() and digits.isdigit():
        return Token("WEEKNO", start, end, int(digits[:4]))
    return Token("OTHER", start, end)


def _other(found: re.Match[str]) -> Token:
    return Token("OTHER", *found.span())


def _instant(found: re.Match[str]) -> Token:
    try:
        value = datetime.fromisoformat(found[0].replace(",", "."))
    except ValueError:
        return _other(found)
    return Token("INSTANT", *found.span(), value)


def _fulldate(found: re.Match[str]) -> Token:
    """The three numbers as they stand; which is the month is decided by the grammar."""
    parts = tuple(re.split(r"\D+", found[0]))
    mark = found["mark"] or found["split"]
    return Token("FULLDATE", *found.span(), (parts, mark))


def _yearmonth(found: re.Match[str]) -> Token:
    first, second = (int(part) for part in re.split(r"\D", found[0]))
    year, month = max(first, second), min(first, second)
    if not 1 <= month <= 12:
        # No month, but after "KW" it is a week and its year.
        return Token("OTHER", *found.span(), (month, year))
    return Token("YEARMONTH", *found.span(), date(year, month, 1))


def _clock(found: re.Match[str]) -> Token:
    match = _CLOCK.match(found[0])
    assert match
    hour, minute, second = (int(part or 0) for part in match.group(1, 2, 3))
    minute = int(match[5] or minute)  # 8 Uhr 30
    half = (match[4] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and minute):
        return _other(found)
    # "04:30" and "14:30" are read as they stand, "4:30" may be either half of the day.
    sure = bool(half) or hour == 0 or hour > 12 or match[1][0] == "0"
    return Token("CLOCK", *found.span(), Clock(hour, minute, second, sure))


def _hours(found: re.Match[str]) -> Token:
    """Hours, and minutes if there are any: a clock time or a length, as the grammar decides."""
    hour, *minutes = (int(part) for part in re.findall("[0-9]+", found[0]))
    return Token("HOURS", *found.span(), (hour, minutes[0] if minutes else None))


def _ordinal(found: re.Match[str]) -> Token:
    number = int(re.match(r"[0-9]+", found[0])[0])  # type: ignore[index]
    return Token("ORDINAL", *found.span(), number) if 1 <= number <= 31 else _other(found)


def _halfdate(found: re.Match[str]) -> Token:
    first, second = re.findall(r"[0-9]+", found[0])
    dot = "." if found[0].endswith(".") else ""
    return Token("HALFDATE", *found.span(), HalfDate(first, second, found["cut"] + dot))


def _number(found: re.Match[str]) -> Token:
    number = int(found[0])
    if len(found[0]) <= 2 and 1 <= number <= 31:
        return Token("DIGITS", *found.span(), number)
    return Token("YEAR" if 1000 <= number < 3000 else "NUMBER", *found.span(), number)


def _stop(found: re.Match[str]) -> Token:
    return Token("STOP", *found.span(), found[0])


def _mark(found: re.Match[str]) -> Token:
    return Token(_MARKS[found[0]], *found.span())


_WORDS = {"elided": _word, "plain": _word, "word": _word, "mixed": _word_with_digits}

_READERS = {
    "other": _other,
    "code": _other,
    "instant": _instant,
    "fulldate": _fulldate,
    "yearmonth": _yearmonth,
    "hours": _hours,
    "clock": _clock,
    "ordinal": _ordinal,
    "halfdate": _halfdate,
    "hour": _number,
    "number": _number,
    "stop": _stop,
    "mark_": _mark,
}
