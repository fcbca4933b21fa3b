"""Late dates are told with caution until that has proved needless."""

import numpy as np
import pytest

from troth.pure.forecast.delivery import levels
from troth.pure.forecast.delivery.caution import FROM, MORE, WHOLE, WORTH, Caution
from troth.pure.forecast.delivery.losses import Weeks
from troth.pure.forecast.delivery.past import NEVER

WEEKS = 40
LATE = levels.log_odds(np.array([0.85]))


def told(days):
    """A forecast of so many days each week, a third more or less at 80 % and 20 %."""
    return np.full((WEEKS, len(levels.LEVELS)), np.log(days)) + levels.logistic(0.4)


def later(*, took, quick=10, week=WEEKS - 1, lasted=None, odds=LATE):
    """How much later the dates of a week are told, where each week before took so long.

    If `lasted` is given, no finish is known, and all have lasted so long.
    """
    caution = Caution(told(10), np.stack([told(quick), told(5)]), np.full(WEEKS, took))
    weeks = Weeks(np.full(week, lasted is None), np.full(week, float(lasted or 0)), 5)
    return caution.later(odds, week=week, weeks=weeks)


def test_a_team_without_a_past_is_told_late_dates_later():
    assert later(took=NEVER, week=0) == pytest.approx(WORTH * MORE)


def test_dates_that_are_not_late_are_left_as_they_are():
    shares = levels.log_odds(np.array([0.05, 0.5, FROM, WHOLE, 0.99]))

    assert later(took=NEVER, week=0, odds=shares) == pytest.approx(
        [0, 0, 0, WORTH * MORE, WORTH * MORE]
    )


def test_a_slower_pace_of_late_makes_them_as_much_later():
    assert later(took=NEVER, week=0, quick=30) == pytest.approx(WORTH * (np.log(3) + MORE))


def test_a_faster_pace_of_late_does_not_make_them_earlier():
    assert later(took=NEVER, week=0, quick=6) == pytest.approx(later(took=NEVER, week=0))


def test_where_dates_have_held_long_enough_caution_ends():
    weeks = [later(took=10, week=week)[0] for week in (0, 5, 15, 39)]

    assert weeks == sorted(weeks, reverse=True)
    assert weeks[-1] < 0.01


def test_where_dates_have_failed_caution_stays():
    assert later(took=40) == pytest.approx(MORE)


def test_what_is_late_already_counts_before_it_is_finished():
    just_begun = later(took=NEVER, lasted=1)
    long_open = later(took=NEVER, lasted=40)

    assert just_begun == pytest.approx(WORTH * MORE)
    assert long_open == pytest.approx(MORE)


def test_a_finish_that_is_not_known_yet_changes_nothing():
    assert later(took=3, lasted=4) == later(took=90, lasted=4)
