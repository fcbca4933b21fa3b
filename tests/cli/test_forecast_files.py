"""What a plan names is read from its folder; what cannot be read is told, and the rest counts."""

import json
from pathlib import Path

import pytest
from tests.cli.forecasting import AROUND_THE_CLOCK, ROBIN, in_folder, plan, sure
from tests.cli.terminal import call

EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Troth//Test//EN
BEGIN:VEVENT
UID:1@troth.example
DTSTAMP:20260101T000000Z
SUMMARY:Audit
DTSTART:20260302T080000Z
DTEND:20260302T110000Z
END:VEVENT
END:VCALENDAR
"""


def calendar(folder: Path, text: str) -> Path:
    path = folder / "me.ics"
    path.write_text(text.replace("\n", "\r\n"))
    return path


def test_a_calendar_is_read_from_the_folder_of_the_plan(tmp_path):
    calendar(tmp_path, EVENT)
    document = plan(sure("a", 1), people=[{**ROBIN, "calendars": ["me.ics"]}])

    answer = in_folder(tmp_path, document, "--json")

    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["work"][0]["finish"]["50"] == "2026-03-02T13:00+01:00"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [(None, "There is no such file."), ("", "me.ics: "), ("<html>", "me.ics: ")],
)
def test_a_calendar_that_cannot_be_read_is_told_and_the_rest_is_computed(tmp_path, text, sentence):
    if text is not None:
        calendar(tmp_path, text)
    document = plan(sure("a", 1), people=[{**ROBIN, "calendars": ["me.ics"]}])

    answer = in_folder(tmp_path, document, "--json")

    told = json.loads(answer.stdout)
    assert answer.exit_code == 1
    assert told["work"][0]["finish"]["50"] == "2026-03-02T10:00+01:00"
    assert any(sentence in it and "dates may be too early" in it for it in told["left_out"])


@pytest.mark.parametrize(
    ("event", "finish"),
    [
        (EVENT.replace("DTEND:20260302T110000Z\n", ""), "2026-03-02T10:00+01:00"),
        (EVENT.replace("DTEND", "RRULE:FREQ=DAILY\nDTEND"), "2026-03-02T13:00+01:00"),
        (EVENT.replace("DTEND", "RRULE:FREQ=SECONDLY\nDTEND"), None),
    ],
    ids=["without an end", "again without an end", "every second"],
)
def test_an_odd_event_neither_stops_the_sum_nor_goes_unsaid(tmp_path, event, finish):
    calendar(tmp_path, event)
    document = plan(sure("a", 1), people=[{**ROBIN, "calendars": "me.ics"}])

    told = json.loads(in_folder(tmp_path, document, "--json").stdout)

    by = told["work"][0]["finish"]["50"]
    assert by == finish or (finish is None and by is not None)
    assert finish == "2026-03-02T13:00+01:00" or any(
        "me.ics" in it for it in told["left_out"] + told["rests_on"]
    )


def test_a_history_is_read_from_the_folder_of_the_plan_and_its_bad_lines_are_told(tmp_path):
    rows = ["4,8,2026-01-02,2026-01-05"] * 60 + [
        "4,8,2026-01-05,2026-01-02",
        "4,0,2026-01-05,2026-01-06",
    ]
    head = "estimated_hours,actual_hours,estimated_on,completed_on"
    (tmp_path / "effort.csv").write_text("\n".join([head, *rows]))
    document = plan({"id": "a", "hours": 4}, people=[{**AROUND_THE_CLOCK, "history": "effort.csv"}])

    answer = in_folder(tmp_path, document, "--json")

    told = json.loads(answer.stdout)
    assert answer.exit_code == 1
    assert told["work"][0]["finish"]["50"] == "2026-03-02T17:00+01:00"
    assert [it[:31] for it in told["left_out"]] == [
        "The history effort.csv: Line 62",
        "The history effort.csv: Line 63",
    ]
    assert any("as 60 finished pieces did" in it for it in told["rests_on"])


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("no.csv", "No such file"), ("plan.json", "column"), ("a\0b", "null byte")],
)
def test_a_history_that_cannot_be_read_is_told_and_the_rest_is_computed(tmp_path, name, sentence):
    document = plan({"id": "a", "hours": 4}, people=[{**ROBIN, "history": name}])

    answer = in_folder(tmp_path, document, "--json")

    told = json.loads(answer.stdout)
    assert answer.exit_code == 1
    assert told["work"][0]["finish"]["50"] is not None
    assert sentence in told["left_out"][0]


@pytest.mark.parametrize("name", ["no-such.json", ".", "a\0b"])
def test_a_plan_that_cannot_be_opened_is_one_sentence(name):
    answer = call("forecast", name)

    assert answer.exit_code == 2
    assert answer.stderr.count("\n") == 1
    assert "Name the file of a plan." in answer.stderr
