"""Calendars on a server, asked of a real Radicale."""

import pytest
from tests.calendars.given import event, span, window
from tests.calendars.radicale_server import PASSWORD

from troth.calendars.occurrence import CalendarError
from troth.calendars.reading import read
from troth.calendars.wire import READING

MEETING = event("DTSTART:20260304T090000Z DTEND:20260304T100000Z", name="Review", uid="one")
SERIES = event(
    "DTSTART;TZID=Europe/Berlin:20260105T093000 DTEND;TZID=Europe/Berlin:20260105T094500 "
    "RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR EXDATE;TZID=Europe/Berlin:20260302T093000",
    name="Standup",
    uid="many",
) + event(
    "RECURRENCE-ID;TZID=Europe/Berlin:20260304T093000 DTSTART;TZID=Europe/Berlin:20260305T150000 "
    "DTEND;TZID=Europe/Berlin:20260305T153000",
    name="Standup moved",
    uid="many",
)
AWAY = event("DTSTART;VALUE=DATE:20260307 DTEND;VALUE=DATE:20260309", name="Away", uid="away")
LATER = event("DTSTART:20261004T090000Z DTEND:20261004T100000Z", name="Later", uid="later")
TASK = "BEGIN:VTODO\nUID:task\nSUMMARY:Write\nDUE:20260304T090000Z\nEND:VTODO\n"

ALL = [
    "Review 03-04T10:00/03-04T11:00",
    "Standup moved 03-05T15:00/03-05T15:30",
    "Standup 03-06T09:30/03-06T09:45",
    "Away 03-07/03-09",
]


@pytest.fixture(scope="module")
def stocked(radicale):
    """Two calendars and a list of tasks."""
    radicale.lay("anna", "work", {"one": MEETING, "many": SERIES, "later": LATER})
    radicale.lay("anna", "private", {"away": AWAY})
    only_tasks = {"C:supported-calendar-component-set": "VTODO"}
    radicale.lay("anna", "tasks", {"task": TASK}, **only_tasks)
    return radicale


def found_at(url, *, user="anna", password=PASSWORD):
    return read(url, window=window(), user=user, password=lambda _: password)


def said(found):
    return [f"{each.summary} {span(each)}" for each in found.occurrences]


@pytest.mark.parametrize("path", ["", "anna/", "anna"])
def test_from_the_server_or_the_person_all_their_calendars_are_found(stocked, path):
    assert said(found_at(stocked.url + path)) == ALL


def test_a_calendar_s_own_address_gives_that_one(stocked):
    assert said(found_at(f"{stocked.url}anna/private/")) == ["Away 03-07/03-09"]


def test_the_user_may_stand_in_the_address(stocked):
    url = stocked.url.replace("//", "//anna@")

    assert said(found_at(url, user="")) == ALL


def test_nothing_is_ever_written(stocked):
    before = stocked.files()
    found_at(stocked.url)
    found_at(f"{stocked.url}anna/work/")

    assert stocked.methods >= {"PROPFIND", "REPORT"}
    assert stocked.methods <= READING
    assert stocked.files() == before


def test_whoever_has_no_calendars_is_told_so(radicale):
    with pytest.raises(CalendarError, match=r"shows no calendar with events to cleo\. Check"):
        found_at(radicale.url, user="cleo")


def test_a_wrong_password_is_said_and_not_shown(stocked):
    with pytest.raises(CalendarError) as refusal:
        found_at(stocked.url, password="battery-staple")

    assert "does not accept anna with this password" in str(refusal.value)
    assert "battery" not in str(refusal.value)


def test_without_a_user_the_sentence_says_how_to_name_one(stocked):
    with pytest.raises(CalendarError, match="--user NAME"):
        found_at(f"{stocked.url}anna/work/", user="")


def test_a_stranger_s_calendars_are_not_shown(stocked):
    with pytest.raises(CalendarError):
        found_at(f"{stocked.url}anna/work/", user="noor@firm.example")


def test_what_is_said_of_a_calendar_names_it(radicale):
    endless = event("DTSTART:20260304T090000Z", name="Ping", uid="ping")
    radicale.lay("ben", "work", {"ping": endless}, **{"D:displayname": "Ben's work"})

    assert found_at(radicale.url, user="ben").remarks == (
        (
            "Ben's work: “Ping”: no end is given, so it takes no time; "
            "give it one in the calendar if it does."
        ),
    )


def test_a_user_whose_name_is_an_address_is_let_in(radicale):
    radicale.lay("noor@firm.example", "work", {"one": MEETING})
    url = radicale.url.replace("//", "//noor%40firm.example@")

    assert said(found_at(url, user="")) == ALL[:1]
