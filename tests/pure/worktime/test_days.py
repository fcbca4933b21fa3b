from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from troth.pure.worktime import after_working_days, day_begins, is_working, working_day_before


@pytest.mark.parametrize(
    ("start", "number", "country", "day"),
    [
        (date(2026, 3, 2), 2, "", date(2026, 3, 4)),
        (date(2026, 3, 5), 2, "", date(2026, 3, 9)),
        (date(2026, 3, 7), 1, "", date(2026, 3, 9)),
        (date(2026, 4, 2), 1, "DE", date(2026, 4, 7)),  # Good Friday to Easter Monday
        (date(2026, 4, 2), 1, "US", date(2026, 4, 3)),
        (date(2026, 3, 2), 0, "", date(2026, 3, 2)),
    ],
)
def test_weekends_and_the_countrys_holidays_do_not_count(start, number, country, day):
    assert after_working_days(start, number, country=country) == day


def test_the_working_day_before_a_monday_is_the_friday():
    assert working_day_before(date(2026, 3, 9), country="DE") == date(2026, 3, 6)


def test_a_day_begins_at_midnight_of_its_zone():
    berlin = ZoneInfo("Europe/Berlin")

    assert day_begins(date(2026, 3, 2), zone=berlin).astimezone(UTC) == datetime(
        2026, 3, 1, 23, tzinfo=UTC
    )


def test_christmas_is_worked_where_nobody_says_which_country():
    assert is_working(date(2026, 12, 25), country="")
    assert not is_working(date(2026, 12, 25), country="FR")
