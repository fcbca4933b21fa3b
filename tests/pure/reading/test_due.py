"""The date that belongs to the matter is its due, and no other."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from troth.pure.reading import read
from troth.pure.reading.due import last_moment
from troth.pure.when import Interval

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=BERLIN)


def due(text: str) -> object:
    (finding,) = read(text, mine=True, at=MONDAY)
    return finding.due


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'll send the draft by Friday.", date(2026, 3, 6)),
        ("I'll send the draft this week.", date(2026, 3, 6)),
        ("I'll send the draft next week.", date(2026, 3, 13)),
        ("I'll send the draft at 5pm.", datetime(2026, 3, 2, 17, tzinfo=BERLIN)),
        ("I'll send the draft today.", date(2026, 3, 2)),
        ("I'll send Tuesday's notes by Thursday.", date(2026, 3, 5)),
        ("I'll read it tomorrow and send it by Thursday.", date(2026, 3, 5)),
        ("I'll send the list that has been here since Tuesday.", None),
        ("I'll send the notes of 1 February 2026.", None),
        ("I'll send the draft.", None),
        ("I'll send the draft soon.", None),
        ("I'll send the draft asap.", None),
        ("I'll send the draft before our Thursday call.", date(2026, 3, 5)),
        ("I'll send the draft by Tuesday's meeting.", date(2026, 3, 3)),
        ("I'll send the draft as soon as I can.", None),
        ("I'll send it shortly, on Thursday at the latest.", date(2026, 3, 5)),
        ("I'll send the notes of the Tuesday meeting on Friday.", date(2026, 3, 6)),
        ("I'll send the notes of Tuesday by Friday.", date(2026, 3, 6)),
        ("I'll send the invoice for March tomorrow.", date(2026, 3, 3)),
        ("I'll send the draft. Friday at the latest.", date(2026, 3, 6)),
        ("I'll send the draft. On Friday we had a long talk about the colours.", None),
    ],
)
def test_the_date_that_belongs_to_the_matter_is_its_due(text: str, expected: object):
    assert due(text) == expected


def test_a_past_date_is_never_due():
    later = datetime(2026, 3, 9, 9, 0, tzinfo=BERLIN)

    (finding,) = read("I will send it on 5 March 2026.", mine=True, at=later)

    assert (finding.due, finding.due_words) == (None, None)


@pytest.mark.parametrize(
    ("start", "end", "last"),
    [
        (date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 6)),
        (date(2026, 3, 1), date(2026, 4, 1), date(2026, 3, 31)),
        (date(2026, 2, 1), date(2026, 3, 1), date(2026, 2, 27)),
        (date(2026, 3, 7), date(2026, 3, 9), date(2026, 3, 8)),
    ],
)
def test_an_interval_is_due_on_its_last_working_day(start: date, end: date, last: date):
    assert last_moment(Interval(start, end)) == last
