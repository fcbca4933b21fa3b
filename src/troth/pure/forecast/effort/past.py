"""Finished work, in columns, by the day it was finished."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]

UNKNOWN = -1
"""The place of a person or a kind of work that is not told, or not met before."""


DIGITS = 9
"""Ratios that agree in so many digits are one: 0.3 of 0.1 is as 3 of 1."""


class Done(NamedTuple):
    """One piece of finished work: what was estimated, and what it came to."""

    estimated_hours: float
    actual_hours: float
    estimated_on: date
    completed_on: date
    person: str = ""
    kind: str = ""

    @property
    def tells(self) -> bool:
        """Whether something can be learned from it: hours above 0, finished after the estimate."""
        hours = 0 < self.estimated_hours < np.inf and 0 < self.actual_hours < np.inf
        return hours and self.completed_on >= self.estimated_on


class Asked(NamedTuple):
    """Estimates that are asked about: columns of equal length."""

    size: Numbers
    person: Places
    kind: Places

    def where(self, chosen: NDArray[np.bool_] | Places) -> Self:
        return type(self)(self.size[chosen], self.person[chosen], self.kind[chosen])


class Past(NamedTuple):
    """Columns of equal length, in the order of completion."""

    size: Numbers
    """The logarithm of the estimate in hours."""
    ratio: Numbers
    """Actual over estimated hours."""
    estimated_on: Places
    completed_on: Places
    person: Places
    kind: Places
    people: Mapping[str, int]
    kinds: Mapping[str, int]

    @property
    def asked(self) -> Asked:
        return Asked(self.size, self.person, self.kind)

    def part(self, first: int, end: int) -> Self:
        return self._replace(
            size=self.size[first:end],
            ratio=self.ratio[first:end],
            estimated_on=self.estimated_on[first:end],
            completed_on=self.completed_on[first:end],
            person=self.person[first:end],
            kind=self.kind[first:end],
        )

    def known(self, day: Places | int) -> Places:
        """How many of the pieces were finished before `day` (an ordinal)."""
        return np.asarray(np.searchsorted(self.completed_on, day, side="left"))


def past(history: Sequence[Done]) -> Past:
    """The columns of all that tells something; the rest is left out."""
    told = sorted((done for done in history if done.tells), key=_order)
    people, kinds = _numbered([d.person for d in told]), _numbered([d.kind for d in told])
    estimated = np.array([done.estimated_hours for done in told], dtype=np.float64)
    actual = np.array([done.actual_hours for done in told], dtype=np.float64)
    return Past(
        size=np.log(estimated),
        ratio=np.round(actual / estimated, DIGITS),
        estimated_on=np.array([done.estimated_on.toordinal() for done in told], dtype=np.int64),
        completed_on=np.array([done.completed_on.toordinal() for done in told], dtype=np.int64),
        person=np.array([people.get(done.person, UNKNOWN) for done in told], dtype=np.int64),
        kind=np.array([kinds.get(done.kind, UNKNOWN) for done in told], dtype=np.int64),
        people=people,
        kinds=kinds,
    )


def _order(done: Done) -> tuple[date, date]:
    return done.completed_on, done.estimated_on


def _numbered(names: Sequence[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(dict.fromkeys(filter(None, names)))}
