"""Pieces of work given their time, the most urgent first.

Note [Serial is parallel]. Of a person's pieces that can be worked on, the most urgent has every
minute. So what is more urgent never moves for what is less, and the schedule of all together is
that of one after the other: each piece takes the earliest minutes that the more urgent ones have
left, from its release on. In worked minutes, where nights and holidays do not exist, all that is
kept of a person is which stretches are free. What is less urgent can come later when somebody has
more time. Source: Graham 1969.
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise
from typing import Self

import numpy as np

from troth.pure.forecast.clocks import answered, ended, worked_by
from troth.pure.forecast.draws import Draws, taken
from troth.pure.forecast.finishes import Finishes, OnTheWall, Worked
from troth.pure.forecast.gaps import LONGEST, Gaps
from troth.pure.forecast.network import BEYOND, Int32s, Piece, Wait
from troth.pure.forecast.order import UnknownPieceError
from troth.pure.forecast.together import Together
from troth.pure.worktime.timetable import Timetable


class UnknownPersonError(ValueError):
    """A piece of work of somebody who is not among the people."""

    def __init__(self, piece: str, person: str) -> None:
        self.piece, self.person = piece, person
        super().__init__(
            f"“{piece}” is for “{person}”, who is not among the people: "
            "add them, or name one who is."
        )


class Placing:
    """What is free after the pieces that have been placed, and when those are finished."""

    def __init__(
        self,
        people: Mapping[str, Timetable],
        draws: Draws,
        together: Together,
        *,
        gaps: dict[str, Gaps],
        finishes: dict[str, Finishes],
    ) -> None:
        self._people, self._draws, self._together = people, draws, together
        self._gaps = gaps
        self.finishes = finishes

    def branch(self, piece: Piece) -> Self:
        """The same, to place that piece in without a change to this."""
        gaps = dict(self._gaps)
        if piece.person in gaps:
            gaps[piece.person] = gaps[piece.person].copy()
        return self._with(gaps, dict(self.finishes))

    def without(self, people: Collection[str], *, pieces: Iterable[Piece]) -> Self:
        """As it was before any piece of these people was placed; `pieces` are all there are."""
        return self._with(
            {name: gaps for name, gaps in self._gaps.items() if name not in people},
            {each.id: self.finishes[each.id] for each in pieces if each.person not in people},
        )

    def _with(self, gaps: dict[str, Gaps], finishes: dict[str, Finishes]) -> Self:
        return type(self)(self._people, self._draws, self._together, gaps=gaps, finishes=finishes)

    def place(self, piece: Piece) -> None:
        """Raises UnknownPersonError, UnknownPieceError."""
        clock = self._people.get(piece.person)
        if clock is None:
            raise UnknownPersonError(piece.id, piece.person)
        for named in piece.after:
            if named not in self.finishes:
                raise UnknownPieceError(piece.id, named)
        parts = _parts(piece)
        gaps = self._gaps.setdefault(piece.person, Gaps(self._draws.trials))
        takes_time = all(part[0] > 0 for part in parts)
        place = self._placed if takes_time else self._placed_on_the_wall
        self.finishes[piece.id] = place(piece, parts, gaps, clock)

    def _placed(self, piece: Piece, parts: list[Int32s], gaps: Gaps, clock: Timetable) -> Finishes:
        places = self._together.places(piece.id, person=piece.person)
        worked = gaps.take(self._release(piece, clock), taken(parts[0], places))
        for pause, part in zip(piece.pauses, parts[1:], strict=True):
            at = self._answered(pause, ended(clock, worked))
            worked = gaps.take(worked_by(clock, at), taken(part, places))
        return Worked(clock, worked)

    def _release(self, piece: Piece, clock: Timetable) -> Int32s | None:
        """The worked minute from which the piece can be worked on; None where that is the first."""
        least = int(clock.before[min(piece.not_before, clock.minutes)])
        release = None
        for need in piece.needs:
            came = worked_by(clock, answered(need, need.minutes, need.starts))
            release = _later(release, taken(came, self._draws.places(need.key)))
        for named in piece.after:
            release = _later(release, self.finishes[named].worked_by(clock))
        if not least:
            return release
        return (
            np.full(self._draws.trials, least, np.int32)
            if release is None
            else np.maximum(release, least)
        )

    def _placed_on_the_wall(
        self, piece: Piece, parts: list[Int32s], gaps: Gaps, clock: Timetable
    ) -> Finishes:
        """What takes no time in some trials is finished when it begins, also at night."""
        places = self._together.places(piece.id, person=piece.person)
        at = self._released_at(piece)
        for number, part in enumerate(parts):
            if number:
                at = self._answered(piece.pauses[number - 1], at)
            minutes = taken(part, places)
            worked = gaps.take(worked_by(clock, at), minutes)
            at = np.where(minutes == 0, at, ended(clock, worked))
        at[at > clock.minutes] = BEYOND
        return OnTheWall(at)

    def _released_at(self, piece: Piece) -> Int32s:
        at = np.full(self._draws.trials, piece.not_before, np.int32)
        for need in piece.needs:
            came = answered(need, need.minutes, need.starts)
            np.maximum(at, taken(came, self._draws.places(need.key)), out=at)
        for named in piece.after:
            np.maximum(at, self.finishes[named].minutes, out=at)
        return at

    def _answered(self, wait: Wait, at: Int32s) -> Int32s:
        return answered(wait, taken(wait.minutes, self._draws.places(wait.key)), at)


def _later(one: Int32s | None, other: Int32s) -> Int32s:
    return other if one is None else np.maximum(one, other)


def _parts(piece: Piece) -> list[Int32s]:
    """The minutes of each part; together they are the whole."""
    whole = np.minimum(piece.minutes, LONGEST)
    if len(piece.parts) == 1:
        return [whole]
    shares = np.cumsum(piece.parts[:-1]) / sum(piece.parts)
    upto = [np.rint(whole * share).astype(np.int32) for share in shares]
    return [upto[0], *(after - before for before, after in pairwise([*upto, whole]))]
