"""The ways to forecast a finish, each by itself: what they tell is pooled afterwards."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.delivery import levels, recycled, resampled
from troth.pure.forecast.delivery.pace import LONG, SHORT, Memory, usual
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

WILD = 1.8
"""The standard deviation, on the log scale, where nobody knows how the pace has changed: in two of
three courses it lies between a sixth and six times that of the last week."""

_MIDDLE = len(levels.LEVELS) // 2


class Ways(NamedTuple):
    """Quantiles of the logarithm of the working days: by way, week, and one of LEVELS."""

    steady: Floats
    """Those that reckon with the pace of some months."""

    changed: Floats
    """Those that reckon with the pace of the last week, and with any."""


def ways(past: Past, todays: Days, starts: Days, *, items: int) -> Ways:
    """What each way tells on each of `todays`, whose working days are `starts`."""
    long, short = (_errors(past, int(starts[-1]), items=items, memory=it) for it in (LONG, SHORT))
    steady, changed = [], []
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
        quick = _by_errors(short, start, today=today, items=items, half_life=ERRORS_OF_LATE)
        changed.append([quick, quick[_MIDDLE] + levels.logistic(WILD)])
    return Ways(np.array(steady).transpose(1, 0, 2), np.array(changed).transpose(1, 0, 2))


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


def _errors(past: Past, last: int, *, items: int, memory: Memory) -> recycled.Errors:
    """Every working day up to `last` as a start, from the first with FIRST_STARTS finishes."""
    tenth = past.finished_at[min(FIRST_STARTS, len(past.finished)) - 1]
    starts = np.arange(min(int(tenth) + 1, last), last + 1)
    days = past.week.calendar(starts + past.first)
    ended = past.nth_finish(days, items=items)
    return recycled.Errors(
        starts=starts,
        usual=usual(past, starts, items=items, memory=memory),
        ended=ended,
        took=took(past, starts, ended).astype(np.float64),
        known=past.known(days),
    )
