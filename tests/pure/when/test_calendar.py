"""Sums with days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.pure.when import working_day_on_or_before
from troth.pure.when.calendar import (
    next_month_with,
    next_year_with,
    nth_weekday,
    shifted,
    working_day_on_or_after,
    working_days_after,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 3, day) for day in (6, 7, 8, 9))


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (FRIDAY, 1, MONDAY),
        (SATURDAY, 1, MONDAY),
        (SUNDAY, 5, date(2026, 3, 13)),
        (MONDAY, 5, date(2026, 3, 16)),
        (MONDAY, -1, FRIDAY),
        (SUNDAY, -1, FRIDAY),
        (FRIDAY, 12, date(2026, 3, 24)),
    ],
)
def test_working_days_are_counted_without_the_weekend(day: date, count: int, expected: date):
    assert working_days_after(day, count) == expected


@given(day=DAYS, count=st.integers(1, 60))
def test_working_days_lie_on_monday_to_friday_and_are_as_many_as_asked(day: date, count: int):
    end = working_days_after(day, count)
    between = [day + timedelta(days=step) for step in range(1, (end - day).days + 1)]

    assert sum(one.weekday() < 5 for one in between) == count
    assert end.weekday() < 5


@given(day=DAYS)
def test_a_weekend_is_moved_to_the_working_day_beside_it(day: date):
    before, after = working_day_on_or_before(day), working_day_on_or_after(day)

    assert before.weekday() < 5
    assert after.weekday() < 5
    assert before <= day <= after
    assert (before == after) == (day.weekday() < 5)


def test_a_month_after_the_31st_is_the_last_day_of_a_shorter_month():
    assert shifted(date(2026, 1, 31), months=1) == date(2026, 2, 28)
    assert shifted(date(2026, 3, 31), months=-13) == date(2025, 2, 28)


def test_the_31st_waits_for_a_month_that_has_one():
    assert next_month_with(31, date(2026, 4, 1)) == date(2026, 5, 31)
    assert next_year_with(2, 29, date(2026, 1, 1)) == date(2028, 2, 29)


def test_a_day_that_no_month_or_year_has_is_refused():
    with pytest.raises(ValueError, match="30"):
        next_year_with(2, 30, date(2026, 1, 1))
    with pytest.raises(ValueError, match="32"):
        next_month_with(32, date(2026, 1, 1))
    with pytest.raises(ValueError, match="5th"):
        nth_weekday(date(2026, 2, 1), 5, 2)


def test_the_last_monday_of_a_month_is_its_last():
    assert nth_weekday(date(2026, 3, 1), -1, 0) == date(2026, 3, 30)
