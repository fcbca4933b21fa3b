"""Where the sentences of a text begin and end."""

import re
from collections.abc import Collection, Iterator

LONGEST = 1_000
"""A sentence is cut after this many code points; what follows is read as the next one."""

WRAPPED = 48
"""A line at least this long is taken as wrapped by a mail program: its sentence goes on below."""

# At most nine signs in a row: a longer row would be tried again from each of its signs.
_BREAK = re.compile(r"""[.!?…][.!?…"'”’)\]]{0,8}(?=\s) | \n""", re.VERBOSE)
_ITEM = re.compile(r"[ \t]*(?:[-*•–>+]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t]")
_LAST_WORD = re.compile(r"[^\s(\"'“]*\Z")
_NUMBER_OF_ITEM = re.compile(r"\s*\(?\d{1,2}\.")
_GREETING = re.compile(r"[ \t]*[^\s,]+(?:[ \t]+[^\s,]+){0,4}[ \t]*,[ \t]*\Z")


def sentences(text: str, *, abbreviations: Collection[str] = ()) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence, in order, in code points, `end` exclusive.

    A blank line, a list item and a line that is short by its writer's will end a sentence; a
    single line end within a wrapped paragraph does not. `abbreviations` are lower-case and keep
    their full stop. Spaces around a sentence are left out; none is longer than `LONGEST`.
    """
    start = 0
    for match in _BREAK.finditer(text):
        if match.start() < start:
            continue
        if match[0] == "\n":
            if not _line_ends_sentence(text, start=start, place=match.start()):
                continue
        elif not _stop_ends_sentence(text, match, start=start, abbreviations=abbreviations):
            continue
        yield from _pieces(text, start, match.end())
        start = match.end()
    yield from _pieces(text, start, len(text))


def _line_ends_sentence(text: str, *, start: int, place: int) -> bool:
    after = text[place + 1 : place + 80]
    following = after.lstrip(" \t")
    if not following or following[0] in "\n\r" or _ITEM.match(after):
        return True
    line = text[max(start, text.rfind("\n", start, place) + 1) : place]
    if len(line) >= WRAPPED:
        return False
    if following[0].islower():
        return _GREETING.match(line) is not None and line.lstrip()[:1].isupper()
    return True


def _stop_ends_sentence(
    text: str, match: re.Match[str], *, start: int, abbreviations: Collection[str]
) -> bool:
    if match[0] != ".":
        return True
    if _NUMBER_OF_ITEM.fullmatch(text, start, match.end()):
        return False
    found = _LAST_WORD.search(text[max(start, match.start() - 24) : match.start()])
    word = found[0] if found else ""
    if len(word) == 1 and word.isupper():
        return False
    return f"{word.lower()}." not in abbreviations


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
