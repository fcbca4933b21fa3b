"""A number that is a sum of leanings: of the size by lines, of the groups a piece is in by means.

The leanings are found in turn (backfitting). One of which little has been seen is drawn to none.
Source: Buja 1989.
"""

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.effort.past import UNKNOWN, Numbers, Places

DRAWN = 30.0
"""So many pieces are needed until a group's leaning counts half."""

DRAWN_SIZE = 10.0

SWEEPS = 3


class Facts(NamedTuple):
    """What is known of each piece: rows of lines, and its place within each kind of group."""

    lines: Numbers
    groups: tuple[Places, ...]

    def where(self, chosen: NDArray[np.bool_]) -> Self:
        groups = tuple(places[chosen] for places in self.groups)
        return type(self)(self.lines[chosen], groups)


class Sum:
    """The leanings in `values`, each of which counts as much as `counted` says."""

    def __init__(
        self, facts: Facts, numbers: Sequence[int], *, values: Numbers, counted: Numbers
    ) -> None:
        self._slopes: Numbers = np.zeros(facts.lines.shape[1])
        # The last place is that of UNKNOWN, which leans nowhere.
        self._groups: list[Numbers] = [np.zeros(number + 1) for number in numbers]
        self._mean = 0.0
        heavy = (facts.lines * counted[:, None]).T
        normal = heavy @ facts.lines + DRAWN_SIZE * np.eye(len(self._slopes))
        for _ in range(SWEEPS):
            left = values - self.at(facts)
            self._mean += float(np.average(left, weights=counted))
            left = values - self.at(facts) + facts.lines @ self._slopes
            self._slopes = np.asarray(np.linalg.solve(normal, heavy @ left), dtype=np.float64)
            self._sweep(facts, values - self.at(facts), counted)

    def at(self, facts: Facts) -> Numbers:
        sizes = facts.lines @ self._slopes
        each = zip(self._groups, facts.groups, strict=True)
        return np.asarray(self._mean + sizes + sum(group[places] for group, places in each))

    def _sweep(self, facts: Facts, left: Numbers, counted: Numbers) -> None:
        for number, places in enumerate(facts.groups):
            before = self._groups[number]
            after = _drawn(left + before[places], places, counted, len(before))
            left = left + before[places] - after[places]
            self._groups[number] = after


def _drawn(left: Numbers, places: Places, counted: Numbers, number: int) -> Numbers:
    """The mean of what is left at each place, drawn towards 0."""
    at = places % number  # UNKNOWN is the last place
    seen = np.bincount(at, counted, minlength=number)
    leaning = np.bincount(at, counted * left, minlength=number) / (seen + DRAWN)
    leaning[UNKNOWN] = 0.0
    return np.asarray(leaning)
