"""The same schedule, walked minute by minute in plain Python: what the fast one is judged by.

It knows nothing of gaps, tables or trials. Of the engine it uses the words a network is written in.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from troth.pure.forecast.network import BEYOND, Network, Piece, Wait
from troth.pure.worktime.timetable import Timetable

Drawn = Callable[[str], int]
"""The minutes that a name takes in this trial: of an effort `id/effort`, of a wait its key."""


def walked(network: Network, drawn: Drawn) -> dict[str, int]:
    """The minute at which each piece is finished."""
    ranked = list(_ranked(network))
    works = [_Work(piece, network, drawn) for piece in ranked]
    finishes: dict[str, int] = {}
    for minute in range(max(table.minutes for table in network.people.values()) + 1):
        _settle(works, finishes, minute)
        taken = set()
        for work in works:
            person = work.piece.person
            if person in taken or not work.wants(minute, finishes):
                continue
            if _is_free(network.people[person], minute):
                taken.add(person)
                work.left[0] -= 1
        if len(finishes) == len(works):
            break
        for work in works:
            work.wait_on(minute)
    return {piece.id: finishes.get(piece.id, BEYOND) for piece in ranked}


class _Work:
    """One piece: the minutes left of the parts that are not done, and what it waits for."""

    def __init__(self, piece: Piece, network: Network, drawn: Drawn) -> None:
        self.piece, self.drawn = piece, drawn
        self.left = _split(drawn(f"{piece.id}/effort"), piece.parts)
        self.pauses = list(piece.pauses)
        self.waits = [_Waiting(need, drawn(need.key), need.starts) for need in piece.needs]

    def wants(self, minute: int, finishes: dict[str, int]) -> bool:
        return (
            self.piece.id not in finishes
            and minute >= self.piece.not_before
            and all(each in finishes for each in self.piece.after)
            and all(wait.is_over(minute) for wait in self.waits)
        )

    def wait_on(self, minute: int) -> None:
        for wait in self.waits:
            wait.on(minute)


class _Waiting:
    def __init__(self, wait: Wait, minutes: int, starts: int) -> None:
        self.clock, self.left, self.starts = wait.clock, minutes, starts

    def is_over(self, minute: int) -> bool:
        return self.left == 0 and minute >= self.starts

    def on(self, minute: int) -> None:
        if self.left and minute >= self.starts and _is_free(self.clock, minute):
            self.left -= 1


def _settle(works: list[_Work], finishes: dict[str, int], minute: int) -> None:
    """Whatever is finished as this minute begins, and what that finishes in turn."""
    changed = True
    while changed:
        changed = False
        for work in works:
            if not work.wants(minute, finishes) or work.left[0]:
                continue
            changed = True
            del work.left[0]
            if work.left:
                pause = work.pauses.pop(0)
                work.waits = [_Waiting(pause, work.drawn(pause.key), minute)]
            else:
                finishes[work.piece.id] = minute


def _split(minutes: int, parts: tuple[float, ...]) -> list[int]:
    done, left = 0, []
    for number in range(1, len(parts)):
        upto = round(minutes * (sum(parts[:number]) / sum(parts)))
        left.append(upto - done)
        done = upto
    return [*left, minutes - done]


def _ranked(network: Network) -> Iterator[Piece]:
    """The most urgent first, and before each what it comes after."""
    by_id = {piece.id: piece for piece in network.pieces}
    seen: set[str] = set()

    def with_needed(piece: Piece) -> Iterator[Piece]:
        if piece.id not in seen:
            for needed in network.pieces:
                if needed.id in piece.after:
                    yield from with_needed(needed)
            seen.add(piece.id)
            yield by_id[piece.id]

    for piece in network.pieces:
        yield from with_needed(piece)


def _is_free(clock: Timetable, minute: int) -> bool:
    return minute < clock.minutes and _free_minutes(clock)[minute]


@lru_cache(maxsize=64)
def _free_minutes(clock: Timetable) -> list[bool]:
    before: list[int] = clock.before.tolist()
    return [after > at for at, after in pairwise(before)]
