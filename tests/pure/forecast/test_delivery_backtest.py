"""Whether the forecasts of delivery would have told the truth."""

from datetime import date, timedelta

import numpy as np
import pytest
from tests.pure.forecast.histories import FIRST, by_chance, in_batches, steady

from troth.pure.forecast.backtest_delivery import TooFewError, backtest, in_one_line
from troth.pure.forecast.delivery import Finished
from troth.pure.forecast.scoring import SHARES, quantiles


def test_every_monday_after_a_hundred_pieces_is_scored_until_the_next_are_not_all_finished():
    scored = backtest(steady(weeks=40), items=20)

    # A hundred pieces are finished on the Friday of week 20; the last twenty in weeks 37 to 40.
    assert [each.on for each in scored] == [FIRST + timedelta(weeks=week) for week in range(20, 37)]


def test_a_monday_s_own_pieces_are_forecast_and_not_known():
    monday = FIRST + timedelta(weeks=20)
    work = [*steady(weeks=20), *[Finished(monday)] * 20]

    (scored,) = backtest(work, items=20)

    assert (scored.on, scored.finished_on, scored.took) == (monday, monday, 0)


def test_pieces_finished_on_a_weekend_count_on_their_own_day():
    saturday = FIRST + timedelta(weeks=20, days=5)
    work = [*steady(weeks=20), *[Finished(saturday)] * 20]

    scored = backtest(work, items=20)

    assert [each.finished_on for each in scored] == [saturday]


def test_the_plain_way_draws_the_last_twelve_weeks_at_random():
    # Half of the days finish a piece, so that two take n days with a chance of 1 - (1 + n) / 2^n.
    days = [FIRST + timedelta(days=day) for day in range(7 * 60) if day % 7 < 5]
    work = [Finished(day) for day in days[::2]]

    scored = backtest(work, items=2)[0]

    exact = {0.5: 3, 0.8: 5, 0.85: 6, 0.9: 7, 0.95: 8}
    last_days = np.floor(quantiles(scored.plain_days, np.array(SHARES))).tolist()
    assert last_days == [n - 1 + 2 * ((n - 1) // 5) for n in exact.values()]


@pytest.mark.parametrize(
    "work",
    [
        by_chance(seed=1, weeks=220),
        by_chance(seed=2, weeks=220, paces=(1.5, 0.5)),
        by_chance(seed=3, weeks=220, paces=(0.4, 1.4)),
        in_batches(seed=4, weeks=250),
    ],
    ids=["steady", "a pace that falls to a third", "a pace that rises threefold", "batches"],
)
def test_the_85_percent_date_holds_in_80_to_90_percent_of_cases(work):
    answer = in_one_line(backtest(work, items=20))

    assert answer["n"] > 100
    assert 0.80 <= answer["coverage"]["85"] <= 0.90
    assert answer["pinball"] <= 1.08 * answer["baseline"]["pinball"]


def test_dates_told_with_more_certainty_are_later():
    for scored in backtest(by_chance(seed=5), items=20):
        dates = quantiles(scored.days, np.array(SHARES))
        assert (np.diff(dates) >= 0).all()


@pytest.mark.parametrize("pieces", [0, 99, 119])
def test_too_few_pieces_are_said_to_be_too_few(pieces):
    with pytest.raises(TooFewError, match=f"^{pieces} finished pieces of work are too few"):
        backtest(steady()[:pieces], items=20)


def test_pieces_all_finished_on_one_day_leave_no_monday_to_score():
    with pytest.raises(TooFewError, match=r"^500 finished pieces"):
        backtest([Finished(date(2024, 5, 7))] * 500, items=20)
