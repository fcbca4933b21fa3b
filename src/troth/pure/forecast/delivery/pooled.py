"""Several ways to forecast made one, those that were nearer of late counting more.

Source: P. Gaillard, G. Stoltz, T. van Erven, A second-order bound with excess losses, COLT (2014),
for weighing forecasters by their past losses; the weights here are the plain exponential ones.
"""

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.delivery.levels import LEVELS
from troth.pure.forecast.delivery.working_days import Days

Floats = NDArray[np.float64]

HALF_LIFE = 26
"""Weeks after which a loss counts half as much."""

_SCORED = (LEVELS > 0.04) & (LEVELS < 0.96)
_MIDDLE = len(LEVELS) // 2


def losses(ways: Floats, took: Days) -> Floats:
    """The mean pinball loss of the logarithm, for each way and each week.

    `ways` are quantiles by way, week and level, `took` the working days by week.
    """
    levels = LEVELS[_SCORED]
    above = np.log(took)[None, :, None] - ways[:, :, _SCORED]
    return np.asarray(np.maximum(levels * above, (levels - 1) * above).mean(axis=2))


def pooled(ways: Floats, lost: Floats, *, is_known: NDArray[np.bool_], a_week: int) -> Floats:
    """The one distribution for the last week of `ways`: the mean of the ways' quantiles.

    `lost` are the losses in the weeks before it, of which those count that are known by now. They
    are measured by their own mean, and divided by the weeks that one forecast lasts, since as many
    forecasts are open at once and go wrong together.
    """
    now = ways[:, -1]
    if not is_known.any():
        return np.asarray(now.mean(axis=0))
    ages = np.arange(len(is_known), 0, -1)
    counted = 0.5 ** (ages / HALF_LIFE) * is_known
    sums = (lost * counted).sum(axis=1)
    usual = max(float(sums.mean() / counted.sum()), 1e-3)
    overlap = max(1.0, float(np.exp(np.median(now[:, _MIDDLE]))) / a_week)
    weights = np.exp(-(sums - sums.min()) / usual / overlap)
    return np.asarray(np.tensordot(weights / weights.sum(), now, axes=1))
