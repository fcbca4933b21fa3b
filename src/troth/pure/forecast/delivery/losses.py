"""What forecasts lost: the pinball loss of the logarithm of the working days.

The loss of the quantile of a share p is p times what it is too early, and 1 - p times what it is
too late: in the long run the smaller, the nearer the quantile is to the true one.

Source: R. Koenker, G. Bassett, Regression quantiles, Econometrica 46 (1978).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.delivery.working_days import Days

Floats = NDArray[np.float64]


class Weeks(NamedTuple):
    """What is known, on the last of some weeks, of the forecasts of those before it.

    `is_known` is whether the finish has come; `lasted` is for how many working days it has not.
    """

    is_known: NDArray[np.bool_]
    lasted: Floats
    a_week: int


def losses(quantiles: Floats, took: Days, *, levels: Floats) -> Floats:
    """The mean loss over `levels`, for each week and what stands before it in the shape.

    `quantiles` end with the axes of weeks and `levels`; `took` are the working days by week.
    """
    above = np.log(took)[:, None] - quantiles
    return np.asarray(np.maximum(levels * above, (levels - 1) * above).mean(axis=-1))


def lost_by_now(lost: Floats, quantiles: Floats, weeks: Weeks, *, levels: Floats) -> Floats:
    """The losses `lost` where the finish is known; elsewhere what is lost if it comes today."""
    above = np.log(np.maximum(weeks.lasted, 0.5))[:, None] - quantiles
    at_least = (levels * np.maximum(above, 0)).mean(axis=-1)
    return np.where(weeks.is_known, lost, at_least)
