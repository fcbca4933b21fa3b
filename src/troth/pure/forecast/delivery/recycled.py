"""What may be, from how far the usual was from what came: past errors of the same forecast.

Source: E. L. Kaplan, P. Meier, Nonparametric estimation from incomplete observations, JASA 53
(1958): a start whose finish is still to come has lasted so long already, and that counts.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.delivery.levels import LEVELS, log_odds, logistic
from troth.pure.forecast.delivery.working_days import Days

Floats = NDArray[np.float64]

MOST_STARTS = 2_500
"""Working days back, ten years, after which a start is not looked at."""

PRIOR_ERRORS = 40
PRIOR_WEIGHT = 4.0
"""What is thought of the errors before any is known weighs as much as four finished forecasts."""

PRIOR_VARIANCE = 0.34
PRIOR_VARIANCE_OF_ONE = 4.5
"""Of the logarithm of the error: changes of pace, and what chance does to a count, which shrinks
with the number of pieces. An assumption: twice what a steady team would show."""


@dataclass(frozen=True)
class Errors:
    """Every working day as the start of a forecast, with the usual and what came of it.

    `starts` are working days counted from the first of the past, `days` the same by the calendar.
    `ended` is the day of the calendar on which a forecast's finish came, `took` the working days.
    """

    starts: Days
    usual: Floats
    ended: Days
    took: Floats
    known: NDArray[np.int64]


def quantiles(past_errors: Errors, place: int, *, today: int, items: int, half_life: int) -> Floats:
    """The logarithm of the working days from start number `place` on, at LEVELS.

    From the errors of the earlier starts, as they were known before `today`, a day of the calendar;
    an error weighs half as much each `half_life` working days further back.
    """
    errors, is_known, weights = _prior(items)
    if place > 0:
        own = _own(past_errors, place, today=today, items=items, half_life=half_life)
        errors, is_known, weights = (
            np.concatenate(pair) for pair in zip(own, (errors, is_known, weights), strict=True)
        )
    return np.asarray(past_errors.usual[place] + _kaplan_meier(errors, is_known, weights))


def _own(
    past_errors: Errors, place: int, *, today: int, items: int, half_life: int
) -> tuple[Floats, NDArray[np.bool_], Floats]:
    earlier = slice(max(place - MOST_STARTS, 0), place)
    ages = past_errors.starts[place] - past_errors.starts[earlier]
    is_known = past_errors.ended[earlier] < today
    lasted = np.where(is_known, past_errors.took[earlier], np.maximum(ages, 0.5))
    # Starts a day apart share most of their pieces: together they weigh as many as do not.
    each = past_errors.known[place] / items / place
    return (
        np.log(lasted) - past_errors.usual[earlier],
        is_known,
        each * 0.5 ** (ages / half_life),
    )


def _prior(items: int) -> tuple[Floats, NDArray[np.bool_], Floats]:
    levels = (np.arange(PRIOR_ERRORS) + 0.5) / PRIOR_ERRORS
    spread = math.sqrt(PRIOR_VARIANCE + PRIOR_VARIANCE_OF_ONE / items)
    errors = logistic(spread, log_odds(levels))
    weights = np.full(PRIOR_ERRORS, PRIOR_WEIGHT / PRIOR_ERRORS)
    return errors, np.full(PRIOR_ERRORS, fill_value=True), weights


def _kaplan_meier(errors: Floats, is_known: NDArray[np.bool_], weights: Floats) -> Floats:
    order = np.lexsort((~is_known, errors))
    errors, is_known, weights = errors[order], is_known[order], weights[order]
    at_risk = np.cumsum(weights[::-1])[::-1]
    lasts = np.where(is_known, 1 - weights / np.maximum(at_risk, 1e-12), 1.0)
    ended = 1 - np.cumprod(np.maximum(lasts, 0.0))
    errors, ended = errors[is_known], ended[is_known]
    places = np.searchsorted(ended, LEVELS - 1e-9)
    return np.asarray(errors[np.minimum(places, len(errors) - 1)])
