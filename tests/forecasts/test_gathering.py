"""What the practice knows for a forecast, and that it says what it took from where."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.forecasts.asked import ask, reply
from troth.calendars.actions import keeping
from troth.calendars.actions.hours import set_hours
from troth.calendars.hours import hours_of
from troth.calendars.occurrence import Occurrence
from troth.forecasts.gathering import known
from troth.forecasts.models import PastWork, Stint
from troth.notes.models import Win
from troth.people.access import Viewer
from troth.pure.forecast.effort import learn
from troth.pure.worktime import PRIOR_SHARE, Away, Busy, described

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)


def at_work(cast, member=None, *, at=None):
    return known(Viewer(member or cast.alice), at=at or cast.at)


def busy(day: int, start: int, end: int, *, is_busy=True, month=3) -> Occurrence:
    begins, ends = (datetime(2026, month, day, hour, tzinfo=BERLIN) for hour in (start, end))
    return Occurrence(begins, ends, False, is_busy, "Budget of Acme", f"{month}-{day}-{start}")


def off(first: date, end: date) -> Occurrence:
    return Occurrence(first, end, True, True, "Skiing", "off")


def kept(cast, *said, address="/home-of/alice.ics", by=None, **more):
    return keeping.add(address, occurrences=said, by=by or cast.alice, at=cast.at, **more)


def says(cast, **said):
    set_hours(hours_of(cast.alice).changed(**said), by=cast.alice, at=cast.at)


def logged(cast, *days: tuple[date, float], member=None):
    member = member or cast.alice
    work = PastWork.objects.create(
        practice=cast.practice, member=member, title="Shop", actual_hours=1.0,
        completed_on=date(2026, 2, 27), source="toggl", source_id=member.name,
    )  # fmt: skip
    for number, (on, hours) in enumerate(days):
        Stint.objects.create(
            practice=cast.practice, work=work, member=member, on=on, minutes=hours * 60,
            source="toggl", source_id=f"{member.name}{number}",
        )  # fmt: skip


def won(cast, hours, estimated, *, by=None):
    Win.objects.create(
        practice=cast.practice, client=cast.acme, by=by or cast.alice, at=cast.at - 9 * DAY,
        text="Done", hours=hours, estimated_hours=estimated,
    )  # fmt: skip


def test_with_nothing_said_the_usual_hours_count_and_each_assumption_is_named(cast):
    here = at_work(cast)

    assert (here.working.zone, described(here.working.week)) == (
        "Europe/Berlin",
        "Mo-Fr 09:00-17:00",
    )
    assert (here.working.country, here.working.busy, here.working.away) == ("DE", (), ())
    assert here.share == PRIOR_SHARE
    assert here.rests_on == (
        "No calendar of yours is kept: all your hours count as free.",
        "70 of 100 minutes of your free time are work: that is assumed, for nothing is logged yet.",
        "No finished work of yours with an estimate is known: what is usual counts.",
    )
    assert here.left_out == ()


def test_what_a_member_said_of_their_hours_counts(cast):
    says(cast, hours="Mo-We 10:00-14:00", country="AT", share=0.5, rest_hours=11)
    here = at_work(cast)

    assert described(here.working.week) == "Mo-We 10:00-14:00"
    assert (here.working.country, here.working.rest) == ("AT", timedelta(hours=11))
    assert here.share == 0.5
    assert here.rests_on[1] == "50 of 100 minutes of your free time are work: you set that."


def test_calendars_take_time_and_the_answer_says_how_much_of_it_would_have_been_worked(cast):
    kept(cast, busy(3, 9, 12), busy(3, 11, 13), busy(3, 20, 22), busy(4, 9, 17, is_busy=False))
    kept(cast, off(date(2026, 3, 9), date(2026, 3, 16)), address="/home-of/choir.ics")
    here = at_work(cast)

    assert [it for it in here.working.busy if it.start.hour < 19] == [
        Busy(datetime(2026, 3, 3, 9, tzinfo=BERLIN), datetime(2026, 3, 3, 12, tzinfo=BERLIN)),
        Busy(datetime(2026, 3, 3, 11, tzinfo=BERLIN), datetime(2026, 3, 3, 13, tzinfo=BERLIN)),
    ]
    assert here.working.away == (Away(date(2026, 3, 9), date(2026, 3, 16)),)
    assert here.rests_on[0] == "44 h of the hours you work are taken, from 2 calendars of yours."


def test_nothing_but_when_is_taken_from_a_calendar_and_it_counts_behind_the_curtain_too(cast):
    kept(cast, busy(3, 9, 12))
    curtained = known(Viewer(cast.alice, only=cast.birch.pk), at=cast.at)

    assert curtained.working == at_work(cast).working
    assert "Budget" not in repr(curtained)
    assert set(curtained.clients) == {cast.birch.pk}


def test_a_colleagues_calendars_and_hours_are_not_mine(cast):
    kept(cast, busy(3, 9, 12), by=cast.bob)
    logged(cast, *((date(2026, 2, 16) + n * DAY, 4.0) for n in range(5)), member=cast.bob)
    won(cast, 9, 3, by=cast.bob)

    assert at_work(cast).working.busy == ()
    assert at_work(cast).share == PRIOR_SHARE
    assert at_work(cast).own == ()
    assert len(at_work(cast, cast.bob).own) == 1


def test_the_share_is_learned_from_weeks_that_are_over_less_what_the_calendar_took(cast):
    weeks = [
        date(2026, 1, 12) + n * DAY
        for n in range(40)
        if (date(2026, 1, 12) + n * DAY).weekday() < 5
    ]
    logged(cast, *((day, 4.0) for day in weeks))
    without = at_work(cast).share
    kept(cast, *(busy(day.day, 13, 17, month=day.month) for day in weeks))
    here = at_work(cast)

    assert 0.5 < without < 0.6
    assert here.share > 0.85
    assert here.rests_on[1].endswith("of your free time are work, learned from 6 weeks of yours.")


def test_a_week_that_is_not_over_and_one_before_the_calendars_begin_teach_nothing(cast):
    logged(cast, (date(2026, 3, 2), 1.0), (date(2025, 1, 6), 1.0))

    assert at_work(cast).share == PRIOR_SHARE
    assert "nothing is logged yet" in at_work(cast).rests_on[1]


def test_estimates_are_learned_from_the_practice_and_told_of_oneself_alone(cast):
    for number in range(30):
        won(cast, 6 + number % 2, 3)
    won(cast, 3, 3, by=cast.bob)
    here = at_work(cast)

    assert here.rests_on[2] == "How estimates turn out is learned from 30 finished pieces of yours."
    assert len(here.done) == 31
    assert 5.5 < learn(here.done, on=cast.at.date()).hours(3, person=str(cast.alice.pk))[2048] < 8


def test_each_client_has_the_clocks_of_its_people_and_how_long_it_took(cast):
    cast.anna.zone = "America/New_York"
    cast.anna.save()
    ask(cast, 1, day=-20)
    reply(cast, 1, day=-18)
    ask(cast, 2, day=-3, subject="Photo", words="Could you send me the photo, please?")
    here = at_work(cast)

    assert here.clients[cast.acme.pk].working.zone == "America/New_York"
    assert here.clients[cast.birch.pk].working.zone == "Europe/Berlin"
    assert here.about_client(cast.acme.pk) == "Turnaround of Acme from 1 answer, 1 more still open."
    assert here.about_client(cast.birch.pk) == (
        "No answer of Birch is known: how long all clients take counts."
    )
    assert cast.cove.pk not in here.clients


def test_a_client_who_was_asked_and_never_answered_is_told_so(cast):
    ask(cast, day=-3)

    assert at_work(cast).about_client(cast.acme.pk) == (
        "No answer of Acme is known yet, 1 ask still open: how long all clients take counts."
    )


def test_a_calendar_that_cannot_be_read_counts_as_it_was_and_the_answer_says_so(cast):
    calendar = kept(
        cast, busy(3, 9, 12), address="https://calendars.example/private-4711/a.ics",
        left_out=["Choir: left out."],
    )  # fmt: skip
    keeping.failed(calendar, "No answer.", may_retry=True, at=cast.at + DAY)
    here = at_work(cast)

    assert len(here.working.busy) == 1
    assert list(here.left_out) == [
        f"{SERVER} cannot be read now, and what it said on 2026-03-02 counts. {WHY} why.",
        f"1 thing in {SERVER} could not be understood. {WHY} what.",
    ]


SERVER, WHY = "https://calendars.example/…", "`troth calendars` says"


def test_the_number_of_queries_does_not_grow_with_what_there_is(cast):
    kept(cast, busy(3, 9, 12))
    with CaptureQueriesContext(connection) as few:
        at_work(cast)
    for number in range(5):
        kept(cast, *(busy(day, 9, 10) for day in range(2, 20)), address=f"/home-of/{number}.ics")
        won(cast, 3, 3)
    with CaptureQueriesContext(connection) as many:
        at_work(cast)

    assert len(many) == len(few)


def test_what_is_known_is_that_of_the_moment_asked_for(cast):
    kept(cast, busy(3, 9, 12), busy(20, 9, 12))
    later = at_work(cast, at=datetime(2026, 3, 12, 8, tzinfo=UTC))

    assert [it.start.day for it in later.working.busy] == [20]
