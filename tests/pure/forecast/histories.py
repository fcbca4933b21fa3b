"""Invented histories of finished work, the same ones every time."""

from datetime import date, timedelta

import numpy as np

from troth.pure.forecast.delivery import Finished

FIRST = date(2020, 1, 6)
"""A Monday."""


def steady(*, weeks: int = 60, a_day: int = 1) -> list[Finished]:
    """So many pieces on every working day."""
    days = [FIRST + timedelta(days=day) for day in range(7 * weeks)]
    return [Finished(day) for day in days if day.weekday() < 5 for _ in range(a_day)]


def by_chance(*, seed: int, weeks: int = 90, paces: tuple[float, ...] = (1.0,)) -> list[Finished]:
    """About so many a working day, each pace for half a year in turn; each came some days before."""
    chance = np.random.default_rng(seed)
    work = []
    for day in range(7 * weeks):
        on = FIRST + timedelta(days=day)
        pace = paces[day // 182 % len(paces)] if on.weekday() < 5 else 0.0
        work += [
            Finished(on, on - timedelta(days=int(chance.integers(0, 20))))
            for _ in range(chance.poisson(pace))
        ]
    return work


def in_batches(*, seed: int, weeks: int = 150) -> list[Finished]:
    """Nothing for weeks, then 5 to 40 pieces on one day."""
    chance = np.random.default_rng(seed)
    days = [day for day in range(7 * weeks) if day % 7 < 5 and chance.random() < 0.06]
    return [
        Finished(FIRST + timedelta(days=day)) for day in days for _ in range(chance.integers(5, 41))
    ]
