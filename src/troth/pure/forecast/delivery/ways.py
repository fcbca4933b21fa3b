"""The ways to forecast a finish, each by itself: what they tell is pooled afterwards."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.delivery import levels, pace, recycled, resampled
from troth.pure.forecast.delivery.past import NEVER, Past
from troth.pure.forecast.delivery.working_days import Days

Floats = NDArray[np.float64]

FIRST_STARTS = 10
"""So many pieces must be finished before a working day is a start to learn from."""

ERRORS_OF_LATE, ERRORS = 60, 250
"""Half-lives in working days, a quarter and a year: how long past errors count."""

WEEKS_OF_LATE, WEEKS = 60, 250
"""Windows in working days from which weeks are drawn."""

PLAIN_WINDOW = 60
"""The window in working days of the plain way, which draws single days."""


class Ways(NamedTuple):
    """Quantiles of the logarithm of the working days: by way, week, and one of LEVELS."""

    steady: Floats
    """Those that reckon with the pace of some months."""

    quick: Floats
    """Those that reckon with the pace of the last week, and with that of the last pieces."""


def ways(past: Past, todays: Days, starts: Days, *, items: int) -> Ways:
    """What each way tells on each of `todays`, whose working days are `starts`."""
    days = _starts(past, int(starts[-1]))
    long, short, last = (
        _errors(past, days, each, items=items)
        for each in (
            pace.usual(past, days, items=items, memory=pace.LONG),
            pace.usual(past, days, items=items, memory=pace.SHORT),
            pace.of_the_last(past, days, items=items),
        )
    )
    steady, quick = [], []
    for today, start in zip(todays.tolist(), starts.tolist(), strict=True):
        steady.append(
            [
                _by_errors(long, start, today=today, items=items, half_life=ERRORS_OF_LATE),
                _by_errors(long, start, today=today, items=items, half_life=ERRORS),
                resampled.by_week(past, start, items=items, window=WEEKS_OF_LATE),
                resampled.by_week(past, start, items=items, window=WEEKS),
                _plain(past, start, items=items),
            ]
        )
        quick.append(
            [
                _by_errors(each, start, today=today, items=items, half_life=ERRORS_OF_LATE)
                for each in (short, last)
            ]
        )
    return Ways(np.array(steady).transpose(1, 0, 2), np.array(quick).transpose(1, 0, 2))


def took(past: Past, starts: Days, ended: Days) -> Days:
    """Working days from each start to its end, both counted; NEVER where there is none."""
    ends = past.week.at_or_after(ended) - past.first
    return np.asarray(np.where(ended < NEVER, np.maximum(ends - starts + 1, 1), NEVER))


def _by_errors(
    errors: recycled.Errors, start: int, *, today: int, items: int, half_life: int
) -> Floats:
    place = start - int(errors.starts[0])
    return recycled.quantiles(errors, place, today=today, items=items, half_life=half_life)


def _plain(past: Past, start: int, *, items: int) -> Floats:
    done = resampled.by_day(past, start, items=items, window=PLAIN_WINDOW)
    return resampled.log_days(done, levels.LEVELS)


def _starts(past: Past, last: int) -> Days:
    """Every working day up to `last`, from the first with FIRST_STARTS finishes."""
    tenth = past.finished_at[min(FIRST_STARTS, len(past.finished)) - 1]
    return np.arange(min(int(tenth) + 1, last), last + 1)


def _errors(past: Past, starts: Days, usual: Floats, *, items: int) -> recycled.Errors:
    days = past.week.calendar(starts + past.first)
    ended = past.nth_finish(days, items=items)
    return recycled.Errors(
        starts=starts,
        usual=usual,
        ended=ended,
        took=took(past, starts, ended).astype(np.float64),
        known=past.known(days),
    )
