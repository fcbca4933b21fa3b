"""`troth scan` as a person and a script meet it."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from tests.mailbox import ANNA, ME, folder, letter, mbox

from troth.cli.main import main

AT = ["--zone", "UTC", "--at", "2026-03-10T12:00"]


def scan(*words: str, **more):
    return CliRunner().invoke(main, ["scan", *words, *AT], catch_exceptions=False, **more)


def findings(*words: str, **more) -> list[dict]:
    shown = scan(*words, "--me", ME, "--json", **more)
    return [json.loads(line) for line in shown.stdout.splitlines()]


@pytest.fixture
def quote_promised(tmp_path):
    return folder(
        tmp_path / "mail",
        letter("Hi Robin,\n\nCould you send me the quote by Thursday?\n\nAnna", number=1),
        letter(
            "Hi Anna,\n\nI'll send you the quote by Friday.\n\nRobin",
            sender=ME,
            to=ANNA,
            day=1,
            number=2,
            answers=1,
        ),
    )


def test_a_promise_is_read_with_its_sentence_and_its_day(quote_promised):
    (ask, promise) = findings(str(quote_promised))

    assert (ask["kind"], ask["standing"], ask["due"]) == ("ask", "met", "2026-03-05")
    assert promise["kind"] == "promise"
    assert promise["sentence"] == "I'll send you the quote by Friday."
    assert (promise["due"], promise["due_words"]) == ("2026-03-06", "Friday")
    assert promise["from"] == ME
    assert promise["to"] == ["anna@acme.example"]
    assert promise["message_id"] == "2@test.example"
    assert promise["sent_at"] == "2026-03-03T09:00:00+00:00"
    assert promise["standing"] == "open"
    assert promise["language"] == "en"


def test_the_sentence_stands_where_the_offsets_say(quote_promised):
    new = "Hi Anna,\n\nI'll send you the quote by Friday.\n\nRobin"
    (_, promise) = findings(str(quote_promised))

    assert new[promise["start"] : promise["end"]] == promise["sentence"]


def test_a_person_reads_what_they_promised_and_since_when_it_is_overdue(quote_promised):
    shown = scan(str(quote_promised), "--me", ME)

    assert shown.exit_code == 0
    assert "You promised  1, 1 overdue" in shown.stdout
    assert "Anna Berg" in shown.stdout
    assert "I'll send you the quote by Friday." in shown.stdout
    assert "overdue since Fri 6 Mar" in shown.stdout
    assert "They asked" not in shown.stdout
    assert "Read 2 letters." in shown.stdout


def test_why_names_the_rule_and_the_words_it_fired_on(quote_promised):
    shown = " ".join(scan(str(quote_promised), "--me", ME, "--why").stdout.split())

    assert "en/promise/" in shown


def test_by_client_tells_when_each_last_heard_from_us_and_who_waits(quote_promised):
    shown = scan(str(quote_promised), "--me", ME, "--by", "client").stdout

    assert "acme.example  heard from you 7 days ago" in shown
    assert "waits for you since Tue 3 Mar" in shown


def test_the_client_filter_keeps_one_client(tmp_path):
    path = folder(
        tmp_path,
        letter("Could you send me the quote?", number=1),
        letter("Could you call me?", sender="tom@other.example", number=2, subject="Call"),
    )
    only_acme = findings(str(path), "--client", "acme.example")
    both = findings(str(path), "--client", "acme.example,tom@other.example")

    assert [it["from"] for it in only_acme] == ["anna@acme.example"]
    assert len(both) == 2


def test_the_same_letter_in_two_folders_counts_once(tmp_path):
    raw = letter("Could you send me the quote?", number=1)
    path = folder(tmp_path / "a", raw)
    other = mbox(tmp_path / "b", raw)

    assert len(findings(str(path), str(other))) == 1
    assert "1 copy counted once" in scan(str(path), str(other), "--me", ME).stdout


def test_direction_decides_what_a_sentence_is(tmp_path):
    path = folder(
        tmp_path,
        letter("I'll send you the texts on Friday.", number=1),
        letter("Could you send me the texts?", sender=ME, to=ANNA, number=2, subject="B"),
    )

    assert [it["kind"] for it in findings(str(path))] == ["need", "need"]


def test_newsletters_yield_nothing_unless_asked_for(tmp_path):
    news = letter("Could you send me the quote?", more="List-Id: <news.acme.example>\n")
    path = folder(tmp_path, news)

    assert findings(str(path)) == []
    assert len(findings(str(path), "--include-mass")) == 1


def test_letters_before_since_are_left_out(quote_promised):
    kinds = [it["kind"] for it in findings(str(quote_promised), "--since", "2026-03-03")]

    assert kinds == ["promise"]


def test_what_is_quoted_is_nobodys_promise(tmp_path):
    body = (
        "Thanks!\n\nOn Mon, 2 Mar 2026 at 09:00, Robin wrote:\n> I'll send you the quote by Friday."
    )

    assert findings(str(folder(tmp_path, letter(body)))) == []


def test_a_letter_or_an_mbox_may_come_on_standard_input(tmp_path):
    raw = letter("Could you send me the quote?", number=1)
    as_mbox = mbox(tmp_path / "m", raw, letter("Could you call me?", number=2)).read_bytes()

    assert len(findings("-", input=raw)) == 1
    assert len(findings("-", input=as_mbox)) == 2


def test_a_broken_letter_is_listed_with_its_reason_and_stops_nothing(tmp_path):
    path = folder(tmp_path, b"\x00\xff\xfe garbage", letter("Could you send me the quote?"))
    shown = scan(str(path), "--me", ME)

    assert shown.exit_code == 1
    assert "Could you send me the quote?" in shown.stdout
    assert "The letter names no sender." in shown.stdout
    assert "00000.eml)" in " ".join(shown.stdout.split())


def test_an_unreadable_file_is_listed_with_its_reason(tmp_path):
    path = folder(tmp_path, letter("Could you send me the quote?"))
    (path / "gone.eml").symlink_to(tmp_path / "nowhere.eml")
    shown = scan(str(path), "--me", ME)

    assert "gone.eml" in shown.stdout
    assert shown.exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        pytest.param([], id="no source"),
        pytest.param(["nowhere.mbox"], id="a source that is not there"),
        pytest.param([".", "--me", "nobody"], id="an address that is none"),
        pytest.param([".", "--zone", "Mars/Olympus"], id="no such zone"),
        pytest.param([".", "--at", "soon"], id="no instant"),
        pytest.param(["--demo", "."], id="the sample and a mailbox"),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_2(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = CliRunner().invoke(main, ["scan", *words])

    assert shown.exit_code == 2
    assert shown.stderr.strip()
    assert "Traceback" not in shown.stderr


def test_without_me_it_proposes_whose_mailbox_it_is(quote_promised):
    folder(quote_promised / "more", letter("Hello.", sender="tom@other.example", number=9))
    shown = scan(str(quote_promised))

    assert shown.exit_code == 2
    assert f"This looks like the mailbox of {ME}" in shown.stderr
    assert f"--me {ME}" in shown.stderr


def test_an_empty_folder_has_no_owner_to_propose(tmp_path):
    shown = scan(str(tmp_path))

    assert shown.exit_code == 2
    assert "No letter was found" in shown.stderr


def test_a_letter_without_me_is_nobodys_matter_but_counted(tmp_path):
    path = folder(tmp_path, letter("Could you send me the quote?", to="tom@other.example"))
    shown = scan(str(path), "--me", ME)

    assert "Nothing is open" in shown.stdout
    assert "Read 1 letter." in shown.stdout


def test_the_demo_prints_a_believable_ledger():
    shown = scan("--demo")

    assert shown.exit_code == 0
    for heading in ("You promised", "They asked, unanswered", "They owe you", "Deferred"):
        assert heading in shown.stdout


def test_one_process_and_several_give_the_same_answer(tmp_path):
    letters = [
        letter(f"Could you send me quote {number} by Friday?", number=number, subject=f"S{number}")
        for number in range(700)
    ]
    path = folder(tmp_path, *letters)
    alone, together = (scan(str(path), "--me", ME, "--json", "--jobs", jobs) for jobs in "12")

    assert alone.stdout == together.stdout
    assert len(alone.stdout.splitlines()) == 700


def test_the_plain_way_finds_the_same(quote_promised):
    assert findings(str(quote_promised), "--plain") == findings(str(quote_promised))


def test_a_reading_process_that_is_killed_is_one_sentence_and_exit_1(tmp_path):
    letters = [letter("Could you call me?", number=number) for number in range(400)]
    path = folder(tmp_path, *letters)
    killed = "import os, troth.promises.survey as s; s._start_process = os.abort;"
    code = f"{killed} from troth.cli.main import main; main()"
    words = ["scan", str(path), "--me", ME, "--jobs", "2"]
    shown = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=False
    )

    assert shown.returncode == 1
    assert "run this with --jobs 1" in shown.stderr
    assert "Traceback" not in shown.stderr
