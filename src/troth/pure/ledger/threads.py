"""Which letters belong together.

A thread is joined by References and In-Reply-To, else by subject and people within 30 days.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from hashlib import blake2b

from troth.pure.ledger.model import Posted

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


def key(text: str) -> int:
    """A 64-bit digest of an identifier: equal texts, equal keys, in every process."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


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


def join(letters: Sequence[Posted], *, me: Collection[str]) -> list[int]:
    """For each letter the number of its thread: equal numbers, one thread.

    Numbers are positions of a thread's first letter in `letters`; the order of `letters` does not
    change who belongs together.
    """
    threads = _Threads(len(letters))
    lonely = _join_by_references(letters, threads)
    _join_by_subject(letters, lonely, threads, me=frozenset(me))
    return [threads.first(at) for at in range(len(letters))]


class _Threads:
    """Disjoint sets of positions. Source: Tarjan 1975, with path halving."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def first(self, at: int) -> int:
        above = self._above
        while above[at] != at:
            above[at] = above[above[at]]
            at = above[at]
        return at

    def unite(self, one: int, other: int) -> None:
        first, second = sorted((self.first(one), self.first(other)))
        self._above[second] = first


def _join_by_references(letters: Sequence[Posted], threads: _Threads) -> list[int]:
    """Unite what refers to the same letter, also one that is missing; return the unrelated."""
    known = {letter.key: at for at, letter in enumerate(letters)}
    missing: dict[int, int] = {}
    lonely = []
    for at, letter in enumerate(letters):
        is_lonely = True
        for reference in letter.references:
            place = known.get(reference)
            if place is None:
                place = missing.setdefault(reference, at)
            else:
                is_lonely = False
            threads.unite(at, place)
        if is_lonely:
            lonely.append(at)
    return lonely


def _join_by_subject(
    letters: Sequence[Posted], lonely: Iterable[int], threads: _Threads, *, me: frozenset[str]
) -> None:
    """Unite each lonely letter with the one before it of the same subject and person."""
    wanted = frozenset(lonely)
    dated = [at for at, letter in enumerate(letters) if letter.subject and letter.sent is not None]
    dated.sort(key=lambda at: (letters[at].sent, letters[at].key))
    latest: dict[tuple[int, str], int] = {}
    for at in dated:
        letter = letters[at]
        for person in _others(letter, me):
            before = latest.get((letter.subject, person))
            if before is not None and at in wanted and _close(letters[before], letter):
                threads.unite(before, at)
            latest[letter.subject, person] = at


def _others(letter: Posted, me: frozenset[str]) -> set[str]:
    return {letter.sender, *letter.to, *letter.cc} - me


def _close(earlier: Posted, later: Posted) -> bool:
    return (later.sent or 0) - (earlier.sent or 0) <= SUBJECT_SECONDS
