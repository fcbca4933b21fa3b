"""How long clients take to answer, learned from few answers and from many."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from troth.pure.forecast.spread import STRATA, three_point
from troth.pure.forecast.turnaround import LEAST, LIKELY, MOST, Answer, learn

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
DAY = 480.0


def answers(minutes, *, contact="anna", client="acme", is_open=False, days_ago=30.0):
    asked_at = AT - timedelta(days=days_ago)
    return [Answer(contact, client, it, asked_at, is_open) for it in minutes]


def at(spread, part):
    return float(spread[int(part * STRATA)])


def median(history, **whose):
    return at(learn(history, at=AT).minutes(**whose), 0.5)


ANNA = {"contact": "anna", "client": "acme"}


def test_where_nothing_is_known_it_is_what_is_assumed():
    spread = learn([], at=AT).minutes(contact="anna", client="acme")

    assert np.array_equal(spread, three_point(LEAST, LIKELY, MOST))
    assert np.array_equal(spread, learn([], at=AT).minutes())


def test_a_spread_is_ascending_and_above_nothing():
    history = [*answers([0, 3, 90]), *answers([700], is_open=True)]
    for waited in (0, 100, 5_000, 1_000_000):
        spread = learn(history, at=AT).minutes(**ANNA, waited=waited)

        assert spread.shape == (STRATA,)
        assert (np.diff(spread) >= 0).all()
        assert spread[0] > 0


def test_a_contact_with_many_answers_speaks_for_themselves():
    slow = answers([10 * DAY] * 400, client="birch", contact="ben")
    quick = answers(np.linspace(20, 40, 400))
    known = learn([*slow, *quick], at=AT)

    assert at(known.minutes(**ANNA), 0.5) == pytest.approx(30, rel=0.03)
    assert at(known.minutes(**ANNA), 0.9) < 45


def test_a_new_contact_is_like_the_client_and_a_new_client_like_all():
    history = [*answers([DAY] * 200), *answers([60] * 200, contact="ben", client="birch")]
    known = learn(history, at=AT)

    assert at(known.minutes(contact="amy", client="acme"), 0.5) == DAY
    assert at(known.minutes(contact="cat", client="cove"), 0.5) in {60, DAY}
    assert np.array_equal(known.minutes(client="cove"), known.minutes())


@pytest.mark.parametrize("number", [0, 1, 2, 4, 8, 16])
def test_each_answer_more_draws_a_contact_nearer_to_their_own(number):
    others = answers([DAY] * 100, contact="ben", client="birch")
    own = answers([10] * number)
    share = np.mean(learn([*others, *own], at=AT).minutes(**ANNA) <= 10)
    more = np.mean(learn([*others, *own, *answers([10])], at=AT).minutes(**ANNA) <= 10)

    assert more > share


def test_recent_answers_count_more():
    quick, slow = [20.0] * 30, [DAY] * 30
    became_slow = [*answers(quick, days_ago=700), *answers(slow, days_ago=5)]
    became_quick = [*answers(slow, days_ago=700), *answers(quick, days_ago=5)]

    assert median(became_slow, **ANNA) == DAY
    assert median(became_quick, **ANNA) == 20


def test_asks_that_are_still_open_make_it_longer_and_never_shorter():
    done = answers([60, 120, 240, DAY])
    known = learn(done, at=AT)
    for waited in (1, 100, 1_000, 100_000):
        waiting = learn([*done, *answers([waited] * 3, is_open=True)], at=AT)
        for part in (0.1, 0.5, 0.8, 0.95):
            before, after = at(known.minutes(**ANNA), part), at(waiting.minutes(**ANNA), part)

            assert after >= before * 0.999


def test_open_asks_are_weighed_as_the_product_limit_says():
    # Half are answered at 5, a quarter at 20; of the last quarter it is only known that they took
    # longer than 10. So they stand for the other half, of which all that was seen took 20.
    seen = [*answers([5] * 500), *answers([20] * 250), *answers([10] * 250, is_open=True)]
    spread = learn(seen, at=AT).minutes(**ANNA)

    assert np.mean(spread <= 5) == pytest.approx(0.5, abs=0.01)
    assert np.mean(spread <= 20) == pytest.approx(1.0, abs=0.02)


def test_longer_than_anything_seen_stays_possible_as_far_as_anybody_waits():
    spread = learn(answers([60.0] * 20), at=AT).minutes(**ANNA)

    assert at(spread, 0.8) == 60
    assert at(spread, 0.999) > 5 * DAY


def test_who_has_waited_longer_than_most_waits_on():
    known = learn(answers(np.geomspace(30, 10 * DAY, 200)), at=AT)
    fresh, later = (at(known.minutes(**ANNA, waited=it), 0.5) for it in (0, 5 * DAY))

    assert later > fresh
    whole = known.minutes(**ANNA)
    left = whole[whole > 5 * DAY] - 5 * DAY
    assert later == pytest.approx(np.median(left), rel=0.02)


def test_an_answer_at_night_took_no_working_time_and_is_taken_as_a_minute():
    assert median(answers([0] * 100), **ANNA) == 1


def test_the_order_of_history_changes_nothing():
    history = [*answers([60, 90, 90]), *answers([90, 10], is_open=True, contact="ben")]
    one, other = learn(history, at=AT), learn(history[::-1], at=AT)

    assert np.array_equal(one.minutes(**ANNA), other.minutes(**ANNA))


def test_what_it_rests_on_is_told():
    history = [*answers([60, 90]), *answers([10], is_open=True, contact="ben")]
    known = learn([*history, *answers([5], client="birch", contact="")], at=AT)

    assert known.seen() == (3, 1)
    assert known.seen(client="acme") == (2, 1)
    assert known.seen(client="acme", contact="ben") == (0, 1)
    assert known.seen(client="cove") == (0, 0)
