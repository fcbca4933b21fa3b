"""With which tags a rule's match may begin, read from its pattern.

At each place of a row only the rules that may begin there are tried.
"""

import re

from troth.pure.when.tokens import without_macros

_PIECE = re.compile(r"\(\?(?:P<\w+>|:|<?[=!])|[)|?]|\{\d,\d\}|\\Z|[A-Z]{2,}")
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")
_REPEATS = ("?", "{")


def openings(source: str) -> frozenset[str]:
    """The tags that can be first in a match of this pattern, and perhaps a few that cannot."""
    pieces = _PIECE.findall(without_macros(source))[::-1]
    return frozenset(_alternatives(pieces)[0])


def _alternatives(pieces: list[str]) -> tuple[set[str], bool]:
    """The first tags of what stands on top of the pile up to its `)`; whether it may be empty."""
    tags, may_be_empty = _sequence(pieces)
    while pieces and pieces[-1] == "|":
        pieces.pop()
        more, is_empty = _sequence(pieces)
        tags |= more
        may_be_empty = may_be_empty or is_empty
    return tags, may_be_empty


def _sequence(pieces: list[str]) -> tuple[set[str], bool]:
    tags: set[str] = set()
    may_be_empty = True
    while pieces and pieces[-1] not in ("|", ")"):
        firsts, is_optional = _item(pieces)
        if may_be_empty:
            tags |= firsts
        may_be_empty = may_be_empty and is_optional
    return tags, may_be_empty


def _item(pieces: list[str]) -> tuple[set[str], bool]:
    """A tag or a group with the signs of repetition after it."""
    piece = pieces.pop()
    if piece.isupper() and piece.isalpha():
        tags, is_optional = {piece}, False
    elif piece == r"\Z":
        tags, is_optional = set(), True
    else:
        tags, is_optional = _alternatives(pieces)
        pieces.pop()
        if piece in _LOOKS:
            tags, is_optional = set(), True
    while pieces and pieces[-1].startswith(_REPEATS):
        pieces.pop()
        is_optional = True
    return tags, is_optional
