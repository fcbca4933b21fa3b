# ruff: noqa: DTZ001  # by the clock on the wall, which has no zone
"""Rules of recurrence, beside what dateutil makes of them when it counts from their first time."""

from datetime import datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.calendars.given import BERLIN

from troth.calendars.rules import Rule, Work

ZONES = [BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC")]
CHANGES = [
    datetime(2026, 3, 29),
    datetime(2026, 10, 25),
    datetime(2024, 2, 29),
    datetime(2026, 11, 1),
]
"""Days on which clocks change somewhere, and a leap day."""
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def some(values, *, most=3):
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True)


def listed(values):
    return ",".join(map(str, values))


@st.composite
def rules(draw):
    freq = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY"]))
    parts = [f"FREQ={freq}", f"INTERVAL={draw(st.integers(1, 30))}"]
    if draw(st.booleans()):
        parts.append(f"BYDAY={listed(draw(some(DAYS)))}")
    if draw(st.booleans()):
        parts.append(f"BYMONTH={listed(draw(some(range(1, 13), most=6)))}")
    if freq in {"YEARLY", "MONTHLY", "DAILY", "HOURLY", "MINUTELY"} and draw(st.booleans()):
        parts.append(f"BYMONTHDAY={listed(draw(some([*range(1, 32), -1, -2], most=10)))}")
    if draw(st.booleans()):
        parts.append(f"BYHOUR={listed(sorted(draw(some(range(24)))))}")
    if freq != "MINUTELY" and draw(st.booleans()):
        parts.append(f"BYMINUTE={listed(sorted(draw(some(range(60)))))}")
    if draw(st.booleans()):
        parts.append(f"WKST={draw(st.sampled_from(DAYS))}")
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 400))}")
    return ";".join(parts)


@settings(max_examples=200, deadline=None)
@example(
    rule="FREQ=HOURLY;INTERVAL=1;BYMINUTE=0",
    change=CHANGES[0],
    back=timedelta(minutes=1),
    where=(ZONES[0], 1, 1),
)
@given(
    rule=rules(),
    change=st.sampled_from(CHANGES),
    back=st.timedeltas(timedelta(0), timedelta(days=300)),
    where=st.tuples(st.sampled_from(ZONES), st.integers(0, 20), st.integers(1, 20)),
)
def test_a_window_shows_what_counting_from_the_start_shows(rule, change, back, where):
    zone, before, after = where
    start = (change - back).replace(second=0, microsecond=0)
    first = (change - timedelta(days=before)).replace(tzinfo=zone)
    last = (change + timedelta(days=after)).replace(tzinfo=zone)
    wanted = counted(rule, start, last)
    assume(wanted is not None)

    shown = list(Rule(rule, start=start.replace(tzinfo=zone), work=Work()).between(first, last))

    assert shown == [it.replace(tzinfo=zone) for it in wanted if first <= it.replace(tzinfo=zone)]


def counted(rule, start, last):
    """dateutil's times up to `last`; None where it would look for them for too long."""
    end = last.replace(tzinfo=None)
    bounded = rule if "COUNT" in rule else f"{rule};UNTIL={end:%Y%m%dT%H%M%S}"
    try:
        # What is never true is sought until the year 9999: the next years will do.
        probe = rrulestr(
            rule.replace("HOURLY", "DAILY").replace("MINUTELY", "DAILY"), dtstart=start
        )
        if next(iter(probe), None) is None:
            return None
        return list(takewhile(lambda it: it <= end, rrulestr(bounded, dtstart=start)))
    except ValueError:
        return None


FAR = [
    ("FREQ=DAILY;INTERVAL=3", datetime(1900, 1, 1, 9)),
    ("FREQ=WEEKLY;INTERVAL=5;BYDAY=TU,SU;WKST=SU", datetime(1900, 1, 2, 9)),
    ("FREQ=WEEKLY;INTERVAL=5;BYDAY=TU,SU;WKST=MO", datetime(1900, 1, 2, 9)),
    ("FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO", datetime(1601, 1, 1, 9)),
    ("FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=5", datetime(1899, 12, 29, 9)),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", datetime(1904, 2, 29, 9)),
    ("FREQ=DAILY;COUNT=46200", datetime(1900, 1, 1, 9)),
]


@pytest.mark.parametrize(("rule", "start"), FAR)
def test_a_start_long_ago_changes_no_weekday(rule, start):
    first, last = datetime(2026, 1, 1), datetime(2030, 1, 1)
    wanted = rrulestr(rule, dtstart=start).between(first, last, inc=True)

    assert list(Rule(rule, start=start, work=Work()).between(first, last)) == wanted
    assert wanted
