"""Is this line a divider, an attribution, a header line? The words of all languages, compiled.

Each question is cheap for the lines that say no, which nearly all do.
"""

import re

from troth.pure.letter.languages import LANGUAGES

_SHORT_ATTRIBUTION = 12

_SENDER = frozenset(word for language in LANGUAGES for word in language.sender)
_RECIPIENT = frozenset(word for language in LANGUAGES for word in language.recipient)
_FIELD = _SENDER | _RECIPIENT | {word for language in LANGUAGES for word in language.fields}
_LONGEST_FIELD = max(map(len, _FIELD))
_SENDER_ENDS = frozenset(word.rpartition(" ")[2] for word in _SENDER)
_LONGEST_SENDER_END = max(map(len, _SENDER_ENDS)) + 4
_DIVIDERS = tuple(
    word for language in LANGUAGES for word in (*language.original, *language.forwarded)
)
_WHOLE_DIVIDERS = frozenset(_DIVIDERS)
_WITHOUT_BLANKS = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def _any_of(words: set[str], *, after: str) -> str:
    """A pattern for any of the words, whole ones."""
    return rf"\b(?:{'|'.join(re.escape(word) for word in sorted(words, key=len)[::-1])}){after}"


_ALL_WROTE = {word for language in LANGUAGES for word in language.wrote}
_UNSPACED_WROTE = tuple(word for word in _ALL_WROTE if _WITHOUT_BLANKS.match(word))
"""Verbs of languages that set no blank between two words."""

_ANY_WROTE = _any_of(_ALL_WROTE.difference(_UNSPACED_WROTE), after=r"(?!\w)")
_VERBS = frozenset(word.rpartition(" ")[2].partition("(")[0] for word in _ALL_WROTE)
_LETTERS = re.compile(r"[^\W\d_]+")
_OPENS = re.compile(
    rf"\W*(?:{_any_of({word for language in LANGUAGES for word in language.opens}, after=' ')}"
    r"|\d{4}[-/.年년]|(?:[^\W\d]{2,12}[.,]{0,2} )?\d{1,2}\.? [^\W\d]{3,12}\.? (?:19|20)\d\d)",
    re.IGNORECASE,
)
_EVIDENCE = re.compile(r"\S@\S|(?<!\d)\d{1,2}[:.]\d\d(?!\d)|(?<!\d)(?:19|20)\d\d(?!\d)")
_DIGIT = re.compile(r"\d")
_STAMPED = re.compile(r"\d{4}-\d\d-\d\d \d{1,2}:\d\d (?:GMT|UTC)[+-]\d{1,2}:?\d\d .{1,120}")
_AT_A_TIME = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)")
_ADDRESS_AND_COLON = re.compile(r"[^\s<>]@[^\s<>]{1,120}>\s?[:：]")
_ADDRESS_AND_VERB = re.compile(rf"@[^\s<>]{{1,120}}>,? (?:{_ANY_WROTE})(?=\n|\Z)", re.IGNORECASE)
_LONGEST_END = 160
_RULE = re.compile(r"[ \t]*(?:-{2,}|_{2,}|={2,}|~{2,}|[*]{3,}|[#]{3,}|[+]{3,}|[–—―─━]+)[ \t]*")
_INITIALS = re.compile(r"(?!SQL>|PS>)[ \t]?([A-Z]{1,3}>)")
_NAME = re.compile(r"[ \t]?([A-Z][\w.\-]{0,15}>)")

ENDING_CHARS = 6
VERB_ENDINGS = frozenset(f"> {word}"[-ENDING_CHARS:] for word in _ALL_WROTE)
"""How a line ends that may be an attribution without its colon."""

LONGEST_LINE = 400
"""Characters; a longer line is a paragraph and no mark."""


def is_divider(line: str) -> bool:
    """`-----Original Message-----`, `Begin forwarded message:` and their sisters."""
    if len(line) > LONGEST_LINE:
        return False
    if line.lstrip(" \t*").startswith(("--", "__", "==")):
        return _bare_divider(line).startswith(_DIVIDERS)
    return line[-1] in ":：" and _bare_divider(line) in _WHOLE_DIVIDERS


def _bare_divider(line: str) -> str:
    return line.strip(" \t*-_=:：>").lower()


def is_rule(line: str) -> bool:
    """A line of dashes, underscores, equal signs or stars and nothing else."""
    if line[:1].isalnum() or len(line) > LONGEST_LINE:
        return False
    return _RULE.fullmatch(line) is not None


def field_name(line: str) -> str:
    """The lower-case name of the header line that a program put above a quote, or ""."""
    name, colon, _ = line[: _LONGEST_FIELD + 8].replace("：", ":").partition(":")
    if not colon:
        return ""
    name = name.strip(" \t*|").lower()
    return name if name in _FIELD else ""


def names_sender(name: str) -> bool:
    """Whether the field is the one that names who wrote the quote."""
    return name in _SENDER


def names_recipient(name: str) -> bool:
    """Whether the field is the one that names to whom the quote was sent."""
    return name in _RECIPIENT


def may_hold_block(text: str) -> bool:
    """Whether the text may hold a block of header lines: somewhere "From:" stands in it."""
    before_colons = text.split(":")
    before_colons.pop()
    for before in before_colons:
        words = before[-_LONGEST_SENDER_END:].split()
        if words and words[-1].strip("*|").lower() in _SENDER_ENDS:
            return True
    return False


def may_end_attribution(line: str) -> bool:
    """Whether the line may be the last of an attribution; most are not."""
    if len(line) > LONGEST_LINE:
        return False
    return line[-1] in ":：" or line.startswith("20") or _ends_with_verb(line)


def is_attribution(text: str, *, quote_follows: bool) -> bool:
    """Whether the text, one to four lines joined, says who wrote what follows, and when.

    Above a marked quote a verb *or* an address or date is enough. Without one it takes the verb,
    and an address or a date after an opening word, because all that follows depends on it; or a
    time and, last of all, an address in angles, as some programs write without any verb.
    """
    if _STAMPED.fullmatch(text):
        return True
    if not text.endswith((":", "：")) and not _ends_with_verb(text):
        return False
    dated = _EVIDENCE.search(text) is not None
    if quote_follows:
        return dated or (len(text.split()) <= _SHORT_ATTRIBUTION and _says_wrote(text))
    if not dated:
        return False
    if "@" in text or _OPENS.match(text):
        return _says_wrote(text) or _is_time_and_address(text)
    return False


def is_ruled_attribution(line: str) -> bool:
    """`---- On Mon, 2 Mar 2026 10:00 anna@client.example wrote ----`, as Zoho writes it."""
    if not (line.startswith("--") and line.endswith("--") and len(line) <= LONGEST_LINE):
        return False
    return is_attribution(f"{line.strip('- ')}:", quote_follows=False)


def _ends_with_verb(text: str) -> bool:
    """Whether the text ends in "<anna@client.example> wrote", the colon forgotten."""
    if text[-ENDING_CHARS:] not in VERB_ENDINGS:
        return False
    return _ADDRESS_AND_VERB.search(text, max(0, len(text) - _LONGEST_END)) is not None


def _is_time_and_address(text: str) -> bool:
    if _AT_A_TIME.search(text) is None:
        return False
    match = _ADDRESS_AND_COLON.search(text, max(0, len(text) - _LONGEST_END))
    return match is not None and match.end() == len(text)


def _says_wrote(text: str) -> bool:
    if not _VERBS.isdisjoint(_LETTERS.findall(text.lower())):
        return True
    return not text.isascii() and any(word in text for word in _UNSPACED_WROTE)


def opens_attribution(line: str) -> bool:
    """Whether the line begins like an attribution: "On 3 May 2026 at 10:00 Anna"."""
    return _OPENS.match(line) is not None and _DIGIT.search(line) is not None


def begins_attribution(line: str) -> bool:
    """Whether a broken attribution may begin with this line, its end standing below."""
    return line.endswith(("<", "(")) or "@" in line or _says_wrote(line)


def breaks_address(line: str) -> bool:
    """Whether the line ends inside an address in angles, whose end stands on the next."""
    return "@" in line and line.rfind("<") > line.rfind(">") and len(line) <= LONGEST_LINE


def initials_of(line: str) -> str:
    """`AB>` where the line begins with it, as old programs mark a quote, or ""."""
    match = _INITIALS.match(line)
    return match[1] if match else ""


def quoter_of(line: str) -> str:
    """`Anna>` where the line begins with it, or ""."""
    match = _NAME.match(line)
    return match[1] if match else ""
