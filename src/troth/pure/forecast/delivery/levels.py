"""A distribution of durations as the quantiles of their logarithm at a few levels."""

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEVELS: Floats = np.array(
    [0.001, 0.005, 0.01, 0.025, *(step / 20 for step in range(1, 20)), 0.975, 0.99, 0.995, 0.999]
)

_INNER = slice(2, -2)
"""From 1 % to 99 %: what lies beyond follows the slope at the end of it."""

_LEAST_SLOPE = 0.1
"""Of the logarithm of days by log-odds: no distribution ends at once."""

_NEAR_END = 4


def log_odds(levels: Floats) -> Floats:
    """Of shares between 0 and 1, both excluded: 0 for a half, above it for more."""
    return np.asarray(np.log(levels / (1 - levels)))


LOG_ODDS = log_odds(LEVELS)


def logistic(deviation: float, odds: Floats = LOG_ODDS) -> Floats:
    """The quantiles at these log-odds of a logistic distribution about 0, by standard deviation."""
    return np.asarray(deviation * math.sqrt(3) / math.pi * odds)


def at(quantiles: Floats, odds: Floats) -> Floats:
    """The quantiles at these log-odds, of one distribution told at LEVELS.

    Beyond 1 % and 99 % they go on along a straight line, so that every odds has an answer.
    """
    places, values = LOG_ODDS[_INNER], quantiles[_INNER]
    below = _slope(values[: _NEAR_END + 1], places[: _NEAR_END + 1])
    above = _slope(values[-_NEAR_END - 1 :], places[-_NEAR_END - 1 :])
    inner = np.interp(odds, places, values)
    upward = np.maximum(odds - places[-1], 0) * above
    return np.asarray(inner + upward - np.maximum(places[0] - odds, 0) * below)


def _slope(values: Floats, places: Floats) -> float:
    return max(float((values[-1] - values[0]) / (places[-1] - places[0])), _LEAST_SLOPE)
