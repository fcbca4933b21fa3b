"""Chances are those of the numbers that one gives, and move with their own fact only."""

import pytest
from tests.cli.forecasting import (
    ACME,
    AROUND_THE_CLOCK,
    ROBIN,
    TWO,
    UNSURE,
    answered,
    finishes,
    forecast,
    plan,
    sure,
)


def test_three_numbers_are_the_dates_that_hold_in_10_50_and_90_of_100():
    piece = {"id": "a", "hours": "4,6,10", "promised": ["2026-03-02T13:00"]}
    piece["promised"] += ["2026-03-02T15:00", "2026-03-02T19:00"]

    [row] = answered(plan(piece, people=[AROUND_THE_CLOCK]))["work"]

    assert [it["chance"] for it in row["promised"]] == pytest.approx([0.1, 0.5, 0.9], abs=0.005)
    assert row["finish"]["50"] == "2026-03-02T15:00+01:00"


def test_three_numbers_of_a_wait_are_hours_of_the_clients_working_time():
    need = {"what": "texts", "client": "acme", "hours": "1,2,8"}
    piece = {"id": "a", "hours": "1,1,1", "needs": [need]}
    piece["promised"] = [f"2026-03-02T{hour}:00" for hour in (11, 12, 18)]

    [row] = answered(plan(piece, people=[AROUND_THE_CLOCK]))["work"]

    assert [it["chance"] for it in row["promised"]] == pytest.approx([0.1, 0.5, 0.9], abs=0.005)


def test_a_promised_day_holds_to_its_end():
    people = [{**ROBIN, "hours": "Mo 20:00-24:00"}]

    [row] = answered(plan(sure("a", 4, promised=["2026-03-02", "2026-03-01"]), people=people))[
        "work"
    ]

    assert row["finish"]["95"] == "2026-03-03T00:00+01:00"
    assert [it["chance"] for it in row["promised"]] == [1, 0]
    assert row["promised"][0]["until"] == "2026-03-03T00:00+01:00"


def test_finishes_carry_the_offset_of_the_zone_of_whoever_does_the_work():
    people = [{**AROUND_THE_CLOCK, "zone": "America/New_York"}]

    assert finishes(plan(sure("a", 1), people=people))["a"]["50"] == "2026-03-02T04:00-05:00"


def test_the_same_seed_gives_the_same_bytes_and_another_one_other_dates():
    document = plan(*UNSURE, people=TWO)

    assert forecast(document, "--json").stdout == forecast(document, "--json").stdout
    assert forecast(document).stdout == forecast(document).stdout
    assert finishes(document) != finishes({**document, "seed": 1})


@pytest.mark.parametrize(
    ("changed", "touched"),
    [
        ({4: {"hours": "9,12,40"}}, {"gated"}),
        ({3: {"hours": "2,3,40"}}, {"theirs"}),
        ({4: {"needs": [{"what": "access", "client": "acme"}]}}, {"gated"}),
    ],
)
def test_a_changed_fact_changes_its_answer_and_nothing_else(changed, touched):
    work = [{**piece, **changed.get(place, {})} for place, piece in enumerate(UNSURE)]

    before, after = finishes(plan(*UNSURE, people=TWO)), finishes(plan(*work, people=TWO))

    assert {name for name in before if before[name] != after[name]} == touched


def test_more_work_that_is_less_urgent_moves_no_other_date():
    before = finishes(plan(*UNSURE[:2]))

    after = finishes(plan(*UNSURE[:2], {"id": "more", "hours": "2,20,80"}))

    assert {name: after[name] for name in before} == before


def test_an_estimate_of_one_number_turns_out_as_the_persons_own_did():
    def even(ratio: float) -> str:
        row = {"estimated_hours": 4, "actual_hours": 4 * ratio, "completed_on": "2026-02-02"}
        people = [{**AROUND_THE_CLOCK, "history": [row] * 60}]
        return finishes(plan({"id": "a", "hours": 4}, people=people))["a"]["50"]

    assert even(1) == "2026-03-02T13:00+01:00"
    assert even(2) == "2026-03-02T17:00+01:00"


def test_an_answer_is_drawn_from_those_that_the_client_gave():
    def even(hours: float) -> str:
        clients = [{**ACME, "answers": [hours] * 40}]
        need = {"what": "texts", "client": "acme"}
        return finishes(plan(sure("a", 1, needs=[need]), clients=clients))["a"]["50"]

    assert even(2) == "2026-03-02T12:00+01:00"
    assert even(10) == "2026-03-03T12:00+01:00"


def test_two_pieces_that_need_the_same_thing_get_it_at_once():
    need = {"what": "texts", "from": "Ann", "client": "acme", "asked_at": "2026-02-27"}
    kim = [AROUND_THE_CLOCK, {**AROUND_THE_CLOCK, "id": "kim"}]
    pieces = [sure("a", 1, person="robin", needs=[need]), sure("b", 1, person="kim", needs=[need])]

    by = finishes(plan(*pieces, people=kim))

    assert by["a"] == by["b"]


def test_a_moment_given_goes_before_the_plans():
    by = answered(plan(sure("a", 1)), "--at", "2026-03-05T09:00")["work"][0]["finish"]

    assert by["50"] == "2026-03-05T10:00+01:00"
