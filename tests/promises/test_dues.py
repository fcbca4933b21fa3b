"""A due day ends where whoever must act is, also once they are elsewhere."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.promises.found import finding
from troth.people.actions.clients import hand_over
from troth.people.actions.contacts import settle
from troth.people.actions.founding import introduce
from troth.people.models import Client
from troth.promises.actions.deciding import confirm
from troth.promises.actions.dues import end_days_anew
from troth.promises.actions.merging import merge
from troth.promises.actions.outcomes import keep, move, receive, reopen
from troth.promises.actions.undoing import take_back
from troth.promises.models import Matter
from troth.record.models import Entry
from troth.record.queries import check

pytestmark = pytest.mark.django_db

FRIDAY, NEXT_FRIDAY = date(2026, 3, 6), date(2026, 3, 13)
IS_MINE = {"promise": True, "ask": False, "need": True}
IN_BERLIN = datetime(2026, 3, 6, 23, tzinfo=UTC)
IN_NEW_YORK = datetime(2026, 3, 7, 5, tzinfo=UTC)
FAR_EAST, FAR_WEST = "Pacific/Kiritimati", "Pacific/Pago_Pago"
IN_THE_FAR_EAST = datetime(2026, 3, 6, 10, tzinfo=UTC)
IN_THE_FAR_WEST = datetime(2026, 3, 7, 11, tzinfo=UTC)


def owed(cast, kind="promise", *, due="2026-03-06"):
    found = finding(cast.acme, at=cast.at, kind=kind, is_mine=IS_MINE[kind], due=due)
    return confirm(found, by=cast.alice, at=cast.at)


def gone_to(zone, cast):
    alice = cast.alice
    introduce(alice, name=alice.name, email=alice.email, zone=zone, by=alice, at=cast.at)


def anew(client):
    rows = Client.objects.filter(pk=client.pk).select_related("owner", "practice")
    return end_days_anew(rows)


def due_of(matter):
    return Matter.objects.values_list("due_on", "due_at").get(pk=matter.pk)


@pytest.mark.parametrize(
    ("zone", "due", "ends"),
    [
        (FAR_EAST, "2026-03-06", IN_THE_FAR_EAST),
        (FAR_WEST, "2026-03-06", IN_THE_FAR_WEST),
        ("America/New_York", "2026-03-07", datetime(2026, 3, 8, 5, tzinfo=UTC)),
        ("America/New_York", "2026-03-08", datetime(2026, 3, 9, 4, tzinfo=UTC)),  # clocks go on
        ("Asia/Beirut", "2026-03-28", datetime(2026, 3, 28, 22, tzinfo=UTC)),  # no such midnight
        ("America/Havana", "2026-10-31", datetime(2026, 11, 1, 4, tzinfo=UTC)),  # two of them
    ],
)
@pytest.mark.parametrize("kind", ["promise", "ask"])
def test_what_we_owe_on_a_day_ends_with_that_day_where_the_owner_has_gone(
    cast, kind, zone, due, ends
):
    held = owed(cast, kind, due=due)
    gone_to(zone, cast)

    assert anew(cast.acme) == 1
    assert due_of(held) == (date.fromisoformat(due), ends)
    assert anew(cast.acme) == 0


@pytest.mark.parametrize(
    ("zone", "ends"),
    [("America/New_York", IN_NEW_YORK), (FAR_EAST, IN_THE_FAR_EAST), ("", IN_BERLIN)],
)
def test_what_they_owe_on_a_day_ends_where_the_contact_is_and_not_where_we_go(cast, zone, ends):
    held = owed(cast, "need")
    settle(cast.anna, "zone", zone, by=cast.alice, at=cast.at)
    gone_to(FAR_WEST, cast)
    anew(cast.acme)

    assert due_of(held) == (FRIDAY, ends)


def test_what_is_due_at_an_instant_is_due_at_that_instant_wherever_anybody_goes(cast):
    held = owed(cast, due="2026-03-06T15:00:00+01:00")
    gone_to(FAR_EAST, cast)

    assert anew(cast.acme) == 0
    assert due_of(held) == (None, datetime(2026, 3, 6, 14, tzinfo=UTC))


def test_what_was_closed_keeps_the_end_that_it_was_judged_by_and_the_record_gets_no_entry(cast):
    closed = owed(cast)
    keep(closed, by=cast.alice, at=cast.at, done_at=cast.at)
    owed(cast)
    gone_to(FAR_EAST, cast)
    before = Entry.objects.count()

    assert anew(cast.acme) == 1
    assert due_of(closed) == (FRIDAY, IN_BERLIN)
    assert Entry.objects.count() == before
    assert check(cast.acme.pk).result.broken is None


def test_nobody_elses_clients_are_touched(cast):
    found = finding(cast.birch, at=cast.at, due="2026-03-06")
    theirs = confirm(found, by=cast.bob, at=cast.at)
    gone_to(FAR_EAST, cast)

    assert (anew(cast.birch), due_of(theirs)) == (0, (FRIDAY, IN_BERLIN))


@pytest.mark.parametrize(
    ("zone", "outcome"), [("Europe/Berlin", "late"), (FAR_WEST, "kept"), (FAR_EAST, "late")]
)
def test_who_has_gone_elsewhere_keeps_a_promise_in_time_by_the_clocks_there(cast, zone, outcome):
    held = owed(cast)
    gone_to(zone, cast)
    done_at = datetime(2026, 3, 7, 8, tzinfo=UTC)

    assert keep(held, by=cast.alice, at=done_at, done_at=done_at).outcome == outcome


def test_a_move_that_is_taken_back_elsewhere_ends_the_first_day_there(cast):
    held = owed(cast)
    move(held, due=NEXT_FRIDAY, why="ill", client_knows=True, by=cast.alice, at=cast.at)
    gone_to(FAR_WEST, cast)
    take_back(held, by=cast.alice, at=cast.at)

    assert due_of(held) == (FRIDAY, IN_THE_FAR_WEST)


def test_what_is_opened_again_elsewhere_ends_there(cast):
    held = owed(cast, "need")
    receive(held, by=cast.alice, at=cast.at, done_at=cast.at)
    settle(cast.anna, "zone", FAR_WEST, by=cast.alice, at=cast.at)
    assert (anew(cast.acme), due_of(held)) == (0, (FRIDAY, IN_BERLIN))

    reopen(held, by=cast.alice, at=cast.at)

    assert due_of(held) == (FRIDAY, IN_THE_FAR_WEST)


def test_with_a_client_that_is_handed_over_its_days_end_where_the_new_owner_is(cast):
    held = owed(cast)
    cast.bob.zone = FAR_EAST
    cast.bob.save()
    hand_over(cast.acme, to=cast.bob, by=cast.alice, at=cast.at)
    anew(cast.acme)

    assert due_of(held) == (FRIDAY, IN_THE_FAR_EAST)


def test_with_a_client_that_is_joined_with_another_its_days_end_where_that_ones_owner_is(cast):
    held = owed(cast)
    cast.bob.zone = FAR_EAST
    cast.bob.save()
    merge(cast.acme, into=cast.birch, by=cast.alice, at=cast.at)
    anew(cast.birch)

    assert due_of(held) == (FRIDAY, IN_THE_FAR_EAST)


def test_however_much_has_moved_it_takes_a_fixed_number_of_queries(
    cast, django_assert_max_num_queries
):
    for days in range(30):
        owed(cast, due=(FRIDAY + timedelta(days=days)).isoformat())
    gone_to(FAR_WEST, cast)

    with django_assert_max_num_queries(6):  # two of them a transaction of the writing's own
        assert anew(cast.acme) == 30
