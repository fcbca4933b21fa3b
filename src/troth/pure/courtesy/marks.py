"""Where a letter holds words that tell something of its writer or its reader."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from troth.pure.reading.grammar import automaton
from troth.pure.reading.patterns import NAME, expression
from troth.pure.reading.rulebook import read_entries, read_words

FOLDER = Path(__file__).parent / "words"

_MOST_OF_A_KIND = 40
"""Marks of one kind in a letter, after which more tell nothing new."""

_ROLE_LISTS = frozenset({"rank-1", "rank-2", "rank-3", "rank-4", "role", "deputy"})
"""These are asked of lines of a signature only."""

_NOT_SOUGHT = _ROLE_LISTS | {"term", "occasion", "determiner", "elided"}
"""The last four are there to be named by other lists."""


class Mark(NamedTuple):
    """Words of a letter's text that stand in a list, and the name they speak of, or ""."""

    start: int
    end: int
    name: str = ""


class _Entry(NamedTuple):
    kind: str
    pattern: re.Pattern[str]


def marks(text: str, folded: str, *, language: str) -> Mapping[str, list[Mark]]:
    """The marks of each kind in a text of that language; `folded` is `fold(text)`.

    A list whose name ends in `-capital` counts only words with a capital that begin no sentence.
    """
    entries, sieve = _lists(language)
    found: defaultdict[str, list[Mark]] = defaultdict(list)
    for number in sieve(folded.encode("ascii")) or ():
        kind, pattern = entries[number]
        held = found[kind]
        for match in pattern.finditer(folded):
            mark = _mark(match, text)
            if mark and (not kind.endswith("-capital") or _is_capital(text, mark.start)):
                held.append(mark)
            if len(held) >= _MOST_OF_A_KIND:
                break
    return found


@cache
def role_lists() -> Mapping[str, re.Pattern[str]]:
    """What tells a role from other lines of a signature, and its rank, in all languages at once."""
    joined: defaultdict[str, list[str]] = defaultdict(list)
    for language in languages():
        lists = read_words(FOLDER / f"{language}.txt").expressions
        for kind in _ROLE_LISTS:
            joined[kind].append(lists[kind].regex)
    return {kind: re.compile("|".join(each), re.ASCII) for kind, each in joined.items()}


@cache
def expression_of(kind: str, *, language: str) -> re.Pattern[str]:
    """What finds any entry of a language's list in a folded text."""
    lists = read_words(FOLDER / f"{language}.txt").expressions
    return re.compile(lists[kind].regex, re.ASCII)


@cache
def words_of_any(kind: str) -> frozenset[str]:
    """A list of words that are the same in every language."""
    return frozenset(read_entries(FOLDER / "any.txt")[kind])


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are lists for."""
    return tuple(sorted(path.stem for path in FOLDER.glob("??.txt")))


@cache
def _lists(language: str):  # type: ignore[no-untyped-def]  # noqa: ANN202  # re2 has no types
    """The entries of a language's lists, and what says which of them a text holds."""
    path = FOLDER / f"{language}.txt"
    known = read_words(path).expressions
    said = [
        (kind, expression(entry, lists=known))
        for kind, written in read_entries(path).items()
        if kind not in _NOT_SOUGHT
        for entry in written
    ]
    entries = [_Entry(kind, re.compile(each.regex, re.ASCII)) for kind, each in said]
    return entries, automaton(each.kernel.replace(f"?P<{NAME}>", "?:") for _, each in said)


def _mark(match: re.Match[str], text: str) -> Mark | None:
    """The mark of a match; None where what should be a name is written small."""
    if not match.re.groupindex:
        return Mark(match.start(), match.end())
    name = text[slice(*match.span(NAME))]
    return Mark(match.start(), match.end(), name) if name[:1].isupper() else None


def _is_capital(text: str, place: int) -> bool:
    """Whether the word there has a capital of its own, not that of a sentence's beginning."""
    before = text[max(0, place - 3) : place].rstrip(" \t")
    return (
        text[place].isupper() and bool(before) and (before[-1].isalnum() or before[-1] in ",-–(/")
    )
