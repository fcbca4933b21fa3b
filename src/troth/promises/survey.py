"""A whole mailbox, read once: every letter understood, every matter settled.

Nothing is stored and nothing leaves the machine. Letters are read in batches by as many processes
as the machine has cores; batches come back in order, so that the same mailbox gives the same
answer every time.
"""

import gc
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from troth.mail.sources import Place, Source
from troth.promises.digest import (
    HEAD_BYTES,
    LETTER_BYTES,
    Digest,
    Filed,
    Reader,
    Truncated,
    understand,
)
from troth.pure import reading
from troth.pure.ledger import Matter, Posted, decide

BATCH = 100
"""Letters a process reads at a time."""

AHEAD = 3
"""Batches that wait for each process, so that none is idle and memory stays flat."""

FEW = 300
"""Up to so many letters are read by one process: starting others would take longer."""


@dataclass(slots=True)
class Survey:
    """What reading the sources gave.

    `letters` is every letter once, `matters` what was found in them, with its standing. `names`
    is the fullest display name seen for an address. `repeated` counts copies of letters already
    read; `problems` says which letters could not be read or were damaged, and why: (place, why).
    `unreadable` counts those that could not be read: no bytes, no sender or no date to be had.
    `left_out` names the folders of drafts, trash and junk that were passed over.
    """

    letters: list[Posted] = field(default_factory=list)
    matters: list[Matter] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    repeated: int = 0
    unreadable: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


class Unreadable(tuple[str, str]):
    """A letter of which nothing could be read: where it lies, and why."""

    __slots__ = ()


Read = tuple[str, Digest] | Unreadable


def survey(
    sources: Sequence[Source],
    *,
    reader: Reader,
    since: datetime | None = None,
    jobs: int | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Survey:
    """Read every letter of `sources` sent at or after `since`, and decide what became of it all.

    `progress` is called with the number of letters read since its last call.
    """
    found = Survey()
    seen = _Seen()
    for batch in _read_all(sources, reader=reader, jobs=jobs):
        for read in batch:
            _take(read, into=found, seen=seen, since=since, me=reader.me)
        progress(len(batch))
    for source in sources:
        found.problems += [(source.name, problem) for problem in source.problems]
        found.unreadable += len(source.problems)
        found.left_out += source.left_out
    decide(found.letters, found.matters, me=reader.me)
    return found


def _take(
    read: Read,
    *,
    into: Survey,
    seen: "_Seen",
    since: datetime | None,
    me: frozenset[str],
) -> None:
    if isinstance(read, Unreadable):
        into.unreadable += 1
        into.problems.append((read[0], read[1]))
        return
    place, digest = read
    posted = digest.posted
    into.problems += [(place, problem) for problem in digest.problems]
    if not posted.sender or posted.sent is None:
        into.unreadable += 1
    if seen.before(posted):
        into.repeated += 1
        return
    if since and posted.sent is not None and posted.sent < since.timestamp():
        return
    for email, name in digest.names:
        if len(name) > len(into.names.get(email, "")):
            into.names[email] = name
    into.letters.append(seen.shared(posted))
    into.matters += [
        _matter(filed, digest, place=len(into.letters) - 1, me=me) for filed in digest.filed
    ]


class _Seen:
    """Which letters were met already, and one copy of each address list, to keep memory flat."""

    def __init__(self) -> None:
        self._letters: set[int] = set()
        self._people: dict[tuple[str, ...], tuple[str, ...]] = {}

    def before(self, posted: Posted) -> bool:
        """Whether this letter was met; a reused Message-ID on another letter is no copy."""
        same = hash((posted.key, posted.sender, posted.sent))
        if same in self._letters:
            return True
        self._letters.add(same)
        return False

    def shared(self, posted: Posted) -> Posted:
        return posted._replace(
            sender=sys.intern(posted.sender),
            to=self._people.setdefault(posted.to, posted.to),
            cc=self._people.setdefault(posted.cc, posted.cc),
        )


def _matter(filed: Filed, digest: Digest, *, place: int, me: frozenset[str]) -> Matter:
    return Matter(
        finding=filed.finding,
        place=place,
        sender=digest.posted.sender,
        message_id=digest.message_id,
        sent_at=digest.sent_at,
        is_mine=digest.posted.sender in me,
        to=filed.to,
    )


def _read_all(
    sources: Sequence[Source], *, reader: Reader, jobs: int | None
) -> Iterator[list[Read]]:
    places = (place for source in sources for place in source.places())
    batches = iter(lambda: list(islice(places, BATCH)), [])
    first = list(islice(batches, FEW // BATCH))
    jobs = jobs or os.cpu_count() or 1
    if len(first) < FEW // BATCH or jobs == 1:
        yield from (read_batch(batch, reader) for batch in first)
        yield from (read_batch(batch, reader) for batch in batches)
        return
    yield from _read_in_processes(_chain(first, batches), reader=reader, jobs=jobs)


def _chain(first: list[list[Place]], rest: Iterator[list[Place]]) -> Iterator[list[Place]]:
    yield from first
    yield from rest


def _read_in_processes(
    batches: Iterable[list[Place]], *, reader: Reader, jobs: int
) -> Iterator[list[Read]]:
    way = "fork" if sys.platform == "linux" else "spawn"
    reading.warm()
    gc.freeze()  # keeps the pages of what is loaded shared with the children
    context = multiprocessing.get_context(way)
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_process) as pool:
        waiting: deque[Future[list[Read]]] = deque()
        for batch in batches:
            waiting.append(pool.submit(read_batch, batch, reader))
            if len(waiting) >= jobs * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _start_process() -> None:
    reading.warm()
    gc.disable()  # a batch makes no cycles worth a search; reference counts free it


def read_batch(places: Sequence[Place], reader: Reader) -> list[Read]:
    """Read the letters at `places`; what cannot be read comes back with its reason."""
    return [_read_one(place, reader) for place in places]


def _read_one(place: Place, reader: Reader) -> Read:
    try:
        return place.name, _understood(place, reader)
    except OSError as error:
        return Unreadable((place.name, error.strerror or str(error)))
    except Exception as error:  # noqa: BLE001  # one letter must never cost the others
        return Unreadable((place.name, f"Troth failed on it ({error!r}); please report this."))


def _understood(place: Place, reader: Reader) -> Digest:
    """Read a letter's beginning, and the rest only where what is wanted lies there."""
    if not reader.plain:
        raw = place.read(HEAD_BYTES)
        try:
            return understand(raw, whole=len(raw) < HEAD_BYTES, reader=reader)
        except Truncated:
            pass
    raw = place.read(LETTER_BYTES)
    digest = understand(raw, whole=True, reader=reader)
    if len(raw) < getattr(place, "size", 0):
        return digest._replace(
            problems=(*digest.problems, f"only its first {len(raw):,} bytes were read")
        )
    return digest
