"""What may be: equally likely values, from the least to the greatest."""

import numpy as np
from numpy.typing import NDArray

STRATA = 4096
"""How many equally likely values a spread holds."""

LEVELS: NDArray[np.float64] = (np.arange(STRATA) + 0.5) / STRATA
"""The share of what may be that lies below each value of a spread, half of itself included."""

ENOUGH = STRATA // 64
"""Fewer values than this tell nothing of how long a wait goes on that has outlasted the rest."""

Spread = NDArray[np.float64]


class EstimateError(ValueError):
    """An estimate that cannot be drawn from; the words say what to write in its place."""


def certain(value: float) -> Spread:
    """The spread of what is known: `value` and nothing else, in the unit of `value`."""
    return np.full(STRATA, float(value))


def three_point(low: float, likely: float, high: float) -> Spread:
    """The spread of an estimate: 1 in 10 is below `low`, half below `likely`, 1 in 10 above `high`.

    Exactly so, in the unit of the three. In between and beyond, the logarithm is logistic on either
    side of `likely`: its tails are heavier than a normal one's, as those of real work are.
    Raises EstimateError where one is not above 0 or they do not rise.
    Source: Fisk 1961, the log-logistic law.
    """
    _check(low, likely, high)
    return _log_logistic(low, likely, high)


def remaining(spread: Spread, waited: float) -> Spread:
    """What is left of a wait that has lasted longer than `waited` already, in the same unit.

    Where fewer than 1 in 64 would have lasted as long, the past no longer tells: then it is as
    likely as not that it takes as long again, and the chance of n times as long is 1 in n + 1.
    Source: Gott 1993.
    """
    if waited <= 0:
        return spread
    left = spread[np.searchsorted(spread, waited, side="right") :]
    if len(left) < ENOUGH:
        return np.asarray(waited * (1 / (1 - LEVELS) - 1))
    return np.asarray(left[(LEVELS * len(left)).astype(np.int64)] - waited)


def _check(low: float, likely: float, high: float) -> None:
    if not 0 < low < np.inf:
        raise EstimateError(f"An estimate must be more than 0 hours, not {low:g}.")
    if not low <= likely <= high < np.inf:
        raise EstimateError(
            f"An estimate rises from low over likely to high; {low:g}, {likely:g}, {high:g} do not."
        )


def _log_logistic(low: float, likely: float, high: float) -> Spread:
    # In units of the distance from the middle to 1 in 10.
    steps = np.log(LEVELS / (1 - LEVELS)) / np.log(9)
    ratios = np.where(steps < 0, likely / low, high / likely)
    return np.asarray(likely * ratios**steps)
