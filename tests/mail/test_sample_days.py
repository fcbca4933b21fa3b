"""The story can be told on any day, and its days are always possible ones."""

from datetime import UTC, date, datetime, time, timedelta
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from troth.mail.sample import UnfitInstantError, letters
from troth.mail.sample.days import instant, is_worked, last_full_day, shifted

ZONES = st.sampled_from(
    ["Europe/Berlin", "America/Los_Angeles", "Pacific/Apia", "Asia/Kathmandu", "UTC"]
).map(ZoneInfo)
INSTANTS = st.datetimes(datetime(1910, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def sent_at(raw: bytes) -> datetime:
    return parsedate_to_datetime(BytesHeaderParser().parsebytes(raw)["Date"])


@settings(max_examples=20, deadline=None)
@given(at=INSTANTS, zone=ZONES)
@example(at=datetime(2026, 11, 22, 9, tzinfo=UTC), zone=ZoneInfo("Europe/Berlin"))  # a Sunday
@example(at=datetime(2027, 1, 1, 0, 5, tzinfo=UTC), zone=ZoneInfo("Europe/Berlin"))
@example(at=datetime(2011, 12, 31, 1, tzinfo=UTC), zone=ZoneInfo("Pacific/Apia"))  # a day left out
@example(at=datetime(1911, 1, 1, tzinfo=UTC), zone=ZoneInfo("Pacific/Apia"))  # 11:26:56 behind
@example(at=datetime(2026, 3, 29, 1, tzinfo=UTC), zone=ZoneInfo("Europe/Berlin"))  # clocks change
def test_no_letter_comes_from_the_future_and_most_from_a_working_day(at, zone):
    times = [sent_at(raw).astimezone(zone) for raw in letters(at=at, zone=zone)]

    assert max(times) <= at
    assert at - timedelta(days=60) < min(times) < at - timedelta(days=35)
    assert all(is_worked(moment.date()) for moment in times)
    assert sum(8 <= moment.hour < 18 for moment in times) >= 0.9 * len(times)


@settings(max_examples=8, deadline=None)
@given(at=INSTANTS, zone=ZONES)
def test_the_same_instant_and_zone_give_the_same_bytes(at, zone):
    assert letters(at=at, zone=zone) == letters(at=at, zone=zone)


@settings(max_examples=8, deadline=None)
@given(at=INSTANTS, zone=ZONES)
def test_no_placeholder_is_left_in_a_letter(at, zone):
    for raw in letters(at=at, zone=zone):
        assert b"{" not in raw.replace(b"{}", b"")
        assert b"}" not in raw.replace(b"{}", b"")


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-05-20T17:59", "2026-05-19"),  # Wednesday, not over yet
        ("2026-05-20T18:00", "2026-05-20"),
        ("2026-05-24T12:00", "2026-05-22"),  # Sunday
        ("2026-05-25T09:00", "2026-05-22"),  # Monday morning
        ("2027-01-01T12:00", "2026-12-30"),
        ("2026-12-27T12:00", "2026-12-23"),
    ],
)
def test_day_0_is_the_last_working_day_that_is_over(at, expected):
    zone = ZoneInfo("Europe/Berlin")
    moment = datetime.fromisoformat(at).replace(tzinfo=zone)

    assert last_full_day(moment, zone=zone) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("day", "working_days", "expected"),
    [
        ("2026-05-22", 1, "2026-05-25"),
        ("2026-05-22", 0, "2026-05-22"),
        ("2026-05-22", -5, "2026-05-15"),
        ("2026-12-30", 1, "2027-01-04"),
        ("2027-01-04", -1, "2026-12-30"),
    ],
)
def test_working_days_leave_out_weekends_and_the_turn_of_the_year(day, working_days, expected):
    moved = shifted(date.fromisoformat(day), working_days=working_days)

    assert moved == date.fromisoformat(expected)


@given(day=st.dates(date(1950, 1, 1), date(2150, 1, 1)), number=st.integers(1, 40))
def test_going_on_and_back_ends_where_it_began(day, number):
    start = shifted(day, working_days=1)

    assert shifted(shifted(start, working_days=number), working_days=-number) == start


def test_instants_are_compared_in_utc():
    spring = instant(date(2026, 3, 30), time(9), zone=ZoneInfo("Europe/Berlin"))

    assert spring == datetime(2026, 3, 30, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "at",
    [
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, tzinfo=UTC),
        datetime(2026, 5, 20),  # noqa: DTZ001
    ],
)
def test_an_instant_that_no_letter_could_bear_is_refused_in_a_sentence(at):
    with pytest.raises(UnfitInstantError, match="Give another one as --at"):
        letters(at=at, zone=ZoneInfo("UTC"))
