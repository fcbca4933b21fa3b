"""What Troth says it knows, and files of past work from the terminal."""

from datetime import timedelta

import pytest
from tests.cli.terminal import call, lines_of
from tests.forecasts.asked import ask, reply
from tests.forecasts.past import KIMAI, OWN

from troth.cli import history
from troth.forecasts.models import PastWork
from troth.notes.actions import Took, did
from troth.promises.models import Matter

pytestmark = pytest.mark.django_db

ALICE = ("--member", "alice@harbour-it.example")
BOB = ("--member", "bob@harbour-it.example")


@pytest.fixture(autouse=True)
def clock(cast, monkeypatch):
    monkeypatch.setattr(history, "now", lambda: cast.at)


def said(*arguments, member=ALICE):
    answer = call("history", *arguments, *member)
    assert answer.exit_code == 0
    return answer.stdout.splitlines()


def answered(cast, times, *, first=1):
    for number in range(first, first + times):
        ask(cast, number, day=-20, subject=f"Logo {number}")
        reply(cast, number, day=-18, subject=f"Logo {number}")


def test_where_nothing_is_known_nothing_is_claimed(cast):
    waits, promises, estimates, share = said()

    assert waits == (
        "No client was asked for anything in the letters here yet. Assumed is: half within 1.5 "
        "days, 4 of 5 within 5 days of their working time."
    )
    assert promises == "No promise was kept here yet, so how long yours take is not known."
    assert estimates == (
        "No finished piece of your work had an estimate: too few to tell how yours turn out. "
        "`troth did --hours 3.5 --estimated 3` adds one, `troth history import` many."
    )
    assert share == (
        "How much of your working time goes into such work is not known yet. Assumed is 70%."
    )


def test_of_few_answers_it_is_said_that_they_are_few(cast):
    answered(cast, 2)
    ask(cast, 9, day=-6, subject="Photos")
    acme, everybody, *_ = said()

    assert acme.startswith(
        "Acme: so far 2 answers, 1 ask still open; until there are 5, what others took"
    )
    assert everybody.startswith("All clients together: so far 2 answers, 1 ask still open; until")
    assert "what Troth assumes decides" in everybody


def test_of_many_answers_half_and_four_of_five_are_told(cast):
    answered(cast, 6)
    acme, *_ = said("--client", "acme")

    assert acme == (
        "Acme answers: half within 2 days, 4 of 5 within 2 days of their working time (6 answers)."
    )


def test_promises_and_estimates_are_told_once_there_are_enough(cast):
    for days in range(1, 6):
        given = cast.at - timedelta(days=30)
        Matter.objects.create(
            practice=cast.practice, client=cast.acme, kind="promise", what="it", given_at=given,
            closed_at=given + timedelta(days=days), outcome="late" if days == 5 else "kept",
        )  # fmt: skip
        took = Took(hours=days, estimated_hours=2)
        did(cast.acme, text="done", by=cast.alice, at=cast.at, took=took)
    lines = said()

    assert (
        "Promises to Acme: half within 3.0 days, 4 of 5 within 4.2 days (5 kept, 1 of them late)."
        in lines
    )
    assert (
        "Your estimates: half of 5 pieces of work took at most 1.5 times what you had said, 4 of 5 "
        "at most 2.1 times. Nobody but you is told this." in lines
    )
    assert any(it.startswith("No finished piece of your work") for it in said(member=BOB))


def test_a_program_gets_the_same_in_one_line(cast):
    answered(cast, 1)
    (told,) = lines_of(call("history", "--json", *ALICE))

    assert list(told) == [
        "answers", "all_answers", "promises", "all_promises", "estimates", "share",
    ]  # fmt: skip
    assert told["answers"][0]["client"] == "Acme"
    assert (told["answers"][0]["answers"], told["answers"][0]["still_open"]) == (1, 0)
    assert told["estimates"] == {"pieces": 0, "usual_ratio": None, "mostly_ratio": None}


def test_a_file_is_taken_in_and_the_second_time_nothing_is(cast, tmp_path):
    path = tmp_path / "kimai.csv"
    path.write_text(KIMAI, encoding="utf-8")
    first, second = (said("import", str(path)) for _ in range(2))

    assert first == ["2 pieces of work taken in."]
    assert second == ["0 pieces of work taken in, 2 known before."]
    assert PastWork.objects.count() == 2


def test_bad_lines_are_told_and_the_rest_is_there(cast, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(OWN + "10,Bad,,1,x,,2026-02-06,\n", encoding="utf-8")
    answer = call("history", "import", str(path), *ALICE)

    assert answer.exit_code == 0
    assert answer.stdout == (
        "3 pieces of work taken in. 1 of them names no client that is known here.\n"
    )
    assert answer.stderr == 'Line 5: "x" are no hours. Write them like 3.5 or 3:30.\n'
    (told,) = lines_of(call("history", "import", str(path), "--json", *ALICE))
    assert (told["new"], told["known"], len(told["problems"])) == (0, 3, 1)


def test_own_columns_are_named_on_the_line(cast, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("Ticket,Spent,Closed\nA-1,3.5,2026-02-11\n", encoding="utf-8")
    columns = "id=Ticket, actual_hours=Spent, completed_on=Closed"
    said("import", str(path), "--columns", columns)

    assert PastWork.objects.get().title == "A-1"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nowhere.csv",), "nowhere.csv cannot be read: no such file or directory."),
        (("own.csv", "--columns", "id"), "Write columns as ours=yours with commas between"),
        (("own.csv", "--columns", "id=No"), 'There is no column "No".'),
        (("own.csv", "--from", "toggl"), "No column says on, hours."),
    ],
)
def test_what_cannot_be_taken_in_is_refused_with_what_to_do(
    cast, tmp_path, monkeypatch, arguments, says
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.csv").write_text(OWN, encoding="utf-8")
    answer = call("history", "import", *arguments, *ALICE)

    assert answer.exit_code == 2
    assert answer.stderr.startswith(says)
    assert not PastWork.objects.exists()


def test_a_strangers_client_is_no_client(cast):
    foreign, missing = (call("history", "--client", it, *ALICE) for it in ("cove", "nave"))

    assert foreign.exit_code == missing.exit_code == 2
    assert foreign.stderr.replace("cove", "nave") == missing.stderr
