"""Learning from one's own forecasts."""

import numpy as np
import pytest

from troth.pure.forecast.effort.truing import needed, trued
from troth.pure.forecast.spread import LEVELS, STRATA

AT_80 = (STRATA * 9) // 10
"""The level that ends the central interval of 80 % above."""


def shares(below, up_to):
    return needed(np.array(below, dtype=float), np.array(up_to, dtype=float))


@pytest.mark.parametrize(
    ("below", "up_to", "touched", "held"),
    [
        (0.5, 0.5, 0.0, 0.0),
        (0.9, 0.9, 0.8, 0.8),
        (0.05, 0.05, 0.9, 0.9),
        (0.4, 0.7, 0.0, 0.4),
        (0.6, 0.9, 0.2, 0.8),
        (0.0, 1.0, 0.0, 1.0),
    ],
)
def test_an_interval_touches_what_came_from_one_share_on_and_holds_it_from_another(
    below, up_to, touched, held
):
    assert shares([below], [up_to])[:, 0] == pytest.approx([touched, held])


def test_without_a_past_forecasts_are_told_as_they_are():
    assert trued(np.empty((2, 0))) == pytest.approx(LEVELS, abs=0.001)


def test_forecasts_that_held_as_told_stay_as_they_are():
    even = np.random.default_rng(1).permutation((np.arange(500) + 0.5) / 500)

    assert trued(shares(even, even)) == pytest.approx(LEVELS, abs=0.06)


def test_after_forecasts_that_were_too_sure_wider_ones_are_told():
    # What came lay at the very ends of half of them.
    came = np.tile([0.01, 0.3, 0.7, 0.99], 100)

    assert trued(shares(came, came))[AT_80] > 0.97


def test_after_forecasts_that_were_too_wide_narrower_ones_are_told():
    came = np.tile([0.4, 0.45, 0.55, 0.6], 100)

    assert trued(shares(came, came))[AT_80] < 0.75


def test_levels_always_rise():
    random = np.random.default_rng(2)
    for _ in range(20):
        low, high = np.sort(random.random((2, 200)), axis=0)
        assert (np.diff(trued(shares(low, high))) >= 0).all()
