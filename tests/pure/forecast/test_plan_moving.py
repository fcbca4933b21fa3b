"""What would make a date earlier is found by supposing each fact otherwise, and nothing else."""

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from troth.pure.forecast.answer import Forecast, forecast
from troth.pure.forecast.moving import moves
from troth.pure.forecast.plan_reading import read

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ROBIN = {"id": "robin", "zone": "UTC", "hours": "24/7"}
KIM = {"id": "kim", "zone": "UTC", "hours": "24/7"}
ACME = {"id": "acme", "zone": "UTC", "hours": "24/7"}


def answer(*work: dict[str, Any]) -> Forecast:
    plan = {"people": [ROBIN, KIM], "clients": [ACME], "work": work}
    return forecast(read(json.dumps(plan).encode(), zone=ZoneInfo("UTC"), now=NOW).plan)


def piece(name: str, hours: str, person: str = "robin", **fields: object) -> dict[str, Any]:
    return {"id": name, "person": person, "hours": hours, **fields}


def words(found: Forecast, name: str) -> list[str]:
    return [move.words for move in moves(found, name)]


def test_of_a_lone_piece_only_its_own_effort_moves_the_date():
    [move] = moves(answer(piece("a", "4,6,10")), "a")

    assert move.words == "the effort of 'a' were sure"
    assert abs((move.by - NOW).total_seconds() - 6 * 3600) <= 60


def test_where_all_is_sure_nothing_moves_the_date():
    assert moves(answer(piece("a", "6,6,6")), "a") == ()


def test_the_most_telling_fact_stands_first():
    need = {"what": "texts", "client": "acme", "from": "Ann", "hours": "8,40,200"}

    assert words(answer(piece("a", "4,16,60", needs=[need])), "a") == [
        "it were sure when 'texts' comes from Ann (acme)",
        "the effort of 'a' were sure",
    ]


def test_feedback_that_is_late_is_named_with_its_piece():
    gate = {"after": 0.5, "client": "acme", "hours": "8,40,200"}

    assert words(answer(piece("a", "6,6,6", gates=[gate])), "a") == [
        "it were sure when acme answers on 'a'"
    ]


def test_more_urgent_work_of_the_same_person_is_named_and_no_other():
    found = answer(
        piece("urgent", "3,3,3"),
        piece("theirs", "30,30,30", "kim"),
        piece("a", "6,6,6"),
        piece("later", "30,40,90"),
    )

    [move] = moves(found, "a")

    assert move.words == "'urgent' were not to do"
    assert move.by == datetime(2026, 3, 2, 14, tzinfo=UTC)


def test_what_the_piece_comes_after_is_no_work_that_could_be_left_out():
    found = answer(piece("first", "3,3,3", "kim"), piece("a", "6,6,6", after=["first"]))

    assert moves(found, "a") == ()


def test_the_work_of_those_it_waits_for_counts():
    found = answer(
        piece("urgent", "9,9,9", "kim"),
        piece("first", "3,3,3", "kim"),
        piece("a", "6,6,6", after=["first"]),
    )

    assert words(found, "a") == ["'urgent' were not to do"]


def test_a_thing_that_two_pieces_need_is_one_fact():
    need = {"what": "texts", "client": "acme", "hours": "8,40,200"}
    found = answer(piece("a", "1,1,1", needs=[need]), piece("b", "1,1,1", needs=[need]))

    assert words(found, "b") == [
        "it were sure when 'texts' comes from acme",
        "'a' were not to do",
    ]
