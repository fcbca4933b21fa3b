import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.pure.worktime import PRIOR_SHARE, learned_share

STEADY = [(8.0, 4.0)] * 40


@pytest.mark.parametrize(
    ("logged", "share"),
    [
        ([], PRIOR_SHARE),
        ([(8.0, 4.0)] * 1000, 0.5),
        ([(8.0, 8.0)] * 1000, 1.0),
        ([(8.0, 12.0)] * 1000, 1.0),  # nobody works more than all of their free time
        ([(8.0, 0.0)] * 5000, 0.05),  # not logged, rather than not worked
        ([(40.0, 20.0)] * 200, 0.5),  # weeks as well as days
        ([(8.0, 4.0), (8.0, 6.0)] * 1000, 0.625),
    ],
)
def test_the_share_that_is_worked_is_learned_from_what_was_logged(logged, share):
    assert learned_share(logged) == pytest.approx(share, abs=0.01)


def test_a_week_of_days_weighs_as_much_as_what_is_assumed_before():
    assert learned_share([(8.0, 4.8)] * 5) == pytest.approx((0.6 + PRIOR_SHARE) / 2)
    assert learned_share([(8.0, 4.8)], prior=0.6) == pytest.approx(0.6)


@pytest.mark.parametrize("wild", [(8.0, 0.0), (8.0, 24.0), (0.1, 24.0), (24.0, 0.0)])
def test_no_single_wild_day_decides(wild):
    assert learned_share([*STEADY, wild]) == pytest.approx(learned_share(STEADY), abs=0.02)


def test_days_without_free_hours_or_without_a_number_tell_nothing():
    nothing = [(0.0, 3.0), (-1.0, 3.0), (8.0, -1.0), (float("nan"), 1.0), (8.0, float("inf"))]

    assert learned_share([*STEADY, *nothing]) == learned_share(STEADY)


@given(st.lists(st.tuples(st.floats(allow_nan=True), st.floats(allow_nan=True)), max_size=20))
def test_whatever_was_logged_the_share_can_be_divided_by(logged):
    assert 0 < learned_share(logged) <= 1


@given(
    st.lists(st.tuples(st.floats(0.1, 24), st.floats(0, 24)), max_size=20),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_days_does_not_matter(logged, random):
    shuffled = random.sample(logged, len(logged))

    assert learned_share(shuffled) == pytest.approx(learned_share(logged))
