"""Days, ages and certainty in words."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from troth.cli.words import due_words
from troth.pure.ledger import Matter, Standing
from troth.pure.reading import Finding, Kind


def matter(due: date | datetime) -> Matter:
    finding = Finding(Kind.PROMISE, "I'll send it.", 0, 13, due, "then", 0.9, "en/promise/x", "en")
    return Matter(finding, 0, "a@x.example", "1@x", None, True, ("b@y.example",), Standing.OPEN)


@pytest.mark.parametrize(
    ("due", "zone", "words"),
    [
        (date(2026, 4, 1), "Europe/Berlin", "due Wednesday"),
        (date(2026, 4, 3), "Europe/Berlin", "due Friday (Good Friday)"),
        (date(2026, 4, 3), "America/New_York", "due Friday"),
        (date(2026, 4, 4), "Europe/Berlin", "due Saturday (weekend)"),
        (date(2026, 4, 4), "UTC", "due Saturday (weekend)"),
        (date(2026, 5, 1), "Europe/Paris", "due Fri 1 May (Labor Day)"),
    ],
)
def test_a_due_day_on_which_nobody_works_says_so(due: date, zone: str, words: str):
    at = datetime(2026, 3, 30, 9, 0, tzinfo=ZoneInfo(zone))

    assert due_words(matter(due), at=at) == words


def test_an_absence_is_until_its_end():
    absence = matter(date(2026, 4, 10))
    absence.finding = absence.finding._replace(kind=Kind.AWAY)
    at = datetime(2026, 3, 30, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))

    assert due_words(absence, at=at) == "until Fri 10 Apr"


def test_a_due_instant_on_a_weekend_says_so():
    zone = ZoneInfo("Europe/Berlin")
    due = datetime(2026, 4, 4, 17, 0, tzinfo=zone)

    words = due_words(matter(due), at=datetime(2026, 3, 30, 9, 0, tzinfo=zone))

    assert words == "due Saturday 17:00 (weekend)"
