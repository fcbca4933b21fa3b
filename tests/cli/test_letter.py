import json

import pytest
from click.testing import CliRunner
from tests.pure.letter.letters import letter

from troth.cli.letter import command

FIELDS = (
    "file sender sender_name recipients to cc message_id references sent_at subject new quoted "
    "signature auto_reply bounce mass language problems"
).split()


@pytest.fixture
def run():
    return lambda *words, given=b"": CliRunner().invoke(command, [*map(str, words)], input=given)


@pytest.fixture
def told(run):
    """What `--json` says of a letter on standard input."""
    return lambda given: json.loads(run("-", "--json", given=given).output)


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.eml"
    path.write_bytes(
        letter("I will send the plan tomorrow.\n\n> When?\n", head="Cc: c@x.example\n")
    )
    return path


def test_json_says_on_one_line_what_the_letter_is(run, plan):
    answer = json.loads(run(plan, "--json").output)

    assert list(answer) == FIELDS
    assert answer | {"file": ""} == {
        "file": "",
        "sender": "anna@client.example",
        "sender_name": "Anna Example",
        "recipients": ["ben@firm.example", "c@x.example"],
        "to": ["ben@firm.example"],
        "cc": ["c@x.example"],
        "message_id": "plan@client.example",
        "references": [],
        "sent_at": "2026-03-02T10:00:00+01:00",
        "subject": "The plan",
        "new": "I will send the plan tomorrow.",
        "quoted": "> When?",
        "signature": "",
        "auto_reply": None,
        "bounce": None,
        "mass": None,
        "language": "en",
        "problems": [],
    }


def test_json_tells_of_an_absence_until_when_and_who_stands_in(told):
    raw = letter(
        "I am out of the office until 12 May. In urgent cases write to maria@client.example.\n",
        head="Auto-Submitted: auto-replied\n",
    )

    assert told(raw)["auto_reply"] == {
        "rule": "Auto-Submitted: auto-replied",
        "sort": "away",
        "stand_in": "maria@client.example",
        "back": "2026-05-12",
    }


def test_json_tells_of_a_bounce_who_was_not_reached_and_why(told):
    raw = letter(
        "It was not delivered.\n\n<eva@client.example>:\n550 5.1.1 no such user\n",
        sender="MAILER-DAEMON@mx.example",
    )

    assert told(raw)["bounce"] == {
        "rule": "A mail server wrote that a letter could not be delivered",
        "address": "eva@client.example",
        "reason": "550 5.1.1 no such user",
        "status": "5.1.1",
        "action": "failed",
        "original": "",
    }


def test_several_files_give_one_line_each_in_their_order(run, plan):
    lines = run(plan, plan, "--json").output.splitlines()

    assert [json.loads(line)["file"] for line in lines] == [str(plan), str(plan)]


def test_standard_input_without_a_header_is_a_body(told):
    answer = told(b"I will send the plan tomorrow.")

    assert answer["new"] == "I will send the plan tomorrow."
    assert answer["sender"] is None
    assert answer["sent_at"] is None


def test_an_unreadable_file_is_named_and_the_others_are_still_read(run, plan, tmp_path):
    result = run(tmp_path / "missing.eml", plan, tmp_path, "--json")

    assert result.exit_code == 1
    assert [json.loads(line)["subject"] for line in result.stdout.splitlines()] == ["The plan"]
    assert len(result.stderr.splitlines()) == 2
    assert "missing.eml was not read: No such file or directory." in result.stderr


def test_without_a_file_the_use_is_wrong(run):
    assert run().exit_code == 2


def test_a_mailbox_of_several_letters_is_pointed_to_scan(told):
    line = b"From anna@client.example Mon Mar  2 10:00:00 2026\n"
    answer = told(line + letter() + b"\n" + line + letter())

    assert "troth scan" in answer["problems"][-1]


def test_people_read_the_letter_under_plain_headings(run, plan):
    shown = run(plan).output

    assert shown.splitlines()[1:] == [
        "  From      Anna Example <anna@client.example>",
        "  To        ben@firm.example",
        "  Cc        c@x.example",
        "  Sent      2026-03-02 10:00:00+01:00",
        "  Subject   The plan",
        "  Language  en",
        "",
        "  New",
        "    I will send the plan tomorrow.",
        "",
        "  Quoted",
        "    > When?",
        "",
    ]


def test_any_bytes_are_answered(run):
    assert run("-", "--json", given=bytes(range(256))).exit_code == 0
