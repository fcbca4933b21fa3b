"""What is still free of one person's working time, in all trials at once."""

from typing import Final, Self

import numpy as np

from troth.pure.forecast.network import Int32s

SIGN: Final = 31
"""A number shifted right by so many bits is -1 where it is below 0, else 0."""

SPARE: Final = 3
"""With so many columns more than were needed at the last packing, the gaps are packed again."""

LONGEST: Final = 1 << 28
"""Five hundred years of minutes: no part of a piece takes longer."""

FAR: Final = 1 << 29
"""A worked minute that lies behind every horizon: what begins there is told apart no more."""

ENDLESS: Final = 1 << 30
"""Where a gap ends that has no end. It is later than FAR by more than LONGEST."""


class Gaps:
    """The free stretches of one person, in worked minutes: a list of them for each trial.

    A column holds one of them for each trial: the row of its starts, and that of its ends, which
    are not included. They rise and do not overlap. Trials differ, so some are empty; the last one
    that is not has no end (ENDLESS).
    """

    def __init__(self, trials: int) -> None:
        always = np.zeros((2, trials), np.int32)
        always[1] = ENDLESS
        self._columns = [always]
        self._most = 1 + SPARE

    def __len__(self) -> int:
        return len(self._columns)

    def copy(self) -> Self:
        """The same gaps; what is taken from the copy is not taken from these."""
        twin = object.__new__(type(self))
        twin._columns = [column.copy() for column in self._columns]
        twin._most = self._most
        return twin

    def take(self, release: Int32s | None, minutes: Int32s) -> Int32s:
        """Take the earliest `minutes` from `release` on, or from the beginning (None).

        Returns the worked minute at which they end. Where `minutes` is 0 nothing is taken, and the
        answer means nothing.
        """
        taking = _Taking(minutes)
        if release is None:
            for column in self._columns:
                taking.from_(column)
        else:
            none = not np.minimum.reduce(minutes)
            self._split(release * (minutes > 0) if none else release, taking)
        if np.maximum.reduce(taking.finish) > FAR:
            self._shorten(taking.finish)
        if len(self._columns) > self._most:
            self._pack()
        return taking.finish

    def _split(self, release: Int32s, taking: "_Taking") -> None:
        """Take what lies behind the release. See Note [Splitting].

        Of a gap there remains what lies before the release, and what lies behind the finish. In
        the order of time these are: of each gap the part before, up to the one in which the release
        lies; from that one on, the part behind. So there is one column more, in which column j is
        the part before of gap j or, later, the part behind of gap j - 1. No trial has to be asked
        which: up to the release the part behind is empty and begins and ends there, later than the
        part before; further on the part behind of gap j - 1 is earlier than gap j. So the lesser
        one is right, of starts and of ends.
        """
        released = np.stack((release, release))
        behind = released.copy()
        for place, column in enumerate(self._columns):
            # The part behind becomes the column here; the column here, its own part behind.
            self._columns[place] = np.minimum(column, behind, out=behind)
            np.maximum(column, released, out=column)
            taking.from_(column)
            behind = column
        self._columns.append(behind)

    def _shorten(self, finish: Int32s) -> None:
        """Keep sums of what never comes about from running over."""
        for each in (finish, *(column[0] for column in self._columns)):
            np.minimum(each, FAR, out=each)

    def _pack(self) -> None:
        """Drop as many columns as every trial has empty ones."""
        needed = self._banish()
        while len(self._columns) > needed:
            _sink(self._columns)
        self._return()
        self._most = needed + SPARE

    def _banish(self) -> int:
        """Move the empty gaps beyond all times; how many others a trial has at most."""
        held = np.zeros_like(self._columns[0][0])
        empty = np.empty_like(held)
        for column in self._columns:
            np.subtract(column[0], column[1], out=empty)
            np.right_shift(empty, SIGN, out=empty)
            held += empty
            np.invert(empty, out=empty)
            np.bitwise_and(empty, ENDLESS, out=empty)
            np.maximum(column, empty, out=column)
        return -int(np.minimum.reduce(held))

    def _return(self) -> None:
        """Give the empty gaps that are left a place between the others: where the next begins."""
        later = self._columns[-1][0]
        for column in self._columns[-2::-1]:
            np.minimum(column, later, out=column)
            later = column[0]


class _Taking:
    """Minutes that are taken from one gap after the other, until none is owed any more."""

    def __init__(self, minutes: Int32s) -> None:
        self.finish: Int32s = np.empty_like(minutes)
        self._owed, self._until = np.negative(minutes), np.empty_like(minutes)
        # What is owed is told below 0: read without its sign, that is greater than any minute.
        views = (each.view(np.uint32) for each in (self.finish, self._owed, self._until))
        self._first, self._still_owed, self._here = views
        self._first.fill(ENDLESS)

    def from_(self, column: Int32s) -> None:
        """As much as is owed, or as there is; the column begins behind it."""
        start, end = column
        np.subtract(start, self._owed, out=self._until)
        np.minimum(self._until, end, out=start)
        np.subtract(start, self._until, out=self._owed)
        # The finish is the first place at which nothing is owed.
        np.maximum(start.view(np.uint32), self._still_owed, out=self._here)
        np.minimum(self._first, self._here, out=self._first)


def _sink(columns: list[Int32s]) -> None:
    """Let the greatest of each trial fall to the last column, and drop that."""
    falling = columns[0]
    lesser = np.empty_like(falling)
    for place in range(1, len(columns)):
        np.minimum(falling, columns[place], out=lesser)
        np.maximum(falling, columns[place], out=columns[place])
        columns[place - 1], lesser, falling = lesser, falling, columns[place]
    columns.pop()
