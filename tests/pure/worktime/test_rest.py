from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from troth.pure.worktime import ALWAYS, USUAL, Busy, WorkingTime, spans, week

BERLIN = ZoneInfo("Europe/Berlin")
DAILY_REST = timedelta(hours=11)
BREAK_AT_NOON = week("Mo-Fr 09:00-12:00 13:00-17:00")


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def begins(meeting, until="2026-03-07", *, hours=BREAK_AT_NOON, rest=DAILY_REST, country=""):
    """When the first work after the meeting begins, as the clock on the wall shows it."""
    busy = Busy(*map(local, meeting))
    working = WorkingTime("Europe/Berlin", hours, country, busy=(busy,), rest=rest)
    found = spans(working, start=busy.end, end=local(until))
    return f"{found[0][0].astimezone(BERLIN):%a %H:%M}"


@pytest.mark.parametrize(
    ("meeting", "first_work"),
    [
        # Tuesday's hours end at 17:00 and Wednesday's begin at 09:00.
        (("2026-03-03T22:00", "2026-03-03T23:30"), "Wed 10:30"),
        (("2026-03-03T23:00", "2026-03-04T01:00"), "Wed 13:00"),  # 12:00, and that is the break
        (("2026-03-03T16:00", "2026-03-03T23:00"), "Wed 10:00"),
        (("2026-03-04T02:00", "2026-03-04T03:00"), "Wed 14:00"),
        (("2026-03-03T18:00", "2026-03-03T21:00"), "Wed 09:00"),  # rested by eight
        (("2026-03-03T23:00", "2026-03-04T08:00"), "Thu 09:00"),  # until 19:00
        # Who has had eleven hours of rest begins early.
        (("2026-03-04T04:00", "2026-03-04T05:00"), "Wed 09:00"),
        (("2026-03-04T08:00", "2026-03-04T09:00"), "Wed 09:00"),
        (("2026-03-04T03:59", "2026-03-04T05:00"), "Wed 16:00"),
        # What ends in the hours, with them or in their break is no night.
        (("2026-03-04T10:00", "2026-03-04T11:00"), "Wed 11:00"),
        (("2026-03-04T12:00", "2026-03-04T12:30"), "Wed 13:00"),
        (("2026-03-04T16:00", "2026-03-04T17:00"), "Thu 09:00"),
        (("2026-03-03T23:00", "2026-03-04T09:30"), "Wed 09:30"),
    ],
)
def test_after_a_meeting_in_the_night_the_next_morning_begins_later(meeting, first_work):
    assert begins(meeting) == first_work


@pytest.mark.parametrize(
    ("meeting", "first_work"),
    [
        (("2026-03-08T22:00", "2026-03-08T23:30"), "Mon 10:30"),
        (("2026-03-09T00:30", "2026-03-09T01:30"), "Mon 13:00"),
        (("2026-03-08T10:00", "2026-03-08T11:00"), "Mon 09:00"),
        (("2026-03-09T07:00", "2026-03-09T08:00"), "Mon 09:00"),
    ],
)
def test_a_day_without_hours_is_over_when_the_latest_of_the_week_is(meeting, first_work):
    assert begins(meeting, "2026-03-14") == first_work


def test_a_late_meeting_on_a_holiday_counts_like_any_other():
    easter_monday = ("2026-04-06T22:00", "2026-04-06T23:30")

    assert begins(easter_monday, "2026-04-11", country="DE") == "Tue 10:30"


def test_the_rest_has_its_true_length_in_the_night_the_clocks_change():
    sunday = week("Sa 09:00-17:00, Su 06:00-17:00")

    assert (
        begins(("2026-03-28T22:00", "2026-03-28T23:30"), "2026-03-30", hours=sunday) == "Sun 11:30"
    )
    assert (
        begins(("2026-10-24T22:00", "2026-10-24T23:30"), "2026-10-26", hours=sunday) == "Sun 09:30"
    )


def test_no_morning_is_pushed_unless_a_person_sets_the_rule():
    assert begins(("2026-03-03T22:00", "2026-03-03T23:30"), rest=None) == "Wed 09:00"


def test_the_length_of_the_rest_is_the_persons_own():
    late = ("2026-03-03T22:00", "2026-03-03T23:30")

    assert begins(late, rest=timedelta(hours=10)) == "Wed 09:30"


def test_who_works_at_night_rests_by_day():
    night = week("Mo-Fr 22:00-06:00")

    assert begins(("2026-03-04T13:00", "2026-03-04T14:00"), hours=night) == "Thu 01:00"
    assert begins(("2026-03-04T17:00", "2026-03-04T18:00"), hours=night) == "Wed 22:00"


def test_a_day_without_hours_is_over_at_midnight_where_others_go_on_into_the_next():
    hours = week("Tu 22:00-06:00, Th 08:00-18:00")

    assert begins(("2026-03-05T03:00", "2026-03-05T04:00"), hours=hours) == "Thu 15:00"
    assert begins(("2026-03-03T23:00", "2026-03-04T04:00"), hours=hours) == "Wed 04:00"


def test_a_meeting_that_ends_with_the_hours_asks_for_no_rest_however_long_it_is():
    rest = timedelta(hours=20)

    assert begins(("2026-03-04T16:00", "2026-03-04T17:00"), rest=rest) == "Thu 09:00"
    assert begins(("2026-03-04T16:00", "2026-03-04T17:01"), rest=rest) == "Thu 13:01"


def test_a_meeting_without_length_is_no_meeting():
    assert begins(("2026-03-03T23:30", "2026-03-03T23:30")) == "Wed 09:00"


def test_a_week_without_a_night_has_no_rest():
    late = ("2026-03-03T22:00", "2026-03-03T23:30")

    assert begins(late, hours=ALWAYS) == "Tue 23:30"


def test_the_rest_of_a_meeting_before_the_time_asked_for_still_counts():
    late = Busy(local("2026-03-03T22:00"), local("2026-03-03T23:30"))
    working = WorkingTime("Europe/Berlin", USUAL, busy=(late,), rest=DAILY_REST)

    found = spans(working, start=local("2026-03-04T08:00"), end=local("2026-03-04T12:00"))

    assert found == [
        (datetime(2026, 3, 4, 9, 30, tzinfo=UTC), datetime(2026, 3, 4, 11, tzinfo=UTC))
    ]
