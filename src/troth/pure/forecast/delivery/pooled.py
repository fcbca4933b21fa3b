"""Several ways to forecast made one, those that were nearer of late counting more.

Note [Averaged and mixed]. Ways that see the same team with other eyes are averaged, quantile by
quantile: that is sharper than each of them, and as wide as they are. What comes of it is mixed with
a way that goes by the pace of the last week, chance by chance: where they say the same the mixture
is no wider than one of them, and where they do not its late dates are those of the later one.
Averaged alone, eyes that see a change are outvoted by those that remember the old pace.

Sources: P. Gaillard, G. Stoltz, T. van Erven, A second-order bound with excess losses, COLT (2014),
for weighing forecasters by their past losses, the weights here being the plain exponential ones;
T. Gneiting, R. Ranjan, Combining predictive distributions, EJS 7 (2013), for what a mixture does.
"""

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.delivery.levels import LEVELS
from troth.pure.forecast.delivery.losses import Weeks, losses, lost_by_now
from troth.pure.forecast.delivery.working_days import Days

Floats = NDArray[np.float64]

HALF_LIFE = 26
"""Weeks after which a loss counts half as much."""

STEADY = 0.9
"""What is known of a team without a past: so likely is it that its pace does not change."""

_SCORED = (LEVELS > 0.04) & (LEVELS < 0.96)
_SHARES = LEVELS[_SCORED]
_MIDDLE = len(LEVELS) // 2


def lost(ways: Floats, took: Days) -> Floats:
    """What was lost by each way in each week: see `losses`."""
    return losses(ways[:, :, _SCORED], took, levels=_SHARES)


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
    """The one distribution for the last week of two `ways`, of which the first is the steady one.

    Of what is not finished yet, that counts which a way has lost by now already.
    """
    now = ways[:, -1]
    weights = np.array([STEADY, 1 - STEADY])
    if weeks.is_known.any():
        by_now = lost_by_now(lost, ways[:, :-1, _SCORED], weeks, levels=_SHARES)
        weights *= _weights(by_now, _usual(lost, weeks), _overlap(now[:1], weeks))
    return _mixture(now, weights / weights.sum())


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
