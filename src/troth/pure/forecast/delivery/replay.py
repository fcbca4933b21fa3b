"""Forecasts week by week through a past, each from what was known on its own day.

This is how a team's errors are learned from and how its forecasts are tested: the same sum does
both, so what the test shows is what a person gets.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.delivery import levels, pooled, ways
from troth.pure.forecast.delivery.account import SHARES, Account
from troth.pure.forecast.delivery.caution import Caution
from troth.pure.forecast.delivery.losses import Weeks
from troth.pure.forecast.delivery.past import Past
from troth.pure.forecast.delivery.working_days import Days
from troth.pure.forecast.spread import LEVELS, STRATA, Spread

Floats = NDArray[np.float64]

WARM_UP = 20
"""So many pieces must be finished before the first week that is learned from."""

ACCOUNT_FROM = 100
"""So many pieces must be finished before dates are counted as told."""

LONGEST = 12.0
"""The logarithm of the working days after which all is one: six hundred years."""

_ODDS = levels.log_odds(LEVELS)
_SHARES = np.minimum((SHARES * STRATA).astype(np.int64), STRATA - 1)


class Told(NamedTuple):
    """A forecast made on the day `today`: the day of the finish, 4,096 equally likely ones."""

    today: int
    ended: int
    days: Spread


def weeks(past: Past, *, last: int) -> Days:
    """The days of forecast, a week apart, the latest on `last`: each after WARM_UP finishes."""
    if len(past.finished) < WARM_UP:
        return np.array([last])
    first = int(past.finished[WARM_UP - 1]) + 1
    return np.arange(last, min(first, last) - 1, -7)[::-1]


def replay(past: Past, *, items: int, last: int) -> Iterator[Told]:
    """The forecasts of the next `items` pieces, one a week, the latest on the day `last`.

    Each from what came and was finished before its day. A weekend is one with the Monday after it.
    """
    todays = weeks(past, last=last)
    ended = past.nth_finish(todays, items=items)
    starts = past.week.at_or_after(todays) - past.first
    known = past.known(todays)
    by_then = [
        Weeks(ended[:week] < today, (starts[week] - starts[:week]) * 1.0, past.week.a_week)
        for week, today in enumerate(todays.tolist())
    ]
    took = ways.took(past, starts, ended)
    told = ways.ways(past, todays, starts, items=items)
    each_week = _pooled(told, took, by_then)
    caution = Caution(each_week, told.quick, took)
    account = Account()
    for week, today in enumerate(todays.tolist()):
        moved = _ODDS + account.moves(_ODDS, today=today)
        log_days = levels.at(each_week[week], moved)
        log_days += caution.later(_ODDS, week=week, weeks=by_then[week])
        days = _calendar(past, starts[week], np.maximum.accumulate(log_days))
        if known[week] >= ACCOUNT_FROM:
            account.told(days[_SHARES], ended=int(ended[week]))
        yield Told(today, int(ended[week]), days.astype(np.float64))


def _pooled(told: ways.Ways, took: Days, by_then: Sequence[Weeks]) -> Floats:
    """For each week what the ways tell together. See Note [Averaged and mixed] in pooled."""
    steady = _week_by_week(pooled.averaged, told.steady, took, by_then)
    with_quick = np.stack([steady, told.quick[0]])
    return _week_by_week(pooled.mixed, with_quick, took, by_then)


def _week_by_week(
    pool: Callable[[Floats, Floats, Weeks], Floats],
    told: Floats,
    took: Days,
    by_then: Sequence[Weeks],
) -> Floats:
    lost = pooled.lost(told, took)
    return np.array(
        [pool(told[:, : week + 1], lost[:, :week], known) for week, known in enumerate(by_then)]
    )


def _calendar(past: Past, start: int, log_days: Floats) -> Days:
    """The day of the calendar that the last of so many working days is."""
    working = np.ceil(np.exp(np.minimum(log_days, LONGEST)) - 1e-9).astype(np.int64)
    return past.week.calendar(past.first + start + np.maximum(working, 1) - 1)
