"""The letter of the day: what it says, to whom it goes, and that there is one a day."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from tests.agenda.digest_world import DAY, DESK, digests, news, promised, sender_of
from tests.promises.found import finding
from troth.agenda.actions.digests import (
    HadOneError,
    NothingToTellError,
    drop_late,
    empty_old,
    send_due,
    send_now,
)
from troth.agenda.digest_wish import about, due
from troth.post.actions.outbox import erase, withdraw
from troth.post.models import Outgoing, OutgoingState
from troth.promises.models import Finding
from troth.record.models import Entry, Words

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


def test_each_gets_the_lines_of_their_own_clients_at_their_own_address(world):
    promised(world.birch, world, what="the quote")

    assert send_due(at=world.at, desk="") == 2
    alices, bobs = sorted(digests(), key=lambda it: it.to)

    assert (alices.to, alices.by) == (["alice@harbour-it.example"], world.alice)
    assert (bobs.to, bobs.by) == (["bob@harbour-it.example"], world.bob)
    assert "Acme" in alices.text
    assert "Birch" not in alices.text
    assert "Acme" not in bobs.text
    assert (alices.client, alices.contact) == (None, None)


def test_its_subject_counts_and_names_nobody(world):
    promised(world.acme, world, due=DAY)
    send_due(at=world.at, desk=DESK)

    (letter,) = digests()

    assert letter.subject == "Today: 1 urgent, 1 line"
    assert letter.text.startswith("Monday, 2 March 2026\n\n! Acme\n    ")
    assert f"\n\nToday: {DESK}\n\n" in letter.text
    assert "<p>" in letter.html


def test_without_an_address_of_the_desk_it_holds_no_link(world):
    send_due(at=world.at, desk="")

    (letter,) = digests()

    assert "http" not in letter.text
    assert "href" not in letter.html


def test_it_leaves_at_once_and_the_record_tells_of_it(world):
    send_due(at=world.at, desk="")

    (letter,) = digests()
    entry = Entry.objects.get(kind="letter.put")

    assert letter.send_at == world.at
    assert (entry.chain, entry.by, entry.about) == (world.practice.pk, world.alice.pk, letter.pk)
    assert Words.objects.get(entry=entry).text == letter.subject


def test_nothing_comes_where_nobody_waits_and_that_day_stays_decided(world):
    assert {member for member, _ in due(at=world.at)} == {world.alice, world.bob}

    send_due(at=world.at, desk="")
    promised(world.birch, world)
    send_due(at=world.at + timedelta(minutes=1), desk="")

    assert [it.by for it in digests()] == [world.alice]
    assert list(due(at=world.at)) == []


def test_what_was_found_in_mail_and_waits_is_worth_a_letter(world):
    finding(world.birch, at=world.at, days_ago=1)
    news(world.birch, world)
    send_due(at=world.at, desk="")
    letter = next(it for it in digests() if it.by == world.bob)

    assert Finding.objects.count() == 1
    assert letter.subject == "Today: nothing urgent, 1 line"
    assert "1 found in mail to decide." in letter.text


def test_one_a_day_however_often_it_is_asked_for_and_whatever_became_of_it(world):
    for state in ("", OutgoingState.SENT, OutgoingState.FAILED, OutgoingState.UNSURE):
        Outgoing.objects.update(**({"state": state} if state else {}))
        send_due(at=world.at, desk="")
    withdraw_all()
    send_due(at=world.at, desk="")

    assert len(digests()) == 1

    send_due(at=world.at + DAY, desk="")

    assert len(digests()) == 2


def test_whoever_stood_still_for_days_brings_back_no_letter_that_was_taken_back(world):
    send_due(at=world.at, desk="")
    withdraw_all()
    for later in (1, 2, 3, 4):
        send_due(at=world.at + later * DAY, desk="")
    before = len(digests())
    send_due(at=world.at, desk="")

    assert len(digests()) == before == 5


def withdraw_all():
    Outgoing.objects.update(state=OutgoingState.HELD)
    for letter in digests():
        withdraw(letter, by=letter.by, at=letter.made_at)


def test_a_stranger_is_never_told_of(world):
    sender_of(world.carol, world)
    promised(world.cove, world, what="the cliff")
    send_due(at=world.at, desk="")
    carols = next(it for it in digests() if it.by == world.carol)

    assert (carols.practice, carols.to) == (world.carol.practice, [world.carol.email])
    assert "Acme" not in carols.text
    assert all("cliff" not in it.text for it in digests() if it != carols)


def test_sent_at_once_it_is_the_one_of_the_day(world):
    letter = send_now(world.alice, at=utc("2026-03-02 05:00"), desk="")
    send_due(at=world.at, desk="")

    assert digests() == [letter]
    with pytest.raises(HadOneError, match="one a day"):
        send_now(world.alice, at=world.at, desk="")


def test_what_is_asked_for_comes_on_a_day_off_and_where_nobody_waits(world):
    letter = send_now(world.bob, at=utc("2026-03-07 12:00"), desk="")

    assert letter.subject == "Today: nothing urgent, 1 line"


def test_an_empty_page_makes_no_letter(world):
    world.acme.owner = world.bob
    world.acme.save()
    news(world.acme, world)

    with pytest.raises(NothingToTellError):
        send_now(world.alice, at=world.at, desk="")


def test_trouble_with_one_members_letter_is_not_the_others(world, monkeypatch):
    promised(world.birch, world)
    made = about

    def broken(member, day):
        if member == world.alice:
            raise RuntimeError("broken")
        return made(member, day)

    monkeypatch.setattr("troth.agenda.actions.digests.about", broken)
    with pytest.raises(RuntimeError, match="broken"):
        send_due(at=world.at, desk="")

    assert [it.by for it in digests()] == [world.bob]

    monkeypatch.undo()
    send_due(at=world.at, desk="")

    assert len(digests()) == 2


def test_a_letter_of_a_day_that_is_over_does_not_leave_any_more(world):
    send_due(at=world.at, desk="")

    assert drop_late(at=world.at + timedelta(hours=11)) == 0
    assert drop_late(at=world.at + timedelta(hours=12)) == 1
    assert [it.state for it in digests()] == [OutgoingState.WITHDRAWN]


def test_what_is_on_its_way_or_was_sent_is_not_taken_back(world):
    send_due(at=world.at, desk="")
    for state in (OutgoingState.SENDING, OutgoingState.SENT):
        Outgoing.objects.update(state=state)

        assert drop_late(at=world.at + DAY) == 0
        assert [it.state for it in digests()] == [state]


def test_what_it_said_is_erased_after_thirty_days_and_that_it_was_there_stays(world):
    send_due(at=world.at, desk="")
    Outgoing.objects.update(state=OutgoingState.SENT)

    assert empty_old(at=world.at + 30 * DAY) == 0
    assert empty_old(at=world.at + 31 * DAY) == 1
    assert empty_old(at=world.at + 31 * DAY) == 0
    (letter,) = digests()
    assert (letter.text, letter.html, letter.subject) == ("", "", "")
    assert Entry.objects.filter(about=letter.pk, kind="letter.put").exists()


def test_letters_to_clients_are_neither_taken_back_nor_emptied(world):
    send_due(at=world.at, desk="")
    Outgoing.objects.update(kind="draft")

    assert drop_late(at=world.at + 60 * DAY) == empty_old(at=world.at + 60 * DAY) == 0


def test_the_id_of_a_days_letter_is_the_members_and_the_days_alone(world):
    day = world.at.date()
    ids = {about(it, day) for it in (world.alice, world.bob)} | {about(world.alice, day + DAY)}

    assert about(world.alice, day) == about(world.alice, day)
    assert len(ids) == 3


def test_a_letter_that_was_emptied_or_erased_by_hand_is_not_made_again(world):
    send_due(at=world.at, desk="")
    Outgoing.objects.update(state=OutgoingState.SENT)
    (letter,) = digests()
    with transaction.atomic():
        erase(letter, by=world.alice, at=world.at)
    send_due(at=world.at + timedelta(minutes=1), desk="")

    assert len(digests()) == 1
