"""`troth read` says of each line what it suggests and why."""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from troth.cli.read import command

KEYS = [
    "kind", "sentence", "start", "end", "due", "due_words", "from", "to", "message_id", "sent_at",
    "certainty", "rule", "language", "standing",
]  # fmt: skip


def run(text: str | bytes, *options: str) -> Result:
    at = ("--at", "2026-03-02T09:00", "--zone", "Europe/Berlin")
    return CliRunner().invoke(command, [*at, *options], input=text)


def lines(text: str | bytes, *options: str) -> list[dict[str, Any]]:
    result = run(text, "--json", *options)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_a_line_becomes_a_json_line_with_its_findings():
    (answer,) = lines("I'll send you the draft by Friday.\n", "--from", "me")

    assert answer["text"] == "I'll send you the draft by Friday."
    (finding,) = answer["findings"]
    assert list(finding) == KEYS
    assert finding["kind"] == "promise"
    assert (finding["due"], finding["due_words"]) == ("2026-03-06", "Friday")
    assert (finding["start"], finding["end"]) == (0, 34)
    assert finding["rule"] == "en/promise/will-do"
    assert [finding[key] for key in ("from", "to", "message_id", "sent_at", "standing")] == [
        None
    ] * 5


def test_direction_decides():
    kinds = [
        lines("I'll send it.\nCan you send it?\n", "--from", who)[n]["findings"][0]["kind"]
        for who in ("me", "them")
        for n in (0, 1)
    ]

    assert kinds == ["promise", "need", "need", "ask"]


def test_a_due_instant_carries_the_offset_of_the_zone():
    (answer,) = lines("Please call me at 5pm.\n", "--from", "them")

    assert answer["findings"][0]["due"] == "2026-03-02T17:00:00+01:00"


def test_an_instant_with_an_offset_is_read_in_the_zone_asked_for():
    result = CliRunner().invoke(
        command,
        ["--from", "me", "--json", "--at", "2026-03-02T23:30Z", "--zone", "Asia/Tokyo"],
        input="I'll send it today.\n",
    )

    assert json.loads(result.output)["findings"][0]["due"] == "2026-03-03"


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\xfe\x00",
        b"x" * 200_000,
        b" " * 50,
        "naïve 👍".encode(),
        b"a\rb",
        b"\x0b\x1c\x85",
    ],
    ids=lambda line: repr(line[:8]),
)
def test_every_line_gets_its_answer_whatever_it_holds(line: bytes):
    answers = lines(b"Please call.\n" + line + b"\nPlease call.\n", "--from", "them")

    assert [len(answer["findings"]) for answer in answers] == [1, 0, 1]


def test_what_only_the_ledger_needs_is_not_shown():
    (answer,) = lines("Never mind.\n", "--from", "them")

    assert answer["findings"] == []


def test_without_json_a_person_can_read_it():
    output = run("I'll send it by Friday.\nHello\n", "--from", "me").output

    assert "promise, due 2026-03-06 (Friday), certainty 0.95, rule en/promise/will-do" in output
    assert output.endswith("Hello\n")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--from", "me", "--language", "xx"), "no rules for the language 'xx'"),
        (("--from", "nobody"), "'me', 'them'"),
        ((), "Missing option '--from'"),
        (("--from", "me", "--zone", "Nowhere/Land"), "Nowhere/Land"),
        (("--from", "me", "--at", "noon"), "noon"),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_code_2(options: tuple[str, ...], says: str):
    result = run("x\n", *options)

    assert result.exit_code == 2
    assert says in result.output
