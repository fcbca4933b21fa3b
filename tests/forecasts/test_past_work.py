"""What finished work took, what was logged, and whom it is told to."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.forecasts.past import KIMAI, OWN, imported
from troth.calendars.hours import hours_of
from troth.forecasts.queries.lead_times import lead_times
from troth.forecasts.queries.learned import learned
from troth.forecasts.queries.past_work import done, logged_days
from troth.forecasts.queries.shares import share
from troth.notes.actions import (
    FutureWinError,
    HoursError,
    LongKindError,
    NoHoursError,
    Took,
    did,
)
from troth.notes.models import Win
from troth.people.access import NotFoundError, Viewer
from troth.promises.models import Matter, Outcome
from troth.pure.forecast.effort import Done
from troth.pure.worktime import PRIOR_SHARE
from troth.record.models import Entry

pytestmark = pytest.mark.django_db


def won(cast, hours, estimated, *, by=None, **said):
    took = Took(hours=hours, estimated_hours=estimated, kind="shop")
    return did(cast.acme, text="done", by=by or cast.alice, at=cast.at, took=took, **said)


def kept(cast, days, *, outcome=Outcome.KEPT, client=None):
    at = cast.at - timedelta(days=60)
    return Matter.objects.create(
        practice=cast.practice, client=client or cast.acme, kind="promise", what="it",
        given_at=at, closed_at=at + timedelta(days=days), outcome=outcome,
    )  # fmt: skip


def test_wins_with_hours_and_imported_work_are_one_history(cast):
    imported(cast, OWN)
    won(cast, 4, 2)
    won(cast, 4, None)
    alice = str(cast.alice.pk)

    assert done(Viewer(cast.alice)) == [
        Done(1, 0.5, date(2026, 2, 5), date(2026, 2, 6), alice, ""),
        Done(3, 3.5, date(2026, 2, 1), date(2026, 2, 11), alice, "shop"),
        Done(2, 4, date(2026, 3, 2), date(2026, 3, 2), alice, "shop"),
    ]


def test_one_members_work_is_asked_for_alone_and_no_strangers(cast):
    won(cast, 4, 2)
    won(cast, 6, 2, by=cast.bob)
    viewer = Viewer(cast.alice)

    assert [it.actual_hours for it in done(viewer, cast.bob)] == [6]
    assert len(done(viewer)) == 2
    assert done(Viewer(cast.carol)) == []
    with pytest.raises(NotFoundError):
        done(viewer, cast.carol)


def test_logged_days_are_sums_of_stretches(cast):
    imported(cast, KIMAI)
    imported(cast, OWN)

    assert logged_days(cast.alice) == [(date(2026, 2, 10), 2.5), (date(2026, 2, 11), 1.75)]
    assert logged_days(cast.bob) == []


def test_the_share_of_a_day_that_is_worked_is_learned_from_weeks_that_are_over(cast):
    hours = hours_of(cast.alice)
    assert share(cast.alice, hours, at=cast.at) == (0, PRIOR_SHARE, False)
    rows = [f"{date(2026, 1, 5) + timedelta(days=it)},4,shop" for it in range(56) if it % 7 < 5]
    imported(cast, "on,hours,title\n" + "\n".join([*rows, "2026-03-02,4,shop"]))
    weeks, learned_from_them, is_said = share(cast.alice, hours, at=cast.at)

    assert weeks == 8  # this week goes on; of the first, Epiphany is worked in most of Germany
    assert 0.5 < learned_from_them < 0.6
    assert not is_said


def test_lead_times_are_those_of_promises_that_were_kept(cast):
    kept(cast, 3)
    kept(cast, 9, outcome=Outcome.LATE)
    kept(cast, 5, outcome=Outcome.BROKEN)
    kept(cast, 0)
    kept(cast, 7, client=cast.birch)
    viewer = Viewer(cast.alice)

    assert {(it.days, it.is_late) for it in lead_times(viewer, cast.acme.pk)} == {
        (3, False),
        (9, True),
    }
    assert len(lead_times(viewer)) == 3
    assert lead_times(Viewer(cast.carol)) == []
    with pytest.raises(NotFoundError):
        lead_times(viewer, cast.cove.pk)


def test_what_is_known_of_estimates_is_the_viewers_own(cast):
    for hours in (2, 2, 3, 4, 9):
        won(cast, hours, 2)
    mine, bobs = (learned(Viewer(it), at=cast.at).estimates for it in (cast.alice, cast.bob))

    assert (mine.pieces, mine.usual_ratio) == (5, 1.5)
    assert bobs == (0, None, None)


@pytest.mark.parametrize(
    ("took", "error", "says"),
    [
        (Took(hours=0), HoursError, "above 0"),
        (Took(hours=-1), HoursError, "above 0"),
        (Took(hours=float("nan")), HoursError, "above 0"),
        (Took(hours=20_000), HoursError, "up to 10,000"),
        (Took(hours=1, estimated_hours=0), HoursError, "above 0"),
        (Took(estimated_hours=3), NoHoursError, "how many hours it took"),
        (Took(hours=1, kind="x" * 101), LongKindError, "a word or two"),
    ],
)
def test_hours_that_cannot_be_are_refused_with_what_to_do_and_nothing_is_written(
    cast, took, error, says
):
    with pytest.raises(error, match=says):
        did(cast.acme, text="done", by=cast.alice, at=cast.at, took=took)

    assert (Win.objects.count(), Entry.objects.count()) == (0, 0)


def test_a_win_may_be_of_an_earlier_day_and_the_record_says_when_it_was_written(cast):
    earlier = datetime(2026, 2, 20, 11, tzinfo=UTC)
    win = won(cast, 3.5, 3, done_at=earlier)

    assert (win.at, Entry.objects.get(kind="win.written").at) == (earlier, cast.at)
    with pytest.raises(FutureWinError, match="has not come yet"):
        won(cast, 3.5, 3, done_at=cast.at + timedelta(days=1))


def test_what_work_took_stands_in_the_practices_record_and_not_in_the_clients(cast):
    win = won(cast, 3.5, 3)
    own, theirs = (Entry.objects.get(chain=it) for it in (cast.practice.pk, cast.acme.pk))

    assert (own.kind, own.about) == ("work.timed", win.pk)
    assert own.facts == '{"estimated_minutes":180,"minutes":210}'
    assert (theirs.kind, theirs.facts) == ("win.written", "{}")
