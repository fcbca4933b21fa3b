"""By when the next pieces will be finished."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pure.forecast.histories import FIRST, by_chance, in_batches, steady

from troth.pure.forecast.backtest_delivery import backtest
from troth.pure.forecast.delivery import FEWEST, Finished, TooFewFinishedError, learn
from troth.pure.forecast.spread import STRATA

MONDAY = FIRST + timedelta(weeks=60)


def share(days, level):
    return int(days[int(level * STRATA)])


def test_a_team_that_finishes_one_piece_a_day_finishes_twenty_in_four_weeks():
    days = learn(steady(), on=MONDAY).finish(20)

    assert share(days, 0.5) == 25
    assert share(days, 0.9) - share(days, 0.1) <= 10


def test_the_answer_is_4096_equally_likely_days_that_rise():
    days = learn(by_chance(seed=1), on=MONDAY).finish(20)

    assert len(days) == STRATA
    assert (np.diff(days) >= 0).all()
    assert days[0] >= 0


def test_more_pieces_take_longer():
    team = learn(by_chance(seed=1), on=MONDAY)

    dates = [share(team.finish(items), 0.85) for items in (5, 10, 20, 40)]

    assert dates == sorted(set(dates))


def test_the_same_question_has_the_same_answer():
    asked = [learn(by_chance(seed=1), on=MONDAY).finish(20) for _ in range(2)]

    assert (asked[0] == asked[1]).all()


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    week=st.integers(35, 70),
    paces=st.sampled_from([(1.0,), (2.0, 0.4)]),
)
def test_what_comes_later_never_changes_an_earlier_forecast(seed, week, paces):
    work = by_chance(seed=seed, weeks=90, paces=paces)
    on = FIRST + timedelta(weeks=week)
    told = {each.on: each.days for each in backtest(work, items=20)}
    known = [
        Finished(piece.finished_on if piece.finished_on < on else None, piece.came_on)
        for piece in work
        if piece.came_on < on
    ]
    other = [Finished(on + timedelta(days=day % 3), on) for day in range(200)]

    assert (learn(known, on=on).finish(20) == told.get(on, learn(work, on=on).finish(20))).all()
    changed = {each.on: each.days for each in backtest([*known, *other], items=20)}
    assert all((changed[day] == told[day]).all() for day in told if day <= on and day in changed)
    assert any(day in changed for day in told if day <= on)


def test_the_order_of_the_rows_does_not_matter():
    work = by_chance(seed=4)

    asked = [learn(rows, on=MONDAY).finish(20) for rows in (work, work[::-1])]

    assert (asked[0] == asked[1]).all()


def test_no_date_is_told_on_a_weekend_where_nobody_finishes_on_one():
    days = learn(by_chance(seed=2), on=MONDAY).finish(7)

    assert {(MONDAY + timedelta(days=int(day))).weekday() for day in days} == {0, 1, 2, 3, 4}


def test_a_team_that_finishes_on_weekends_is_told_dates_on_them():
    work = [Finished(FIRST + timedelta(days=day)) for day in range(300)]

    days = learn(work, on=FIRST + timedelta(days=300)).finish(5)

    assert share(days, 0.5) in (4, 5)
    assert {(FIRST + timedelta(days=300 + int(day))).weekday() for day in days} >= {5, 6}


@pytest.mark.parametrize("weekend", [MONDAY - timedelta(days=2), MONDAY - timedelta(days=1)])
def test_on_a_weekend_the_forecast_is_that_of_monday(weekend):
    on_monday = learn(by_chance(seed=3), on=MONDAY).finish(20)
    on_weekend = learn(by_chance(seed=3), on=weekend).finish(20)

    assert (on_weekend - (MONDAY - weekend).days == on_monday).all()


def test_where_nothing_new_comes_it_takes_longer():
    came_until = MONDAY - timedelta(weeks=8)
    work = by_chance(seed=5, weeks=60)
    dry = [piece for piece in work if piece.came_on < came_until]
    flowing = [*dry, *(Finished(None, MONDAY - timedelta(days=day)) for day in range(1, 50))]

    late, soon = (share(learn(rows, on=MONDAY).finish(20), 0.5) for rows in (dry, flowing))

    assert late > soon


def test_a_wild_past_makes_wide_dates_and_a_steady_one_narrow_ones():
    wild = learn(in_batches(seed=1), on=FIRST + timedelta(weeks=150)).finish(20)
    calm = learn(steady(), on=MONDAY).finish(20)

    def width(days):
        return share(days, 0.9) / max(share(days, 0.1), 1)

    assert width(wild) > 3 * width(calm)


@pytest.mark.parametrize("pieces", [0, 1, FEWEST - 1])
def test_too_few_finished_pieces_are_said_to_be_too_few(pieces):
    work = [*steady()[:pieces], Finished(None, FIRST)]

    with pytest.raises(
        TooFewFinishedError, match=f"^{pieces} finished pieces are too few.*{FEWEST}"
    ):
        learn(work, on=MONDAY)


@pytest.mark.parametrize("pieces", [FEWEST, 19, 20, 21, 99, 101])
def test_a_short_history_is_enough(pieces):
    days = learn(steady()[:pieces], on=FIRST + timedelta(days=200)).finish(20)

    assert len(days) == STRATA
    assert np.isfinite(days).all()


@pytest.mark.parametrize(
    "work",
    [
        [Finished(FIRST)] * 150,
        [Finished(date(1, 1, 1)), *steady()],
        [*steady(weeks=25), Finished(FIRST + timedelta(days=420))],
    ],
    ids=["all on one day", "one in the year 1", "a year of silence"],
)
def test_an_odd_past_is_answered_too(work):
    days = learn(work, on=FIRST + timedelta(days=500)).finish(20)

    assert np.isfinite(days).all()
    assert days[0] >= 0
