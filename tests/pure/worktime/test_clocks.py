"""Working time where the clocks change."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from troth.pure.worktime import ALWAYS, USUAL, Busy, WorkingTime, spans, week
from troth.pure.worktime.place import instant

BERLIN = ZoneInfo("Europe/Berlin")


def local(text, zone):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def worked(working, start, end):
    return spans(working, start=local(start, working.zone), end=local(end, working.zone))


def told(working, start, end):
    zone = ZoneInfo(working.zone)
    found = worked(working, start, end)
    return [f"{b.astimezone(zone):%a %H:%M}-{e.astimezone(zone):%H:%M}" for b, e in found]


def hours(working, start, end):
    found = worked(working, start, end)
    return sum((e - b for b, e in found), timedelta()) / timedelta(hours=1)


@pytest.mark.parametrize(
    ("zone", "day", "length"),
    [
        ("Europe/Berlin", "2026-03-29", 23),
        ("Europe/Berlin", "2026-10-25", 25),
        ("Europe/Berlin", "2026-06-01", 24),
        ("America/New_York", "2026-03-08", 23),
        ("America/New_York", "2026-11-01", 25),
        ("Australia/Lord_Howe", "2026-10-04", 23.5),
        ("Australia/Lord_Howe", "2026-04-05", 24.5),
        ("Asia/Kathmandu", "2026-03-29", 24),
        ("Africa/Cairo", "2026-04-24", 23),  # midnight is skipped
        ("America/Havana", "2026-11-01", 25),  # midnight comes twice
    ],
)
def test_a_whole_day_has_the_hours_that_its_clocks_give_it(zone, day, length):
    after = (date.fromisoformat(day) + timedelta(days=1)).isoformat()

    assert hours(WorkingTime(zone, ALWAYS), day, after) == length


@pytest.mark.parametrize(
    ("span", "spring", "autumn"),
    [
        ("02:00-04:00", 1, 3),
        ("02:00-03:00", 0, 2),
        ("02:15-02:45", 0, 0.5),
        ("01:00-02:30", 1, 1.5),
        ("02:30-04:00", 1, 2.5),
        ("09:00-17:00", 8, 8),
        ("00:00-24:00", 23, 25),
        ("22:00-06:00", 8, 8),
    ],
)
def test_hours_across_a_change_of_clocks_have_their_true_length(span, spring, autumn):
    working = WorkingTime("Europe/Berlin", week(f"Su {span}"))

    assert hours(working, "2026-03-29", "2026-03-30T12:00") == spring
    assert hours(working, "2026-10-25", "2026-10-26T12:00") == autumn


def test_the_night_before_a_change_of_clocks_is_longer_or_shorter():
    working = WorkingTime("Europe/Berlin", week("Sa 22:00-06:00"))

    assert hours(working, "2026-03-28", "2026-03-30") == 7
    assert hours(working, "2026-10-24", "2026-10-26") == 9


def test_spans_around_a_skipped_hour_neither_overlap_nor_come_twice():
    split = WorkingTime("Europe/Berlin", week("Su 01:00-02:30 02:40-04:00"))

    assert told(split, "2026-03-29", "2026-03-30") == ["Sun 01:00-04:00"]


def test_a_day_that_a_zone_skips_is_not_worked():
    apia = WorkingTime("Pacific/Apia", ALWAYS)  # 29 December 2011 was followed by the 31st

    assert hours(apia, "2011-12-29", "2012-01-01") == 48
    assert told(replace(apia, week=USUAL), "2011-12-28", "2012-01-03") == [
        "Wed 09:00-17:00",
        "Thu 09:00-17:00",
        "Mon 09:00-17:00",
    ]


@pytest.mark.parametrize(
    ("day", "minute", "in_utc"),
    [
        ("2026-03-29", 150, "2026-03-29T01:00"),  # 02:30 is skipped: the moment of the change
        ("2026-03-29", 180, "2026-03-29T01:00"),
        ("2026-10-25", 150, "2026-10-25T00:30"),  # 02:30 comes twice: the first
        ("2026-10-25", 180, "2026-10-25T02:00"),
        ("2026-10-25", 1440, "2026-10-25T23:00"),
    ],
)
def test_a_minute_of_a_day_is_the_first_instant_at_which_the_clocks_show_it(day, minute, in_utc):
    found = instant(date.fromisoformat(day), minute, zone=BERLIN)

    assert found == datetime.fromisoformat(in_utc).replace(tzinfo=UTC)


def test_a_meeting_in_the_hour_that_comes_twice_has_its_true_length():
    start = local("2026-10-25T02:30", "Europe/Berlin")
    meeting = Busy(start, start.replace(minute=15, fold=1))
    working = WorkingTime("Europe/Berlin", ALWAYS, busy=(meeting,))

    assert hours(working, "2026-10-25", "2026-10-26") == 24.25
