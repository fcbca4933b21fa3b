"""Which letters belong together.

A thread is joined by References and In-Reply-To, else by subject and people within 30 days.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby

from troth.pure.ledger.letters import UNDATED, Letters

SUBJECT_DAYS = 30
SUBJECT_SECONDS = SUBJECT_DAYS * 24 * 60 * 60

PREFIX = re.compile(
    r"""\s*(?:
          (?: re | aw | antw | sv | vs | r | ref | rif | res | odp | fwd? | wg | tr | rv | enc )
          \s* (?: \[\d{1,3}\] | \(\d{1,3}\) )? \s* :
        | \[ [^\]]{1,40} \] (?=\s*\S)
        )\s*""",
    re.IGNORECASE | re.VERBOSE,
)
"""What mail programs and lists put before a subject. Source: RFC 5322 §3.6.5, RFC 5256 §2.1."""

MAX_PREFIXES = 20


@lru_cache(maxsize=4096)  # a thread's letters name the same ones again and again
def key(text: str) -> int:
    """A 64-bit digest of an identifier: equal texts, equal keys, in every process."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


@lru_cache(maxsize=4096)
def subject_key(subject: str) -> int:
    """The key of a subject without its "Re:" and its spaces; 0 where nothing is left."""
    bare = " ".join(bare_subject(subject).casefold().split())
    return key(bare) if bare else 0


def bare_subject(subject: str) -> str:
    """The subject without what mail programs put before it."""
    start = 0
    for _ in range(MAX_PREFIXES):
        match = PREFIX.match(subject, start)
        if match is None:
            break
        start = match.end()
    return subject[start:].strip()


def join(letters: Letters, *, me: Collection[str]) -> "array[int]":
    """For each letter the number of its thread: equal numbers, one thread.

    Numbers are positions of a thread's first letter in `letters`; the order of `letters` does not
    change who belongs together.
    """
    threads = _Threads(len(letters))
    lonely = _join_by_references(letters, threads)
    _join_by_subject(letters, lonely, threads, me=frozenset(me))
    return array("Q", (threads.first(at) for at in range(len(letters))))


class _Threads:
    """Disjoint sets of positions. Source: Tarjan 1975, with path halving."""

    def __init__(self, size: int) -> None:
        self._above = array("Q", range(size))

    def first(self, at: int) -> int:
        above = self._above
        while above[at] != at:
            above[at] = above[above[at]]
            at = above[at]
        return at

    def unite(self, one: int, other: int) -> None:
        first, second = sorted((self.first(one), self.first(other)))
        self._above[second] = first


def _join_by_references(letters: Letters, threads: _Threads) -> bytearray:
    """Unite what refers to the same letter, also to one that is missing; mark the unrelated."""
    order = array("Q", sorted(range(len(letters)), key=letters.keys.__getitem__))
    keys = array("Q", (letters.keys[at] for at in order))
    missing: dict[int, int] = {}
    lonely = bytearray(len(letters))
    for at in range(len(letters)):
        lonely[at] = True
        for reference in letters.references(at):
            found = bisect_left(keys, reference)
            if found < len(keys) and keys[found] == reference:
                lonely[at] = False
                threads.unite(at, order[found])
            else:
                threads.unite(at, missing.setdefault(reference, at))
    return lonely


def _join_by_subject(
    letters: Letters, lonely: bytearray, threads: _Threads, *, me: frozenset[str]
) -> None:
    """Unite each lonely letter with the one before it of the same subject and person."""
    subjects = letters.subjects
    dated = [at for at in range(len(letters)) if subjects[at] and letters.sent(at) != UNDATED]
    dated.sort(key=lambda at: (subjects[at], letters.sent(at), letters.keys[at]))
    for _, places in groupby(dated, key=subjects.__getitem__):
        same = list(places)
        if len(same) > 1 and any(lonely[at] for at in same):
            _join_same_subject(letters, same, lonely, threads, me=me)


def _join_same_subject(
    letters: Letters,
    places: Sequence[int],
    lonely: bytearray,
    threads: _Threads,
    *,
    me: frozenset[str],
) -> None:
    latest: dict[str, int] = {}
    for at in places:
        for person in letters.everybody(at) - me:
            before = latest.get(person)
            if before is not None and lonely[at] and _close(letters, before, at):
                threads.unite(before, at)
            latest[person] = at


def _close(letters: Letters, earlier: int, later: int) -> bool:
    return letters.sent(later) - letters.sent(earlier) <= SUBJECT_SECONDS
