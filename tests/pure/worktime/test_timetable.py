from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from troth.pure.worktime import ALWAYS, USUAL, Busy, UnknownZoneError, WorkingTime, week
from troth.pure.worktime import timetable as tables
from troth.pure.worktime.timetable import timetable

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
LONDON = WorkingTime("Europe/London", USUAL)
DAY = 1440


def test_the_tables_tell_how_much_has_been_worked_and_when():
    table = timetable(LONDON, origin=MONDAY, minutes=2 * DAY)

    assert table.before.shape == (2 * DAY + 1,)
    assert [int(table.before[m]) for m in (0, 540, 541, 1020, 1440, 2880)] == [
        0,
        0,
        1,
        480,
        480,
        960,
    ]
    assert [int(table.nth[k]) for k in (0, 479, 480, 959)] == [540, 1019, DAY + 540, DAY + 1019]
    assert table.before.dtype == table.nth.dtype == np.int32


def test_work_begun_at_any_minute_ends_with_the_minute_that_fills_it():
    table = timetable(LONDON, origin=MONDAY, minutes=2 * DAY)
    begun = table.before[600]

    assert table.nth[begun + 60 - 1] + 1 == 660
    assert table.nth[begun + 420 - 1] + 1 == 1020
    assert table.nth[begun + 421 - 1] + 1 == DAY + 541


def test_a_minute_is_free_only_if_it_is_wholly_free():
    half = timedelta(seconds=30)
    meeting = Busy(MONDAY + timedelta(hours=10) + half, MONDAY + timedelta(hours=11) + half)
    table = timetable(replace(LONDON, busy=(meeting,)), origin=MONDAY, minutes=DAY)

    assert table.before[600] == 60
    assert table.before[601] == 60
    assert table.before[661] == 60
    assert table.before[662] == 61


def test_the_tables_hold_what_is_worked_up_to_the_horizon():
    table = timetable(LONDON, origin=MONDAY, minutes=DAY)

    assert table.before[[0, 600, DAY]].tolist() == [0, 60, 480]
    assert table.nth[[0, 479]].tolist() == [540, 1019]
    assert table.nth.size == 480


def test_where_nothing_is_worked_the_tables_say_so():
    sunday = timetable(replace(LONDON, week=week("Su 9-17")), origin=MONDAY, minutes=DAY)

    assert sunday.nth.size == 0
    assert sunday.before[[0, DAY]].tolist() == [0, 0]
    assert timetable(LONDON, origin=MONDAY, minutes=0).before.tolist() == [0]


def test_a_day_on_which_the_clocks_change_is_as_long_as_it_is():
    change = datetime(2026, 3, 29, tzinfo=UTC)  # from 01:00 to 02:00 in London
    table = timetable(
        WorkingTime("Europe/London", week("Su 00:30-03:00")), origin=change, minutes=DAY
    )

    assert table.nth.tolist() == list(range(30, 120))


def test_the_axis_counts_minutes_that_go_by_whatever_zone_its_origin_is_told_in():
    berlin = datetime(2026, 3, 28, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    working = WorkingTime("Europe/Berlin", week("Mo 09:00-10:00"))

    told_there = timetable(working, origin=berlin, minutes=3 * DAY)

    assert told_there is timetable(working, origin=berlin.astimezone(UTC), minutes=3 * DAY)
    assert told_there.nth[0] == (12 + 23 + 9) * 60


def test_equal_arguments_share_one_timetable_that_nobody_can_write():
    table = timetable(replace(LONDON, country="GB"), origin=MONDAY, minutes=DAY)

    assert timetable(replace(LONDON, country="GB"), origin=MONDAY, minutes=DAY) is table
    assert timetable(replace(LONDON, country="GB"), origin=MONDAY, minutes=DAY + 1) is not table
    with pytest.raises(ValueError, match="read-only"):
        table.before[0] = 1
    with pytest.raises(ValueError, match="read-only"):
        table.nth[0] = 1


def test_what_is_kept_is_bounded_and_what_is_in_use_is_shared_all_the_same(monkeypatch):
    monkeypatch.setattr(tables, "KEPT_BYTES", 50_000)
    monkeypatch.setattr(tables, "_kept", {})
    somewhere = replace(LONDON, zone="Asia/Kathmandu")
    in_use = [timetable(somewhere, origin=MONDAY, minutes=DAY + extra) for extra in range(20)]

    assert len(tables._kept) < 10
    assert timetable(somewhere, origin=MONDAY, minutes=DAY) is in_use[0]
    assert (somewhere, MONDAY, DAY + 1) in tables._shared
    in_use.clear()
    assert (somewhere, MONDAY, DAY + 1) not in tables._shared
    assert (somewhere, MONDAY, DAY + 19) in tables._shared


def test_round_the_clock_every_minute_counts():
    table = timetable(WorkingTime("Asia/Kathmandu", ALWAYS), origin=MONDAY, minutes=100)

    assert table.before.tolist() == list(range(101))
    assert table.nth.tolist() == list(range(100))


def test_a_zone_that_does_not_exist_is_refused():
    with pytest.raises(UnknownZoneError):
        timetable(WorkingTime("Europe/Berln", USUAL), origin=MONDAY, minutes=DAY)
