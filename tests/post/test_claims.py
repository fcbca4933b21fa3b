"""One letter is in one hand at a time."""

from datetime import timedelta
from uuid import uuid4

import pytest

from troth.jobs.models import Job
from troth.post.actions import senders, sending
from troth.post.actions.sending import LEASE, MOST_TRIES
from troth.post.delivery import deliver
from troth.post.models import Outgoing, OutgoingState

pytestmark = pytest.mark.django_db


def test_a_claimed_letter_is_nobody_elses_until_its_lease_ends(put, clock):
    outgoing = put()
    first = sending.claim(outgoing.pk, owner="a", at=clock.at)
    other = sending.claim(outgoing.pk, owner="b", at=clock.pass_by(minutes=1))
    second = sending.claim(outgoing.pk, owner="b", at=clock.pass_by(minutes=5))

    assert (first.attempt, other, second.attempt) == (1, None, 2)
    assert not second.may_be_twice
    with pytest.raises(sending.NotOursError):
        sending.hand_over(first, at=clock.at)


def test_whoever_was_ended_has_their_letter_again_at_once(put, clock):
    outgoing = put()
    sending.claim(outgoing.pk, owner="a", at=clock.at)
    again = sending.claim_left(owner="a", at=clock.at)

    assert (again.pk, again.attempt, again.may_be_twice) == (outgoing.pk, 2, False)
    assert sending.claim_left(owner="b", at=clock.at) is None


def test_a_letter_that_was_handed_over_before_the_end_says_that_it_may_be_twice(put, clock):
    outgoing = put()
    first = sending.claim(outgoing.pk, owner="a", at=clock.at)
    sending.hand_over(first, at=clock.at)
    kept = sending.claim(outgoing.pk, owner="b", at=clock.pass_by(minutes=6))
    again = sending.claim(outgoing.pk, owner="b", at=clock.pass_by(minutes=10))

    assert kept is None
    assert (again.may_be_twice, again.handed_over_at) == (True, None)


def test_a_yes_that_comes_late_counts_and_stops_the_second_try(put, clock):
    outgoing = put()
    first = sending.claim(outgoing.pk, owner="a", at=clock.at)
    sending.hand_over(first, at=clock.at)
    second = sending.claim(outgoing.pk, owner="b", at=clock.pass_by(hours=1))
    sending.sent(first, said="250 ok", refused={}, at=clock.at)
    with pytest.raises(sending.NotOursError):
        sending.hand_over(second, at=clock.at)
    sending.fail(second, said="554 no", refused={}, at=clock.at)
    outgoing.refresh_from_db()

    assert outgoing.state == OutgoingState.SENT


def test_letters_of_one_sender_leave_by_one_connection(put, clock, server):
    letters = [put(subject=f"Letter {number}") for number in range(5)]
    before = len(server.sign_ins)
    tried = deliver(letters[0].pk, owner="a", clock=clock)
    ids = {it.message_id for it in letters}

    assert tried == 5
    assert len(server.sign_ins) == before + 1
    assert len({it["peer"] for it in server.taken if it["id"] in ids}) == 1


def test_it_stops_after_the_letter_under_way_when_it_is_told_to(put, clock):
    letters = [put() for _ in range(3)]

    assert deliver(letters[0].pk, owner="a", clock=clock, while_true=lambda: False) == 1
    assert Outgoing.objects.filter(state=OutgoingState.HELD).count() == 2


def test_what_lies_there_too_long_is_asked_for_once_more(put, clock):
    late, taken = put(), put()
    another = put()
    put(hold=timedelta(hours=1))
    sending.claim(taken.pk, owner="a", at=clock.at)
    Job.objects.all().delete()
    soon = sending.sweep(at=clock.at)
    late_only = sending.sweep(at=clock.pass_by(minutes=2))
    both = sending.sweep(at=clock.pass_by(minutes=6))

    assert (soon, late_only, both) == (0, 1, 2)
    assert set(Job.objects.values_list("name", "about")) == {("send", late.pk), ("send", taken.pk)}
    assert deliver(late.pk, owner="b", clock=clock) == 2
    another.refresh_from_db()
    assert another.state == OutgoingState.SENT


def test_what_could_not_leave_in_days_has_failed(put, clock):
    outgoing = put()
    Outgoing.objects.update(attempt=MOST_TRIES, said="smtp.example hung up.")

    assert sending.claim(outgoing.pk, owner="a", at=clock.at) is None
    outgoing.refresh_from_db()
    assert outgoing.state == OutgoingState.FAILED
    assert outgoing.said == f"smtp.example hung up. It was tried {MOST_TRIES} times."


def test_without_a_sender_letters_wait_and_leave_when_there_is_one_again(
    put, clock, cast, sender, server
):
    outgoing = put()
    senders.remove(sender, by=cast.alice, at=clock.at)
    waits = deliver(outgoing.pk, owner="a", clock=clock)
    Job.objects.all().delete()
    senders.add(
        server.place(),
        email="alice@harbour-it.example",
        password="correct-horse-pässwörd",
        by=cast.alice,
        at=clock.at,
    )

    assert waits == 0
    assert Job.objects.get(name="send").about == outgoing.pk
    assert deliver(outgoing.pk, owner="a", clock=clock) == 1


def test_the_lease_outlives_the_longest_wait_for_an_answer():
    assert LEASE < sending.END_LEASE > timedelta(minutes=10)


def test_a_letter_that_is_gone_is_no_trouble(cast, clock):
    assert deliver(uuid4(), owner="a", clock=clock) == 0
