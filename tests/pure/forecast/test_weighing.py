"""How much each way of forecasting counts."""

import numpy as np
import pytest

from troth.pure.forecast.effort.weighing import BOUNDS, SHARES, Losses, best, losses

RATIOS = np.exp(np.random.default_rng(3).normal(0, 0.5, 300))


def told(middles):
    """A step at its middle for each way: what comes is below a bound above it, never below one."""
    return np.array([[middle < BOUNDS for middle in middles]] * len(RATIOS)).astype(float)


def lost(middles):
    return losses(told(middles), ratio=RATIOS, size=np.zeros(len(RATIOS)))


def test_with_no_past_the_ways_count_as_stated():
    assert best(Losses(np.empty((0, 3, 3)), np.empty((0, 3)))) == pytest.approx(SHARES)


def test_ways_that_tell_the_same_count_as_stated():
    assert best(lost([1.0, 1.0, 1.0])) == pytest.approx(SHARES)


def test_the_way_that_was_far_off_counts_next_to_nothing():
    near, lately, leaning = best(lost([1.0, 8.0, 8.0]))

    assert near > 0.9
    assert lately + leaning < 0.1


def test_shares_are_never_below_zero_and_one_in_all():
    random = np.random.default_rng(4)
    for _ in range(50):
        shares = best(lost(np.exp(random.normal(0, 1, 3))))
        assert (shares >= 0).all()
        assert shares.sum() == pytest.approx(1)


def test_no_other_shares_would_have_lost_less():
    past = lost([0.6, 1.0, 1.9])
    square, line = past.square.mean(axis=0), past.line.mean(axis=0)
    found = best(past)
    for other in np.random.default_rng(5).dirichlet(np.ones(3), 200):
        of_found, of_other = (w @ square @ w - 2 * line @ w for w in (found, other))
        # The pull towards SHARES is that of two pieces of 300.
        assert of_found <= of_other + 0.01 * np.trace(square)
