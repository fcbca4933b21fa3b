"""How much later late dates are told than a forecast has them, until that has proved needless.

Note [Caution]. Every way to forecast learns from a team's past, and the past of a team that never
slowed down says that it never will. So the dates that are meant to hold in 80 % of cases and more
begin as those of a team that just slows down: they go by the pace of the last week or of the last
pieces where that is slower, and are put off by MORE. From then on the cautious dates and the plain
ones are weighed by what each would have lost, all weeks counting alike: a steady team is soon told
sharp dates, and one that has slowed down before is told cautious ones also while all goes well.
Earlier dates are left as they are.

Source: V. Vovk, Aggregating strategies, COLT (1990), for the weights.
"""

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.delivery.levels import LEVELS, log_odds
from troth.pure.forecast.delivery.losses import Weeks, losses, lost_by_now
from troth.pure.forecast.delivery.working_days import Days

Floats = NDArray[np.float64]

FROM, WHOLE = 0.7, 0.8
"""Dates that hold in this share of cases and less are left as they are; from the other on all are
put off by as much."""

MORE = 0.5
"""On the log scale: two thirds longer."""

WORTH = 0.95
"""The chance, of a team without a past, that caution is worth what it costs."""

EAGER = 8.0
"""By the exponential of this caution loses in odds, for each unit that it has lost more."""

_WHOLE = int(np.argmin(np.abs(LEVELS - WHOLE)))
_SCORED = (LEVELS > WHOLE - 0.01) & (LEVELS < 0.96)
_ENDS = log_odds(np.array([FROM, WHOLE]))


class Caution:
    """Caution about the forecasts `told`, where `quick` ways see a slower pace.

    Both are quantiles of the logarithm of the working days: by week and level, and by way, week and
    level. `took` are the working days by week.
    """

    def __init__(self, told: Floats, quick: Floats, took: Days) -> None:
        slower = (quick[:, :, _WHOLE] - told[:, _WHOLE]).max(axis=0)
        self._later = np.maximum(slower, 0) + MORE
        late = told[:, _SCORED]
        self._told = np.stack([late, late + self._later[:, None]])
        self._lost = losses(self._told, took, levels=LEVELS[_SCORED])

    def later(self, odds: Floats, *, week: int, weeks: Weeks) -> Floats:
        """How much later, on the log scale, the dates of these log-odds are told in a week.

        `weeks` says what is known by then of the forecasts of the weeks before it.
        """
        before = self._told[:, :week]
        lost = lost_by_now(self._lost[:, :week], before, weeks, levels=LEVELS[_SCORED])
        plain, cautious = lost.sum(axis=1)
        odds_against = (1 - WORTH) / WORTH * np.exp(min(EAGER * (cautious - plain), 500.0))
        later = self._later[week] / (1 + odds_against)
        return np.asarray(np.interp(odds, _ENDS, [0.0, float(later)]))
