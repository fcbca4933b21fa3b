from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from troth.pure.worktime import (
    USUAL,
    Away,
    Busy,
    UnknownHolidaysError,
    UnknownZoneError,
    WorkingTime,
    spans,
    week,
)

USUAL_IN_BERLIN = WorkingTime("Europe/Berlin", USUAL)


def local(text, zone="Europe/Berlin"):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def told(working, start, end):
    """The spans as a person in the zone reads them off the wall."""
    zone = ZoneInfo(working.zone)
    found = spans(working, start=local(start, working.zone), end=local(end, working.zone))
    return [f"{b.astimezone(zone):%a %H:%M}-{e.astimezone(zone):%H:%M}" for b, e in found]


def test_the_hours_of_the_week_are_worked_and_nothing_else():
    working = replace(USUAL_IN_BERLIN, week=week("Mo-Th 9-12:30 13:30-17, Fr 9-15"))

    assert told(working, "2026-03-05", "2026-03-10") == [
        "Thu 09:00-12:30",
        "Thu 13:30-17:00",
        "Fri 09:00-15:00",
        "Mon 09:00-12:30",
        "Mon 13:30-17:00",
    ]


def test_saturdays_are_worked_where_the_week_says_so():
    assert told(
        WorkingTime("Europe/Berlin", week("Sa 9-12"), "DE"), "2026-03-02", "2026-03-09"
    ) == ["Sat 09:00-12:00"]


def test_spans_are_cut_to_what_was_asked_and_told_in_utc():
    found = spans(USUAL_IN_BERLIN, start=local("2026-03-02T10:15"), end=local("2026-03-02T11:30"))

    assert found == [
        (datetime(2026, 3, 2, 9, 15, tzinfo=UTC), datetime(2026, 3, 2, 10, 30, tzinfo=UTC))
    ]
    assert found[0][0].tzinfo is UTC


def test_nothing_is_worked_in_a_time_that_ends_before_it_begins():
    assert told(USUAL_IN_BERLIN, "2026-03-03", "2026-03-02") == []
    assert told(USUAL_IN_BERLIN, "2026-03-02T10:00", "2026-03-02T10:00") == []


@pytest.mark.parametrize(
    ("country", "region", "worked"),
    [
        ("", "", ["Mon", "Tue", "Wed", "Thu", "Fri"]),
        ("DE", "", ["Mon", "Tue", "Wed", "Thu", "Fri"]),
        ("DE", "BY", ["Mon", "Tue", "Wed", "Fri"]),  # Corpus Christi, 2026-06-04
        ("de", "DE-BY", ["Mon", "Tue", "Wed", "Fri"]),
        ("DE", "Bayern", ["Mon", "Tue", "Wed", "Fri"]),
        ("AT", "", ["Mon", "Tue", "Wed", "Fri"]),
    ],
)
def test_the_public_holidays_of_country_and_region_are_not_worked(country, region, worked):
    working = replace(USUAL_IN_BERLIN, country=country, region=region)

    assert [span[:3] for span in told(working, "2026-06-01", "2026-06-07")] == worked


def test_days_away_are_whole_days_in_the_zone_of_the_person():
    working = WorkingTime("Pacific/Apia", USUAL, away=(Away(date(2026, 3, 3), date(2026, 3, 5)),))

    assert [span[:3] for span in told(working, "2026-03-02", "2026-03-07")] == ["Mon", "Thu", "Fri"]


def test_an_absence_without_end_leaves_nothing_and_one_without_length_takes_nothing():
    always_away = replace(USUAL_IN_BERLIN, away=(Away(date.min, date.max),))
    never_away = replace(USUAL_IN_BERLIN, away=(Away(date(2026, 3, 3), date(2026, 3, 3)),))

    assert told(always_away, "2026-03-02", "2026-03-07") == []
    assert len(told(never_away, "2026-03-02", "2026-03-07")) == 5


@pytest.mark.parametrize(
    ("busy", "left"),
    [
        ([("10:00", "11:00")], ["09:00-10:00", "11:00-17:00"]),
        ([("08:00", "10:00")], ["10:00-17:00"]),
        ([("16:00", "18:00")], ["09:00-16:00"]),
        ([("08:00", "18:00")], []),
        ([("12:00", "12:00")], ["09:00-17:00"]),
        ([("13:00", "12:00")], ["09:00-17:00"]),
        ([("10:00", "12:00"), ("11:00", "13:00")], ["09:00-10:00", "13:00-17:00"]),
        ([("11:00", "13:00"), ("10:00", "11:00")], ["09:00-10:00", "13:00-17:00"]),
        ([("10:00", "15:00"), ("11:00", "12:00")], ["09:00-10:00", "15:00-17:00"]),
    ],
)
def test_busy_times_are_taken_out(busy, left):
    times = tuple(Busy(local(f"2026-03-02T{b}"), local(f"2026-03-02T{e}")) for b, e in busy)
    working = replace(USUAL_IN_BERLIN, busy=times)

    assert told(working, "2026-03-02", "2026-03-03") == [f"Mon {span}" for span in left]


def test_one_busy_time_may_take_many_days():
    trip = Busy(local("2026-03-02T16:00"), local("2026-03-05T10:00"))

    assert told(replace(USUAL_IN_BERLIN, busy=(trip,)), "2026-03-02", "2026-03-06") == [
        "Mon 09:00-16:00",
        "Thu 10:00-17:00",
    ]


def test_hours_past_midnight_belong_to_the_day_they_begin_on():
    night = WorkingTime("Europe/Berlin", week("Th 22:00-02:00, Fr 01:00-03:00"), "DE")

    assert told(night, "2026-03-05", "2026-03-07") == ["Thu 22:00-03:00"]
    assert told(night, "2026-03-06T00:30", "2026-03-07") == ["Fri 00:30-03:00"]
    # Good Friday is off; the night that began on Thursday goes on to its end.
    assert told(night, "2026-04-02", "2026-04-04") == ["Thu 22:00-02:00"]


@pytest.mark.parametrize(
    "zone", ["Europe/Berln", "", "Europe", "../x", "/etc/passwd", "a\0b", "x" * 400]
)
def test_a_zone_that_does_not_exist_gets_a_sentence_that_names_one(zone):
    with pytest.raises(UnknownZoneError, match=r"such as [A-Z]\w+/\w+"):
        spans(WorkingTime(zone, USUAL), start=local("2026-03-02"), end=local("2026-03-03"))


def test_a_mistyped_zone_is_told_its_neighbour():
    assert str(UnknownZoneError("Europe/Berln")).endswith("such as Europe/Berlin.")


@pytest.mark.parametrize(
    ("country", "region", "says"),
    [
        ("XX", "", "leave it out"),
        ("Germany", "", "Write the two letters of a country"),
        ("DE", "XX", '"XX" is no region of DE with holidays of its own. Write one of BB, BE'),
        (
            "EE",
            "Harju",
            '"Harju" is no region of EE with holidays of its own. Leave the region out.',
        ),
        ("", "BY", "Name the country"),
    ],
)
def test_holidays_that_are_not_known_get_one_sentence(country, region, says):
    with pytest.raises(UnknownHolidaysError) as refused:
        told(replace(USUAL_IN_BERLIN, country=country, region=region), "2026-03-02", "2026-03-04")

    assert says in str(refused.value)
