"""When each piece of a plan is finished, and with what chance by each promised date."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.network import BEYOND, Network
from troth.pure.forecast.plan import Due, Plan, Work
from troth.pure.forecast.planned import MINUTE, learned, network
from troth.pure.forecast.schedule import Run, run

SHARES = (0.5, 0.8, 0.95)
"""The shares of all trials in which a piece is finished by the date that is told."""

DAY = 24 * 60
"""Minutes."""

FIRST_HORIZON = 366 * DAY
LAST_HORIZON = 3653 * DAY
"""Ten years: whoever plans further does not need minutes."""

FURTHER = 4
"""So many times as far is looked where the first horizon is too near."""


class Chance(NamedTuple):
    """A promised date, and the share of trials in which it holds."""

    due: Due
    chance: float


@dataclass(frozen=True, slots=True)
class Finish:
    """When one piece is finished.

    `by` are the instants of SHARES, in UTC; None is later than the horizon. `minutes` are those of
    each trial since the moment of the plan, in no order; BEYOND where later than the horizon.
    """

    work: Work
    by: tuple[datetime | None, ...]
    promised: tuple[Chance, ...]
    minutes: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Forecast:
    """The answer to a plan: a finish for each of its pieces, in the order of urgency."""

    plan: Plan
    finishes: tuple[Finish, ...]
    horizon: datetime
    never: tuple[str, ...]
    """Who has no working time at all before the horizon."""


def forecast(plan: Plan) -> Forecast:
    """Sum a plan that holds at least one piece. The same plan gives the same answer."""
    known = learned(plan)
    minutes = _first_horizon(plan)
    while True:
        summed = network(plan, known=known, minutes=minutes)
        course = run(summed, trials=plan.trials, seed=plan.seed)
        if minutes >= LAST_HORIZON or _is_far_enough(course, plan):
            return _forecast(plan, course, summed, minutes=minutes)
        minutes = min(FURTHER * minutes, LAST_HORIZON)


def _first_horizon(plan: Plan) -> int:
    """As far as the latest promised date, a year at least."""
    dates = [due.at for work in plan.work for due in work.promised]
    latest = max((date - plan.at for date in dates), default=timedelta())
    return min(max(FIRST_HORIZON, latest // MINUTE + DAY), LAST_HORIZON)


def _is_far_enough(course: Run, plan: Plan) -> bool:
    """Whether every date that is told lies before the horizon."""
    return all(course.quantiles(work.id, SHARES[-1:])[0] < BEYOND for work in plan.work)


def _forecast(plan: Plan, course: Run, summed: Network, *, minutes: int) -> Forecast:
    horizon = plan.at + minutes * MINUTE
    return Forecast(
        plan=plan,
        finishes=tuple(_finish(work, course, at=plan.at) for work in plan.work),
        horizon=horizon,
        never=tuple(sorted(name for name, clock in summed.people.items() if not clock.nth.size)),
    )


def _finish(work: Work, course: Run, *, at: datetime) -> Finish:
    return Finish(
        work=work,
        by=tuple(_instants(course.quantiles(work.id, SHARES), at=at)),
        promised=tuple(
            Chance(due, course.chance(work.id, (due.at - at) // MINUTE)) for due in work.promised
        ),
        minutes=course.finishes(work.id),
    )


def _instants(minutes: Sequence[int], *, at: datetime) -> Iterator[datetime | None]:
    for minute in minutes:
        yield None if minute >= BEYOND else at + int(minute) * MINUTE
