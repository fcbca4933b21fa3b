"""The account of dates that were told: how many held, and what that does to the next ones.

After a date failed, the next ones are told later; after one held, earlier. Of a date that should
hold four times out of five a step later is as long as four steps earlier. So the share of dates
that hold stays near the share that was told, whatever the team does.

Source: I. Gibbs, E. Candès, Adaptive conformal inference under distribution shift, NeurIPS (2021);
A. Angelopoulos, E. Candès, R. Tibshirani, Conformal PID control for time series prediction (2023).
"""

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.delivery.levels import log_odds
from troth.pure.forecast.delivery.working_days import Days

Floats = NDArray[np.float64]

SHARES: Floats = np.array([0.8, 0.85, 0.9, 0.95])
"""The shares that have an account."""

STEP = 0.5
"""In log-odds, for each date more that failed than should have: 85 % becomes 90 %."""

FARTHEST = 2.0
"""In log-odds: the account may make 85 % of the model into 43 % or 98 % and no more, for a date
that is years away serves nobody."""

LATER_FROM, EARLIER_FROM = 0.7, 0.5
"""Up to these shares nothing is moved; from here to the first account it grows. What moves earlier
must take those before it along; what moves later need not."""

HALF_LIFE = 260
"""Weeks, five years, after which a date counts half as much: so one long good time, or a bad one,
does not outweigh what comes after it for as long again."""

_LATER, _EARLIER = (log_odds(np.array([start, *SHARES])) for start in (LATER_FROM, EARLIER_FROM))


class Account:
    """The dates told so far, one of each share a week, and which of them are known to have failed.

    A date has failed as soon as its day is over and the work is not finished: that is known long
    before the finish is.
    """

    def __init__(self) -> None:
        self._told: list[tuple[Days, int]] = []

    def told(self, days: Days, *, ended: int) -> None:
        """Dates were told for SHARES, of work that ends on the day `ended`, now or in future."""
        self._told.append((days, ended))

    def moves(self, odds: Floats, *, today: int) -> Floats:
        """How far each of these log-odds is moved, from what is known before `today`."""
        moved = np.clip(STEP * self._sums(today), -FARTHEST, FARTHEST)
        later = np.interp(odds, _LATER, [0.0, *np.maximum(moved, 0)])
        return np.asarray(later + np.interp(odds, _EARLIER, [0.0, *np.minimum(moved, 0)]))

    def _sums(self, today: int) -> Floats:
        """By how many more than should have the dates of each share failed, the open ones aside."""
        if not self._told:
            return np.zeros(len(SHARES))
        days = np.array([days for days, _ in self._told])
        ended = np.array([ended for _, ended in self._told])[:, None]
        is_over = ended < today
        failed = np.where(is_over, ended > days, days < today)
        held = is_over & ~failed
        counts = 0.5 ** (np.arange(len(days), 0, -1) / HALF_LIFE)
        return np.asarray(counts @ (failed * SHARES - held * (1 - SHARES)))
