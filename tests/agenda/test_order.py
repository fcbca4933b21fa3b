from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.agenda.order import Band, Situation, Why, place
from troth.pure.ledger import Debt, Owed, account

BERLIN = ZoneInfo("Europe/Berlin")
AT = datetime(2026, 3, 4, 9, 0, tzinfo=BERLIN)  # a Wednesday


def day(number, hour=0):
    """Midnight at the beginning of a day of March 2026."""
    return datetime(2026, 3, 1, hour, tzinfo=BERLIN) + timedelta(days=number - 1)


FIRST, THIRD = day(1), day(3)


def promise(due, since=FIRST, **changed):
    return Owed(Debt.PROMISE, since, due, "Anna", "the plan")._replace(**changed)


def ask(since, **changed):
    return Owed(Debt.ASK, since, None, "Anna", "the plan", "ask")._replace(**changed)


def need(due, since=FIRST, **changed):
    return Owed(Debt.NEED, since, due, "Anna", "the texts")._replace(**changed)


def placed(*owed, heard_at=THIRD, cadence_days=14, ranks=None, at=AT):
    situation = Situation(account(owed, at=at), heard_at, cadence_days, BERLIN, "DE", ranks)
    return place(situation, at=at)


@pytest.mark.parametrize(
    ("owed", "band", "why"),
    [
        ([promise(day(4))], Band.UNTOLD, Why.OVERDUE),
        ([promise(day(4), told_at=day(4, 8))], Band.LATE, Why.OVERDUE),
        ([promise(day(4), told_at=day(3))], Band.UNTOLD, Why.OVERDUE),
        ([promise(day(20), is_moved=True)], Band.UNTOLD, Why.MOVED),
        ([promise(day(5))], Band.DUE_NOW, Why.DUE),
        ([promise(day(6))], Band.DUE_NOW, Why.DUE),
        ([promise(day(7))], Band.CALM, Why.DUE),
        ([ask(day(2))], Band.UNANSWERED, Why.ASKED),
        ([ask(day(3))], Band.CALM, Why.ASKED),
        ([need(day(4))], Band.THEY_ARE_LATE, Why.REMIND),
        ([need(day(4), told_at=day(4, 8))], Band.CALM, Why.REMIND),
        ([], Band.CALM, Why.CADENCE),
    ],
)
def test_what_is_due_puts_a_line_in_its_band(owed, band, why):
    where = placed(*owed)

    assert (where.band, where.word.why) == (band, why)


def test_a_promise_due_on_monday_is_endangered_from_friday_on():
    monday_ends = day(10)

    assert placed(promise(monday_ends), at=day(5, 20)).band is Band.CALM
    assert placed(promise(monday_ends), at=day(6)).band is Band.DUE_NOW


def test_who_can_end_the_agreement_has_an_answer_a_working_day_sooner():
    asked = ask(day(3, 12))

    assert placed(asked, ranks={"ask": 1}).band is Band.UNANSWERED
    assert placed(asked, ranks={"ask": 3}).band is Band.CALM


def test_a_client_is_missed_when_silent_and_a_customer_is_not():
    long_ago = day(1) - timedelta(days=60)

    assert placed(heard_at=long_ago).band is Band.SILENT
    assert placed(heard_at=long_ago, cadence_days=None).band is Band.QUIET


def test_the_worst_word_counts_and_of_equals_the_earliest():
    where = placed(promise(day(4), key="b"), promise(day(3), key="a"), ask(day(1)))

    assert (where.word.owed.key, where.moment) == ("a", day(3))


def test_a_calm_line_says_what_falls_due_next():
    where = placed(promise(day(20)), heard_at=day(3))

    assert (where.word.why, where.moment) == (Why.CADENCE, day(17))


times = st.integers(-40, 40).map(lambda hours: AT + timedelta(hours=7 * hours))
owed = st.builds(
    Owed,
    st.sampled_from(Debt),
    times.filter(lambda at: at <= AT),
    st.none() | times,
    key=st.text("ab", max_size=2),
    told_at=st.none() | times.filter(lambda at: at <= AT),
    is_moved=st.booleans(),
)


@given(st.lists(owed, max_size=5), st.integers(0, 400))
def test_nothing_changes_a_line_before_it_is_stale(debts, minutes):
    where = placed(*debts)
    later = AT + timedelta(minutes=minutes)
    if where.stale_at is not None and later >= where.stale_at:
        return

    again = placed(*debts, at=later)

    assert (again.band, again.moment, again.word) == (where.band, where.moment, where.word)


@given(st.lists(owed, max_size=4), owed)
def test_one_more_debt_never_moves_a_line_down(debts, more):
    assert placed(*debts, more).band <= placed(*debts).band
