"""Whether the forecasts of delivery would have told the truth in this past."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from troth.pure.forecast.delivery import Finished
from troth.pure.forecast.delivery.past import NEVER, Past
from troth.pure.forecast.delivery.replay import Told, replay
from troth.pure.forecast.delivery.resampled import by_day, working_days_by
from troth.pure.forecast.delivery.throughput import known_past
from troth.pure.forecast.delivery.ways import PLAIN_WINDOW
from troth.pure.forecast.scoring import Score, by_then, summary
from troth.pure.forecast.spread import LEVELS, Spread

WARM_UP = 100
"""So many pieces must be finished before the first Monday that is scored."""


class TooFewError(ValueError):
    """Not one Monday can be scored."""


class Scored(NamedTuple):
    """One Monday: the days from it to the finish as told, as told the plain way, and as it came."""

    on: date
    finished_on: date
    days: Spread
    plain_days: Spread

    @property
    def took(self) -> int:
        """The days from the Monday to the finish: 0 on the Monday itself."""
        return (self.finished_on - self.on).days


def backtest(work: Sequence[Finished], *, items: int) -> list[Scored]:
    """Each Monday after the first WARM_UP pieces, with its forecast of the next `items`.

    What was finished before the Monday is known on it; the finish is the day of the `items`-th
    piece finished on the Monday or after it. Mondays whose next pieces are not all finished in the
    file are left out. Pieces finished on a weekend count, and on their own day.
    Raises TooFewError where no Monday is left to score.
    """
    past = known_past(work, on=date.max)
    mondays = _mondays(past, items=items)
    if not mondays:
        raise TooFewError(_too_few(len(past.finished), items))
    return [
        _scored(past, told, items=items)
        for told in replay(past, items=items, last=mondays[-1])
        if told.today >= mondays[0]
    ]


def in_one_line(scored: Sequence[Scored]) -> dict[str, Any]:
    """The summary of the forecasts, that of the plain ones as its `baseline`; days."""
    return summary([score(each.days, each) for each in scored]) | {
        "baseline": summary([score(each.plain_days, each) for each in scored])
    }


def score(days: Spread, scored: Scored) -> Score:
    """The score of a forecast: its date of a share held if the finish was on it or before."""
    return by_then(days, scored.took)


def _mondays(past: Past, *, items: int) -> range:
    """The first Monday after WARM_UP finishes, to the last whose next pieces are all finished."""
    if len(past.finished) < WARM_UP + items:
        return range(0)
    first = _monday(int(past.finished[WARM_UP - 1]) + 1)
    last = _monday(int(past.finished[-items]) + 1) - 7
    return range(first, last + 1, 7)


def _monday(day: int) -> int:
    """The first Monday on or after a day, both by number; day 1 was one."""
    return day + (1 - day) % 7


def _scored(past: Past, told: Told, *, items: int) -> Scored:
    assert told.ended < NEVER, "only Mondays whose finish is known are scored"
    return Scored(
        date.fromordinal(told.today),
        date.fromordinal(told.ended),
        told.days - told.today,
        _plain(past, told.today, items=items),
    )


def _plain(past: Past, today: int, *, items: int) -> Spread:
    """Throughput Monte Carlo: working days of the last twelve weeks until the pieces are finished.

    They are drawn with replacement, and summed exactly. A finish on a weekend counts for Friday;
    where twelve weeks hold no finish, as many days are drawn from as it takes back to the last.
    """
    start = int(past.week.at_or_after(np.array([today]))[0]) - past.first
    done = by_day(past, start, items=items, window=PLAIN_WINDOW)
    working = past.first + start + working_days_by(done, LEVELS) - 1
    return np.asarray(past.week.calendar(working) - today, dtype=np.float64)


def _too_few(pieces: int, items: int) -> str:
    return (
        f"{pieces} finished pieces of work are too few to judge by: the first {WARM_UP} are only "
        f"learned from, and {items} more must be finished from a Monday after them on. "
        f"Add more of the past, or ask for fewer --items."
    )
