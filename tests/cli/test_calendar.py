"""`troth calendar`: what takes place, and what is said about the rest."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from tests.calendars.given import calendar, event
from tests.calendars.scripted_server import serving

from troth.cli.main import main

MEETING = event("DTSTART:20260304T090000Z DTEND:20260304T100000Z", name="Review")
AWAY = event("DTSTART;VALUE=DATE:20260307 DTEND;VALUE=DATE:20260309", name="Away")
FREE = event("DTSTART;VALUE=DATE:20260305 TRANSP:TRANSPARENT DURATION:P1D", name="Ben's birthday")
NIGHT = event("DTSTART:20260306T220000Z DTEND:20260307T010000Z", name="Deployment")
WEEK = ("--from", "2026-03-02", "--to", "2026-03-09", "--zone", "Europe/Berlin")


@pytest.fixture
def work(tmp_path):
    path = tmp_path / "work.ics"
    path.write_bytes(calendar(AWAY, NIGHT, MEETING, FREE))
    return str(path)


def run(*arguments, stdin=b"", **environment):
    return CliRunner().invoke(main, ["calendar", *arguments], input=stdin, env=environment)


def rows(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_occurrence_is_one_line_with_five_fields(work):
    result = run(work, *WEEK, "--json")

    assert (result.exit_code, result.stderr) == (0, "")
    assert rows(result) == [
        {
            "start": "2026-03-04T10:00:00+01:00",
            "end": "2026-03-04T11:00:00+01:00",
            "all_day": False,
            "busy": True,
            "summary": "Review",
        },
        {
            "start": "2026-03-05",
            "end": "2026-03-06",
            "all_day": True,
            "busy": False,
            "summary": "Ben's birthday",
        },
        {
            "start": "2026-03-06T23:00:00+01:00",
            "end": "2026-03-07T02:00:00+01:00",
            "all_day": False,
            "busy": True,
            "summary": "Deployment",
        },
        {
            "start": "2026-03-07",
            "end": "2026-03-09",
            "all_day": True,
            "busy": True,
            "summary": "Away",
        },
    ]


def test_a_person_sees_their_days(work):
    assert run(work, *WEEK).stdout.splitlines() == [
        "Wed 2026-03-04",
        "  10:00-11:00    Review",
        "",
        "Thu 2026-03-05",
        "  all day        Ben's birthday  (free)",
        "",
        "Fri 2026-03-06",
        "  23:00-Sat 02:00  Deployment",
        "",
        "Sat 2026-03-07",
        "  2 days         Away",
    ]


def test_what_lies_before_or_after_is_not_shown(work):
    shown = run(work, "--from", "2026-03-04T11:00", "--to", "2026-03-05", "--zone", "Europe/Berlin")

    assert shown.stdout == "Nothing from Wed 2026-03-04 11:00 to Thu 2026-03-05 00:00.\n"
    assert shown.exit_code == 0


def test_without_an_end_it_is_four_weeks(work):
    far = run(work, "--from", "2026-02-05", "--zone", "Europe/Berlin", "--json")
    near = run(work, "--from", "2026-02-04", "--zone", "Europe/Berlin", "--json")

    assert [row["summary"] for row in rows(far)] == ["Review"]
    assert rows(near) == []


def test_an_instant_may_carry_its_offset(work):
    window = ("--from", "2026-03-04T08:00+00:00", "--to", "2026-03-04T09:30+00:00")

    assert [row["start"] for row in rows(run(work, *window, "--zone", "Asia/Tokyo", "--json"))] == [
        "2026-03-04T18:00:00+09:00"
    ]


def test_several_calendars_stand_in_one_order(work):
    result = run(
        work, "-", *WEEK, "--json", stdin=calendar(event("DTSTART:20260305T090000Z DURATION:PT1H"))
    )

    assert [row["summary"] for row in rows(result)] == [
        "Review",
        "Ben's birthday",
        "Call",
        "Deployment",
        "Away",
    ]


def test_what_i_declined_is_left_out(tmp_path):
    path = tmp_path / "work.ics"
    path.write_bytes(
        calendar(
            MEETING.replace("UID", "X").replace(
                "END:", "ATTENDEE;PARTSTAT=DECLINED:mailto:me@firm.example\nEND:"
            )
        )
    )

    assert rows(run(str(path), *WEEK, "--json", "--me", "me@firm.example")) == []
    assert len(rows(run(str(path), *WEEK, "--json"))) == 1


def test_what_is_left_out_is_said_and_the_rest_is_printed(tmp_path):
    path = tmp_path / "work.ics"
    path.write_bytes(calendar(MEETING, event("DTSTART:x", name="Bad")))
    result = run(str(path), *WEEK, "--json")

    assert len(rows(result)) == 1
    assert result.stderr == (
        f"{path}: “Bad”: left out, as its start is missing or cannot be read. "
        "Correct it in the calendar, if it matters.\n"
    )
    assert result.exit_code == 1


def test_what_is_only_supposed_is_said_and_is_no_failure(tmp_path):
    path = tmp_path / "work.ics"
    path.write_bytes(calendar(event("DTSTART:20260304T090000Z", name="Ping")))
    result = run(str(path), *WEEK, "--json")

    assert len(rows(result)) == 1
    assert "“Ping”: no end is given" in result.stderr
    assert result.exit_code == 0


def test_a_calendar_that_cannot_be_read_does_not_keep_the_others_from_it(work, tmp_path):
    result = run(work, str(tmp_path / "none.ics"), *WEEK, "--json")

    assert len(rows(result)) == 4
    assert "none.ics: There is no such file." in result.stderr
    assert result.exit_code == 1


@pytest.mark.parametrize("name", ["", "none.ics", "\0", "."])
def test_where_nothing_can_be_read_the_exit_code_is_2(tmp_path, name, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(name, *WEEK)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.output


WRONG = [
    (("x.ics", "--zone", "Europe/Nowhere"), "'Europe/Nowhere' is no time zone."),
    (("x.ics", "--from", "soon"), "'soon' is no instant."),
    (("x.ics", "--from", "2026-03-09", "--to", "2026-03-09"), "--to must lie after --from."),
    (("x.ics", "--from", "0001-01-01", "--zone", "UTC"), "Choose a time between the years 1600"),
    (("http://a.example/x", "http://b.example/x", "--user", "anna"), "are for one server"),
]


@pytest.mark.parametrize(("arguments", "sentence"), WRONG)
def test_what_was_asked_wrongly_is_one_sentence_and_exit_2(arguments, sentence):
    result = run(*arguments)

    assert result.exit_code == 2
    assert sentence in result.stderr


def test_an_address_is_asked_and_its_secret_is_not_repeated():
    with serving(lambda request: request.say(status=404)) as server:
        result = run(f"{server.url}/private-b6f1/basic.ics", *WEEK)

    assert result.exit_code == 2
    assert "127.0.0.1: 127.0.0.1 has no calendar at this address (404)" in result.stderr
    assert "b6f1" not in result.stderr


def needs_a_password(request):
    if request.account == "anna:correct-horse":
        request.say(calendar(MEETING))
    else:
        request.say(status=401)


def test_the_password_comes_from_the_environment():
    with serving(needs_a_password) as server:
        result = run(
            f"{server.url}/a.ics",
            *WEEK,
            "--json",
            "--user",
            "anna",
            TROTH_CALENDAR_PASSWORD="correct-horse",
        )

    assert len(rows(result)) == 1


def test_without_a_terminal_the_sentence_names_the_variable():
    with serving(needs_a_password) as server:
        result = run(f"{server.url}/a.ics", *WEEK, "--user", "anna")

    assert "Put the password for anna at 127.0.0.1 into TROTH_CALENDAR_PASSWORD." in result.stderr
    assert result.exit_code == 2


def test_the_command_needs_no_practice():
    code = (
        "import sys, troth.cli.calendar; print([m for m in sys.modules if m in ('django', 'rich')])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "[]"
