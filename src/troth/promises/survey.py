"""A whole mailbox, read once: every letter understood, every matter settled.

Nothing is stored and nothing leaves the machine. Letters are read in batches by as many processes
as the machine has cores; batches come back in order, so that the same mailbox gives the same
answer every time.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, islice
from multiprocessing.connection import wait
from typing import TypeVar, cast

from troth.mail.sources import Place, Source
from troth.promises.batch import Batch, Found, read_batch, usual_languages
from troth.promises.digest import Filed, Reader
from troth.pure.ledger import UNDATED, Letters, Matter, decide
from troth.pure.reading import warm

Word = TypeVar("Word")

BATCH = 500
"""Letters a process reads at a time. Each batch costs some milliseconds beside its letters."""

HELD_BYTES = 4 << 20
"""A batch ends sooner where its letters had to be fetched and so much is held in memory."""

AHEAD = 2
"""Batches that wait for each process, so that none is idle and memory stays flat."""

FEW = 300
"""Up to so many letters are read by one process: starting others would take longer."""

STEP = 50
"""Letters that one process alone reads between two signs of progress."""


SAMPLED = 10
"""Every tenth of the first letters is looked at for the languages that are usual here."""


@dataclass(slots=True)
class Survey:
    """What reading the sources gave.

    `letters` is every letter once, `matters` what was found in them, with its standing. `names`
    is the fullest display name seen for an address. `repeated` counts copies of letters already
    read; `problems` says which letters could not be read or were damaged, and why: (place, why).
    `unreadable` counts those that could not be read: no bytes, no sender or no date to be had.
    `left_out` names the folders of drafts, trash and junk that were passed over.
    """

    letters: Letters = field(default_factory=Letters)
    matters: list[Matter] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    repeated: int = 0
    unreadable: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


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
    with _no_garbage_search():
        for batch in _read_all(sources, reader=reader, jobs=jobs):
            _take(batch, into=found, seen=seen, since=since, me=reader.me)
            progress(len(batch.letters))
        decide(found.letters, found.matters, me=reader.me)
    for source in sources:
        found.problems += [(source.name, problem) for problem in source.problems]
        found.unreadable += len(source.problems)
        found.left_out += source.left_out
    return found


@contextmanager
def _no_garbage_search() -> Iterator[None]:
    """What is read is kept to the end: searching it for cycles again and again finds none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _take(
    batch: Batch, *, into: Survey, seen: "_Seen", since: datetime | None, me: frozenset[str]
) -> None:
    into.problems += batch.problems
    into.unreadable += batch.unreadable
    for email, name in batch.names.items():
        if len(name) > len(into.names.get(email, "")):
            into.names[email] = name
    kept = _kept(batch, seen=seen, since=since, into=into)
    for found in batch.found:
        place = kept.get(found.place) if kept is not None else len(into.letters) + found.place
        if place is not None:
            sender = batch.letters[found.place].sender
            into.matters += [
                _matter(filed, found, seen, place=place, sender=sender, me=me)
                for filed in found.filed
            ]
    if kept is None:
        into.letters.extend(batch.letters)
        return
    for place in kept:
        into.letters.append(batch.letters[place])


def _kept(
    batch: Batch, *, seen: "_Seen", since: datetime | None, into: Survey
) -> dict[int, int] | None:
    """Where each letter that counts will stand, by its place in the batch; None where all do."""
    earliest = int(since.timestamp()) if since else UNDATED
    kept: dict[int, int] = {}
    for place, identity in enumerate(batch.letters.identities()):
        if seen.before(identity):
            into.repeated += 1
        elif identity[2] >= earliest or identity[2] == UNDATED:
            kept[place] = len(into.letters) + len(kept)
    return kept if len(kept) < len(batch.letters) else None


class _Seen:
    """Which letters were met already, and one copy of words that recur, to keep memory flat."""

    def __init__(self) -> None:
        self._letters: set[int] = set()
        self._words: dict[object, object] = {}

    def before(self, identity: tuple[int, str, int]) -> bool:
        """Whether this letter was met; a reused Message-ID on another letter is no copy."""
        same = hash(identity)
        if same in self._letters:
            return True
        self._letters.add(same)
        return False

    def one(self, words: Word) -> Word:
        """The first copy of what is equal to `words`."""
        return cast("Word", self._words.setdefault(words, words))


def _matter(  # noqa: PLR0913  # everything that a matter is made of
    filed: Filed, found: Found, seen: _Seen, *, place: int, sender: str, me: frozenset[str]
) -> Matter:
    return Matter(
        finding=filed.finding,
        place=place,
        sender=seen.one(sender),
        message_id=found.message_id,
        sent_at=found.sent_at,
        is_mine=sender in me,
        to=seen.one(filed.to),
    )


def _read_all(sources: Sequence[Source], *, reader: Reader, jobs: int | None) -> Iterator[Batch]:
    places = (place for source in sources for place in source.places())
    first = list(islice(places, FEW))
    reader = replace(reader, usual=usual_languages(first[::SAMPLED], reader))
    jobs = jobs or os.cpu_count() or 1
    if len(first) < FEW or jobs == 1:
        every = _batches(chain(first, places), most=STEP)
        yield from (read_batch(batch, reader) for batch in every)
        return
    warm(reader.usual)
    every = _batches(chain(first, places), most=BATCH)
    yield from _read_in_processes(every, reader=reader, jobs=jobs)


def _batches(places: Iterable[Place], *, most: int) -> Iterator[list[Place]]:
    batch: list[Place] = []
    held = 0
    for place in places:
        batch.append(place)
        held += len(getattr(place, "data", b""))
        if len(batch) >= most or held >= HELD_BYTES:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _read_in_processes(
    batches: Iterable[list[Place]], *, reader: Reader, jobs: int
) -> Iterator[Batch]:
    with pool(jobs) as workers:
        waiting: deque[Future[Batch]] = deque()
        for batch in batches:
            waiting.append(workers.submit(read_batch, batch, reader))
            if len(waiting) >= jobs * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def pool(jobs: int) -> ProcessPoolExecutor:
    """So many processes to read in; what is loaded by now they share where the system can."""
    way = "fork" if sys.platform == "linux" else "spawn"
    gc.freeze()  # keeps the pages of what is loaded shared with the children
    context = multiprocessing.get_context(way)
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_process)


def _start_process() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who interrupts speaks to the first process
    gc.disable()  # a batch makes no cycles worth a search; reference counts free it
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed parent tells nobody, and its readers would wait for their next piece for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
