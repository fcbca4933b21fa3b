"""What holds for every working time, in zones with all kinds of clocks."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.pure.worktime import Away, Busy, Week, WorkingTime, spans, working_minutes
from troth.pure.worktime.timetable import timetable

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kathmandu",
]
CHANGES = [
    datetime(2026, 3, 29, tzinfo=UTC),  # Berlin
    datetime(2026, 10, 25, tzinfo=UTC),
    datetime(2026, 3, 8, tzinfo=UTC),  # New York
    datetime(2026, 11, 1, tzinfo=UTC),
    datetime(2026, 4, 5, tzinfo=UTC),  # Lord Howe
    datetime(2026, 10, 4, tzinfo=UTC),
    datetime(2011, 12, 30, tzinfo=UTC),  # Apia
]
DAY = 1440


@st.composite
def instants(draw, step=1):
    """Within a week of a change of clocks."""
    minutes = draw(st.integers(-7 * DAY // step, 7 * DAY // step)) * step
    return draw(st.sampled_from(CHANGES)) + timedelta(minutes=minutes)


@st.composite
def weeks(draw):
    def day():
        ticks = sorted(draw(st.sets(st.integers(0, 96), max_size=4)))
        return tuple((a * 15, b * 15) for a, b in zip(ticks[::2], ticks[1::2], strict=False))

    days = [day() for _ in range(7)]
    if draw(st.booleans()):
        days[draw(st.integers(0, 6))] = ((1320, 1320 + draw(st.integers(1, DAY))),)
    return Week(tuple(days))


@st.composite
def meetings(draw, near):
    start = near + timedelta(minutes=draw(st.integers(-4 * DAY, 4 * DAY)))
    return Busy(start, start + timedelta(minutes=draw(st.integers(0, 900))))


@st.composite
def cases(draw):
    """A working time, and an instant around which it is looked at."""
    near = draw(instants())
    first = near.date() + timedelta(days=draw(st.integers(-4, 4)))
    working = WorkingTime(
        draw(st.sampled_from(ZONES)),
        draw(weeks()),
        draw(st.sampled_from(["", "DE", "US"])),
        away=(Away(first, first + timedelta(days=draw(st.integers(0, 2)))),),
        busy=tuple(draw(st.lists(meetings(near), max_size=6))),
        rest=draw(st.sampled_from([None, timedelta(hours=11)])),
    )
    return working, near


@given(cases(), st.integers(0, 10 * DAY))
def test_spans_are_in_order_apart_and_within_what_was_asked(case, minutes):
    working, start = case
    end = start + timedelta(minutes=minutes)

    found = spans(working, start=start, end=end)

    assert all(begins < ends for begins, ends in found)
    assert all(ends < begins for (_, ends), (begins, _) in pairwise(found))
    assert not found or (start <= found[0][0] and found[-1][1] <= end)


@given(cases(), st.integers(0, 5 * DAY), st.integers(0, 5 * DAY))
def test_two_neighbouring_times_together_are_the_whole(case, first, second):
    working, start = case
    middle = start + timedelta(minutes=first)
    end = middle + timedelta(minutes=second)

    parts = [*spans(working, start=start, end=middle), *spans(working, start=middle, end=end)]

    assert joined(parts) == spans(working, start=start, end=end)


def joined(parts):
    whole = []
    for begins, ends in parts:
        if whole and whole[-1][1] == begins:
            whole[-1] = (whole[-1][0], ends)
        else:
            whole.append((begins, ends))
    return whole


@given(cases(), st.data())
def test_more_busy_time_never_gives_more_free_time(case, data):
    working, near = case
    busier = replace(working, busy=(*working.busy, data.draw(meetings(near))))
    table, after = (
        timetable(each, origin=near - timedelta(days=4), minutes=8 * DAY)
        for each in (working, busier)
    )

    assert np.all(np.diff(after.before) <= np.diff(table.before))


@given(cases())
def test_the_order_of_busy_times_does_not_matter(case):
    working, near = case
    start, end = near - timedelta(days=5), near + timedelta(days=5)
    turned = replace(working, busy=working.busy[::-1])

    assert spans(turned, start=start, end=end) == spans(working, start=start, end=end)


@given(cases(), st.integers(0, 9 * DAY))
def test_the_two_tables_are_each_others_inverse(case, minutes):
    working, origin = case
    table = timetable(working, origin=origin, minutes=minutes)
    worked = np.arange(table.nth.size)

    assert np.array_equal(table.before[table.nth], worked)
    assert np.array_equal(table.before[table.nth + 1], worked + 1)
    assert table.before[-1] == table.nth.size


@given(cases(), st.integers(0, 9 * DAY))
def test_tables_and_spans_count_the_same_minutes(case, minutes):
    working, origin = case
    table = timetable(working, origin=origin, minutes=minutes)
    end = origin + timedelta(minutes=minutes)

    assert table.before[-1] == working_minutes(working, start=origin, end=end)


@settings(max_examples=50)
@given(cases())
def test_a_span_lies_where_the_clock_on_the_wall_shows_its_hours(case):
    working, near = case
    plain = replace(working, busy=(), away=(), country="")
    start = near - timedelta(days=3)
    table = timetable(plain, origin=start, minutes=6 * DAY)
    free = np.diff(table.before).astype(bool)

    for minute in range(0, 6 * DAY, 7):
        wall = (
            (start + timedelta(minutes=minute))
            .astimezone(ZoneInfo(plain.zone))
            .replace(tzinfo=None)
        )
        if not _changes_near(start + timedelta(minutes=minute), plain):
            assert free[minute] == _in_hours(wall, plain.week)


def _changes_near(at, working):
    """Within a day of a change, wall clocks show an hour twice or not at all."""
    zone = ZoneInfo(working.zone)
    return (at - timedelta(days=1)).astimezone(zone).utcoffset() != (
        at + timedelta(days=1)
    ).astimezone(zone).utcoffset()


def _in_hours(wall, week):
    today = wall.hour * 60 + wall.minute
    yesterday = (date(wall.year, wall.month, wall.day) - timedelta(days=1)).weekday()
    return any(start <= today < end for start, end in week.days[wall.weekday()]) or any(
        start <= today + DAY < end for start, end in week.days[yesterday]
    )
