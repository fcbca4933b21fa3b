"""Letters opened by several processes, and given in order."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor

from troth.mail.places import Place
from troth.promises.opened import Chosen, Dealt, Discovery, Opened
from troth.promises.survey import pool
from troth.promises.whole_letters import Piece, open_places
from troth.pure.reading import warm

__all__ = ["Chosen", "Dealt", "Discovery", "Opened", "open_letters"]

PIECE = 250
"""Letters a process opens at a time."""

AHEAD = 3
"""Pieces that wait for each process, so that none is idle while rows are written."""


def open_letters(dealt: Iterable[Dealt], *, chosen: Chosen, processes: int) -> Iterator[Opened]:
    """Open all letters in `processes`, and give them in order, as many at a time as are stored.

    A batch's `states` come with its last letter. One process is the caller's own.
    """
    gathered = Opened()
    for opened in _in_order(dealt, chosen=chosen, processes=processes):
        gathered.add(opened)
        if gathered.is_full:
            yield gathered
            gathered = Opened()
    if gathered != Opened():
        yield gathered


def _in_order(dealt: Iterable[Dealt], *, chosen: Chosen, processes: int) -> Iterator[Opened]:
    if processes <= 1:
        for piece, states in _pieces(dealt):
            yield from _whole(piece, states, chosen)
        return
    warm(chosen.reader.usual)
    with pool(processes) as workers:
        waiting: deque[tuple[Future[Piece], Mapping[str, object]]] = deque()
        for piece, states in _pieces(dealt):
            waiting.append((workers.submit(open_places, piece, chosen), states))
            if len(waiting) >= processes * AHEAD:
                yield from _finished(waiting, workers, chosen)
        while waiting:
            yield from _finished(waiting, workers, chosen)


def _finished(
    waiting: deque[tuple[Future[Piece], Mapping[str, object]]],
    workers: ProcessPoolExecutor,
    chosen: Chosen,
) -> Iterator[Opened]:
    """The next piece in its order; what its process did not get to is handed out again."""
    future, states = waiting.popleft()
    opened, rest = future.result()
    if rest:
        waiting.appendleft((workers.submit(open_places, rest, chosen), states))
    else:
        opened.states |= states
    yield opened


def _whole(
    piece: Sequence[Place], states: Mapping[str, object], chosen: Chosen
) -> Iterator[Opened]:
    while True:
        opened, piece = open_places(piece, chosen)
        if not piece:
            opened.states |= states
            yield opened
            return
        yield opened


def _pieces(
    dealt: Iterable[Dealt],
) -> Iterator[tuple[Sequence[Place], Mapping[str, object]]]:
    """Each batch in pieces; its states come with the last one."""
    for places, states in dealt:
        starts = range(0, max(len(places), 1), PIECE)
        for start in starts:
            piece = places[start : start + PIECE]
            yield piece, states if start == starts[-1] else {}
