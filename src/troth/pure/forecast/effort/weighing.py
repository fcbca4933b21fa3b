"""How much each way of forecasting counts: as much as would have served best of late.

What a mixture of ways would have lost on a piece (its continuous ranked probability score) is a
quadratic form in their shares; so the best shares follow from the mean of these forms.
Source: Gneiting 2007 for the loss, Wolpert 1992 for mixing by it.
"""

from itertools import combinations
from typing import NamedTuple

import numpy as np

from troth.pure.forecast.effort.past import Numbers

BOUNDS = np.geomspace(0.05, 20, 60)
"""The ratios at which the ways are compared."""

SHARES = np.array([0.375, 0.125, 0.5])
"""What the ways count with no past of forecasts: near, lately, leaning."""

DRAWN = 2.0
"""They are drawn to SHARES as strongly as so many pieces could draw them."""

_WAYS = len(SHARES)
_CHOICES = [list(ways) for many in range(1, _WAYS + 1) for ways in combinations(range(_WAYS), many)]


class Losses(NamedTuple):
    """The quadratic forms of pieces: the loss of shares w is w @ square @ w - 2 line @ w + ..."""

    square: Numbers
    line: Numbers


def losses(told: Numbers, *, ratio: Numbers, size: Numbers) -> Losses:
    """What `told` would have lost: the chances below BOUNDS, by piece and way.

    It is counted in roots of hours: in hours a few large pieces would decide alone, in ratios the
    many small ones.
    """
    steps = np.gradient(BOUNDS) * np.exp(size / 2)[:, None]
    weighted = told * steps[:, None, :]
    came = (ratio[:, None] < BOUNDS).astype(np.float64)
    return Losses(weighted @ told.transpose(0, 2, 1), np.einsum("pwb,pb->pw", weighted, came))


def best(past: Losses) -> Numbers:
    """The shares that would have lost the least, drawn to SHARES."""
    pieces = len(past.line)
    if pieces == 0:
        return SHARES
    square, line = past.square.mean(axis=0), past.line.mean(axis=0)
    pull = DRAWN / pieces * np.trace(square) / _WAYS
    return _least(square + pull * np.eye(_WAYS), line + pull * SHARES)


def _least(square: Numbers, line: Numbers) -> Numbers:
    """The shares, none below 0 and 1 in all, where the form is least.

    The ways are few: the best of each choice of them is found, and of these the best.
    """
    found = [_of(choice, square, line) for choice in _CHOICES]
    inside = [shares for shares in found if (shares >= 0).all()]
    return min(inside, key=lambda shares: float(shares @ square @ shares - 2 * line @ shares))


def _of(choice: list[int], square: Numbers, line: Numbers) -> Numbers:
    """The least form where the chosen ways share 1 among them, and the others have nothing."""
    bordered = np.ones((len(choice) + 1, len(choice) + 1))
    bordered[:-1, :-1], bordered[-1, -1] = square[np.ix_(choice, choice)], 0.0
    shares = np.zeros(_WAYS)
    shares[choice] = np.linalg.solve(bordered, np.append(line[choice], 1.0))[:-1]
    return shares
