"""Is this line a divider, an attribution, a header line? The words of all languages, compiled.

Each question is cheap for the lines that say no, which nearly all do.
"""

import re

from troth.pure.letter.words import LANGUAGES

_ADORNMENT = " \t*_[](<>,.!;:-–—/"
_LONGEST_MARK = 80
_LONGEST_SENT_FROM = 100
_LONGEST_CLOSING = 50
_SHORT_ATTRIBUTION = 12

_SENDER = frozenset(word for language in LANGUAGES for word in language.sender)
_FIELD = _SENDER | frozenset(word for language in LANGUAGES for word in language.fields)
_LONGEST_FIELD = max(map(len, _FIELD))
_CLOSINGS = frozenset(word for language in LANGUAGES for word in language.closings)
_SENT_FROM = tuple(word for language in LANGUAGES for word in language.sent_from)
_DISCLAIMERS = tuple(word for language in LANGUAGES for word in language.disclaimers)
_DIVIDERS = tuple(
    word for language in LANGUAGES for word in (*language.original, *language.forwarded)
)
_SENDER_AS_WRITTEN = tuple(
    written
    for word in sorted(_SENDER)
    for written in (word, word.capitalize(), word.upper())
    for written in (written, f"{written} ")
)

_TRACES = frozenset({"\u1427"})
"""Signs that tracking programs leave on a line of their own."""

_PGP = "-----BEGIN PGP SIGNATURE-----"
_LONGEST_RULE = 120

ENDING_WORDS = _TRACES.union(
    (sign * length for sign in "-_=" for length in range(2, _LONGEST_RULE)),
    (_PGP.partition(" ")[0],),
    (
        f"{before}{written}{after}"
        for words in (*_CLOSINGS, *_SENT_FROM, *_DISCLAIMERS)
        for word in (words.partition(" ")[0].strip(_ADORNMENT),)
        for written in (word, word.capitalize(), word.upper())
        for before in ("", "*", "_", "[", "(", "<")
        for after in ("", ",", ".", "!", ":", "*", "*,", ",*")
    ),
)
"""The first words, as written, of the lines that may begin or stand above a signature."""


def _any_of(words: set[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_WROTE = re.compile(
    rf"\b(?:{_any_of({word for language in LANGUAGES for word in language.wrote})})\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    rf"\W*(?:{_any_of({word for language in LANGUAGES for word in language.opens})})\b",
    re.IGNORECASE,
)
_EVIDENCE = re.compile(r"\S@\S|\b\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d\b")
_STAMPED = re.compile(r"\d{4}-\d\d-\d\d \d{1,2}:\d\d (?:GMT|UTC)[+-]\d{1,2}:?\d\d .{1,120}")
_RULE = re.compile(r"[ \t]*(?:-{5,}|_{5,}|={5,})[ \t]*")
_PHONE = re.compile(r"\d[\d ()/.\-]{6,}\d")
_ADDRESS = re.compile(r"\S@\S")
_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)

LONGEST_LINE = 400
"""Characters; a longer line is a paragraph and no mark."""


def is_divider(line: str) -> bool:
    """`-----Original Message-----`, `Begin forwarded message:` and their sisters."""
    if len(line) > LONGEST_LINE:
        return False
    bare = line.strip(" \t*-_=:>").lower()
    if not bare.startswith(_DIVIDERS):
        return False
    ruled = line.lstrip(" \t*").startswith(("--", "__", "=="))
    return ruled or (line.endswith(":") and bare in _DIVIDERS)


def is_rule(line: str) -> bool:
    """A line of five or more dashes, underscores or equal signs and nothing else."""
    return len(line) <= LONGEST_LINE and _RULE.fullmatch(line) is not None


def field_name(line: str) -> str:
    """The lower-case name of the header line that a program put above a quote, or ""."""
    name, colon, _ = line[: _LONGEST_FIELD + 8].partition(":")
    if not colon:
        return ""
    name = name.strip(" \t*|").lower()
    return name if name in _FIELD else ""


def names_sender(name: str) -> bool:
    """Whether the field is the one that names who wrote the quote."""
    return name in _SENDER


def may_hold_block(text: str) -> bool:
    """Whether the text may hold a block of header lines: somewhere "From:" stands in it."""
    before_colons = text.split(":")
    before_colons.pop()
    return any(before.endswith(_SENDER_AS_WRITTEN) for before in before_colons)


def may_end_attribution(line: str) -> bool:
    """Whether the line may be the last of an attribution; most are not."""
    return (line[-1] in ":：" or line.startswith("20")) and len(line) <= LONGEST_LINE


def is_attribution(text: str, *, quote_follows: bool) -> bool:
    """Whether the text, one to four lines joined, says who wrote what follows, and when.

    Above a marked quote a verb *or* an address or date is enough. Without one it takes the verb,
    and an address or a date after an opening word, because all that follows depends on it.
    """
    if _STAMPED.fullmatch(text):
        return True
    if not text.endswith((":", "：")):
        return False
    dated = _EVIDENCE.search(text) is not None
    if quote_follows:
        return dated or (len(text.split()) <= _SHORT_ATTRIBUTION and _says_wrote(text))
    return dated and ("@" in text or _OPENS.match(text) is not None) and _says_wrote(text)


def _says_wrote(text: str) -> bool:
    return _WROTE.search(text) is not None


def opens_attribution(line: str) -> bool:
    """Whether the line begins like an attribution: "On 3 May 2026 at 10:00 Anna"."""
    return _OPENS.match(line) is not None and any(letter.isdigit() for letter in line)


def begins_attribution(line: str) -> bool:
    """Whether a broken attribution may begin with this line, its end standing below."""
    return line.endswith("<") or "@" in line or _says_wrote(line)


def ends_letter(line: str) -> str:
    """What may begin or stand above a signature, or "".

    "delimiter" ("-- "), "dashes" (without the blank), "rule", "sent from", "disclaimer", "closing".
    """
    if line.lstrip().partition(" ")[0] not in ENDING_WORDS:
        return ""
    if line[0] in "-_=" or line in _TRACES:
        return _drawn(line)
    bare = line[:_LONGEST_MARK].strip(_ADORNMENT).lower()
    if bare.startswith(_SENT_FROM) and len(line) < _LONGEST_SENT_FROM:
        return "sent from"
    if bare.startswith(_DISCLAIMERS):
        return "disclaimer"
    if len(line) <= _LONGEST_CLOSING and closing_of(line):
        return "closing"
    return ""


def _drawn(line: str) -> str:
    if line in {"-- ", _PGP} or line in _TRACES:
        return "delimiter"
    if line == "--":
        return "dashes"
    return "rule" if is_rule(line) else ""


def closing_of(line: str) -> str:
    """The last words before the name, lower-case: of "Best regards," and of "Thanks, Anna"."""
    bare = line.strip(_ADORNMENT).lower()
    if bare in _CLOSINGS:
        return bare
    before = bare.partition(",")[0]
    return before if before in _CLOSINGS else ""


def is_contact(line: str) -> bool:
    """A telephone number, an address or a link."""
    if "@" in line and _ADDRESS.search(line):
        return True
    if ("://" in line or "www." in line.lower()) and _LINK.search(line):
        return True
    return _PHONE.search(line) is not None
