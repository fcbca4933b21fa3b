"""What an estimate will come to, learned from what earlier ones came to."""

from datetime import date, timedelta

import numpy as np
import pytest
from tests.pure.forecast.pasts import (
    BEGAN,
    by_person,
    ever_slower,
    often_exact,
    past,
    scattered,
    sooner_if_large,
)

from troth.pure.forecast.effort import Done, forecasts, learn
from troth.pure.forecast.effort.efforts import PRIOR
from troth.pure.forecast.scoring import quantiles
from troth.pure.forecast.spread import STRATA, EstimateError

LATER = date(2030, 1, 1)

TENTHS = np.array([0.1, 0.5, 0.9])


def middle(spread):
    return float(np.median(spread))


def test_without_a_history_an_estimate_is_spread_as_the_prior_says():
    assert np.array_equal(learn([], on=LATER).hours(6), 6 * PRIOR)


def test_each_answer_is_a_spread_of_hours_above_zero():
    efforts = learn(past(300, often_exact), on=LATER)

    for estimate in (0.01, 0.5, 7, 1000):
        hours = efforts.hours(estimate)
        assert hours.shape == (STRATA,)
        assert (np.diff(hours) >= 0).all()
        assert hours[0] > 0
        assert np.isfinite(hours).all()


def test_a_steady_habit_is_learned():
    hours = learn(past(600, scattered), on=LATER).hours(4)

    assert quantiles(hours, TENTHS) == pytest.approx(
        4 * np.exp(0.1 + 0.5 * np.array([-1.28, 0, 1.28])), rel=0.15
    )


def test_thin_history_moves_the_prior_a_little_and_much_history_far():
    def after(pieces):
        return middle(learn(past(pieces, lambda *_: 3.0), on=LATER).hours(2)) / 2

    assert after(0) == pytest.approx(1.1, rel=0.01)
    assert 1.1 < after(4) < 3
    assert after(200) == pytest.approx(3)


def test_exactly_as_estimated_keeps_its_chance():
    hours = learn(past(600, often_exact), on=LATER).hours(4)

    assert 0.5 < np.isclose(hours, 4, rtol=1e-5).mean() < 0.7


def test_large_estimates_are_told_by_large_ones():
    efforts = learn(past(600, sooner_if_large), on=LATER)

    assert middle(efforts.hours(40)) / 40 < 0.5 * middle(efforts.hours(1))


def test_each_person_is_told_by_their_own_habit():
    efforts = learn(past(400, by_person, people=4), on=LATER)

    slow, quick = (middle(efforts.hours(4, person=person)) for person in ("P0", "P1"))

    assert slow > 1.6 * quick
    assert quick < middle(efforts.hours(4, person="someone new")) < slow


def test_a_person_without_a_name_is_told_by_everyone():
    efforts = learn(past(400, by_person, people=4), on=LATER)

    assert np.array_equal(efforts.hours(4), efforts.hours(4, person="someone new"))


def test_recent_history_counts_more():
    history = past(1500, ever_slower)
    ratios = [done.actual_hours / done.estimated_hours for done in history]

    assert middle(learn(history, on=LATER).hours(4)) / 4 > 1.5 * np.median(ratios)


def test_what_was_completed_on_the_day_or_later_is_not_known_yet():
    history = past(300, scattered)
    on = BEGAN + timedelta(days=200)
    known = [done for done in history if done.completed_on < on]

    assert np.array_equal(learn(history, on=on).hours(4), learn(known, on=on).hours(4))


def test_the_order_in_which_a_history_is_given_changes_nothing():
    history = past(200, scattered)

    assert np.allclose(learn(history, on=LATER).hours(4), learn(history[::-1], on=LATER).hours(4))


def test_pieces_that_tell_nothing_are_left_out():
    history = past(60, scattered)
    day = BEGAN + timedelta(days=30)
    silent = [
        Done(0, 5, day, day),
        Done(5, 0, day, day),
        Done(5, -1, day, day),
        Done(float("nan"), 1, day, day),
        Done(1, float("inf"), day, day),
        Done(1, 1, day, day - timedelta(days=1)),
    ]

    assert np.array_equal(
        learn(history + silent, on=LATER).hours(4), learn(history, on=LATER).hours(4)
    )


@pytest.mark.parametrize("estimate", [0, -1, float("nan"), float("inf")])
def test_no_hours_are_told_for_an_estimate_that_is_not_above_zero(estimate):
    with pytest.raises(EstimateError, match="must be more than 0 hours"):
        learn([], on=LATER).hours(estimate)


@pytest.mark.parametrize("ratio", [scattered, often_exact, by_person, lambda *_: 1.0])
def test_a_past_is_forecast_as_it_would_have_been_on_each_day(ratio):
    history = past(150, ratio, people=3)

    for done, known, hours in list(forecasts(history))[::29]:
        learned = learn(history, on=done.estimated_on)
        assert known == sum(other.completed_on < done.estimated_on for other in history)
        assert np.allclose(hours, learned.hours(done.estimated_hours, person=done.person))
