"""The schedule of all trials at once against one walked minute by minute."""

import random
from math import sqrt

import pytest
from tests.pure.forecast.naive import walked
from tests.pure.forecast.plans import drawn_in, random_plan, spreads_of

from troth.pure.forecast.schedule import run

WALKS = 150


@pytest.mark.parametrize("seed", range(60))
def test_with_the_same_draws_each_trial_is_the_same_to_the_minute(seed: int) -> None:
    network = random_plan(seed, pieces=3 + seed % 10, people=1 + seed % 3)
    network = network._replace(together={"a": 0.2, "b": 0.7} if seed % 2 else {})
    done = run(network, trials=8, seed=seed)
    for trial in range(8):
        walk = walked(network, drawn_in(network, trials=8, seed=seed, trial=trial))
        assert walk == {each: done.finishes(each)[trial] for each in walk}


@pytest.mark.parametrize("seed", range(100, 108))
def test_with_draws_of_its_own_the_shares_are_the_same(seed: int) -> None:
    """Within four and a half standard errors of 150 walks, for each share of each piece."""
    network = random_plan(seed, pieces=5, minutes=1_000)
    done, chance, spreads = run(network), random.Random(seed), spreads_of(network)
    walks = []
    for _ in range(WALKS):
        drawn = {name: int(chance.choice(spread)) for name, spread in spreads.items()}
        walks.append(walked(network, drawn.__getitem__))
    for piece in done.ids:
        for minute in done.quantiles(piece):
            right = done.chance(piece, minute)
            share = sum(walk[piece] <= min(minute, 1_000) for walk in walks) / WALKS
            assert abs(share - right) <= 4.5 * sqrt(right * (1 - right) / WALKS)
