"""Pasts made up for the tests of effort."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from troth.pure.forecast.effort import Done

BEGAN = date(2020, 1, 6)

SIZES = (0.5, 1, 2, 3, 4, 8, 16, 40)


def past(
    pieces: int,
    ratio: Callable[[np.random.Generator, Done], float],
    *,
    seed: int = 1,
    people: int = 1,
) -> list[Done]:
    """One piece a day; each is finished within days, after `ratio` times its estimate."""
    random = np.random.default_rng(seed)
    history = []
    for day in range(pieces):
        began = BEGAN + timedelta(days=day)
        done = Done(
            float(random.choice(SIZES)),
            1.0,
            began,
            began + timedelta(days=int(random.integers(0, 9))),
            person=f"P{random.integers(people)}",
        )
        history.append(done._replace(actual_hours=done.estimated_hours * ratio(random, done)))
    return history


def scattered(random: np.random.Generator, _: Done) -> float:
    return float(np.exp(random.normal(0.1, 0.5)))


def often_exact(random: np.random.Generator, done: Done) -> float:
    return 1.0 if random.random() < 0.6 else scattered(random, done)


def sooner_if_large(random: np.random.Generator, done: Done) -> float:
    return scattered(random, done) * done.estimated_hours**-0.4


def ever_slower(random: np.random.Generator, done: Done) -> float:
    return scattered(random, done) * 1.002 ** (done.estimated_on - BEGAN).days


def by_person(random: np.random.Generator, done: Done) -> float:
    return scattered(random, done) * (2.5 if done.person == "P0" else 0.8)
