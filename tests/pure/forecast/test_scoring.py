"""How near forecasts came to what happened."""

import numpy as np
import pytest

from troth.pure.forecast.scoring import by_then, central, quantiles, summary
from troth.pure.forecast.spread import LEVELS, STRATA, certain

EVEN = LEVELS * 100
"""Anything from 0 to 100, all equally likely."""


@pytest.mark.parametrize(
    ("actual", "held"),
    [
        (50, (1, 1, 1, 1, 1)),
        (24, (0, 1, 1, 1, 1)),
        (76, (0, 1, 1, 1, 1)),
        (9, (0, 0, 1, 1, 1)),
        (4, (0, 0, 0, 0, 1)),
        (99, (0, 0, 0, 0, 0)),
        (25, (0.5, 1, 1, 1, 1)),
        (75, (0.5, 1, 1, 1, 1)),
        (10, (0, 0.5, 1, 1, 1)),
    ],
)
def test_an_actual_inside_counts_one_on_an_end_a_half_outside_nothing(actual, held):
    assert central(EVEN, actual).covered == held


@pytest.mark.parametrize(
    ("actual", "held"), [(50, (1, 1, 1, 1, 1)), (51, (0, 1, 1, 1, 1)), (96, (0, 0, 0, 0, 0))]
)
def test_a_finish_on_or_before_the_day_keeps_it(actual, held):
    assert by_then(EVEN, actual).covered == held


def test_an_end_that_differs_by_the_rounding_of_a_product_is_the_actual():
    assert central(certain(7 * (4.9 / 7)), 4.9).covered == (0.5,) * 5


def test_the_losses_of_a_certain_forecast_are_those_of_its_error():
    score = central(certain(3), 5)

    assert score.crps == pytest.approx(2)
    assert score.pinball == pytest.approx(2 * 0.5)
    assert score.width_80 == 0


def test_the_crps_is_that_of_its_definition():
    actual = 30.0

    # E|X - y| - E|X - X'| / 2; the second for values even over 100 is 100 / 3.
    defined = np.abs(EVEN - actual).mean() - 100 / 3 / 2

    assert central(EVEN, actual).crps == pytest.approx(defined, abs=0.01)


def test_no_other_quantiles_have_a_lower_pinball_loss_than_the_true_ones():
    actuals = np.linspace(0.5, 99.5, 100)

    def loss(spread):
        return np.mean([central(spread, actual).pinball for actual in actuals])

    for other in (EVEN * 0.9, EVEN + 3, 50 + (EVEN - 50) * 1.2, certain(50)):
        assert loss(EVEN) < loss(other)


def test_the_summary_holds_the_means():
    assert summary([central(certain(3), 5), central(certain(3), 3)]) == {
        "n": 2,
        "coverage": {"50": 0.25, "80": 0.25, "85": 0.25, "90": 0.25, "95": 0.25},
        "width_80": 0.0,
        "pinball": 0.5,
        "crps": 1.0,
    }


def test_quantiles_lie_on_the_line_between_values():
    assert quantiles(np.arange(STRATA) * 1.0, np.array([0.5]))[0] == STRATA / 2 - 0.5
