"""Several ways to forecast made one, those that were nearer of late counting more.

Note [Averaged and mixed]. Ways that see the same team with other eyes are averaged, quantile by
quantile: that is sharper than each of them, and as wide as they are. What comes of it is mixed with
ways that reckon with a change of pace, chance by chance: where they say the same the mixture is no
wider than one of them, and where they do not its late dates are those of the later one. Averaged
alone, eyes that see the change are outvoted by those that remember the old pace.

Sources: P. Gaillard, G. Stoltz, T. van Erven, A second-order bound with excess losses, COLT (2014),
for weighing forecasters by their past losses, the weights here being the plain exponential ones;
T. Gneiting, R. Ranjan, Combining predictive distributions, EJS 7 (2013), for what a mixture does.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.delivery.levels import LEVELS
from troth.pure.forecast.delivery.working_days import Days

Floats = NDArray[np.float64]

HALF_LIFE = 26
"""Weeks after which a loss counts half as much."""

STEADY = 0.9
"""What is known of a team without a past: so likely is it that its pace does not change."""

EAGER = 6.0
"""So much more than in an average does a loss count in the mixture: a change is followed soon."""

_SCORED = (LEVELS > 0.04) & (LEVELS < 0.96)
_MIDDLE = len(LEVELS) // 2


class Weeks(NamedTuple):
    """What is known, on the last of some weeks, of the forecasts of those before it.

    `is_known` is whether the finish has come; `lasted` is for how many working days it has not.
    """

    is_known: NDArray[np.bool_]
    lasted: Floats
    a_week: int


def losses(ways: Floats, took: Days) -> Floats:
    """The mean pinball loss of the logarithm, for each way and each week.

    `ways` are quantiles by way, week and level, `took` the working days by week.
    """
    levels = LEVELS[_SCORED]
    above = np.log(took)[None, :, None] - ways[:, :, _SCORED]
    return np.asarray(np.maximum(levels * above, (levels - 1) * above).mean(axis=2))


def averaged(ways: Floats, lost: Floats, weeks: Weeks) -> Floats:
    """The one distribution for the last week of `ways`: the mean of the ways' quantiles.

    `lost` are the losses in the weeks before it, of which those count that are known by now.
    """
    now = ways[:, -1]
    if not weeks.is_known.any():
        return np.asarray(now.mean(axis=0))
    weights = _weights(lost * weeks.is_known, _usual(lost, weeks), _overlap(now, weeks))
    return np.asarray(np.tensordot(weights / weights.sum(), now, axes=1))


def mixed(ways: Floats, lost: Floats, weeks: Weeks) -> Floats:
    """The one distribution for the last week of `ways`: the first way, and what the others add.

    Of what is not finished yet, that counts which a way has lost by now already.
    """
    now = ways[:, -1]
    prior = np.full(len(now), (1 - STEADY) / (len(now) - 1))
    prior[0] = STEADY
    if not weeks.is_known.any():
        return _mixture(now, prior)
    lost_by_now = np.where(weeks.is_known, lost, _lost_at_least(ways[:, :-1], weeks.lasted))
    usual = _usual(lost, weeks) / EAGER
    weights = prior * _weights(lost_by_now, usual, _overlap(now[:1], weeks))
    return _mixture(now, weights / weights.sum())


def _lost_at_least(ways: Floats, lasted: Floats) -> Floats:
    """The loss of forecasts whose finish has not come after so many days, if it came today."""
    levels = LEVELS[_SCORED]
    above = np.log(np.maximum(lasted, 0.5))[None, :, None] - ways[:, :, _SCORED]
    return np.asarray((levels * np.maximum(above, 0)).mean(axis=2))


def _usual(lost: Floats, weeks: Weeks) -> float:
    """The mean loss of the finished forecasts, over all ways: by it losses are measured."""
    counted = _of_late(len(weeks.is_known)) * weeks.is_known
    return max(float((lost * counted).sum(axis=1).mean() / counted.sum()), 1e-3)


def _overlap(now: Floats, weeks: Weeks) -> float:
    """The weeks that one forecast lasts: as many are open at once, and go wrong together."""
    return max(1.0, float(np.exp(np.median(now[:, _MIDDLE]))) / weeks.a_week)


def _weights(lost: Floats, usual: float, overlap: float) -> Floats:
    sums = (lost * _of_late(lost.shape[1])).sum(axis=1)
    return np.asarray(np.exp(-(sums - sums.min()) / usual / overlap))


def _of_late(weeks: int) -> Floats:
    return np.asarray(0.5 ** (np.arange(weeks, 0, -1) / HALF_LIFE))


def _mixture(quantiles: Floats, weights: Floats) -> Floats:
    """The quantiles at LEVELS of distributions that are told at LEVELS, mixed with these weights.

    Between two levels the chance rises evenly; where levels have one value, it jumps.
    """
    values = np.unique(quantiles)
    sides = np.stack([np.nextafter(values, -np.inf), np.nextafter(values, np.inf)], axis=1)
    chances = [np.interp(sides, each, LEVELS, left=0, right=1) for each in quantiles]
    chance = np.tensordot(weights, np.array(chances), axes=1)
    return np.asarray(np.interp(LEVELS, chance.ravel(), np.repeat(values, 2)))
