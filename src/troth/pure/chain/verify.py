"""Whether a chain is whole."""

from collections.abc import Iterable
from typing import NamedTuple

from troth.pure.chain.link import GENESIS, Line, link


class Break(NamedTuple):
    """The first entry that is not what it was, and what is wrong with it in words."""

    seq: int
    why: str


class Verified(NamedTuple):
    """What checking a chain gave: how many entries held, the last hash, and the first break."""

    entries: int
    head: bytes
    broken: Break | None


def verify(
    lines: Iterable[tuple[Line, bytes, bytes]], *, witness: tuple[int, bytes] | None = None
) -> Verified:
    """Check the entries of one chain in their order, each with its `previous` and its `hash`.

    `witness` is a number and a hash that somebody kept: the chain must still hold that entry, so
    that a cut-off end is noticed.
    """
    head, expected = GENESIS, 1
    for line, previous, held in lines:
        why = _fault(line, previous, held, head=head, expected=expected)
        if why is None and witness is not None and line.seq == witness[0] and held != witness[1]:
            why = "it is not the one that was witnessed"
        if why is not None:
            return Verified(expected - 1, head, Break(expected, why))
        head, expected = held, expected + 1
    if witness is not None and witness[0] >= expected:
        return Verified(expected - 1, head, Break(expected, "the end was cut off before it"))
    return Verified(expected - 1, head, None)


def _fault(line: Line, previous: bytes, held: bytes, *, head: bytes, expected: int) -> str | None:
    if line.seq != expected:
        return f"it is missing: the next one there is number {line.seq}"
    if previous != head:
        return "it does not follow the entry before it"
    if link(line, previous=previous) != held:
        return "it was altered"
    return None
