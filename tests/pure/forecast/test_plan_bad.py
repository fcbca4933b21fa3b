"""Whatever is wrong with a plan is told with its place, and the rest counts."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pure.forecast.planning import ACME, ROBIN, SURE, plan, reading, robin

from troth.pure.forecast.plan_json import PlanError
from troth.pure.forecast.plan_reading import NothingToSumError


def bad(work: dict[str, object]) -> dict[str, Any]:
    return plan({"id": "bad", "hours": 2, **work})


def need(**fields: object) -> dict[str, Any]:
    return bad({"needs": [{"what": "texts", "client": "acme", **fields}]})


NOT_COMPUTED = [
    (bad({"hours": 0}), "work[1] 'bad': hours: 0 hours is no estimate."),
    (bad({"hours": -3}), "work[1] 'bad': hours: -3 hours is no estimate."),
    (bad({"hours": "8,6,10"}), "work[1] 'bad': hours: low 8 is more than likely 6."),
    (bad({"hours": [4, 12, 10]}), "work[1] 'bad': hours: likely 12 is more than high 10."),
    (bad({"hours": "4,6"}), 'hours: "4,6" is neither one number nor three.'),
    (bad({"hours": "soon"}), 'hours: "soon" is no number.'),
    (bad({"hours": float("nan")}), "hours: NaN cannot be summed. Write a number."),
    (bad({"hours": float("inf")}), "hours: inf hours is more than 20,000."),
    (bad({"hours": True}), "hours: true is no number of hours."),
    (bad({"hours": [[1], 2, 3]}), "hours: [1] is no number of hours."),
    (bad({"hours": None}), "work[1] 'bad': hours is missing."),
    (bad({"person": "eve"}), "work[1] 'bad': the person 'eve' is not among the people."),
    (bad({"after": ["gone"]}), "work[1] 'bad': after: 'gone' is no piece of this plan."),
    (bad({"after": ["bad"]}), "work[1] 'bad': it comes after itself."),
    (bad({"spent": -1}), "spent: -1 is not between 0 and 20,000."),
    (bad({"not_before": "soon"}), 'not_before: "soon" is neither an instant nor a day.'),
    (bad({"not_before": "9999-12-31"}), "not_before: the year 9999 is not between 1980 and 2200."),
    (bad({"gates": [{"after": 0, "client": "acme"}]}), "gates[0]: after: 0 is before the work"),
    (bad({"gates": [{"after": 60, "client": "acme"}]}), "gates[0]: after: 60 is not between 0 and"),
    (bad({"gates": [{"after": 0.5}]}), "work[1] 'bad' gates[0]: client is missing."),
    (bad({"gates": ["half"]}), 'gates[0]: "half" is no object.'),
    (need(client="eve"), "work[1] 'bad': the client 'eve' is not among the clients"),
    (need(hours="9,2,3"), "needs[0]: hours: low 9 is more than likely 2."),
    (need(asked_at=7), "needs[0]: asked_at: 7 is no text."),
    (need(what=""), "needs[0]: what: it is empty."),
]


@pytest.mark.parametrize(("document", "sentence"), NOT_COMPUTED)
def test_a_piece_that_cannot_be_summed_is_left_out_and_the_rest_is_kept(document, sentence):
    found = reading(document)

    assert any(sentence in trouble for trouble in found.troubles), found.troubles
    assert "Left out: 'bad'." in found.troubles
    assert [piece.id for piece in found.plan.work] == ["sure"]


COMPUTED = [
    (bad({"promised": ["soon"]}), 'promised[0]: "soon" is neither an instant nor a day.'),
    (bad({"title": 7}), "title: 7 is no text."),
    (bad({"titel": "x"}), 'the field "titel" is not known and counts for nothing; is title meant?'),
    (bad({"order": "first"}), 'order: "first" is no number.'),
    (bad({"client": "eve"}), "the client 'eve' is not among the clients: nothing is waited for"),
    (bad({"hours": "1,2,3", "certain": True}), "certain stands beside three numbers"),
    (plan(7), 'work[1]: 7 is no object. Write it like {"id": "…"}.'),
    (plan({"hours": 1}), "work[1]: id is missing."),
    (plan({"id": "sure", "hours": 9}), "work[1]: the id 'sure' is taken by work[0]."),
    (plan(trials=10**12), "plan: trials: 1000000000000 is not between 100 and 100,000."),
    (plan(trials=1.5), "plan: trials: 1.5 is not between 100 and 100,000."),
    (plan(seed=-1), "plan: seed: -1 is not between 0 and"),
    (robin(country="XX"), 'The public holidays of "XX" are not known.'),
    (robin(country="DE", region="ZZ"), '"ZZ" is no region of DE with holidays of its own.'),
    (
        robin(away=[{"from": "2026-03-09", "to": "2026-03-09"}]),
        "away[0]: to 2026-03-09 is not after",
    ),
    (robin(away=[{"from": "Monday"}]), 'away[0]: from: "Monday" is no day.'),
    (robin(rest_hours=100), "rest_hours: 100 is not between 0 and 72."),
    (robin(together=1), "together: 1 is not between 0 and 0.9."),
    (robin(together="much"), 'together: "much" is no number.'),
    (robin(calendars=[7]), "calendars[0]: 7 is no text."),
    (
        robin(calendars=[{"busy": [{"start": "2026-03-03", "end": "2026-03-03"}]}]),
        'busy[0]: "2026-03-03" is not after "2026-03-03".',
    ),
    (
        robin(history=[{"estimated_hours": 0, "actual_hours": 2, "completed_on": "2026-01-02"}]),
        "people[0] 'robin' history[0]: estimated_hours: 0 hours tell nothing",
    ),
    (
        robin(
            history=[
                {
                    "estimated_hours": 1,
                    "actual_hours": 2,
                    "estimated_on": "2026-01-03",
                    "completed_on": "2026-01-02",
                }
            ]
        ),
        "history[0]: completed_on 2026-01-02 is before estimated_on 2026-01-03.",
    ),
    (plan(clients=[ACME, {"id": "eve", "answers": [-1]}]), "answers[0]: hours: -1 is not between"),
    (plan(clients=[ACME, {"id": "eve", "zone": "Mars/Base"}]), 'There is no zone "Mars/Base".'),
    (plan(colour="red"), 'plan: the field "colour" is not known and counts for nothing.'),
    (plan(zone="Mars/Base"), 'plan: zone: There is no zone "Mars/Base".'),
    (plan(zone="Mars/Base"), "plan: until it is put right, Europe/Berlin counts as the zone"),
    (plan(zone=["x"]), 'plan: zone: ["x"] is no text.'),
]


@pytest.mark.parametrize(("document", "sentence"), COMPUTED)
def test_what_is_wrong_beside_the_work_is_told_and_every_piece_is_kept(document, sentence):
    found = reading(document)

    assert any(sentence in trouble for trouble in found.troubles), found.troubles
    assert not [trouble for trouble in found.troubles if trouble.startswith("Left out")]


NOTHING = [
    (b"", "The plan is empty."),
    (b'{"work": [}', "The plan is no JSON: line 1, column 11: expecting value."),
    (b'{\n"work" []}', "line 2, column 8: expecting ':' delimiter."),
    (b"[1]", "The plan is no object."),
    (b"[" * 100_000, "The plan is nested too deeply."),
    (b'{"a": "\xff"}', "The plan is no UTF-8 text: line 1."),
    ({}, "Nothing is left to forecast."),
    ({"people": [ROBIN]}, "Nothing is left to forecast."),
    ({"work": [SURE]}, "person is missing. Say who does it."),
    (plan(at="tomorrow"), 'plan: at: "tomorrow" is neither an instant nor a day.'),
    (robin(zone="Mars/Base"), "people[0] 'robin': zone: There is no zone \"Mars/Base\"."),
    (robin(zone="Mars/Base"), "it names no person, and 'robin' could not be read."),
    (robin(hours="whenever"), "people[0] 'robin': hours: "),
    (robin(share=0), "share: 0 is not between 0.01 and 1."),
    (robin(share=2), "share: 2 is not between 0.01 and 1."),
]


@pytest.mark.parametrize(("document", "sentence"), NOTHING)
def test_where_nothing_can_be_summed_it_is_refused_with_its_reason(document, sentence):
    with pytest.raises(PlanError) as refused:
        reading(document)

    assert sentence in str(refused.value)


def test_a_piece_that_is_left_out_takes_along_what_comes_after_it():
    pieces = [
        {"id": "a", "hours": 0},
        {"id": "b", "hours": 1, "after": ["a"]},
        {"id": "c", "hours": 1, "after": ["b", "sure"]},
    ]

    found = reading(plan(*pieces))

    assert [piece.id for piece in found.plan.work] == ["sure"]
    assert "Left out, too, because they come after: 'b', 'c'." in found.troubles


def test_a_circle_is_told_with_its_pieces_and_what_hangs_on_it_is_left_out():
    pieces = [
        {"id": "a", "hours": 1, "after": ["c"]},
        {"id": "b", "hours": 1, "after": ["a"]},
        {"id": "c", "hours": 1, "after": ["b", "sure"]},
        {"id": "d", "hours": 1, "after": ["a"]},
    ]

    found = reading(plan(*pieces))

    assert any("'a' comes after 'c', which comes after 'b', which" in it for it in found.troubles)
    assert "Left out: 'a', 'b', 'c'." in found.troubles
    assert [piece.id for piece in found.plan.work] == ["sure"]


def test_a_name_that_stands_twice_is_told():
    found = reading(
        b'{"people": [{"id": "r"}], "seed": 1, "seed": 2, "work": [{"id":"a","hours":1}]}'
    )

    assert found.plan.seed == 2
    assert found.troubles == ('"seed" stands twice in one object: the latter counts.',)


NAMES = (
    "at zone seed trials people clients work id hours country region share away calendars busy "
    "start end rest_hours history together answers contact open title person client kind after "
    "order needs what from to asked_at expected_on gates not_before promised spent certain"
).split()


WORDS = ["r", "a", "b", "2026-03-13", "4,6,10", "Mo-Fr 09:00-17:00", "24/7", "DE", "UTC", "\ud800"]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(WORDS),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=4), inner, max_size=6)
    ),
    max_leaves=30,
)


ROWS = st.lists(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8) | VALUES, max_size=4)


def told(document: object) -> str:
    """The refusal, or whatever is told beside a plan of which something is left."""
    try:
        found = reading(document)
    except PlanError as refused:
        return str(refused)
    return "\n".join((*found.troubles, *(piece.id for piece in found.plan.work)))


@settings(max_examples=60, deadline=None)
@given(VALUES, ROWS, ROWS, ROWS)
def test_no_plan_whatever_it_holds_ends_in_anything_but_work_or_a_sentence(any_, who, whom, what):
    for document in (any_, {"people": who, "clients": whom, "work": what}, robin(work=what)):
        assert told(document)


@given(st.binary(max_size=40))
def test_no_bytes_end_in_anything_but_a_sentence(raw):
    with pytest.raises(PlanError):
        reading(raw)


def test_nothing_to_sum_names_every_reason_on_its_own_line():
    with pytest.raises(NothingToSumError) as refused:
        reading({"people": [ROBIN], "work": [{"id": "a", "hours": 0}, {"id": "b", "hours": -1}]})

    assert len(str(refused.value).splitlines()) == 5
