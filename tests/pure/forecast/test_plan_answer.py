"""Whatever a plan holds, its answer keeps to what dates and chances are."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from troth.pure.forecast.answer import Forecast, forecast
from troth.pure.forecast.answer_words import chance_words, finish_words, promise_words
from troth.pure.forecast.grounds import grounds
from troth.pure.forecast.plan_json import PlanError
from troth.pure.forecast.plan_reading import read

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def answer(document: dict[str, Any]) -> Forecast:
    return forecast(read(json.dumps(document).encode(), zone=BERLIN, now=NOW).plan)


HOURS = st.one_of(
    st.floats(0.02, 60),
    st.lists(st.floats(0.02, 60), min_size=3, max_size=3).map(sorted),
    st.just("4,6,10"),
)
DAYS = st.integers(-40, 400).map(lambda days: (NOW + timedelta(days=days)).date().isoformat())
INSTANTS = st.integers(-60_000, 400_000).map(
    lambda minutes: (NOW + timedelta(minutes=minutes)).isoformat()
)
WEEKS = st.sampled_from(["24/7", "Mo-Fr 09:00-17:00", "Sa 22:00-02:00", "Mo 09:00-09:01"])
ZONES = st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "America/New_York"])
PLACES = {"zone": ZONES, "hours": WEEKS, "country": st.sampled_from(["", "DE", "US"])}
HABITS = st.fixed_dictionaries(
    {},
    optional={
        **PLACES,
        "share": st.floats(0.01, 1),
        "rest_hours": st.integers(0, 72),
        "together": st.floats(0, 0.9),
        "away": st.tuples(DAYS, DAYS).map(lambda it: {"from": it[0], "to": it[1]}),
        "history": st.lists(
            st.fixed_dictionaries(
                {"estimated_hours": HOURS, "actual_hours": st.floats(0.1, 9), "completed_on": DAYS}
            ),
            max_size=5,
        ),
    },
)
PEOPLE = st.tuples(HABITS, HABITS).map(
    lambda it: [{"id": "robin", **it[0]}, {"id": "kim", **it[1]}]
)
CLIENTS = st.fixed_dictionaries(
    {"id": st.just("acme")},
    optional={**PLACES, "answers": st.lists(st.floats(0, 200), max_size=4)},
)
NEEDS = st.fixed_dictionaries(
    {"what": st.sampled_from(["texts", "access"]), "client": st.just("acme")},
    optional={"hours": HOURS, "asked_at": INSTANTS, "expected_on": DAYS, "from": st.just("Ann")},
)
GATES = st.fixed_dictionaries(
    {"after": st.floats(0.01, 1), "client": st.just("acme")}, optional={"hours": HOURS}
)
WORK = st.fixed_dictionaries(
    {"id": st.sampled_from("abcdef"), "hours": HOURS, "person": st.sampled_from(["robin", "kim"])},
    optional={
        "spent": st.floats(0, 100),
        "after": st.lists(st.sampled_from("abcdef"), max_size=2),
        "needs": st.lists(NEEDS, max_size=2),
        "gates": st.lists(GATES, max_size=2),
        "order": st.integers(-3, 3),
        "not_before": st.one_of(DAYS, INSTANTS),
        "promised": st.lists(st.one_of(DAYS, INSTANTS), max_size=2),
        "certain": st.booleans(),
    },
)
PLANS = st.fixed_dictionaries(
    {
        "people": PEOPLE,
        "clients": st.lists(CLIENTS, min_size=1, max_size=1),
        "work": st.lists(WORK, min_size=1, max_size=6),
        "trials": st.just(100),
    }
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(PLANS)
def test_dates_rise_with_their_chance_and_every_piece_is_told_in_words(document):
    try:
        found = answer(document)
    except PlanError:
        assume(False)
    for finish in found.finishes:
        known = [moment for moment in finish.by if moment is not None]
        assert known == sorted(known)
        assert all(found.plan.at <= moment <= found.horizon for moment in known)
        assert list(finish.by) == known + [None] * (3 - len(known))
        assert all(0 <= promised.chance <= 1 for promised in finish.promised)
        assert finish_words(finish, forecast=found, zone=BERLIN)
        assert all(promise_words(it, forecast=found, zone=BERLIN) for it in finish.promised)
    assert grounds(found)


@pytest.mark.parametrize(
    ("person", "hours", "says"),
    [
        ({}, ["1,2,3", "4,6,10"], "taken at its word; their errors correlated by 0.3."),
        ({"together": 0}, [4, "4,6,10"], "usual counts; their errors correlated by 0."),
        ({"together": 0.45}, [4, 4], "usual counts; their errors correlated by 0.45."),
        (
            {"history": [{"estimated_hours": 2, "actual_hours": 3, "completed_on": "2026-02-02"}]},
            [4, 4],
            "as 1 finished piece did; their errors correlated by 0.3.",
        ),
        # One that is unsure has nothing to go together with, and what is sure does not err.
        ({}, ["1,2,3", "6,6,6"], "each estimate taken at its word."),
    ],
)
def test_how_far_errors_go_together_is_told_where_it_counts(person, hours, says):
    work = [{"id": str(number), "hours": each} for number, each in enumerate(hours)]
    [_, robin, _] = grounds(answer({"people": [{"id": "robin", **person}], "work": work}))
    assert robin.endswith(says)


@pytest.mark.parametrize("hours", ["6,6,6", [3, 3, 3]])
def test_certain_pieces_do_not_err_together(hours):
    work = [{"id": each, "hours": hours} for each in "abc"]
    apart, joined = (
        answer({"people": [{"id": "robin", "together": share}], "work": work}).finishes
        for share in (0, 0.9)
    )
    assert [it.by for it in apart] == [it.by for it in joined]


def test_a_promised_date_holds_as_often_as_the_finishes_say():
    piece = {"id": "a", "hours": "4,6,10"}
    by = answer({"people": [{"id": "r", "hours": "24/7"}], "work": [piece]}).finishes[0].by
    piece["promised"] = [moment.isoformat() for moment in by if moment]

    [finish] = answer({"people": [{"id": "r", "hours": "24/7"}], "work": [piece]}).finishes

    assert [it.chance for it in finish.promised] == pytest.approx([0.5, 0.8, 0.95], abs=0.003)


def test_a_piece_beyond_its_estimate_is_not_nearly_done():
    def even(spent: float) -> datetime:
        piece = {"id": "a", "hours": "4,6,10", "spent": spent}
        moment = (
            answer({"people": [{"id": "r", "hours": "24/7"}], "work": [piece]}).finishes[0].by[0]
        )
        assert moment is not None
        return moment

    assert even(4) < even(0)
    assert even(20) > even(9)


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (1.0, "more than 99 of 100"),
        (0.995, "more than 99 of 100"),
        (0.99, "99 of 100"),
        (0.5, "50 of 100"),
        (0.01, "1 of 100"),
        (0.0099, "less than 1 of 100"),
        (0.0, "less than 1 of 100"),
    ],
)
def test_a_chance_is_never_called_certain(chance, words):
    assert chance_words(chance) == words
