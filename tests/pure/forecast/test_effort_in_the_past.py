"""Whether forecasts of effort would have told the truth."""

import numpy as np
import pytest
from tests.pure.forecast.pasts import (
    by_person,
    ever_slower,
    often_exact,
    past,
    scattered,
    sooner_if_large,
)

from troth.pure.forecast.backtest_effort import WARM_UP, TooFewError, backtest, in_one_line
from troth.pure.forecast.scoring import central
from troth.pure.forecast.spread import LEVELS


@pytest.mark.parametrize("ratio", [scattered, often_exact, sooner_if_large, ever_slower, by_person])
def test_intervals_hold_as_often_as_told_whatever_the_habit(ratio):
    answer = in_one_line(backtest(past(900, ratio, people=3)))

    # Two standard errors of 800 tries are .035 at one half.
    for share, held in answer["coverage"].items():
        assert held == pytest.approx(int(share) / 100, abs=0.04)


@pytest.mark.parametrize(("ratio", "at_most"), [(sooner_if_large, 0.9), (by_person, 0.9)])
def test_a_habit_that_can_be_seen_makes_the_loss_a_tenth_lower_than_the_plain_ways(ratio, at_most):
    answer = in_one_line(backtest(past(900, ratio, people=3)))

    assert answer["pinball"] < at_most * answer["baseline"]["pinball"]
    assert answer["crps"] < at_most * answer["baseline"]["crps"]


@pytest.mark.parametrize("ratio", [scattered, often_exact])
def test_where_there_is_no_habit_to_see_hardly_anything_is_lost_against_the_plain_way(ratio):
    answer = in_one_line(backtest(past(900, ratio, people=3)))

    assert answer["pinball"] < 1.02 * answer["baseline"]["pinball"]


def test_the_plain_way_is_the_estimate_times_the_quantiles_of_all_earlier_ratios():
    history = past(130, scattered)
    last = backtest(history)[-1]
    known = [d for d in history if d.completed_on < last.done.estimated_on]
    ratios = np.sort([done.actual_hours / done.estimated_hours for done in known])
    plain = last.done.estimated_hours * ratios[(LEVELS * len(ratios)).astype(int)]

    assert last.plain == central(plain, last.done.actual_hours)


def test_the_first_hundred_are_only_learned_from():
    history = past(130, scattered)

    assert [each.done for each in backtest(history)] == history[WARM_UP:]


def test_what_happened_later_changes_no_forecast():
    history = past(140, scattered)
    scored = backtest(history)
    day = scored[20].done.estimated_on
    other = [
        done if done.completed_on < day else done._replace(actual_hours=50 * done.actual_hours)
        for done in history
    ]

    for before, after in zip(scored[:21], backtest(other), strict=False):
        assert before.forecast.width_80 == after.forecast.width_80


@pytest.mark.parametrize("pieces", [0, 1, 99, 100])
def test_too_few_pieces_are_refused_in_one_sentence(pieces):
    with pytest.raises(TooFewError, match=rf"^{pieces} usable pieces .* Add more of the past\.$"):
        backtest(past(pieces, scattered))
