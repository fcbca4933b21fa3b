"""Where in a text stands what was looked for, and the piece of the text around it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from troth.search.asking import Asked, Phrase
from troth.search.folding import Span, spans_of

READ = 50_000
"""Code points of a text in which the place is looked for."""

BEFORE = 60
"""Code points shown before the first place, at most."""


class Piece(NamedTuple):
    """Some of a text; `is_lit` where it is what was looked for."""

    words: str
    is_lit: bool = False


def lit(text: str, asked: Asked, *, most: int) -> list[Piece]:
    """At most so many code points of a line of text, from shortly before the first place on.

    >>> from troth.search.asking import asked
    >>> lit("Here is the plan.", asked("plan "), most=100)
    [Piece(words='Here is the ', is_lit=False), Piece(words='plan', is_lit=True), \
Piece(words='.', is_lit=False)]
    """
    places = _places(text[:READ], asked, room=most)
    first = places[0][0] if places else 0
    start = _start(text, first)
    end = _end(text, start + most)
    return list(_pieces(text, [it for it in places if it[1] <= end], start, end))


def _places(text: str, asked: Asked, *, room: int) -> list[tuple[int, int]]:
    """From the first place to the last one within reach of it; none overlaps another."""
    phrases = [(phrase, asked.is_open and phrase is asked.wanted[-1]) for phrase in asked.wanted]
    longest = max((len(phrase) for phrase, _ in phrases), default=1)
    found: list[tuple[int, int]] = []
    recent: list[Span] = []
    for span in spans_of(text):
        recent = [*recent, span][-longest:]
        if found and span.start > found[0][0] + room:
            break
        length = max(
            (len(it) for it, opens in phrases if _ends(recent, it, opens=opens)), default=0
        )
        if length:
            start = recent[-length].start
            while found and found[-1][1] > start:
                start = min(start, found.pop()[0])
            found.append((start, span.end))
    return found


def _ends(recent: Sequence[Span], phrase: Phrase, *, opens: bool) -> bool:
    """Whether the words read last are the phrase; where it is open, its last may go on."""
    words = tuple(it.word for it in recent[-len(phrase) :])
    if words[:-1] != phrase[:-1]:
        return False
    return words[-1].startswith(phrase[-1]) if opens else words[-1] == phrase[-1]


def _start(text: str, first: int) -> int:
    """The beginning of a word shortly before the first place."""
    if first <= BEFORE:
        return 0
    blank = text.rfind(" ", 0, first - BEFORE)
    return blank + 1 if blank > first - 2 * BEFORE else first - BEFORE


def _end(text: str, end: int) -> int:
    """The end of a word, not behind `end`."""
    if end >= len(text):
        return len(text)
    blank = text.rfind(" ", end - BEFORE, end + 1)
    return blank if blank > 0 else end


def _pieces(text: str, places: Iterable[tuple[int, int]], start: int, end: int) -> Iterator[Piece]:
    at = start
    for begin, stop in places:
        before = "…" * (at == start > 0) + text[at:begin]
        if before:
            yield Piece(before)
        yield Piece(text[begin:stop], is_lit=True)
        at = stop
    rest = "…" * (at == start > 0) + text[at:end] + "…" * (end < len(text))
    if rest:
        yield Piece(rest)
