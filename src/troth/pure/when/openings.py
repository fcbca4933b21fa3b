"""With which tags a rule's match may begin, read from its pattern.

At each place of a row only the rules that may begin there are tried: the others cost nothing, not
even their compilation.
"""

import re

from troth.pure.when.tokens import CODES, without_macros

DEPTH = 2
"""How many tags are told: one leaves three times as many rules to try, a third saves two more."""

_PIECE = re.compile(r"\(\?(?:P<\w+>|:|<?[=!])|[)|?]|\{\d,\d\}|\\Z|[A-Z]{2,}")
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")
_NOTHING = frozenset({""})


def openings(source: str) -> frozenset[str]:
    """The codes of the first two tags of every match, of one tag where it may end there.

    Some may be among them with which no match begins, as lookarounds are passed over.
    """
    return _alternatives(_PIECE.findall(without_macros(source))[::-1])


def _alternatives(pieces: list[str]) -> frozenset[str]:
    """What stands on top of the pile, up to the `)` that closes it."""
    firsts = _sequence(pieces)
    while pieces and pieces[-1] == "|":
        pieces.pop()
        firsts |= _sequence(pieces)
    return firsts


def _sequence(pieces: list[str]) -> frozenset[str]:
    firsts = _NOTHING
    while pieces and pieces[-1] not in ("|", ")"):
        firsts = _followed(firsts, _item(pieces))
    return firsts


def _item(pieces: list[str]) -> frozenset[str]:
    """A tag or a group, with the signs of repetition after it."""
    piece = pieces.pop()
    if piece in CODES:
        firsts = frozenset({CODES[piece]})
    elif piece == r"\Z":
        firsts = _NOTHING
    else:
        inside = _alternatives(pieces)
        pieces.pop()
        firsts = _NOTHING if piece in _LOOKS else inside
    while pieces and pieces[-1].startswith(("?", "{")):
        is_repeated = pieces.pop() != "?"
        firsts = _NOTHING | (_followed(firsts, _NOTHING | firsts) if is_repeated else firsts)
    return firsts


def _followed(firsts: frozenset[str], seconds: frozenset[str]) -> frozenset[str]:
    if all(len(first) == DEPTH for first in firsts):
        return firsts
    return frozenset((first + second)[:DEPTH] for first in firsts for second in seconds)
