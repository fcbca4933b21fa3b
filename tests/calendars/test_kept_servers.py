"""Calendars of a real server, kept; and what the doctor and a farewell do with them."""

from datetime import date, timedelta

import pytest
from tests.calendars.radicale_server import PASSWORD, running
from tests.cli.terminal import call

from troth.calendars.actions import keeping
from troth.calendars.models import Calendar, Occasion
from troth.calendars.queries import occurrences
from troth.cli.calendar import PASSWORD as VARIABLE
from troth.cli.options import now
from troth.people.access import Viewer
from troth.safekeeping.actions.parting import part
from troth.safekeeping.doctor.answers import Answer, Asked
from troth.safekeeping.doctor.calendars import calendars
from troth.safekeeping.doctor.key import sealed

pytestmark = pytest.mark.django_db

ALICE = ("--member", "alice@harbour-it.example")
SOON = now() + timedelta(days=7)
STANDUP = f"""BEGIN:VEVENT
UID:standup
DTSTAMP:20260101T000000Z
DTSTART:{SOON:%Y%m%d}T090000Z
DTEND:{SOON:%Y%m%d}T091500Z
RRULE:FREQ=DAILY;COUNT=5
EXDATE:{SOON + timedelta(days=1):%Y%m%d}T090000Z
SUMMARY:Standup
END:VEVENT
"""
SKIING = f"""BEGIN:VEVENT
UID:skiing
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:{SOON:%Y%m%d}
DTEND;VALUE=DATE:{SOON + timedelta(days=3):%Y%m%d}
SUMMARY:Skiing
END:VEVENT
"""
FEED = "https://calendars.example/private-4711/a.ics"


@pytest.fixture
def server(tmp_path):
    """A Radicale of the test's own."""
    with running(tmp_path) as server:
        yield server


def names(cast) -> list[str]:
    said = occurrences(Viewer(cast.alice), first=date(2020, 1, 1), end=date(2100, 1, 1))
    return [it.summary for it in said]


def test_all_calendars_of_a_server_are_kept_and_follow_it_without_being_changed(
    cast, server, monkeypatch
):
    monkeypatch.setenv(VARIABLE, PASSWORD)
    work = server.lay("anna", "work", {"standup": STANDUP})
    server.lay("anna", "home", {"skiing": SKIING})
    added = call("calendars", "add", server.url, "--user", "anna", *ALICE)
    first = names(cast)
    before = server.files()
    server.lay("anna", "away", {"skiing": SKIING.replace("Skiing", "Sailing")})
    looked = call("calendars", "look", *ALICE)

    assert added.exit_code == 0, added.stderr
    assert sorted(first) == ["Skiing"] + ["Standup"] * 4
    assert looked.exit_code == 0
    assert sorted(names(cast)) == ["Sailing", "Skiing"] + ["Standup"] * 4
    assert before.items() <= server.files().items()
    assert server.methods <= {"GET", "OPTIONS", "PROPFIND", "REPORT"}
    assert Calendar.objects.get().account == "anna"
    assert work not in added.output


def test_a_server_whose_password_changed_keeps_what_was_read_and_waits(cast, server, monkeypatch):
    monkeypatch.setenv(VARIABLE, PASSWORD)
    server.lay("anna", "home", {"skiing": SKIING})
    call("calendars", "add", server.url, "--user", "anna", *ALICE)
    monkeypatch.setenv(VARIABLE, "wrong")
    call("calendars", "password", "127.0.0.1", *ALICE)
    looked = call("calendars", "look", *ALICE)

    assert looked.exit_code == 1
    assert "does not accept anna with this password" in looked.stdout
    assert names(cast) == ["Skiing"]
    assert Calendar.objects.get().is_paused


@pytest.fixture
def ask(cast, tmp_path):
    def answers(*, hours=0.0) -> list[Answer]:
        at = cast.at + timedelta(hours=hours)
        return list(calendars(Asked(at=at, home=tmp_path)))

    return answers


def test_the_doctor_says_of_each_calendar_when_it_was_read_and_names_no_secret(cast, ask):
    none = ask()
    keeping.add(FEED, occurrences=(), by=cast.alice, at=cast.at)
    keeping.add("/home-of/bob.ics", occurrences=(), left_out=["a", "b"], by=cast.bob, at=cast.at)
    alices, bobs = ask(hours=1)

    assert none == []
    assert (alices.state, alices.sentence) == (
        "fine", "https://calendars.example/… of Alice was last read 1 hour ago.",
    )  # fmt: skip
    assert (bobs.state, bobs.sentence) == (
        "note",
        "/home-of/bob.ics of Bob was last read 1 hour ago, and 2 things in it could not be understood.",
    )
    assert {it.state for it in ask(hours=5)} == {"to do"}
    assert "troth up" in ask(hours=5)[0].do


def test_the_doctor_says_what_keeps_a_calendar_from_being_read_and_who_can_mend_it(cast, ask):
    calendar = keeping.add(FEED, occurrences=(), by=cast.alice, at=cast.at)
    at = cast.at + timedelta(hours=1)
    keeping.failed(calendar, f"{FEED} has trouble of its own (503).", may_retry=True, at=at)
    (answer,) = ask(hours=3)

    assert answer.state == "to do"
    assert answer.sentence == (
        "https://calendars.example/… of Alice has trouble (first met 2 hours ago): "
        "https://calendars.example/… has trouble of its own (503). "
        "What was read 3 hours ago still counts."
    )
    assert "Alice runs `troth calendars look`" in answer.do


def test_a_sealed_password_that_the_key_does_not_open_is_found(cast, tmp_path, settings):
    keeping.add(FEED, account="alice", password="s3cret", occurrences=(), by=cast.alice, at=cast.at)
    asked = Asked(at=cast.at, home=tmp_path)
    fine = [it.sentence for it in sealed(asked)]
    settings.SECRET_KEY = "another key"
    (broken,) = sealed(asked)

    assert fine == ["It opens 1 sealed password."]
    assert broken.sentence == "The password of https://calendars.example/… cannot be read."


def test_what_is_sealed_with_another_key_stands_still_and_says_what_to_do(cast, settings, server):
    address = server.lay("anna", "home", {"skiing": SKIING})
    keeping.add(
        address, account="anna", password=PASSWORD, occurrences=(), by=cast.alice, at=cast.at
    )
    settings.SECRET_KEY = "another key"
    looked = call("calendars", "look", *ALICE)

    assert looked.exit_code == 1
    assert "enter the password again" in looked.stdout
    assert "It is not tried again by itself" in looked.stdout


def test_whoever_leaves_takes_their_calendars_along(cast):
    keeping.add(FEED, occurrences=(), by=cast.bob, at=cast.at)
    mine = keeping.add(FEED, occurrences=(), by=cast.alice, at=cast.at)
    part(cast.bob, to=cast.alice, by=cast.alice, at=cast.at)

    assert list(Calendar.objects.all()) == [mine]
    assert not Occasion.objects.exists()
