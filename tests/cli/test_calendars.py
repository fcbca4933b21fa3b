"""`troth calendars`: a member's own calendars, kept and looked into."""

from datetime import timedelta

import pytest
from tests.calendars.feeds import event, feed_on_loopback, ics
from tests.cli.terminal import call, lines_of

from troth.calendars.models import Calendar, Occasion
from troth.cli.calendar import PASSWORD
from troth.cli.options import now
from troth.jobs.models import Job, JobState
from troth.worker import loop
from troth.worker.loop import Worker
from troth.worker.tasks import RECURRING, TASKS

pytestmark = pytest.mark.django_db

ALICE = ("--member", "alice@harbour-it.example")
BOB = ("--member", "bob@harbour-it.example")

SOON = (now() + timedelta(days=3)).strftime("%Y%m%d")
MEETING = event("1", f"DTSTART:{SOON}T090000Z", f"DTEND:{SOON}T100000Z", "SUMMARY:Budget of Acme")
DAY_OFF = event("2", f"DTSTART;VALUE=DATE:{SOON}", "SUMMARY:Dentist")
DAMAGED = event("3", "DTSTART:yesterday", "SUMMARY:Choir")


@pytest.fixture
def feed():
    with feed_on_loopback() as feed:
        feed.body = ics(MEETING, DAY_OFF)
        yield feed


@pytest.fixture(autouse=True)
def no_password(monkeypatch):
    monkeypatch.delenv(PASSWORD, raising=False)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "alice.ics"
    path.write_bytes(ics(MEETING, DAY_OFF))
    return path


def listed(*who: str) -> list[dict]:
    return lines_of(call("calendars", "--json", *(who or ALICE)))


def test_a_file_is_read_at_once_and_told_in_sentences(cast, file):
    added = call("calendars", "add", str(file), *ALICE)
    shown = call("calendars", *ALICE)

    assert added.exit_code == 0
    assert added.stdout.startswith("2 occurrences read, from 400 days ago to 400 days ahead.")
    assert shown.stdout.startswith(f"{file}\n    Read today ")
    assert shown.stdout.endswith(": 2 occurrences.\n")
    assert [it["address"] for it in listed()] == [str(file)]


def test_a_path_is_kept_whole_wherever_it_was_named_from(cast, file, monkeypatch):
    monkeypatch.chdir(file.parent)
    call("calendars", "add", "alice.ics", *ALICE)

    assert Calendar.objects.get().address == str(file)


def test_before_there_is_one_it_says_how_to_add_one(cast):
    answer = call("calendars", *ALICE)

    assert (answer.stdout, answer.exit_code) == ("", 0)
    assert "troth calendars add FILE|URL" in answer.stderr


def test_a_colleague_sees_no_calendar_of_mine_and_cannot_take_it_away(cast, file):
    call("calendars", "add", str(file), *ALICE)
    taken = call("calendars", "remove", str(file), *BOB)

    assert listed(*BOB) == []
    assert taken.exit_code == 2
    assert "There is none yet." in taken.stderr
    assert str(file) not in call("calendars", *BOB).output


def test_a_feed_behind_a_password_is_opened_with_the_one_of_the_environment(
    cast, feed, monkeypatch
):
    feed.account = "alice:s3cret"
    monkeypatch.setenv(PASSWORD, "s3cret")
    answer = call("calendars", "add", feed.address, "--user", "alice", *ALICE)
    looked = call("calendars", "look", *ALICE)
    calendar = Calendar.objects.get()

    assert (answer.exit_code, looked.exit_code) == (0, 0)
    assert (calendar.address, calendar.account) == (feed.address, "alice")
    assert "s3cret" not in answer.output + looked.output
    assert b"s3cret" not in bytes(calendar.password)


def test_the_user_of_an_address_is_kept_apart_from_it(cast, feed, monkeypatch):
    feed.account = "alice:s3cret"
    monkeypatch.setenv(PASSWORD, "s3cret")
    call("calendars", "add", feed.address.replace("http://", "http://alice@"), *ALICE)
    calendar = Calendar.objects.get()

    assert (calendar.address, calendar.account) == (feed.address, "alice")


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("nowhere.ics", "There is no such file."),
        ("", "It is a folder."),
        ("-", "It cannot be read again each hour."),
        ("a\0b", "This cannot be the name of a file."),
        ("a\udcff.ics", "This cannot be the name of a file."),
        ("https://host.example/a\0b.ics", "This cannot be the name of a file."),
        ("~nobody-here/a.ics", "This cannot be the name of a file."),
        ("https://", "This is no address."),
        ("ftp://host.example/a.ics", "This is no address."),
        ("https://alice:s3cret@host.example/a.ics", "A password does not belong into an address"),
        ("https://host.example/" + "a" * 1_000 + ".ics", "It is longer than any address"),
        ("http://127.0.0.1:1/a.ics", "could not be reached"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence_and_nothing_is_kept(cast, source, sentence):
    answer = call("calendars", "add", source, *ALICE)

    assert answer.exit_code == 2
    assert sentence in answer.stderr
    assert "Nothing was kept." in answer.stderr
    assert "s3cret" not in answer.output
    assert not Calendar.objects.exists()


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (404, b"", "has no calendar at this address (404)"),
        (503, b"", "has trouble of its own (503)"),
        (200, b"", "It is empty."),
        (200, b"<html>Sign in</html>", "Nothing was kept."),
    ],
)
def test_a_feed_that_cannot_be_read_is_refused_and_nothing_is_kept(
    cast, feed, status, body, sentence
):
    feed.status, feed.body = status, body
    answer = call("calendars", "add", feed.address, *ALICE)

    assert answer.exit_code == 2
    assert sentence in answer.stderr
    assert "private-4711" not in answer.stderr
    assert not Calendar.objects.exists()


def test_without_a_password_or_with_a_wrong_one_nothing_is_kept(cast, feed, monkeypatch):
    feed.account = "alice:s3cret"
    unnamed = call("calendars", "add", feed.address, *ALICE)
    unasked = call("calendars", "add", feed.address, "--user", "alice", *ALICE)
    monkeypatch.setenv(PASSWORD, "wrong")
    wrong = call("calendars", "add", feed.address, "--user", "alice", *ALICE)

    assert [it.exit_code for it in (unnamed, unasked, wrong)] == [2, 2, 2]
    assert "Name the user: --user NAME." in unnamed.stderr
    assert PASSWORD in unasked.stderr
    assert "does not accept alice with this password" in wrong.stderr
    assert not Calendar.objects.exists()


def test_the_same_calendar_is_not_added_twice(cast, file):
    call("calendars", "add", str(file), *ALICE)
    again = call("calendars", "add", str(file), *ALICE)

    assert again.exit_code == 2
    assert "is one of your calendars already" in again.stderr
    assert Calendar.objects.count() == 1


def test_what_in_a_calendar_cannot_be_understood_is_said_and_the_rest_is_kept(cast, feed):
    feed.body = ics(MEETING, DAMAGED)
    added = call("calendars", "add", feed.address, *ALICE)

    assert added.exit_code == 1
    assert "Choir" in added.stderr
    assert added.stdout.startswith("1 occurrence read")
    assert "Choir" in call("calendars", *ALICE).stdout
    assert len(listed()[0]["left_out"]) == 1


def test_what_i_declined_is_no_part_of_it(cast, feed):
    declined = MEETING.replace(
        "SUMMARY", "ATTENDEE;PARTSTAT=DECLINED:mailto:Alice@harbour-it.example\r\nSUMMARY"
    )
    feed.body = ics(declined, DAY_OFF)
    mine = call("calendars", "add", feed.address, *ALICE)
    bobs = call("calendars", "add", feed.address, *BOB)

    assert mine.stdout.startswith("1 occurrence read")
    assert bobs.stdout.startswith("2 occurrences read")


def test_a_look_takes_over_what_changed_and_what_fails_keeps_what_was_there(cast, feed):
    call("calendars", "add", feed.address, *ALICE)
    feed.body = ics(MEETING)
    changed = call("calendars", "look", *ALICE)
    feed.status = 503
    failed = call("calendars", "look", *ALICE)
    troubled = listed()[0]
    feed.status = 200
    mended = call("calendars", "look", "basic.ics", *ALICE)

    assert [it.exit_code for it in (changed, failed, mended)] == [0, 1, 0]
    assert "1 occurrence." in changed.stdout
    assert "has trouble of its own (503)" in failed.stdout
    assert "What was read before still counts." in failed.stdout
    assert (troubled["occurrences"], bool(troubled["trouble_since"])) == (1, True)
    assert "Trouble" not in mended.stdout
    assert listed()[0]["trouble"] is None


def test_a_password_that_is_refused_later_is_not_sent_again_until_there_is_another(
    cast, feed, monkeypatch
):
    feed.account = "alice:s3cret"
    monkeypatch.setenv(PASSWORD, "s3cret")
    call("calendars", "add", feed.address, "--user", "alice", *ALICE)
    feed.account = "alice:changed"
    worked()
    shown = call("calendars", *ALICE).stdout
    feed.asked.clear()
    worked()
    meanwhile = list(feed.asked)
    monkeypatch.setenv(PASSWORD, "changed")
    call("calendars", "password", "basic.ics", *ALICE)
    worked()

    assert "does not accept alice with this password" in shown
    assert "It is not tried again by itself" in shown
    assert meanwhile == []
    assert (listed()[0]["trouble"], listed()[0]["is_paused"]) == (None, False)


def worked():
    """Do what the clock asks for each hour; the jobs that did not go well."""
    Job.objects.all().delete()
    Job.objects.create(name="read calendars", run_at=now())
    worker = Worker(TASKS, {})
    while worker.once():
        pass
    return list(Job.objects.exclude(state=JobState.DONE).values_list("name", "trouble"))


@pytest.fixture(autouse=True)
def one_connection(monkeypatch):
    """The test's transaction lives on it."""
    monkeypatch.setattr(loop, "close_old_connections", lambda: None)


def test_the_worker_reads_each_calendar_every_hour_and_one_in_trouble_is_not_the_others(
    cast, feed, file
):
    call("calendars", "add", feed.address, *ALICE)
    call("calendars", "add", str(file), *BOB)
    feed.status = 500
    file.write_bytes(ics(MEETING))
    undone = worked()

    assert RECURRING["read calendars"] == timedelta(hours=1)
    assert undone == []
    assert (listed()[0]["occurrences"], bool(listed()[0]["trouble"])) == (2, True)
    assert (listed(*BOB)[0]["occurrences"], listed(*BOB)[0]["trouble"]) == (1, None)


def test_a_calendar_that_is_removed_leaves_nothing_and_is_not_read_again(cast, feed):
    call("calendars", "add", feed.address, *ALICE)
    removed = call("calendars", "remove", "basic.ics", *ALICE)
    feed.asked.clear()
    worked()

    assert "nothing it said is kept" in removed.stdout
    assert not Occasion.objects.exists()
    assert feed.asked == []


@pytest.mark.parametrize(
    "words", [("remove", "nowhere"), ("look", "nowhere"), ("password", ""), ("look",)]
)
def test_a_calendar_that_is_not_there_is_told_with_those_that_are(cast, words):
    answer = call("calendars", *words, *ALICE)

    assert answer.exit_code == 2
    assert "none yet" in answer.stderr or "no calendar yet" in answer.stderr


def test_a_calendar_without_a_user_has_no_password(cast, file):
    call("calendars", "add", str(file), *ALICE)
    answer = call("calendars", "password", str(file), *ALICE)

    assert answer.exit_code == 2
    assert "was added without a user" in answer.stderr


def test_options_before_the_word_are_refused_with_where_they_belong(cast):
    answer = call("calendars", *ALICE, "look")

    assert answer.exit_code == 2
    assert "Options stand behind the command: `troth calendars look …`." in answer.stderr


def test_without_a_name_troth_calendar_prints_my_own_and_nobody_elses(cast, file):
    call("calendars", "add", str(file), *ALICE)
    mine = lines_of(call("calendar", "--json", *ALICE))
    bobs = call("calendar", *BOB)

    assert [(it["summary"], it["all_day"], it["busy"]) for it in mine] == [
        ("Dentist", True, True),
        ("Budget of Acme", False, True),
    ]
    assert list(mine[0]) == ["start", "end", "all_day", "busy", "summary"]
    assert bobs.exit_code == 2
    assert "Name a calendar" in bobs.stderr
    assert "troth calendars add FILE|URL" in bobs.stderr


def test_my_own_calendars_are_printed_as_the_file_itself_is(cast, file):
    call("calendars", "add", str(file), *ALICE)
    for zone in ("Europe/Berlin", "Asia/Kathmandu", "Pacific/Honolulu"):
        kept = call("calendar", "--zone", zone, "--json", *ALICE).stdout
        read = call("calendar", str(file), "--zone", zone, "--json").stdout

        assert kept == read


def test_a_time_that_is_not_kept_and_a_calendar_in_trouble_are_told_of(cast, feed):
    call("calendars", "add", feed.address, *ALICE)
    feed.status = 503
    call("calendars", "look", *ALICE)
    answer = call("calendar", "--from", "2020-01-01", "--to", "2090-01-01", *ALICE)

    assert answer.exit_code == 1
    assert "Budget of Acme" in answer.stdout
    assert "What was read before is shown." in answer.stderr
    assert "For more, name the calendar." in answer.stderr
