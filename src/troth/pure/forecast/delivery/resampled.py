"""How long a number of pieces takes if days like those of late come again in any order."""

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.delivery.levels import LEVELS
from troth.pure.forecast.delivery.past import Past

Floats = NDArray[np.float64]

LONGEST = 4_000
"""Working days after which a sum is ended: about fifteen years."""

ENOUGH = 0.9999
"""The chance at which a sum is ended."""


def chances(counts: NDArray[np.int64], *, items: int) -> Floats:
    """The chance that so many pieces are finished within 1, 2, 3, ... draws from `counts`.

    Drawn with replacement and summed exactly, in place of drawing many times. At least one count
    must be above 0.
    """
    share = np.bincount(np.minimum(counts, items), minlength=items + 1) / len(counts)
    unfinished = np.zeros(items)
    unfinished[0] = 1.0
    done: list[float] = []
    while len(done) < LONGEST and (not done or done[-1] < ENOUGH):
        unfinished = np.convolve(unfinished, share[:items])[:items]
        done.append(1 - float(unfinished.sum()))
    return np.maximum.accumulate(done)


def by_day(past: Past, start: int, *, items: int, window: int) -> Floats:
    """The chance that `items` pieces are finished by the 1st, 2nd, ... working day from `start`.

    The days are drawn from the last `window` working days before `start`, and from as many more as
    it takes back to the last finish.
    """
    known = past.finished_at[: np.searchsorted(past.finished_at, start)]
    window = max(window, start - int(known[-1]))
    counts = np.bincount(known[known >= start - window] - (start - window), minlength=window)
    return chances(counts, items=items)


def by_week(past: Past, start: int, *, items: int, window: int) -> Floats:
    """The logarithm of the working days at LEVELS, from whole weeks drawn in place of days.

    Any run of days as long as a week counts as one. Weeks keep together what is finished together,
    and the quiet days around it. Within a week every day is as likely.
    """
    week = past.week.a_week
    known = past.finished_at[: np.searchsorted(past.finished_at, start)]
    begin = min(max(start - window, 0), int(known[-1]), start - week - 4)
    counts = np.bincount(known[known >= begin] - begin, minlength=start - begin)
    sums = np.concatenate([[0], np.cumsum(counts)])
    weeks = sums[week:] - sums[:-week]
    done = chances(weeks if weeks.any() else np.append(weeks, 1), items=items)
    ends = np.arange(len(done) + 1) * week
    days = np.interp(LEVELS, np.concatenate([[0.0], done]), ends)
    return np.asarray(np.log(np.maximum(days, 1.0)))


def log_days(done: Floats, levels: Floats) -> Floats:
    """The logarithm of the working days by which the chance reaches each level."""
    return np.asarray(np.log(working_days_by(done, levels)))


def working_days_by(done: Floats, levels: Floats) -> NDArray[np.int64]:
    """The first working day, from 1, by which the chance reaches each level, else the last."""
    reached = np.searchsorted(done, np.minimum(levels, done[-1]) - 1e-12)
    return np.asarray(reached + 1)
