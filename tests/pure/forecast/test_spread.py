"""A spread: equally likely values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.pure.forecast.scoring import quantiles
from troth.pure.forecast.spread import (
    STRATA,
    EstimateError,
    certain,
    remaining,
    three_point,
)

TENTHS = np.array([0.1, 0.5, 0.9])


@pytest.mark.parametrize("points", [(2, 4, 12), (1, 1, 3), (0.25, 5, 5), (6, 6, 6), (1, 30, 31)])
def test_the_three_points_of_an_estimate_are_its_tenth_its_middle_and_its_ninth_tenth(points):
    assert quantiles(three_point(*points), TENTHS) == pytest.approx(points, rel=1e-3)


def test_an_estimate_without_doubt_is_certain():
    assert np.array_equal(three_point(6, 6, 6), certain(6))


def test_an_estimate_has_heavier_tails_than_a_normal_one_on_the_logarithm():
    steps = np.log(quantiles(three_point(0.5, 1, 2), np.array([0.9, 0.999])))

    # A normal's 99.9 % lies 2.41 times as far out as its 90 %.
    assert steps[1] / steps[0] > 3


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ((0, 1, 2), "An estimate must be more than 0 hours, not 0."),
        ((-1, 1, 2), "An estimate must be more than 0 hours, not -1."),
        ((3, 2, 4), "An estimate rises from low over likely to high; 3, 2, 4 do not."),
        ((1, 5, 4), "An estimate rises from low over likely to high; 1, 5, 4 do not."),
        ((1, 5, float("inf")), "An estimate rises from low over likely to high; 1, 5, inf do not."),
        ((float("nan"), 5, 6), "An estimate must be more than 0 hours, not nan."),
        ((1, float("nan"), 6), "An estimate rises from low over likely to high; 1, nan, 6 do not."),
    ],
)
def test_points_that_are_no_estimate_are_refused_in_one_sentence(points, sentence):
    with pytest.raises(EstimateError) as refused:
        three_point(*points)

    assert str(refused.value) == sentence


def test_of_a_wait_that_has_not_begun_all_is_left():
    spread = three_point(10, 30, 90)

    assert np.array_equal(remaining(spread, 0), spread)


def test_what_is_left_of_a_wait_is_what_the_longer_waits_had_left():
    spread = np.arange(STRATA) + 1.0

    left = remaining(spread, STRATA / 2)

    assert left[0] == 1
    assert left[-1] == STRATA / 2
    assert np.median(left) == pytest.approx(STRATA / 4, abs=1)


def test_a_wait_longer_than_all_before_it_is_as_likely_as_not_to_last_as_long_again():
    left = remaining(three_point(1, 2, 3), 1e9)

    assert quantiles(left, np.array([0.5, 0.75])) == pytest.approx([1e9, 3e9], rel=1e-2)


@given(st.floats(0.01, 100), st.floats(1, 10), st.floats(1, 10), st.floats(0, 1e4))
def test_every_spread_rises_and_holds_finite_values(low, up, further, waited):
    spread = three_point(low, low * up, low * up * further)
    for each in (spread, remaining(spread, waited)):
        assert each.shape == (STRATA,)
        assert np.isfinite(each).all()
        assert (np.diff(each) >= 0).all()
        assert each[0] >= 0
