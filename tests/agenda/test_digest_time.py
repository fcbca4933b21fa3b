"""Which day's letter is due at a moment, told by zones that change their clocks."""

from datetime import UTC, date, datetime

import pytest

from troth.agenda.digest_time import begins_at, due_on, next_at

BERLIN = "Europe/Berlin"


def utc(words):
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "hour", "zone", "due"),
    [
        ("2026-03-02 05:59:59", 7, BERLIN, None),
        ("2026-03-02 06:00:00", 7, BERLIN, "2026-03-02"),
        ("2026-03-02 10:59:59", 7, BERLIN, "2026-03-02"),
        ("2026-03-02 11:00:00", 7, BERLIN, None),
        ("2026-03-02 04:00:00", 5, BERLIN, "2026-03-02"),
        ("2026-03-02 10:59:59", 5, BERLIN, "2026-03-02"),
        ("2026-03-02 13:59:59", 10, BERLIN, "2026-03-02"),
        ("2026-03-02 14:00:00", 10, BERLIN, None),
        ("2026-03-02 22:59:59", 22, BERLIN, "2026-03-02"),
        ("2026-03-02 23:00:00", 22, BERLIN, None),
        ("2026-03-01 15:00:00", 7, "Pacific/Kiritimati", None),
        ("2026-03-01 17:00:00", 7, "Pacific/Kiritimati", "2026-03-02"),
    ],
    ids=str,
)
def test_a_letter_is_due_from_its_hour_until_noon_or_five_hours_later_in_its_zone(
    at, hour, zone, due
):
    assert str(due_on(utc(at), hour=hour, zone=zone)) == str(due)


@pytest.mark.parametrize(
    ("at", "why"),
    [
        ("2026-02-28 08:00:00", "a Saturday"),
        ("2026-03-01 08:00:00", "a Sunday"),
        ("2026-04-03 08:00:00", "Good Friday"),
        ("2026-12-25 08:00:00", "Christmas Day"),
    ],
)
def test_nothing_comes_on_a_day_off(at, why):
    assert due_on(utc(at), hour=7, zone=BERLIN) is None, why


def test_where_a_holiday_is_none_it_is_a_day_like_others():
    assert due_on(utc("2026-04-03 08:00"), hour=7, zone="UTC") == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("day", "hour", "zone", "begins"),
    [
        ("2026-03-27", 7, BERLIN, "2026-03-27 06:00"),
        ("2026-03-30", 7, BERLIN, "2026-03-30 05:00"),
        ("2026-03-29", 2, BERLIN, "2026-03-29 01:00"),
        ("2026-10-25", 2, BERLIN, "2026-10-25 00:00"),
        ("2026-09-06", 0, "America/Santiago", "2026-09-06 04:00"),
        ("2026-11-01", 0, "America/Havana", "2026-11-01 04:00"),
    ],
)
def test_an_hour_that_is_skipped_is_the_moment_it_is_skipped_and_one_that_comes_twice_its_first(
    day, hour, zone, begins
):
    assert begins_at(date.fromisoformat(day), hour=hour, zone=zone) == utc(begins)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Havana", "Australia/Lord_Howe"])
@pytest.mark.parametrize("hour", [0, 1, 2, 7, 12, 23])
def test_over_a_year_each_day_is_due_in_one_stretch_and_no_day_off_is(zone, hour):
    quarters = (
        datetime.fromtimestamp(it * 900, UTC)
        for it in range(1_767_225_600 // 900, 1_798_761_600 // 900)
    )
    stretches, before = [], None
    for at in quarters:
        due = due_on(at, hour=hour, zone=zone)
        if due != before and due is not None:
            stretches.append(due)
        before = due

    assert len(stretches) == len(set(stretches)) > 240
    assert stretches == sorted(stretches)


@pytest.mark.parametrize(
    ("at", "decided", "following"),
    [
        ("2026-03-02 05:59", None, "2026-03-02 06:00"),
        ("2026-03-02 05:59", "2026-03-02", "2026-03-03 06:00"),
        ("2026-03-02 05:59", "2026-03-03", "2026-03-04 06:00"),
        ("2026-03-02 05:59", "2026-03-05", "2026-03-02 06:00"),
        ("2026-03-02 06:00", None, "2026-03-03 06:00"),
        ("2026-03-06 20:00", None, "2026-03-09 06:00"),
        ("2026-03-27 20:00", None, "2026-03-30 05:00"),
        ("2026-04-02 20:00", None, "2026-04-07 05:00"),
    ],
)
def test_the_next_letter_is_that_of_the_next_working_day_that_is_not_decided(
    at, decided, following
):
    decided_on = date.fromisoformat(decided) if decided else None

    assert next_at(utc(at), hour=7, zone=BERLIN, decided_on=decided_on) == utc(following)
