"""When each piece of work can be finished, in all trials at once."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from troth.pure.forecast.draws import Draws
from troth.pure.forecast.network import Int32s, Network, Piece
from troth.pure.forecast.order import (
    RepeatedPieceError,
    by_person,
    in_order,
    whose_work_changes,
)
from troth.pure.forecast.placing import Placing
from troth.pure.forecast.together import Together

SHARES = (0.5, 0.8, 0.95)

LARGE: Final = 24 << 20
"""Bytes; what is larger than 32 MiB teaches the C library nothing."""


class Run:
    """The finishes of all pieces, in whole minutes since the origin of the timetables."""

    def __init__(self, placing: Placing, pieces: tuple[Piece, ...]) -> None:
        self._placing, self._pieces = placing, pieces

    @property
    def ids(self) -> tuple[str, ...]:
        """The pieces in the order in which they are seen to, the most urgent first."""
        return tuple(piece.id for piece in self._pieces)

    def finishes(self, id: str) -> Int32s:  # noqa: A002  # the word that a plan has for it
        """The minute at which the piece is finished in each trial; BEYOND past the horizon."""
        return self._placing.finishes[id].minutes

    def quantiles(self, id: str, shares: Sequence[float] = SHARES) -> tuple[int, ...]:  # noqa: A002  # as above
        """For each share the first minute by which so many of the trials have finished it."""
        return self._placing.finishes[id].quantiles(shares)

    def chance(self, id: str, minute: int) -> float:  # noqa: A002  # as above
        """The share of the trials in which it is finished at that minute or before."""
        return self._placing.finishes[id].chance(minute)

    def with_piece(self, piece: Piece, *, before: str = "") -> "Run":
        """The run with one piece more; this one stays as it is.

        It is the least urgent of all, or next more urgent than the piece `before`. What it cannot
        touch is not summed again. Raises UnknownPersonError, UnknownPieceError, RepeatedPieceError,
        CycleError.
        """
        return self._with_urgent(piece, before) if before else self._with_last(piece)

    def _with_last(self, piece: Piece) -> "Run":
        if piece.id in self._placing.finishes:
            raise RepeatedPieceError(piece.id)
        placing = self._placing.branch(piece)
        placing.place(piece)
        return Run(placing, (*self._pieces, piece))

    def _with_urgent(self, piece: Piece, before: str) -> "Run":
        place = self.ids.index(before)
        pieces = in_order((*self._pieces[:place], piece, *self._pieces[place:]))
        people = whose_work_changes(self._pieces, pieces)
        placing = self._placing.without(people, pieces=self._pieces)
        for each in by_person(pieces):
            if each.person in people:
                placing.place(each)
        return Run(placing, pieces)


def run(network: Network, *, trials: int = 10_000, seed: int = 0) -> Run:
    """The network worked through so many times, each time with other draws.

    The most urgent piece that a person can work on has their time, and takes it from a less urgent
    one without loss; a piece that waits lets the others pass. Equal arguments, equal answer.
    Raises CycleError, UnknownPieceError, RepeatedPieceError, UnknownPersonError, TogetherError.
    """
    _keep_memory()
    draws = Draws(trials=trials, seed=seed)
    together = Together(draws, network.together)
    placing = Placing(network.people, draws, together, gaps={}, finishes={})
    pieces = in_order(network.pieces)
    for piece in by_person(pieces):
        placing.place(piece)
    return Run(placing, pieces)


@lru_cache(maxsize=1)
def _keep_memory() -> None:
    """Have freed arrays' memory used again; a fifth of a small forecast is to fetch it anew.

    Once something large was freed, the C library of Linux gives back no less than that, mallopt(3).
    It is not written to, so that it takes no memory of the machine. Elsewhere it does nothing.
    """
    np.empty(LARGE, np.uint8)
