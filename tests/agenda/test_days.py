"""A line says one and the same day to everybody, and is made again once its owner is elsewhere."""

from datetime import date

import pytest

from tests.desk.rows import by_hand
from troth.agenda.actions import catch_up
from troth.agenda.models import Line
from troth.agenda.queries import line, today
from troth.calendars.actions.hours import set_hours
from troth.calendars.hours import hours_of
from troth.people.access import Viewer
from troth.people.actions.clients import change, hand_over
from troth.people.actions.contacts import Proposed, propose, settle
from troth.people.actions.founding import introduce
from troth.promises.models import Matter
from troth.pure.ledger import Debt
from troth.record.models import Entry

pytestmark = pytest.mark.django_db

BERLIN = "Europe/Berlin"
FAR_EAST, FAR_WEST = "Pacific/Kiritimati", "Pacific/Pago_Pago"
ZONES = (FAR_WEST, "America/New_York", BERLIN, "Asia/Tokyo", FAR_EAST)
TUESDAY = date(2026, 3, 10)


def introduced(member, zone, cast):
    introduce(member, name=member.name, email=member.email, zone=zone, by=member, at=cast.at)


def worked(member, zone, cast):
    set_hours(hours_of(member).changed(zone=zone), by=member, at=cast.at)


def told(viewer, cast):
    """Acme's line, as it is told to the viewer."""
    catch_up(cast.practice.pk, at=cast.at)
    found = line(viewer, cast.acme.pk, at=cast.at)
    assert found is not None
    return found


def ends(cast):
    catch_up(cast.practice.pk, at=cast.at)
    return f"{Matter.objects.get().due_at:%d %H:%M}"


@pytest.mark.parametrize("where", ZONES)
@pytest.mark.parametrize("goes", [introduced, worked])
def test_whichever_way_the_owner_goes_elsewhere_the_line_says_the_day_that_was_said(
    cast, goes, where
):
    by_hand(cast, "the plan", due=TUESDAY)
    viewer = Viewer(cast.alice)
    told(viewer, cast)
    goes(cast.alice, where, cast)
    cast.alice.refresh_from_db()

    found = told(viewer, cast)

    assert "due Tue 10 Mar, “the plan”" in found.word
    assert found.word_day == "Tuesday, 10 March 2026"


@pytest.mark.parametrize("kind", list(Debt))
@pytest.mark.parametrize("theirs", ["", *ZONES])
@pytest.mark.parametrize("hers", ZONES)
def test_two_members_in_two_zones_and_a_contact_in_a_third_have_one_due_day(
    cast, kind, theirs, hers
):
    settle(cast.anna, "zone", theirs, by=cast.alice, at=cast.at)
    due = date(2026, 2, 24)
    by_hand(cast, "the plan", kind=kind, due=due)
    by_hand(cast, "the texts", kind=kind, due=due)
    introduced(cast.alice, hers, cast)
    cast.bob.zone = FAR_EAST if hers == FAR_WEST else FAR_WEST
    cast.bob.save()

    said = [told(Viewer(it), cast) for it in (cast.alice, cast.bob)]

    assert {it.overdue.partition(",")[2] for it in said} == {" the latest since Tue 24 Feb."}
    assert {it.word_day for it in said} == {"Tuesday, 24 February 2026"}


def test_the_day_of_the_next_word_is_the_owners_and_now_where_it_is_due(cast):
    change(cast.acme, name="Acme", kind="client", cadence_days=3, by=cast.alice, at=cast.at)
    introduced(cast.alice, FAR_EAST, cast)
    cast.bob.zone = FAR_WEST
    cast.bob.save()

    days = {told(Viewer(it), cast).word_day for it in (cast.alice, cast.bob)}
    assert days == {"Thursday, 5 March 2026"}

    soon = cast.at.replace(
        day=4, hour=11
    )  # Thursday has begun for Alice, and Wednesday not for Bob
    catch_up(cast.practice.pk, at=soon)
    words = {line(Viewer(it), cast.acme.pk, at=soon).word for it in (cast.alice, cast.bob)}
    assert words == {"Next word now: to keep in touch."}


def test_a_line_that_was_made_elsewhere_is_not_told_and_is_made_again_once(cast):
    by_hand(cast, due=TUESDAY)
    viewer = Viewer(cast.alice)
    told(viewer, cast)
    entries = Entry.objects.count()
    introduced(cast.alice, FAR_EAST, cast)

    assert line(viewer, cast.acme.pk, at=cast.at) is None
    assert catch_up(cast.practice.pk, at=cast.at) == 1
    assert catch_up(cast.practice.pk, at=cast.at) == 0
    assert Entry.objects.count() == entries + 1  # that she has gone, and nothing of any client


def test_only_the_lines_of_who_has_gone_are_made_again(cast):
    by_hand(cast, due=TUESDAY)
    change(cast.birch, name="Birch", kind="client", cadence_days=3, by=cast.bob, at=cast.at)
    assert catch_up(cast.practice.pk, at=cast.at) == 2
    introduced(cast.bob, FAR_EAST, cast)

    assert catch_up(cast.practice.pk, at=cast.at) == 1
    assert dict(Line.objects.values_list("client__name", "zone")) == {
        "Acme": BERLIN,
        "Birch": FAR_EAST,
    }


def test_the_order_counts_by_where_the_owner_is(cast):
    by_hand(cast, due=date(2026, 3, 2))
    told(Viewer(cast.alice), cast)
    assert [it.is_urgent for it in today(Viewer(cast.alice), at=cast.at).lines] == [True]
    late = cast.at.replace(day=2, hour=23, minute=30)  # Berlin's Tuesday, and Monday farther west
    catch_up(cast.practice.pk, at=late)
    introduced(cast.alice, "America/New_York", cast)
    viewer = Viewer(cast.alice)
    catch_up(cast.practice.pk, at=late)

    assert line(viewer, cast.acme.pk, at=late).word == "Next word now: due today, “the quote”"


def test_every_way_in_which_somebody_else_must_act_or_is_elsewhere_moves_the_end_of_the_day(cast):
    by_hand(cast, kind=Debt.NEED, due=TUESDAY)
    assert ends(cast) == "10 23:00"
    propose(cast.anna, [Proposed("zone", FAR_WEST, "I am in Samoa", "", 0.9)], at=cast.at)
    assert ends(cast) == "11 11:00"
    settle(cast.anna, "zone", FAR_EAST, by=cast.alice, at=cast.at)
    assert ends(cast) == "10 10:00"

    Matter.objects.all().delete()
    by_hand(cast, due=TUESDAY)
    assert ends(cast) == "10 23:00"
    cast.bob.zone = "America/New_York"
    cast.bob.save()
    hand_over(cast.acme, to=cast.bob, by=cast.alice, at=cast.at)
    assert ends(cast) == "11 04:00"


def test_a_day_at_the_beginning_of_the_calendar_spoils_no_line(cast):
    settle(cast.anna, "zone", FAR_EAST, by=cast.alice, at=cast.at)
    by_hand(cast, kind=Debt.NEED, due=date.min)
    introduced(cast.alice, FAR_WEST, cast)

    assert told(Viewer(cast.alice), cast).word == "Next word now: ask again, “the quote”"
