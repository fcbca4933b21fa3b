"""`troth backtest effort`."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from tests.pure.forecast.pasts import often_exact, past

from troth.cli.backtest_effort import command

COLUMNS = "id,estimated_hours,actual_hours,estimated_on,completed_on,person,kind"
SUMMARY = {"n", "coverage", "width_80", "pinball", "crps"}


def written(pieces, *rows):
    text = io.StringIO()
    writer = csv.writer(text)
    for number, done in enumerate(past(pieces, often_exact), start=1):
        writer.writerow([number, *done])
    return "\n".join([COLUMNS, *text.getvalue().splitlines(), *rows]) + "\n"


def called(*arguments, text):
    return CliRunner().invoke(command, ["-", *arguments], input=text)


def test_the_last_line_sums_up_and_the_lines_before_it_name_what_was_left_out():
    answer = called("--json", text=written(130, "x,0,1,2020-01-01,2020-01-02", "y"))
    *left_out, summary = [json.loads(line) for line in answer.stdout.splitlines()]

    assert [each["line"] for each in left_out] == [132, 133]
    assert summary.keys() == SUMMARY | {"baseline"}
    assert summary["baseline"].keys() == SUMMARY
    assert summary["n"] == summary["baseline"]["n"] == 30
    assert list(summary["coverage"]) == ["50", "80", "85", "90", "95"]


def test_the_page_says_how_often_each_share_held_and_what_was_left_out():
    answer = called(text=written(130, *["x,0,1,2020-01-01,2020-01-02"] * 12))

    assert answer.stdout.startswith("30 pieces of work, estimated from 2020-04-15 to 2020-05-14")
    assert "told 4 in 5 (80 %), held" in answer.stdout
    assert "Left out, 12 lines:" in answer.stdout
    assert "  and 2 more; --json names each" in answer.stdout


def test_the_same_file_gives_the_same_answer():
    text = written(120)

    assert called("--json", text=text).stdout == called("--json", text=text).stdout


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        ("", 2, "The file is empty."),
        ("id,hours\n1,2\n", 2, "No column is named estimated_hours or actual_hours or"),
        (written(40), 1, "40 usable pieces of finished work are too few to judge by"),
        (
            written(0, "x,0,1,2020-01-01,2020-01-02"),
            1,
            "Line 2: estimated_hours must be more than 0",
        ),
    ],
)
def test_what_cannot_be_judged_is_refused_in_a_sentence(text, code, sentence):
    answer = called(text=text)

    assert answer.exit_code == code
    assert sentence in answer.stderr


def test_a_file_that_is_not_there_is_named(tmp_path):
    answer = CliRunner().invoke(command, [str(tmp_path / "work.csv")])

    assert answer.exit_code == 2
    assert "work.csv cannot be read: no such file or directory. Name a CSV file." in answer.stderr
