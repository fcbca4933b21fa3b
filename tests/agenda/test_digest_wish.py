"""Who gets the letter of the day, at which hour, and who gets none, and why."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.agenda.digest_world import DAY, digests, news, promised, sender_of
from troth.agenda.actions.digests import (
    HourError,
    NoWayError,
    choose,
    send_due,
    send_now,
)
from troth.agenda.digest_wish import due, wish_of
from troth.agenda.models import DigestChoice
from troth.people.actions.founding import introduce
from troth.people.models import ClientAddress
from troth.people.placeholder import PLACEHOLDER
from troth.post.actions import senders
from troth.post.models import OutgoingState
from troth.record.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast):
    """Acme waits for Alice, whose letters leave; so do Bob's, and Birch is calm."""
    sender_of(cast.alice, cast)
    sender_of(cast.bob, cast)
    promised(cast.acme, cast)
    news(cast.birch, cast)
    return cast


def utc(words):
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


def test_another_zone_brings_no_second_letter_of_the_same_day(world):
    send_due(at=world.at, desk="")
    introduce(
        world.alice,
        name="Alice",
        email=world.alice.email,
        zone="America/New_York",
        by=world.alice,
        at=world.at,
    )
    send_due(at=utc("2026-03-02 12:30"), desk="")

    assert len(digests()) == 1

    send_due(at=utc("2026-03-03 11:59"), desk="")

    assert len(digests()) == 1

    send_due(at=utc("2026-03-03 12:00"), desk="")

    assert len(digests()) == 2


def test_a_flight_over_the_date_line_brings_no_second_letter_the_same_morning(world):
    for zone, at in (
        ("Pacific/Auckland", "2026-03-02 18:00"),
        ("America/Los_Angeles", "2026-03-02 18:30"),
        ("America/Los_Angeles", "2026-03-03 16:00"),
        ("America/Los_Angeles", "2026-03-04 16:00"),
    ):
        world.alice.zone = zone
        world.alice.save()
        send_due(at=utc(at), desk="")

    assert [it.made_at for it in digests()] == [utc("2026-03-02 18:00"), utc("2026-03-04 16:00")]


@pytest.mark.parametrize(
    ("starts", "comes"),
    [("05:59", 0), ("06:00", 1), ("10:59", 1), ("11:00", 0)],
)
def test_a_worker_that_was_off_at_seven_sends_it_until_noon(world, starts, comes):
    send_due(at=utc(f"2026-03-02 {starts}"), desk="")

    assert len(digests()) == comes


def test_where_the_clocks_go_back_over_its_hour_it_comes_once(world):
    choose(world.alice, is_wanted=True, hour=23, by=world.alice, at=world.at)
    world.alice.zone = "Africa/Cairo"  # 29 October 2026, a Thursday, has its last hour twice
    world.alice.save()
    for minute in range(0, 2 * 1440, 15):
        send_due(at=utc("2026-10-28 00:00") + timedelta(minutes=minute), desk="")

    assert [it.made_at for it in digests() if it.by == world.alice] == [
        utc("2026-10-28 20:00"),
        utc("2026-10-29 20:00"),
    ]


def test_it_comes_at_the_hour_that_was_chosen_from_then_on(world):
    choose(world.alice, is_wanted=True, hour=10, by=world.alice, at=world.at)
    send_due(at=world.at, desk="")

    assert digests() == []

    send_due(at=utc("2026-03-02 09:00"), desk="")
    choose(world.alice, is_wanted=True, hour=11, by=world.alice, at=utc("2026-03-02 09:30"))
    send_due(at=utc("2026-03-02 10:30"), desk="")

    assert len(digests()) == 1


def test_what_is_said_after_its_hour_holds_from_the_next_day(world):
    choose(world.alice, is_wanted=False, hour=7, by=world.alice, at=world.at)
    choose(world.alice, is_wanted=True, hour=7, by=world.alice, at=world.at)
    send_due(at=world.at, desk="")

    assert digests() == []

    send_due(at=world.at + DAY, desk="")

    assert len(digests()) == 1


def test_a_way_to_leave_that_is_said_after_its_hour_brings_no_letter_that_day(cast):
    promised(cast.acme, cast)
    senders.add("smtp://127.0.0.1:9", email=cast.alice.email, by=cast.alice, at=cast.at)
    send_due(at=cast.at, desk="")

    assert digests() == []


def test_who_switched_it_off_gets_none_and_the_record_tells_both(world):
    choose(world.alice, is_wanted=False, hour=7, by=world.alice, at=world.at - DAY)
    send_due(at=world.at, desk="")

    assert digests() == []
    assert wish_of(world.alice).why_not == "No digest comes: you switched it off."

    choose(world.alice, is_wanted=True, hour=8, by=world.alice, at=world.at)
    choose(world.alice, is_wanted=True, hour=8, by=world.alice, at=world.at)
    told = Entry.objects.filter(kind__startswith="digest.").order_by("seq")

    assert [it.kind for it in told] == ["digest.switched_off", "digest.switched_on"]
    assert {it.about for it in told} == {world.alice.pk}


def test_an_hour_that_no_day_has_is_refused_and_nothing_changes(world):
    with pytest.raises(HourError, match="no hour 24"):
        choose(world.alice, is_wanted=True, hour=24, by=world.alice, at=world.at)

    assert not DigestChoice.objects.exists()


def test_who_has_no_way_to_send_or_has_left_gets_none(cast):
    promised(cast.acme, cast)
    promised(cast.birch, cast)
    sender_of(cast.bob, cast)
    cast.bob.is_active = False
    cast.bob.save()
    send_due(at=cast.at, desk="")

    assert digests() == []
    assert "how your letters leave" in wish_of(cast.alice).why_not


def test_while_letters_cannot_leave_the_reason_is_said_and_the_letter_waits(world):
    senders.troubled(world.alice.senders.get(), "The password is wrong.", at=world.at)
    send_due(at=world.at, desk="")

    assert wish_of(world.alice).why_not.endswith("letters cannot leave: The password is wrong.")
    assert [it.state for it in digests()] == [OutgoingState.HELD]


@pytest.mark.parametrize("key", ["harbour-it.example", "alice@harbour-it.example"])
def test_it_never_goes_to_an_address_of_a_client(world, key):
    ClientAddress.objects.create(practice=world.practice, client=world.acme, key=key)
    send_due(at=world.at, desk="")

    assert [it.by for it in digests()] == []
    assert "is a client's address, and the digest names" in wish_of(world.alice).why_not


def test_it_never_leaves_from_an_address_at_a_client(world):
    sender = world.alice.senders.get()
    senders.change(
        sender, place=sender.place, email="alice@acme.example", by=world.alice, at=world.at - DAY
    )
    send_due(at=world.at, desk="")

    assert digests() == []
    with pytest.raises(NoWayError, match=r"alice@acme\.example is a client's address"):
        send_now(world.alice, at=world.at, desk="")


def test_an_address_of_another_practices_client_hinders_nobody(world):
    ClientAddress.objects.create(
        practice=world.carol.practice, client=world.cove, key="harbour-it.example"
    )

    assert send_due(at=world.at, desk="") == 1


def test_who_has_not_said_an_address_gets_it_where_their_letters_come_from(world):
    world.alice.email = PLACEHOLDER
    world.alice.save()
    send_due(at=world.at, desk="")

    assert [it.to for it in digests()] == [["alice@harbour-it.example"]]


def test_looking_who_is_due_takes_a_fixed_number_of_queries(world, django_assert_num_queries):
    DigestChoice.objects.create(member=world.alice, practice=world.practice)
    with django_assert_num_queries(2):
        assert list(due(at=utc("2026-03-02 03:00"))) == []
