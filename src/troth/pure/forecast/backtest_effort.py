"""Whether the forecasts of effort would have told the truth in this past."""

from collections.abc import Sequence
from itertools import islice
from typing import Any, NamedTuple

import numpy as np

from troth.pure.forecast.effort import Done, forecasts
from troth.pure.forecast.scoring import Score, central, summary
from troth.pure.forecast.spread import LEVELS, Spread

WARM_UP = 100
"""So many pieces, the first in the order of their estimates, are only learned from."""


class TooFewError(ValueError):
    """Not one piece of work was estimated after enough others were finished."""


class Scored(NamedTuple):
    """One piece of work with its forecast, and with the plain one beside it."""

    done: Done
    forecast: Score
    plain: Score


def backtest(history: Sequence[Done]) -> list[Scored]:
    """Every piece after the first WARM_UP, in the order of their estimates.

    Each is forecast at its `estimated_on` from the pieces completed before that day; where there
    is none, it is passed over. The plain forecast is the estimate times the quantiles of all
    earlier ratios of actual to estimate. Hours.
    Raises TooFewError where no piece is left to forecast.
    """
    plain = _Plain(history)
    scored = [
        Scored(
            done,
            central(forecast, done.actual_hours),
            central(done.estimated_hours * plain.ratios(known), done.actual_hours),
        )
        for done, known, forecast in islice(forecasts(history), WARM_UP, None)
        if known > 0
    ]
    if not scored:
        raise TooFewError(_too_few(sum(done.tells for done in history)))
    return scored


def in_one_line(scored: Sequence[Scored]) -> dict[str, Any]:
    """The summary of the forecasts, that of the plain ones as its `baseline`."""
    return summary([each.forecast for each in scored]) | {
        "baseline": summary([each.plain for each in scored])
    }


class _Plain:
    """The plain forecast from a past, as more and more of it is known."""

    def __init__(self, history: Sequence[Done]) -> None:
        told = sorted((done for done in history if done.tells), key=lambda done: done.completed_on)
        self._ratios = np.array([done.actual_hours / done.estimated_hours for done in told])
        self._known = 0
        self._ordered = np.empty(0)

    def ratios(self, known: int) -> Spread:
        """The empirical quantiles of the first: of n values, the i-th up to the share i / n."""
        if known > self._known:
            more = np.sort(self._ratios[self._known : known])
            self._ordered = np.insert(self._ordered, np.searchsorted(self._ordered, more), more)
            self._known = known
        return np.asarray(self._ordered[(LEVELS * known).astype(np.int64)])


def _too_few(pieces: int) -> str:
    return (
        f"{pieces} usable pieces of finished work are too few to judge by: the first {WARM_UP} are "
        f"only learned from, and those after them need one completed earlier. Add more of the past."
    )
