"""How long a number of pieces usually takes, from how fast they came and were finished of late."""

from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.delivery.past import Counts, Past
from troth.pure.forecast.delivery.working_days import Days

Floats = NDArray[np.float64]


class Memory(NamedTuple):
    """How long what was counted counts: half-lives in working days, of finishes and of arrivals.

    So much of a piece as `besides` is added to what was counted, so that after silence no pace is
    0. The shorter the memory, the more: a week without a finish says little.
    """

    finishes: tuple[int, ...]
    arrivals: tuple[int, ...]
    besides: float


LONG = Memory(finishes=(30, 120), arrivals=(20, 60), besides=0.3)
"""Six weeks and half a year; four weeks and a quarter."""

SHORT = Memory(finishes=(5,), arrivals=(5,), besides=2.0)
"""A week: a pace that has just changed is seen, and much else that is none."""

LAST = 8
"""So many pieces tell a pace: fewer are chance, more are past."""

STAYS = 60
"""The half-life in working days of how long work stays."""

SLOWEST, FASTEST = 1e-4, 1.0
"""What share of the open work a day may finish."""

HALVINGS = 45


def usual(past: Past, starts: Days, *, items: int, memory: Memory) -> Floats:
    """The logarithm of the working days that `items` pieces take from each of `starts` on.

    `starts` are working days counted from `past.first`; only what came and was finished before a
    start counts for it. It is the mean of an answer for each half-life: those of the pace of
    finishing, and those of the way of work through the team, which stops where nothing new comes.
    """
    besides = memory.besides
    by_pace = [
        _by_pace(past, starts, items=items, half_life=each, besides=besides)
        for each in memory.finishes
    ]
    by_flow = [
        _by_flow(past, starts, items=items, half_life=each, besides=besides)
        for each in memory.arrivals
    ]
    return np.asarray(np.mean([*by_pace, *by_flow], axis=0))


def of_the_last(past: Past, starts: Days, *, items: int) -> Floats:
    """The logarithm of the working days that `items` pieces take as the LAST ones before took.

    What these took ends with each start: as long as nothing is finished, it grows.
    """
    known = np.searchsorted(past.finished_at, starts)
    first = np.maximum(known - LAST, 0)
    took = np.maximum(starts - past.finished_at[first], 0.5)
    return np.asarray(np.log(items * took / np.maximum(known - first, 0.5)))


def _by_pace(past: Past, starts: Days, *, items: int, half_life: int, besides: float) -> Floats:
    days = int(starts.max())
    finished = _of_late(past.finished_by_day(days), half_life)[starts] + besides
    return np.asarray(np.log(items * _days_of_late(days, half_life)[starts] / finished))


def _by_flow(past: Past, starts: Days, *, items: int, half_life: int, besides: float) -> Floats:
    """Work comes at a steady pace, and each day finishes the same share of what is open.

    Then `came * d + (open - came / share) * (1 - exp(-share * d))` pieces are finished in d days:
    a reservoir that fills and drains. The days are found by halving.
    """
    days = int(starts.max())
    arrived, finished = past.came_by_day(days), past.finished_by_day(days)
    waiting = np.concatenate([[0], np.cumsum(arrived - finished)])
    stood = _of_late(waiting[:-1] + arrived, STAYS)[starts]
    share = np.clip((_of_late(finished, STAYS)[starts] + besides) / (stood + 1), SLOWEST, FASTEST)
    came = _of_late(arrived, half_life)[starts] + besides
    came /= _days_of_late(days, half_life)[starts] + besides
    beyond = waiting[starts] - came / share
    low, high = np.zeros(len(starts)), np.full(len(starts), 1e5)
    for _ in range(HALVINGS):
        middle = np.where(high > 4 * low + 4, np.sqrt((low + 0.5) * high), (low + high) / 2)
        late = came * middle + beyond * -np.expm1(-share * middle) < items
        low, high = np.where(late, middle, low), np.where(late, high, middle)
    return np.asarray(np.log(np.maximum(high, 0.5)))


def _days_of_late(days: int, half_life: int) -> Floats:
    return _of_late(np.ones(days, dtype=np.int64), half_life)


def _of_late(counts: Counts, half_life: int) -> Floats:
    """For each day, and the one after the last, the sum of what was counted before it.

    A count weighs half as much each half-life further back.
    """
    kept = 0.5 ** (1 / half_life)
    sums = accumulate(counts.tolist(), lambda before, count: before * kept + count, initial=0.0)
    return np.fromiter(sums, dtype=np.float64, count=len(counts) + 1)
