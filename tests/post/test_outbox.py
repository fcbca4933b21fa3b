"""A letter is put into the outbox, held for a minute, taken back, sent again, erased."""

from datetime import timedelta
from uuid import uuid4

import pytest

from troth.jobs.models import Job
from troth.people.access import NotFoundError, Viewer
from troth.post.actions import outbox, sending
from troth.post.actions.outbox import (
    AlreadyPutError,
    NoSenderError,
    NotEndedError,
    OnItsWayError,
    StillWaitingError,
)
from troth.post.delivery import deliver
from troth.post.letter import EmptyLetterError, Letter
from troth.post.models import Outgoing, OutgoingState
from troth.post.queries import outbox as seen_outbox
from troth.post.queries import outgoing as seen
from troth.post.queries import outgoing_about
from troth.pure.wording.envelope import UnusableAddressError
from troth.record.models import Entry, Words
from troth.record.queries import check

pytestmark = pytest.mark.django_db


def told(outgoing):
    return list(
        Entry.objects.filter(about=outgoing.pk).order_by("id").values_list("kind", flat=True)
    )


def test_a_letter_waits_its_minute_and_leaves_then(put, clock):
    outgoing = put(hold=outbox.HOLD)
    job = Job.objects.get(name="send", about=outgoing.pk)
    early = deliver(outgoing.pk, owner="a", clock=clock)
    clock.pass_by(minutes=1)
    late = deliver(outgoing.pk, owner="a", clock=clock)

    assert job.run_at == outgoing.send_at == outgoing.made_at + timedelta(minutes=1)
    assert (early, late) == (0, 1)
    assert told(outgoing) == ["letter.put", "letter.sent"]
    assert check(outgoing.client_id).result.broken is None


def test_a_letter_taken_back_in_its_minute_never_leaves_and_may_be_put_again(
    put, clock, cast, server
):
    about = uuid4()
    first = put(hold=outbox.HOLD, about=about, message_id="<one@harbour-it.example>")
    outbox.withdraw(first, by=cast.alice, at=clock.at)
    clock.pass_by(minutes=2)
    never = deliver(first.pk, owner="a", clock=clock)
    again = put(about=about, message_id="<one@harbour-it.example>", subject="Another")
    deliver(again.pk, owner="a", clock=clock)
    again.refresh_from_db()

    assert never == 0
    assert again.pk == first.pk
    assert (again.state, again.subject) == (OutgoingState.SENT, "Another")
    assert [it["id"] for it in server.taken].count("<one@harbour-it.example>") == 1


def test_of_withdrawing_and_sending_only_one_happens(put, clock, cast):
    outgoing = put()
    claimed = sending.claim(outgoing.pk, owner="a", at=clock.at)
    with pytest.raises(OnItsWayError, match="too late to take this letter back"):
        outbox.withdraw(outgoing, by=cast.alice, at=clock.at)
    sending.put_off(claimed, said="not now.", at=clock.at)
    outbox.withdraw(outgoing, by=cast.alice, at=clock.at)

    assert sending.claim(outgoing.pk, owner="b", at=clock.pass_by(days=1)) is None
    with pytest.raises(sending.NotOursError):
        sending.hand_over(claimed, at=clock.at)
    with pytest.raises(OnItsWayError):
        outbox.withdraw(outgoing, by=cast.alice, at=clock.at)


def test_what_may_have_arrived_cannot_be_taken_back_but_is_not_sent_again(put, clock, cast):
    outgoing = put()
    claimed = sending.claim(outgoing.pk, owner="a", at=clock.at)
    sending.hand_over(claimed, at=clock.at)
    sending.answer_lost(claimed, said="hung up.", at=clock.at)
    left = outbox.withdraw(outgoing, by=cast.alice, at=clock.at)

    assert left.state == OutgoingState.UNSURE
    assert sending.claim(outgoing.pk, owner="a", at=clock.pass_by(days=1)) is None


def test_of_one_draft_one_letter_leaves(put, cast):
    about = uuid4()
    put(about=about)
    with pytest.raises(AlreadyPutError, match="in the outbox already"):
        put(about=about)
    put(message_id="<two@harbour-it.example>")
    with pytest.raises(AlreadyPutError):
        put(message_id="<two@harbour-it.example>")


BAD = {
    "no address": ({"to": []}, EmptyLetterError),
    "no words": ({"text": " \n"}, EmptyLetterError),
    "no subject": ({"subject": "\n"}, EmptyLetterError),
    "two addresses in one": ({"to": ["a@x.example,b@x.example"]}, UnusableAddressError),
    "a header in an address": ({"to": ["a@x.example\r\nBcc: b@x.example"]}, UnusableAddressError),
    "no domain": ({"to": ["anna"]}, UnusableAddressError),
    "a domain that cannot be": ({"to": [f"a@{'x' * 64}.example"]}, UnusableAddressError),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_sent_is_refused_before_it_is_kept(put, name):
    more, error = BAD[name]
    with pytest.raises(error):
        put(**more)

    assert not Outgoing.objects.exists()


def test_without_a_way_to_send_nothing_is_put(cast):
    letter = Letter(["anna@acme.example"], "Plan", "Ready.", "draft")
    with pytest.raises(NoSenderError, match="Name your mail server"):
        outbox.put(letter, by=cast.bob, at=cast.at)


def test_a_letter_that_failed_is_sent_again_by_a_person_with_the_date_of_that_day(
    put, clock, cast, server
):
    outgoing = put(to=["nobody@acme.example"])
    deliver(outgoing.pk, owner="a", clock=clock)
    outgoing.refresh_from_db()
    failed, refused = outgoing.state, outgoing.refused
    with pytest.raises(OnItsWayError):
        outbox.withdraw(outgoing, by=cast.alice, at=clock.at)
    again = outbox.send_again(outgoing, by=cast.alice, at=clock.pass_by(days=3))

    assert failed == OutgoingState.FAILED
    assert refused == {"nobody@acme.example": "550 5.1.1 no such mailbox"}
    assert (again.state, again.made_at) == (OutgoingState.HELD, clock.at)
    with pytest.raises(NotEndedError):
        outbox.send_again(outgoing, by=cast.alice, at=clock.at)


def test_of_several_addresses_the_good_ones_get_it_and_the_others_are_told(put, clock, server):
    outgoing = put(to=["anna@acme.example", "nobody@acme.example"])
    deliver(outgoing.pk, owner="a", clock=clock)
    outgoing.refresh_from_db()
    row = next(it for it in server.taken if it["id"] == outgoing.message_id)

    assert outgoing.state == OutgoingState.SENT
    assert list(outgoing.refused) == ["nobody@acme.example"]
    assert row["to"] == ["anna@acme.example"]


def test_erasing_empties_the_letter_and_the_words_of_its_entries(put, clock, cast):
    outgoing = put(subject="Unspeakable", text="Unspeakable things.")
    with pytest.raises(StillWaitingError, match="Take it back first"):
        outbox.erase(outgoing, by=cast.alice, at=clock.at)
    deliver(outgoing.pk, owner="a", clock=clock)
    outbox.erase(outgoing, by=cast.alice, at=clock.at)
    outgoing.refresh_from_db()

    assert (outgoing.subject, outgoing.text, outgoing.html) == ("", "", "")
    assert not Words.objects.filter(text__contains="Unspeakable").exists()
    assert told(outgoing) == ["letter.put", "letter.sent", "letter.erased"]
    assert check(outgoing.client_id).result.broken is None


def test_a_stranger_sees_a_letter_exactly_as_one_that_is_not_there(put, cast, clock):
    outgoing = put()
    refusals = []
    for act in (
        lambda: seen(Viewer(cast.carol), outgoing.pk),
        lambda: seen(Viewer(cast.carol), uuid4()),
        lambda: outbox.withdraw(outgoing, by=cast.carol, at=clock.at),
        lambda: outbox.send_again(outgoing, by=cast.carol, at=clock.at),
        lambda: outbox.erase(outgoing, by=cast.carol, at=clock.at),
    ):
        with pytest.raises(NotFoundError) as refused:
            act()
        refusals.append(str(refused.value))

    assert set(refusals) == {""}
    assert list(seen_outbox(Viewer(cast.carol))) == []


def test_a_colleague_sees_letters_to_clients_and_not_a_members_own_digest(put, cast):
    letter, digest = put(), put(kind="digest", client=None, contact=None)

    assert set(seen_outbox(Viewer(cast.alice))) == {letter, digest}
    assert set(seen_outbox(Viewer(cast.bob))) == {letter}
    with pytest.raises(NotFoundError):
        outbox.withdraw(digest, by=cast.bob, at=cast.at)


def test_the_curtain_hides_letters_to_others_and_the_digest(put, cast, django_assert_num_queries):
    put()
    put(kind="digest", client=None, contact=None)
    birch = put(client=cast.birch, contact=cast.ben, about=uuid4())
    behind = Viewer(cast.alice, only=cast.birch.pk)

    with django_assert_num_queries(1):
        assert [(it, it.client, it.contact, it.by) for it in seen_outbox(behind)] == [
            (birch, cast.birch, cast.ben, cast.alice)
        ]
    assert outgoing_about(behind, birch.about, kind="draft") == birch
    assert outgoing_about(Viewer(cast.carol), birch.about, kind="draft") is None
