"""In which order pieces of work are seen to, so that none waits for a less urgent one."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from troth.pure.forecast.network import Piece


class CycleError(ValueError):
    """Pieces that wait for each other; `ids` in the order in which each waits for the next."""

    def __init__(self, ids: Sequence[str]) -> None:
        self.ids = tuple(ids)
        round_trip = " after ".join(f"“{each}”" for each in (*ids, ids[0]))
        super().__init__(f"None of these can begin: {round_trip}. Take one “after” away.")


class UnknownPieceError(ValueError):
    """A piece comes after one that is not there."""

    def __init__(self, piece: str, unknown: str) -> None:
        self.piece, self.unknown = piece, unknown
        super().__init__(
            f"“{piece}” comes after “{unknown}”, which is not among the work: "
            "name one of its ids, or take it away."
        )


class RepeatedPieceError(ValueError):
    """Two pieces have the same id."""

    def __init__(self, piece: str) -> None:
        self.piece = piece
        super().__init__(f"Two pieces of work have the id “{piece}”; give each its own.")


def in_order(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces in the order in which they are seen to.

    It is theirs, the most urgent first, but what another one comes after stands before it: it is as
    urgent as what it holds up. Raises CycleError, UnknownPieceError, RepeatedPieceError.
    """
    places = _places(pieces := tuple(pieces))
    before = [_before(piece, places) for piece in pieces]
    ordered: dict[int, None] = {}
    for place in range(len(pieces)):
        _see_to(place, before, ordered, pieces)
    return tuple(pieces[place] for place in ordered)


def by_person(ordered: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces of such an order, of one person after the other as far as may be.

    Each person's own order stays, and what comes after another piece stays behind it: nothing else
    decides when anything is done. What is known of one person is at hand while it is worked on.
    """
    queues: dict[str, deque[Piece]] = {}
    for piece in ordered:
        queues.setdefault(piece.person, deque()).append(piece)
    placed: set[str] = set()
    while any(queues.values()):
        for queue in queues.values():
            while queue and placed.issuperset(queue[0].after):
                placed.add(queue[0].id)
                yield queue.popleft()


def whose_work_changes(old: Iterable[Piece], new: Iterable[Piece]) -> set[str]:
    """The people some of whose work may be finished at another time in the second of two orders.

    Theirs has another sequence, or comes after work of somebody whose has. A piece that is in both
    is the same object.
    """
    queues: dict[str, deque[Piece]] = {}
    for piece in old:
        queues.setdefault(piece.person, deque()).append(piece)
    people: set[str] = set()
    moved: set[str] = set()
    for piece in new:
        queue = queues.get(piece.person)
        is_next = queue.popleft() is piece if queue else False
        if not is_next or not moved.isdisjoint(piece.after):
            people.add(piece.person)
        if piece.person in people:
            moved.add(piece.id)
    return people


def _places(pieces: Sequence[Piece]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, piece in enumerate(pieces):
        if places.setdefault(piece.id, place) != place:
            raise RepeatedPieceError(piece.id)
    return places


def _before(piece: Piece, places: Mapping[str, int]) -> list[int]:
    """The places of what the piece comes after, the most urgent last, as a stack wants it."""
    for named in piece.after:
        if named not in places:
            raise UnknownPieceError(piece.id, named)
    return sorted({places[named] for named in piece.after}, reverse=True)


def _see_to(
    place: int, before: list[list[int]], ordered: dict[int, None], pieces: Sequence[Piece]
) -> None:
    """Append the piece, behind all that it comes after; by a stack, for chains may be long."""
    if place in ordered:
        return
    trail: dict[int, list[int]] = {place: before[place].copy()}
    while trail:
        latest = next(reversed(trail))
        if not trail[latest]:
            ordered[latest] = None
            del trail[latest]
        elif (needed := trail[latest].pop()) in trail:
            waiting = list(trail)
            raise CycleError([pieces[each].id for each in waiting[waiting.index(needed) :]])
        elif needed not in ordered:
            trail[needed] = before[needed].copy()
