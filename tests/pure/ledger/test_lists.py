"""What stands in which list, and in which order."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from troth.pure.ledger import due_end, is_overdue, lists
from troth.pure.reading import Kind

from .thread import ANNA, ME, MONDAY, ask, deferral, found, need, promise, settled

LATER = MONDAY + timedelta(days=10)


def sections(matters, *, at=LATER) -> dict[str, list[str]]:
    return {
        section.name: [matter.finding.sentence for matter in found]
        for section, found in lists(matters, at=at).items()
        if found
    }


def test_each_kind_stands_in_its_list():
    matters = settled(
        (ME, [promise("I'll send it."), need("Please send the texts.")]),
        (
            "carl@other.example",
            [
                ask("Could you call?"),
                found(Kind.ALARM, "The site is down."),
                found(Kind.INQUIRY, "We are thinking about a new shop."),
                deferral("It will be a day late."),
            ],
        ),
    )

    assert sections(matters) == {
        "PROMISED": ["I'll send it."],
        "ASKED": ["Could you call?"],
        "OWED": ["Please send the texts."],
        "DEFERRED": ["It will be a day late."],
        "ALARMS": ["The site is down."],
        "IDEAS": ["We are thinking about a new shop."],
    }


def test_what_was_met_stands_nowhere():
    matters = settled(
        (ME, [promise("I'll send the quote.")]),
        (ME, [found(Kind.DELIVERY, "Here is the quote.")]),
    )

    assert sections(matters) == {}


def test_the_latest_overdue_comes_first_then_by_due_day_then_the_undated_newest_first():
    matters = settled(
        (ME, [promise("Undated, older.")]),
        (ME, [promise("Undated, newer.")]),
        (ME, [promise("Due later.", due=date(2026, 3, 20))]),
        (ME, [promise("Due soon.", due=date(2026, 3, 13))]),
        (ME, [promise("Overdue for longer.", due=date(2026, 3, 5))]),
        (ME, [promise("Overdue.", due=date(2026, 3, 6))]),
    )

    assert sections(matters)["PROMISED"] == [
        "Overdue.",
        "Overdue for longer.",
        "Due soon.",
        "Due later.",
        "Undated, newer.",
        "Undated, older.",
    ]


def test_an_absence_is_shown_until_its_return_and_a_week_where_none_is_named():
    named = settled((ANNA, [found(Kind.AWAY, "Back on 10 March.", due=date(2026, 3, 10))]))
    unnamed = settled((ANNA, [found(Kind.AWAY, "I'm away.")]))

    assert sections(named, at=MONDAY + timedelta(days=7)) == {"AWAY": ["Back on 10 March."]}
    assert sections(named, at=MONDAY + timedelta(days=9)) == {}
    assert sections(unnamed, at=MONDAY + timedelta(days=6)) == {"AWAY": ["I'm away."]}
    assert sections(unnamed, at=MONDAY + timedelta(days=8)) == {}


def test_a_day_ends_at_midnight_in_the_zone_it_is_judged_in():
    berlin = ZoneInfo("Europe/Berlin")

    assert due_end(date(2026, 3, 6), zone=berlin) == datetime(2026, 3, 6, 23, tzinfo=UTC)


def test_a_promise_is_overdue_once_its_day_has_ended_and_not_before():
    (matter,) = settled((ME, [promise("I'll send it Friday.", due=date(2026, 3, 6))]))

    assert not is_overdue(matter, at=datetime(2026, 3, 6, 23, 59, tzinfo=UTC))
    assert is_overdue(matter, at=datetime(2026, 3, 7, 0, 0, tzinfo=UTC))


def test_the_last_day_of_the_calendar_never_ends():
    assert due_end(date.max, zone=UTC) is None
