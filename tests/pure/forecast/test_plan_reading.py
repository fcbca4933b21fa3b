"""Every field of a plan is read, with its default where it is missing."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.pure.forecast.planning import BERLIN, NOW, ROBIN, plan, reading

from troth.pure.forecast.plan import Asked, Due, Gate, Need
from troth.pure.worktime import Away, Busy, week


def test_a_plan_of_one_piece_needs_little_and_says_nothing():
    found = reading({"people": [ROBIN], "work": [{"id": "mockup", "hours": "4,6,10"}]})

    [mockup] = found.plan.work
    assert (mockup.title, mockup.person, mockup.hours) == ("mockup", "robin", (4, 6, 10))
    assert (found.plan.at, found.plan.zone, found.plan.trials) == (NOW, BERLIN, 10_000)
    assert found.plan.people[0].place.country == "DE"
    assert found.troubles == ()


def test_every_field_of_a_person_is_read():
    person = {
        "id": "robin",
        "zone": "America/New_York",
        "hours": "Mo-Th 08:00-12:00",
        "country": "US",
        "region": "NY",
        "share": 0.8,
        "rest_hours": 11,
        "away": [{"from": "2026-03-09", "to": "2026-03-14"}],
        "calendars": [
            "me.ics",
            {"busy": [{"start": "2026-03-03T09:00", "end": "2026-03-03T10:00-05:00"}]},
        ],
        "history": "effort.csv",
        "together": 0.2,
    }

    [robin] = reading(plan(people=[person])).plan.people

    assert robin.place.zone == ZoneInfo("America/New_York")
    assert robin.place.week == week("Mo-Th 08:00-12:00")
    assert (robin.place.country, robin.place.region) == ("US", "NY")
    assert robin.place.away == (Away(date(2026, 3, 9), date(2026, 3, 14)),)
    assert (robin.share, robin.rest, robin.together) == (0.8, timedelta(hours=11), 0.2)
    start = datetime(2026, 3, 3, 14, tzinfo=UTC)
    assert robin.busy == (Busy(start, start + timedelta(hours=1)),)
    assert (robin.calendars, robin.histories) == (("me.ics",), ("effort.csv",))


def test_every_field_of_a_piece_is_read():
    piece = {
        "id": "site",
        "title": "The site\u202e",
        "person": "robin",
        "client": "acme",
        "hours": [4, 6, 10],
        "kind": "web",
        "spent": 2,
        "after": "sure",
        "needs": [{"what": "texts", "from": "Ann", "asked_at": "2026-02-27T10:00", "hours": 8}],
        "gates": [{"after": 0.6, "from": "Ann"}, {"after": 0.2, "hours": "1,2,3"}],
        "not_before": "2026-03-04",
        "promised": ["2026-03-13", "2026-03-13T17:00"],
    }

    site = reading(plan(piece)).plan.work[1]

    assert (site.title, site.kind, site.spent_hours, site.after) == (
        "The site",
        "web",
        2,
        ("sure",),
    )
    asked_at = datetime(2026, 2, 27, 9, tzinfo=UTC)
    assert site.needs == (Need("texts", Asked("acme", "Ann", 8), asked_at, None),)
    assert site.gates == (
        Gate(0.2, Asked("acme", "", (1, 2, 3))),
        Gate(0.6, Asked("acme", "Ann", None)),
    )
    assert site.not_before == datetime(2026, 3, 3, 23, tzinfo=UTC)
    assert site.promised == (
        Due("2026-03-13", datetime(2026, 3, 13, 23, tzinfo=UTC), is_day=True),
        Due("2026-03-13T17:00", datetime(2026, 3, 13, 16, tzinfo=UTC), is_day=False),
    )


def test_a_promised_day_ends_in_the_zone_of_whoever_does_the_work():
    people = [{"id": "robin", "zone": "America/New_York"}]

    [piece] = reading(
        {"people": people, "work": [{"id": "a", "hours": 1, "promised": "2026-03-13"}]}
    ).plan.work

    assert piece.promised[0].at == datetime(2026, 3, 14, 4, tzinfo=UTC)


def test_a_day_that_a_client_named_begins_in_their_zone():
    tokyo = [{"id": "acme", "zone": "Asia/Tokyo"}]
    need = {"what": "texts", "client": "acme", "expected_on": "2026-03-10"}

    piece = reading(plan({"id": "a", "hours": 1, "needs": [need]}, clients=tokyo)).plan.work[1]

    assert piece.needs[0].expected_at == datetime(2026, 3, 9, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "option", "expected"),
    [
        ("2026-04-01T09:00", None, "2026-04-01T07:00Z"),
        ("2026-04-01T09:00-04:00", None, "2026-04-01T13:00Z"),
        ("2026-04-01T09:00:01Z", None, "2026-04-01T09:01Z"),
        ("2026-04-01", datetime.fromisoformat("2026-05-01T09:00"), "2026-05-01T07:00Z"),
        (None, None, "2026-03-02T08:00Z"),
    ],
)
def test_the_moment_is_the_one_asked_for_else_the_plans_else_now(said, option, expected):
    assert reading(plan(at=said), at=option).plan.at == datetime.fromisoformat(expected)


def test_the_most_urgent_piece_stands_first():
    pieces = [{"id": "b", "hours": 1}, {"id": "c", "hours": 1, "order": -1}]

    assert [it.id for it in reading(plan(*pieces)).plan.work] == ["c", "sure", "b"]
