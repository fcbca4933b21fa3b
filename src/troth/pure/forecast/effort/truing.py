"""Learning from one's own forecasts: how wide "four times out of five" has really been.

For every finished piece it is known how wide the central interval would have had to be to hold.
Where the interval of 80 % held in 70 %, the wider one that held in 80 % is told in its place.
Source: Kuleshov 2018.
"""

import numpy as np

from troth.pure.forecast.effort.past import Numbers, Places
from troth.pure.forecast.spread import LEVELS

LAST = 500
"""So many finished pieces are looked back on."""

TRUSTED = 100
"""So many pieces are needed until they count as much as the trust in the forecasts as they are."""

TOLD = np.array([0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95])
"""The shares that are trued; in between, on the line."""

GRID = (np.arange(200) + 0.5) / 200

GOLDEN = (5**0.5 - 1) / 2
SCALE = 997.0


def turns(size: Numbers, known: Places | int) -> Numbers:
    """For each estimate a number from 0 to 1, evenly spread, that has to do with nothing else.

    See Note [In turn] in efforts.
    """
    return np.asarray((size * SCALE + np.asarray(known) * GOLDEN) % 1.0)


def needed(below: Numbers, up_to: Numbers, turn: Numbers) -> Numbers:
    """The share from which on the central interval held what came.

    Given the shares of the forecast that lay below what came, and up to it, and its turn.
    """
    return np.abs(2 * (below + turn * (up_to - below)) - 1)


def trued(shares: Numbers) -> Numbers:
    """The levels to read a forecast at, in place of LEVELS, so that its intervals hold as told.

    `shares` is what `needed` said of past forecasts, in their order; with none, LEVELS are right.
    """
    knots = np.interp(TOLD, *_held(shares))
    asked = np.abs(2 * LEVELS - 1)
    central = np.interp(asked, [0.0, *TOLD, 1.0], [0.0, *knots, 1.0])
    return np.asarray(0.5 + np.sign(LEVELS - 0.5) * central / 2)


def _held(shares: Numbers) -> tuple[Numbers, Numbers]:
    """How often each share would have held, and the share."""
    points = np.concatenate([shares, GRID])
    each = np.concatenate([np.ones(len(shares)), np.full(len(GRID), TRUSTED / len(GRID))])
    order = np.argsort(points, kind="stable")
    return (np.cumsum(each[order]) - each[order] / 2) / each.sum(), points[order]
