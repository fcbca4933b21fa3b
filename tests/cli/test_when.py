"""`troth when`, as a script and as a person use it."""

import json
import subprocess
import sys

from click.testing import CliRunner

from troth.cli.main import main
from troth.pure.when import LANGUAGES

WHERE = ["--at", "2026-03-03T10:00", "--zone", "Europe/Berlin"]


def when(text: str | bytes, *options: str) -> list[dict]:
    result = CliRunner().invoke(main, ["when", "--json", *WHERE, *options], input=text)

    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_line_is_answered_by_one_line_in_the_promised_form():
    assert when("The draft is due Friday.\nNothing here.\n") == [
        {
            "text": "The draft is due Friday.",
            "dates": [
                {
                    "words": "Friday",
                    "start": 17,
                    "end": 23,
                    "value": "2026-03-06",
                    "granularity": "day",
                }
            ],
        },
        {"text": "Nothing here.", "dates": []},
    ]


def test_instants_carry_their_offset_and_intervals_leave_out_their_end():
    (line,) = when("tomorrow at 5pm, else in May")

    assert [date["value"] for date in line["dates"]] == [
        "2026-03-04T17:00:00+01:00",
        "2026-05-01/2026-06-01",
    ]


def test_a_line_may_begin_with_its_own_instant_and_counts_from_after_the_tab():
    (line,) = when("2026-12-30T09:00+00:00\ttomorrow\n")

    assert line["text"] == "tomorrow"
    assert (line["dates"][0]["start"], line["dates"][0]["value"]) == (0, "2026-12-31")


def test_a_tab_after_anything_else_belongs_to_the_text():
    (line,) = when("due\ttomorrow\n")

    assert line["text"] == "due\ttomorrow"


def test_bytes_that_are_no_text_blank_lines_and_long_lines_are_all_answered():
    lines = when(b"\xff\xfe Friday\n\n" + b"word " * 40_000 + b"Friday\r\n")

    assert [len(line["dates"]) for line in lines] == [1, 0, 1]
    assert lines[1]["text"] == ""


def test_a_separator_inside_a_line_does_not_end_it():
    assert len(when("one\x0bFriday\x0c two\u2028three\n")) == 1


def test_a_person_gets_words():
    result = CliRunner().invoke(main, ["when", *WHERE], input="by Friday\nhello\n")

    assert result.output.splitlines() == [
        "by Friday",
        "    Friday: Fri 2026-03-06 (day)",
        "hello",
        "    no date",
    ]


def test_an_unknown_language_is_one_sentence_and_exit_2():
    result = CliRunner().invoke(main, ["when", "--language", "xx"], input="Friday\n")

    assert result.exit_code == 2
    assert (
        result.stderr.strip()
        == f"No dates are known in 'xx'. Known are: {', '.join(sorted(LANGUAGES))}."
    )


def test_the_command_loads_nothing_heavy():
    code = "import sys, troth.cli.when as w; print([m for m in sys.modules if m in %r])"
    heavy = ("rich", "selectolax", "imapclient", "re2", "py3langid", "email")
    result = subprocess.run(
        [sys.executable, "-c", code % (heavy,)], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "[]"
