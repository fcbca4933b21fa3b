"""Where the sentences of a text begin and end."""

import re
from functools import cache

LONGEST = 1_000
"""A sentence is cut after this many code points; what follows is read as the next one."""

WRAPPED = 48
"""A line at least this long is taken as wrapped by a mail program: its sentence goes on below."""

OPTIONS = frozenset("ABCDE")
"""Single letters that name an option after a small word ("take B."); others are initials."""

LONGEST_WORD = 24
"""As far back from a full stop it is looked whether an abbreviation stands before it."""

PARAGRAPH_END = re.compile(r"\n[ \t]*\n")

# At most nine signs in a row: a longer row would be tried again from each of its signs. The end of
# a line counts where the next is blank or a list item, or where the line is short. That the first
# sign is one of a set, and the rest asks which, lets `re` skip to it five times as fast.
_BREAK = re.compile(
    rf"""
    [.!?…:;\n]
    (?: (?P<stop> (?<=\.) (?=\s) )
      | (?P<sure> (?<=[.!?…]) [.!?…"'”’)\]]{{0,8}} (?=\s)
                | (?<=[:;]) -?[)(DP] (?=\s+[^\W\d_a-z]) )    # a smiley before a capital
      | (?P<line> (?<=\n) (?= [ \t]* (?: [\n\r] | \Z
                            | (?: [-*•–>+] | \(?\d{{1,2}}[.)] | \(?[a-z]\) ) [ \t] ) ) )
      | (?P<short> (?<=\n) (?<! [^\n]{{{WRAPPED}}}\n ) ) )
    """,
    re.VERBOSE,
)
_SPACE = re.compile(r"\s*")
_GREETING = re.compile(r"[ \t]*[^\s,]+(?:[ \t]+[^\s,]+){0,4}[ \t]*,[ \t]*\Z")


def sentences(text: str, *, abbreviations: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
    """Start and end of every sentence, in order, in code points, `end` exclusive.

    A blank line, a list item and a line that is short by its writer's will end a sentence; a
    single line end within a wrapped paragraph does not. `abbreviations` are lower-case and keep
    their full stop. Spaces around a sentence are left out; none is longer than `LONGEST`.
    """
    found: list[tuple[int, int]] = []
    start = _after_space(text, 0)
    match = _BREAK.search(text, start)
    while match:
        end, sort = match.end(), match.lastgroup
        if (sort == "stop" and not _stop_ends_sentence(text, start, end - 1, abbreviations)) or (
            sort == "short" and not _short_line_ends_sentence(text, end - 1)
        ):
            match = _BREAK.search(text, end)
            continue
        _add(found, text, start, end)
        start = _after_space(text, end)
        match = _BREAK.search(text, start)
    _add(found, text, start, len(text))
    return found


def _after_space(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _short_line_ends_sentence(text: str, place: int) -> bool:
    """A short line before a small letter goes on, but for a greeting: "Hi Ben," and below it."""
    following = text[place + 1 : place + 80].lstrip(" \t")
    if not following[:1].islower():
        return True
    line = text[text.rfind("\n", 0, place) + 1 : place]
    return line.lstrip()[:1].isupper() and _GREETING.match(line) is not None


def _stop_ends_sentence(text: str, start: int, place: int, abbreviations: frozenset[str]) -> bool:
    ending = text[place - 2 : place]
    if ending.isalpha() and ending.lower() not in _endings(abbreviations):
        return True  # most words: none but these can be an abbreviation, a number or an option
    words = text[max(start, place - LONGEST_WORD) : place].rsplit(None, 2)
    word = words[-1].lstrip("(\"'“") if words else ""
    if len(word) == 1 and word.isupper():
        return word in OPTIONS and len(words) > 1 and words[-2].islower()
    if word.isdecimal() and len(word) <= 2 and not text[start : place - len(word)].strip(" \t\n("):
        return False
    return f"{word.lower()}." not in abbreviations


@cache
def _endings(abbreviations: frozenset[str]) -> frozenset[str]:
    """The last two letters of every abbreviation, and the last one of those with a single."""
    return frozenset(abbreviation.rstrip(".")[-2:] for abbreviation in abbreviations)


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add what stands between, without the spaces at its end, in pieces none of which is long."""
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        found.append((start, cut))
        start = _after_space(text, cut)
    if start < end:
        found.append((start, end))
