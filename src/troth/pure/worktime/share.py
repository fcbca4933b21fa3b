"""How much of the free working time really is work: mail, calls and breaks take their part."""

from collections.abc import Sequence
from typing import NamedTuple

PRIOR_SHARE = 0.7
"""Where nothing is logged yet. An assumption of Troth's own, not measured: of eight free hours
between five and six go into the work that was estimated."""
PRIOR_HOURS = 40.0
"""The prior weighs as much as one week of free hours. Our assumption too."""
LEAST_SHARE = 0.05
"""Below that the hours were not logged, rather than not worked."""

WILD = 2.0
"""How many times the usual deviation a day may lie from the middle before it is drawn in."""
NARROWEST = 0.1
"""The usual deviation is never taken for less: days that are all alike say little of the next."""
A_MINUTE, A_YEAR = 1 / 60, 366 * 24.0
"""In hours: what is shorter or longer is no day and no week."""
TO_SIGMA = 1.4826
"""From the median absolute deviation to the standard deviation of a normal distribution."""


class _Day(NamedTuple):
    share: float
    free: float


def learned_share(
    logged: Sequence[tuple[float, float]],
    *,
    prior: float = PRIOR_SHARE,
    prior_hours: float = PRIOR_HOURS,
) -> float:
    """The share of free working time that is worked, more than 0 and at most 1.

    `logged` holds (free hours by the calendar, hours logged in them) of finished days or weeks.
    The mean of their shares, weighed by their free hours, each drawn in to two usual deviations
    from the median, so that no single day decides; pooled with the prior as if that were
    `prior_hours` more. What has not a minute free, or no number of hours, is left out.
    """
    days = [_Day(worked / free, free) for free, worked in logged if _tells(free, worked)]
    seen = [*days, _Day(prior, prior_hours)]
    middle = _median(seen)
    usual = TO_SIGMA * _median([_Day(abs(day.share - middle), day.free) for day in seen])
    reach = WILD * max(usual, NARROWEST)
    drawn = [_Day(min(max(day.share, middle - reach), middle + reach), day.free) for day in days]
    pooled = [*drawn, _Day(prior, prior_hours)]
    share = sum(day.share * day.free for day in pooled) / sum(day.free for day in pooled)
    return min(max(share, LEAST_SHARE), 1.0)


def _tells(free: float, worked: float) -> bool:
    return A_MINUTE <= free <= A_YEAR and 0 <= worked <= A_YEAR


def _median(days: Sequence[_Day]) -> float:
    """The share that half of the free hours lie below."""
    half = sum(day.free for day in days) / 2
    passed = 0.0
    for day in sorted(days):
        passed += day.free
        if passed >= half:
            return day.share
    return days[-1].share
