"""Forecasts week by week through a past, each from what was known on its own day.

This is how a team's errors are learned from and how its forecasts are tested: the same sum does
both, so what the test shows is what a person gets.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.delivery import levels, pooled, recycled, resampled
from troth.pure.forecast.delivery.account import SHARES, Account
from troth.pure.forecast.delivery.pace import usual
from troth.pure.forecast.delivery.past import NEVER, Past
from troth.pure.forecast.delivery.working_days import Days
from troth.pure.forecast.spread import LEVELS, STRATA, Spread

Floats = NDArray[np.float64]

WARM_UP = 20
"""So many pieces must be finished before the first week that is learned from."""

ACCOUNT_FROM = 100
"""So many pieces must be finished before dates are counted as told."""

FIRST_STARTS = 10
"""So many pieces must be finished before a working day is a start to learn from."""

ERRORS_OF_LATE, ERRORS = 60, 250
"""Half-lives in working days, a quarter and a year: how long past errors count."""

WEEKS_OF_LATE, WEEKS = 60, 250
"""Windows in working days from which weeks are drawn."""

PLAIN_WINDOW = 60
"""The window in working days of the plain way, which draws single days."""

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
    took = _took(past, starts, ended)
    ways = _ways(past, todays, starts, items=items)
    lost = pooled.losses(ways, took)
    account = Account()
    known = past.known(todays)
    for week, today in enumerate(todays.tolist()):
        one = pooled.pooled(
            ways[:, : week + 1],
            lost[:, :week],
            is_known=ended[:week] < today,
            a_week=past.week.a_week,
        )
        moved = _ODDS + account.moves(_ODDS, today=today)
        log_days = np.maximum.accumulate(levels.at(one, moved))
        days = _calendar(past, starts[week], log_days)
        if known[week] >= ACCOUNT_FROM:
            account.told(days[_SHARES], ended=int(ended[week]))
        yield Told(today, int(ended[week]), days.astype(np.float64))


def _ways(past: Past, todays: Days, starts: Days, *, items: int) -> Floats:
    """The quantiles of each way to forecast, by way, week and level."""
    errors = _errors(past, int(starts[-1]), items=items)
    rows = [
        [
            *_by_errors(errors, start, today=today, items=items),
            *_by_drawing(past, start, items=items),
        ]
        for today, start in zip(todays.tolist(), starts.tolist(), strict=True)
    ]
    return np.array(rows).transpose(1, 0, 2)


def _by_errors(errors: recycled.Errors, start: int, *, today: int, items: int) -> list[Floats]:
    place = start - int(errors.starts[0])
    return [
        recycled.quantiles(errors, place, today=today, items=items, half_life=half_life)
        for half_life in (ERRORS_OF_LATE, ERRORS)
    ]


def _by_drawing(past: Past, start: int, *, items: int) -> list[Floats]:
    plain = resampled.by_day(past, start, items=items, window=PLAIN_WINDOW)
    return [
        *(
            resampled.by_week(past, start, items=items, window=window)
            for window in (WEEKS_OF_LATE, WEEKS)
        ),
        resampled.log_days(plain, levels.LEVELS),
    ]


def _errors(past: Past, last: int, *, items: int) -> recycled.Errors:
    """Every working day up to `last` as a start, from the first with FIRST_STARTS finishes."""
    tenth = past.finished_at[min(FIRST_STARTS, len(past.finished)) - 1]
    starts = np.arange(min(int(tenth) + 1, last), last + 1)
    days = past.week.calendar(starts + past.first)
    ended = past.nth_finish(days, items=items)
    return recycled.Errors(
        starts=starts,
        usual=usual(past, starts, items=items),
        ended=ended,
        took=_took(past, starts, ended).astype(np.float64),
        known=past.known(days),
    )


def _took(past: Past, starts: Days, ended: Days) -> Days:
    """Working days from each start to its end, both counted."""
    ends = past.week.at_or_after(ended) - past.first
    return np.asarray(np.where(ended < NEVER, np.maximum(ends - starts + 1, 1), NEVER))


def _calendar(past: Past, start: int, log_days: Floats) -> Days:
    """The day of the calendar that the last of so many working days is."""
    working = np.ceil(np.exp(np.minimum(log_days, LONGEST)) - 1e-9).astype(np.int64)
    return past.week.calendar(past.first + start + np.maximum(working, 1) - 1)
