"""`troth forecast` counts as one counts by hand, where all is certain."""

import pytest
from tests.cli.forecasting import AROUND_THE_CLOCK, ROBIN, finishes, plan, sure, waiting

BY_HAND = [
    ("six hours on an empty Monday", plan(sure("a", 6)), "2026-03-02T15:00+01:00"),
    ("to the minute", plan(sure("a", 0.75)), "2026-03-02T09:45+01:00"),
    ("the rest on the next day", plan(sure("a", 10)), "2026-03-03T11:00+01:00"),
    ("over the weekend", plan(sure("a", 41)), "2026-03-09T10:00+01:00"),
    (
        "from the next whole minute",
        plan(sure("a", 1), at="2026-03-02T09:00:30"),
        "2026-03-02T10:01",
    ),
    ("four fifths of the time", plan(sure("a", 4), people=[{**ROBIN, "share": 0.8}]), "T14:00"),
    ("half of it is done", plan(sure("a", 6, spent=3)), "2026-03-02T12:00"),
    (
        "across the change to summer time",
        plan(sure("a", 24), people=[AROUND_THE_CLOCK], at="2026-03-28T12:00"),
        "2026-03-29T13:00+02:00",
    ),
    (
        "across the change back",
        plan(sure("a", 24), people=[AROUND_THE_CLOCK], at="2026-10-24T12:00"),
        "2026-10-25T11:00+01:00",
    ),
    (
        "on a public holiday nobody works",
        plan(sure("a", 4), people=[{**ROBIN, "country": "DE"}], at="2026-04-02T15:00"),
        "2026-04-07T11:00+02:00",
    ),
    (
        "a day away, which ends before the day that is named",
        plan(sure("a", 1), people=[{**ROBIN, "away": {"from": "2026-03-02", "to": "2026-03-03"}}]),
        "2026-03-03T10:00",
    ),
    ("not before a day", plan(sure("a", 1, not_before="2026-03-04")), "2026-03-04T10:00"),
    (
        "a need in the client's working time",
        plan(sure("a", 1, needs=[waiting(10)])),
        "2026-03-03T12:00",
    ),
    (
        "a need that was waited for already",
        plan(sure("a", 1, needs=[waiting(10, asked_at="2026-02-27T15:00")])),
        "2026-03-03T10:00+01:00",
    ),
    (
        "a need that the client named a day for",
        plan(sure("a", 1, needs=[waiting(2, expected_on="2026-03-05")])),
        "2026-03-05T12:00",
    ),
    (
        "a need that will be asked for later",
        plan(sure("a", 1, needs=[waiting(2, asked_at="2026-03-05T10:00")])),
        "2026-03-05T13:00",
    ),
    (
        "a pause for feedback",
        plan(sure("a", 5, client="acme", gates=[{"after": 0.6, "hours": "2,2,2"}])),
        "2026-03-02T16:00",
    ),
    (
        "a pause at the end, for a word of approval",
        plan(sure("a", 5, client="acme", gates=[{"after": 1, "hours": "2,2,2"}])),
        "2026-03-02T16:00",
    ),
    (
        "two pauses, in the order of the work and not of the list",
        plan(
            sure(
                "a",
                4,
                client="acme",
                gates=[{"after": 0.75, "hours": "1,1,1"}, {"after": 0.5, "hours": "2,2,2"}],
            )
        ),
        "2026-03-02T16:00",
    ),
]


@pytest.mark.parametrize(
    ("document", "finish"), [it[1:] for it in BY_HAND], ids=[it[0] for it in BY_HAND]
)
def test_a_certain_piece_is_finished_at_the_minute_that_one_counts_by_hand(document, finish):
    by = finishes(document)["a"]

    assert finish in by["50"], by
    assert by["50"] == by["80"] == by["95"]
