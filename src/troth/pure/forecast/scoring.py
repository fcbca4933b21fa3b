"""How near forecasts came to what happened: coverage, width and two losses."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.spread import LEVELS, Spread

SHARES = (0.5, 0.8, 0.85, 0.9, 0.95)
"""The shares of certainty for which the coverage is told."""

PINBALL_LEVELS: NDArray[np.float64] = np.arange(1, 20) / 20
"""The quantiles whose loss `pinball` is the mean of: 5 %, 10 %, ... 95 %."""

DIGITS = 4

SAME = 1e-9
"""Numbers nearer to each other than this share of one of them are the same."""


class Score(NamedTuple):
    """One forecast beside what happened."""

    covered: tuple[float, ...]
    """For each of SHARES: 1 where it held, 0 where not, a half where it was met on an end."""
    width_80: float
    pinball: float
    crps: float


def central(spread: Spread, actual: float) -> Score:
    """The score where a forecast holds if `actual` lies in the central interval of each share.

    The interval of 80 % goes from the 10 % quantile to the 90 % quantile. An actual inside counts
    1, on an end a half (also where both ends are one value), outside 0.
    """
    low, high = quantiles(spread, _TAILS), quantiles(spread, 1 - _TAILS)
    on_an_end = np.isclose(low, actual, rtol=SAME, atol=0) | np.isclose(
        high, actual, rtol=SAME, atol=0
    )
    inside = (low < actual) & (actual < high) & ~on_an_end
    return _score(spread, actual, covered=np.where(inside, 1.0, on_an_end / 2))


def by_then(spread: Spread, actual: float) -> Score:
    """The score where a forecast holds if `actual` is at or before the quantile of each share."""
    ends = quantiles(spread, np.array(SHARES))
    return _score(spread, actual, covered=np.where(actual <= ends, 1.0, 0.0))


def quantiles(spread: Spread, levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """The values below which these shares of a spread lie; between two values, on the line."""
    return np.interp(levels, LEVELS, spread)


def summary(scores: Sequence[Score]) -> dict[str, Any]:
    """The means over all scores, at least one; losses and width in the unit of the forecasts.

    - `n`: the number of forecasts.
    - `coverage`: for each share, the mean of what held.
    - `width_80`: the mean distance from the 10 % quantile to the 90 % quantile.
    - `pinball`: the mean over PINBALL_LEVELS of `(actual - q) * level` where the actual is above
      the quantile q, of `(q - actual) * (1 - level)` where it is below.
    - `crps`: the continuous ranked probability score of the spread's 4,096 values, which is
      twice the same loss over all their levels; for a certain forecast, the absolute error.

    Source: Gneiting 2007.
    """
    held = np.mean([score.covered for score in scores], axis=0)
    return {
        "n": len(scores),
        "coverage": {
            f"{share:.0%}"[:-1]: round(float(mean), DIGITS)
            for share, mean in zip(SHARES, held, strict=True)
        },
        "width_80": _mean([score.width_80 for score in scores]),
        "pinball": _mean([score.pinball for score in scores]),
        "crps": _mean([score.crps for score in scores]),
    }


_TAILS = (1 - np.array(SHARES)) / 2


def _score(spread: Spread, actual: float, *, covered: NDArray[np.float64]) -> Score:
    tenth, ninth = quantiles(spread, np.array([0.1, 0.9]))
    return Score(
        covered=tuple(covered.tolist()),
        width_80=float(ninth - tenth),
        pinball=float(_losses(quantiles(spread, PINBALL_LEVELS), PINBALL_LEVELS, actual).mean()),
        crps=float(2 * _losses(spread, LEVELS, actual).mean()),
    )


def _losses(
    values: NDArray[np.float64], levels: NDArray[np.float64], actual: float
) -> NDArray[np.float64]:
    above = actual - values
    return np.maximum(levels * above, (levels - 1) * above)


def _mean(values: list[float]) -> float:
    return round(float(np.mean(values)), DIGITS)
