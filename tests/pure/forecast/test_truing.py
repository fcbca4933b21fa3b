"""Learning from one's own forecasts."""

import numpy as np
import pytest

from troth.pure.forecast.effort.truing import needed, trued, turns
from troth.pure.forecast.spread import LEVELS, STRATA

AT_80 = (STRATA * 9) // 10
"""The level that ends the central interval of 80 % above."""


@pytest.mark.parametrize(
    ("below", "up_to", "turn", "share"),
    [
        (0.5, 0.5, 0.3, 0.0),
        (0.9, 0.9, 0.3, 0.8),
        (0.05, 0.05, 0.3, 0.9),
        # "Exactly as estimated" fills the levels from 20 to 80 %: held from here or from there on.
        (0.2, 0.8, 0.5, 0.0),
        (0.2, 0.8, 0.0, 0.6),
        (0.2, 0.8, 1.0, 0.6),
    ],
)
def test_an_interval_holds_what_came_from_one_share_on(below, up_to, turn, share):
    assert needed(np.array(below), np.array(up_to), np.array(turn)) == pytest.approx(share)


def test_turns_are_spread_evenly_also_where_estimates_repeat():
    for size in (0.0, np.log(2)):
        of_one_size = turns(np.full(1000, size), np.arange(1000))
        assert np.histogram(of_one_size, bins=10, range=(0, 1))[0] == pytest.approx(100, abs=3)


def test_without_a_past_forecasts_are_told_as_they_are():
    assert trued(np.empty(0)) == pytest.approx(LEVELS, abs=0.001)


def test_forecasts_that_held_as_told_stay_as_they_are():
    even = np.random.default_rng(1).permutation((np.arange(500) + 0.5) / 500)

    assert trued(even) == pytest.approx(LEVELS, abs=0.01)


def test_after_forecasts_that_were_too_sure_wider_ones_are_told():
    # What came lay at the very ends of half of them.
    assert trued(np.tile([0.98, 0.4], 200))[AT_80] > 0.96


def test_after_forecasts_that_were_too_wide_narrower_ones_are_told():
    assert trued(np.tile([0.2, 0.1], 200))[AT_80] < 0.75


def test_levels_always_rise():
    random = np.random.default_rng(2)
    for _ in range(20):
        assert (np.diff(trued(random.random(200))) >= 0).all()
