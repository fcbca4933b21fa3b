from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from troth.pure.worktime import USUAL, Away, Busy, Meter, WorkingTime, working_minutes

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
LONDON = WorkingTime("Europe/London", USUAL)


def hours(number):
    return MONDAY + timedelta(hours=number)


def test_an_answer_is_measured_in_working_minutes():
    assert working_minutes(LONDON, start=hours(16), end=hours(24 + 10)) == 120
    assert working_minutes(LONDON, start=hours(18), end=hours(24)) == 0
    assert working_minutes(LONDON, start=hours(10), end=hours(9)) == 0


def test_seconds_add_up_before_they_are_cut_to_whole_minutes():
    half = timedelta(seconds=30)

    assert working_minutes(LONDON, start=hours(9) + half, end=hours(10) + half) == 60
    assert working_minutes(LONDON, start=hours(9) + half, end=hours(10)) == 59


def test_a_meter_measures_what_is_asked_in_any_order():
    away = Away(date(2026, 3, 3), date(2026, 3, 4))
    meter = Meter(replace(LONDON, away=(away,), busy=(Busy(hours(11), hours(12)),)))

    assert meter.minutes(hours(10), hours(13)) == 120
    assert meter.minutes(hours(10), hours(72)) == 360 + 480
    assert meter.minutes(hours(-10_000), hours(-10_000 + 168)) == 2400
    assert meter.minutes(hours(20_000), hours(20_000 + 168)) == 2400
    assert meter.minutes(hours(13), hours(10)) == 0


def test_where_nothing_is_ever_worked_nothing_is_measured():
    meter = Meter(replace(LONDON, away=(Away(date.min, date.max),)))

    assert meter.minutes(hours(0), hours(1000)) == 0


def test_what_lies_before_the_first_work_counts_for_nothing():
    began = Away(date.min, date(2026, 3, 3))
    meter = Meter(replace(LONDON, away=(began,)))

    assert meter.minutes(hours(0), hours(24 + 10)) == 60


@given(st.lists(st.tuples(st.integers(-30_000, 30_000), st.integers(-1000, 3000)), max_size=8))
def test_a_meter_and_one_measurement_agree(stretches):
    working = WorkingTime("America/New_York", USUAL, "US", "NY", busy=(Busy(hours(14), hours(40)),))
    meter = Meter(working)

    for start, length in stretches:
        begins, ends = hours(start / 3), hours((start + length) / 3)
        assert meter.minutes(begins, ends) == working_minutes(working, start=begins, end=ends)
