"""The sums behind a forecast of delivery, each by itself."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pure.forecast.histories import FIRST, steady

from troth.pure.forecast.delivery import levels, pace, pooled, recycled
from troth.pure.forecast.delivery.account import FARTHEST, HALF_LIFE, SHARES, Account
from troth.pure.forecast.delivery.losses import Weeks
from troth.pure.forecast.delivery.past import NEVER, Past
from troth.pure.forecast.delivery.resampled import chances
from troth.pure.forecast.delivery.throughput import known_past
from troth.pure.forecast.delivery.working_days import WorkingDays, working_days

EIGHTY_FIVE = levels.log_odds(np.array([0.85]))


def numbers(*days: str):
    return np.array([date.fromisoformat(day).toordinal() for day in days])


def test_working_days_and_days_of_the_calendar_say_the_same():
    week = WorkingDays(5)
    days = numbers("2026-03-05", "2026-03-06", "2026-03-07", "2026-03-08", "2026-03-09")
    first = int(week.at_or_after(days)[0])

    assert (week.at_or_after(days) - first).tolist() == [0, 1, 2, 2, 2]
    assert (week.at_or_before(days) - first).tolist() == [0, 1, 1, 1, 2]
    assert week.calendar(week.at_or_after(days)).tolist() == days[[0, 1, 4, 4, 4]].tolist()


@pytest.mark.parametrize(("weekends", "a_week"), [(0, 5), (3, 5), (4, 7), (30, 7)])
def test_a_team_works_on_weekends_if_more_than_a_tenth_was_finished_on_them(weekends, a_week):
    monday, saturday = numbers("2026-03-02", "2026-03-07")
    days = np.array([monday] * (30 - weekends) + [saturday] * weekends)

    assert working_days(days).a_week == a_week


def test_the_next_pieces_are_counted_from_the_day_itself():
    past = Past(numbers("2026-03-01", "2026-03-02", "2026-03-02", "2026-03-04"), numbers())
    monday = numbers("2026-03-02")

    ends = [int(past.nth_finish(monday, items=items)[0]) for items in (1, 2, 3, 4)]

    assert ends == [monday[0], monday[0], monday[0] + 2, NEVER]


def test_days_drawn_at_random_are_summed_exactly():
    # One piece on half of the days: the second comes by day n unless heads came less than twice.
    exact = [1 - 0.5**days * (1 + days) for days in range(1, 8)]

    assert chances(np.array([0, 1]), items=2)[:7] == pytest.approx(exact)


def test_days_drawn_at_random_agree_with_drawing_them():
    counts = np.array([0, 0, 0, 1, 2, 7])
    drawn = np.random.default_rng(1).choice(counts, size=(20_000, 60)).cumsum(axis=1)

    simulated = (drawn >= 12).mean(axis=0)
    summed = chances(counts, items=12)[:60]

    assert np.abs(summed - simulated[: len(summed)]).max() < 0.015


def test_quantiles_go_on_beyond_what_was_told():
    told = np.log(np.linspace(1, 30, len(levels.LEVELS)))

    answers = levels.at(told, np.array([-40.0, -8.0, 0.0, 8.0, 40.0]))

    assert (np.diff(answers) > 0).all()
    assert answers[2] == pytest.approx(told[len(told) // 2])


def test_the_pace_of_the_last_pieces_slows_down_with_each_day_without_one():
    monday = date(2026, 3, 2).toordinal()
    past = Past(np.repeat(monday, pace.LAST), numbers())

    told = pace.of_the_last(past, np.array([1, 2, 10]), items=2 * pace.LAST)

    assert np.exp(told) == pytest.approx([2, 4, 20])


def test_of_fewer_pieces_than_the_last_ones_the_pace_is_that_of_those_there_are():
    past = Past(numbers("2026-03-02", "2026-03-03"), numbers())

    assert np.exp(pace.of_the_last(past, np.array([4]), items=6)) == pytest.approx([12])


def errors(*, ended, usual=0.0):
    """Ten starts a day apart whose finishes came on `ended`, NEVER where they did not."""
    starts = np.arange(11)
    ends = np.array([*ended, NEVER])
    return recycled.Errors(
        starts=starts,
        usual=np.full(11, usual),
        ended=ends,
        took=np.maximum(ends - starts + 1, 1).astype(float),
        known=np.arange(11) * 50,
    )


def test_a_start_that_is_not_finished_yet_counts_for_as_long_as_it_has_lasted():
    quick = errors(ended=[start + 1 for start in range(10)])
    stalled = errors(ended=[*(start + 1 for start in range(3)), *[NEVER] * 7])

    def upper(past):
        return recycled.quantiles(past, 10, today=10, items=20, half_life=60)[-6]

    assert upper(stalled) > upper(quick)


def test_what_ends_later_is_not_known_yet():
    ahead, never = [8] * 5 + [40] * 5, [8] * 5 + [NEVER] * 5

    told = [
        recycled.quantiles(errors(ended=ends), 10, today=10, items=20, half_life=60)
        for ends in (ahead, never)
    ]

    assert (told[0] == told[1]).all()


def weeks(is_known, lasted=None, count=29):
    lasted = np.arange(count, 0, -1.0) * 5 if lasted is None else np.full(count, float(lasted))
    return Weeks(np.full(count, is_known), lasted, 5)


def constant(*days, count=30):
    """Ways that tell the same number of days each week, whatever the level."""
    ways = np.zeros((len(days), count, len(levels.LEVELS)))
    ways += np.log(days)[:, None, None]
    return ways


def wide(days, *, deviation):
    return np.log(days) + levels.logistic(deviation)


def test_of_several_ways_the_one_that_was_nearer_counts_more():
    ways, took = constant(5, 50), np.full(30, 5)

    lost = pooled.lost(ways, took)
    known = pooled.averaged(ways, lost[:, :29], weeks(is_known=True))
    unknown = pooled.averaged(ways, lost[:, :29], weeks(is_known=False))

    assert known.mean() < np.log(6)
    assert unknown.mean() == pytest.approx((np.log(5) + np.log(50)) / 2)


def test_ways_that_say_the_same_are_mixed_to_the_same():
    same = np.repeat(wide(20, deviation=0.7)[None, None], 2, axis=0)

    told = pooled.mixed(same, np.zeros((2, 0)), weeks(is_known=True, count=0))

    assert told == pytest.approx(same[0, 0])


def test_where_ways_say_different_things_the_late_dates_are_those_of_the_later_way():
    ways = np.stack([wide(10, deviation=0.1), wide(100, deviation=0.1)])

    told = pooled.mixed(ways[:, None], np.zeros((2, 0)), weeks(is_known=True, count=0))

    median, late = (np.exp(np.interp(level, levels.LEVELS, told)) for level in (0.5, 0.95))
    assert median == pytest.approx(10, rel=0.1)
    assert late == pytest.approx(100, rel=0.1)


def test_a_change_is_followed_before_any_of_the_work_it_delays_is_finished():
    ways = constant(5, 50)
    took = np.where(np.arange(30) < 20, 16, NEVER)
    lost = pooled.lost(ways, took)[:, :29]
    is_known = np.arange(29) < 20

    def told(lasted):
        return pooled.mixed(ways, lost, Weeks(is_known, lasted, 5)).mean()

    just_begun, long_open = np.full(29, 1.0), np.full(29, 45.0)
    assert told(just_begun) < np.log(12)
    assert told(long_open) > np.log(40)


@settings(max_examples=200)
@given(
    rows=st.lists(st.lists(st.integers(0, 12), min_size=4, max_size=4), min_size=2, max_size=2).map(
        np.array
    ),
)
def test_a_mixture_rises_and_stays_within_what_its_ways_say(rows):
    steps = np.sort(rows, axis=1) / 3
    ways = np.array([np.interp(levels.LEVELS, [0.1, 0.4, 0.6, 0.9], each) for each in steps])

    told = pooled.mixed(ways[:, None], np.zeros((2, 0)), weeks(is_known=True, count=0))

    assert (np.diff(told) >= 0).all()
    assert (told >= ways.min(axis=0) - 1e-9).all()
    assert (told <= ways.max(axis=0) + 1e-9).all()


def moved(account, *, today):
    return float(account.moves(EIGHTY_FIVE, today=today)[0])


def told(*, days, ended, weeks=1):
    account = Account()
    for _ in range(weeks):
        account.told(np.full(len(SHARES), days), ended=ended)
    return account


def test_a_date_has_failed_once_its_day_is_over_long_before_the_finish_is_known():
    account = told(days=10, ended=90)

    assert moved(account, today=10) == 0
    assert moved(account, today=11) > 0


def test_a_date_has_held_once_the_finish_is_known():
    account = told(days=50, ended=10)

    assert moved(account, today=10) == 0
    assert moved(account, today=11) < 0


def test_seventeen_that_hold_make_good_for_three_that_fail():
    account = Account()
    for days in [20] * 17 + [5] * 3:
        account.told(np.full(len(SHARES), days), ended=10)

    assert moved(account, today=30) == pytest.approx(0, abs=0.05)


def test_a_bad_time_long_ago_counts_less_than_the_good_one_since():
    account = told(days=5, ended=10, weeks=60)
    bad = moved(account, today=30)
    for _ in range(HALF_LIFE):
        account.told(np.full(len(SHARES), 20), ended=10)

    assert bad == FARTHEST
    assert moved(account, today=30) < 0


@pytest.mark.parametrize(("ended", "direction"), [(99, 1), (1, -1)])
def test_no_account_moves_a_date_beyond_reason(ended, direction):
    account = told(days=50, ended=ended, weeks=500)

    assert moved(account, today=200) == direction * FARTHEST


@pytest.mark.parametrize(("ended", "untouched"), [(90, [0.05, 0.5, 0.7]), (1, [0.05, 0.3, 0.5])])
def test_dates_that_are_early_enough_are_left_alone(ended, untouched):
    odds = levels.log_odds(np.array(untouched))

    assert told(days=10, ended=ended, weeks=9).moves(odds, today=11).tolist() == [0, 0, 0]


def test_a_team_that_has_become_faster_is_not_told_its_old_pace():
    model = np.log(10) + 0.6 * levels.LOG_ODDS
    odds = levels.log_odds(np.array([0.7, 0.85]))
    account = told(days=50, ended=1, weeks=60)

    of_seventy, of_eighty_five = levels.at(model, odds + account.moves(odds, today=100))

    assert of_seventy < of_eighty_five < levels.at(model, odds)[0]


@pytest.mark.parametrize("shape", ["a team that slows", "a team that stops and starts"])
def test_whatever_the_team_does_the_share_of_dates_that_hold_stays_near_what_was_told(shape):
    """The model says 10 days for ever; only the account knows of what comes."""
    model = np.log(10) + 0.6 * levels.LOG_ODDS
    account, held = Account(), []
    for week in range(400):
        took = 10 * 1.005**week if shape == "a team that slows" else (4, 40)[week // 20 % 2]
        moves = account.moves(levels.log_odds(SHARES), today=7 * week)
        days = 7 * week + np.exp(levels.at(model, levels.log_odds(SHARES) + moves))
        account.told(days, ended=int(7 * week + took))
        held.append(7 * week + int(took) <= days[1])

    slow_share = np.mean(held[:200]) if shape == "a team that slows" else np.mean(held)
    assert 0.80 <= slow_share <= 0.90


def test_what_is_finished_came_at_the_latest_on_that_day():
    past = known_past(steady(weeks=1), on=FIRST + timedelta(days=3))

    assert past.came.tolist() == past.finished.tolist()
    assert len(past.finished) == 3
