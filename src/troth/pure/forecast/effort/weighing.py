"""How much each way of forecasting counts: as much as would have served best of late.

Each way told a chance for what came to be below any bound. What a mixture of the ways would have
lost (the continuous ranked probability score) is a quadratic form in their shares, so that the
best shares follow from sums over the past.
Source: Gneiting 2007 for the loss, Wolpert 1992 for mixing by it.
"""

from itertools import combinations

import numpy as np

from troth.pure.forecast.effort.past import Numbers

BOUNDS = np.geomspace(0.05, 20, 60)
"""The ratios at which the ways are compared."""

SHARES = np.array([0.375, 0.125, 0.5])
"""What near, lately and leaning count with no past of forecasts."""

DRAWN = 0.5
"""How strongly they are drawn to SHARES: as by so much of one piece."""

HALF_LIFE = 400
"""After so many finished pieces a forecast of one counts half."""

_STEPS = np.gradient(BOUNDS)

_CHOICES = [
    list(ways) for many in range(1, len(SHARES) + 1) for ways in combinations(range(3), many)
]


class Losses:
    """What mixtures of the ways would have lost, on pieces in the order of completion."""

    def __init__(self, pieces: int) -> None:
        ways = len(SHARES)
        self._square = np.zeros((pieces, ways, ways))
        self._line = np.zeros((pieces, ways))

    def judge(self, places: slice | Numbers, told: Numbers, ratio: Numbers, size: Numbers) -> None:
        """Note what was told of these pieces: told[piece, way, bound], the chances below BOUNDS.

        Losses are in hours, drawn together by a root: else a few large pieces would decide alone.
        """
