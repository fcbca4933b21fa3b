"""`troth forecast`, as a person and as a script read it."""

import json
import re
import subprocess
import sys

import pytest
from tests.cli.forecasting import ROBIN, TWO, UNSURE, answered, forecast, plan, sure


def test_the_document_names_its_fields_as_it_promises_to_scripts():
    document = answered(plan(sure("a", 1, title="A", client="acme", promised="2026-03-03")))

    assert list(document) == [
        *("at", "zone", "seed", "trials", "sampling_error", "horizon"),
        *("rests_on", "left_out", "work"),
    ]
    assert document["at"] == "2026-03-02T09:00+01:00"
    assert (document["seed"], document["trials"], document["left_out"]) == (0, 10_000, [])
    assert document["work"] == [
        {
            "id": "a",
            "title": "A",
            "person": "robin",
            "client": "acme",
            "finish": dict.fromkeys(("50", "80", "95"), "2026-03-02T10:00+01:00"),
            "promised": [
                {"due": "2026-03-03", "until": "2026-03-04T00:00+01:00", "chance": 1.0},
            ],
        }
    ]


def test_what_is_left_out_is_told_and_the_exit_code_says_so():
    answer = forecast(plan(sure("a", 1), {"id": "b", "hours": 0}))

    assert answer.exit_code == 1
    assert "work[1] 'b': hours: 0 hours is no estimate." in answer.stdout
    assert "Left out: 'b'." in answer.stdout
    assert "By Mon 2 March 10:00 19 times out of 20." in answer.stdout


def test_where_nothing_can_be_summed_the_reasons_stand_on_standard_error_and_nothing_else():
    answer = forecast(plan({"id": "b", "hours": "8,6,10"}), "--json")

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "work[0] 'b': hours: low 8 is more than likely 6." in answer.stderr


def test_who_never_works_is_told_and_gets_no_date():
    away = {"from": "2026-01-01", "to": "2200-01-01"}
    answer = forecast(plan(sure("a", 1), people=[{**ROBIN, "away": away}]), "--json")

    told = json.loads(answer.stdout)
    assert answer.exit_code == 1
    assert told["work"][0]["finish"] == {"50": None, "80": None, "95": None}
    assert told["left_out"] == [
        (
            "robin has no working time before 2036-03-02, so that nothing they do is ever finished."
            " Give them hours, or the work to somebody else."
        )
    ]


def test_what_takes_longer_than_ten_years_is_later_than_that():
    answer = forecast(plan(sure("a", 20_000), people=[{**ROBIN, "hours": "Mo 09:00-10:00"}]))

    assert "No date up to 2 March 2036 holds 19 times out of 20." in answer.stdout


DATE = re.compile(r"\d\d? (?:January|February|March|April|May|June|July|August|September)")
CHANCE = re.compile(r"times out of|even odds|19 of 20|of 100|Forecast from")
PICTURE = re.compile("[▁▂▃▄▅▆▇█]")


@pytest.mark.parametrize("columns", ["30", "50", "80", "200"])
def test_the_page_keeps_within_the_terminal_and_gives_no_date_without_its_chance(
    columns, monkeypatch
):
    monkeypatch.setenv("COLUMNS", columns)
    long = {"id": "long", "title": "An " + "endlessly " * 15 + "long title", "hours": "9,20,70"}
    long["person"] = "robin"

    page = forecast(plan(*UNSURE, long, people=TWO)).stdout

    lines = page.split("What this rests on")[0].splitlines()
    assert max(map(len, page.splitlines())) <= int(columns)
    sentences = re.sub(r"\n    ", " ", "\n".join(lines)).splitlines()
    assert [
        it for it in sentences if DATE.search(it) and not (CHANCE.search(it) or PICTURE.search(it))
    ] == []


def test_the_page_says_dates_in_words_with_their_chance():
    piece = {
        "id": "a",
        "title": "Mockup",
        "hours": "4,6,10",
        "promised": ["2026-03-03", "2026-02-27"],
    }

    page = forecast(plan(piece, {"id": "b", "hours": "9,20,70", "promised": "2026-03-06"})).stdout

    assert "Mockup  robin" in page
    assert "four times out of five; even odds by Mon 2 March 15:00,\n    19 of 20 by" in page
    assert "Promised Tue 3 March: holds in 99 of 100." in page
    assert "Promised Fri 27 February: that has gone by." in page


def test_nothing_that_a_plan_holds_moves_the_cursor_of_the_terminal():
    page = forecast(plan(sure("a", 1, title="x\u001b[2J\u202ey"))).stdout

    assert "\u001b" not in page
    assert "\u202e" not in page


def test_the_command_starts_without_django():
    program = (
        "import sys; from troth.cli.main import main\n"
        "try: main(['forecast', '-'])\n"
        "finally: print('django' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(plan(sure("a", 1))),
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.splitlines()[-1] == "False"


def test_why_a_date_is_what_it_is_stands_under_its_piece_only(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    document = plan({"id": "a", "hours": "4,6,10"}, {"id": "b", "hours": "4,6,10"})

    page = forecast(document, "--why", "a").stdout
    rows = answered(document, "--why", "a")["work"]

    assert "  - if the effort of 'a' were sure: by Mon 2 March 15:00 (4 of 5)" in page
    assert rows[0]["moved_by"] == [
        {"if": "the effort of 'a' were sure", "80": "2026-03-02T15:00+01:00"}
    ]
    assert "moved_by" not in rows[1]


def test_why_of_a_piece_without_a_date_is_refused_with_those_that_have_one():
    answer = forecast(plan(sure("a", 1)), "--why", "b")

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == "No date is told for 'b'. Name one of these: a.\n"


def test_pictures_are_explained_where_there_are_any():
    certain, unsure = forecast(plan(sure("a", 1))), forecast(plan({"id": "b", "hours": "9,20,60"}))

    assert "A block is a day" not in certain.stdout
    assert "A block is a day" in unsure.stdout
