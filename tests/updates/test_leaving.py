"""A drafted letter leaves by the outbox, and counts as told once it has left."""

from datetime import timedelta

import pytest

from tests.desk.rows import need, promise
from tests.promises.letters import taken_in
from tests.updates.test_drafts import draft_status, matter
from troth.agenda.situation import gather
from troth.jobs import actions as jobs
from troth.jobs.models import Job
from troth.mail.actions.bouncing import came_back
from troth.mail.bounces import Returned
from troth.mail.models import Filing, Message
from troth.notes.actions import did
from troth.notes.models import Win
from troth.people.access import NotFoundError
from troth.post.actions import outbox, senders, sending
from troth.post.delivery import deliver, lines_of
from troth.post.models import Outgoing, OutgoingState
from troth.promises.actions.settling import settle
from troth.promises.models import Finding
from troth.record.queries import check, of_chain
from troth.updates import composing
from troth.updates.actions import drafting, leaving
from troth.updates.actions.joining import join
from troth.updates.actions.returning import take_in_returned
from troth.updates.actions.sending import DraftLeavesError, drop, edit, opened, recognise
from troth.updates.models import Draft, DraftState
from troth.worker import tasks

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def draft(cast, sender):
    matter(cast, "the migration plan")
    return draft_status(cast.acme, by=cast.alice, at=cast.at)


def put(cast, draft) -> Outgoing:
    return leaving.send(draft, by=cast.alice, at=cast.at)


def delivered(cast, outgoing, clock) -> None:
    clock.pass_by(seconds=61)
    deliver(outgoing.pk, owner="worker", clock=clock)


def state_of(draft) -> str:
    return Draft.objects.get(pk=draft.pk).state


def heard_at(cast):
    return gather([cast.acme])[0].heard_at


def test_what_has_left_is_told_at_once_and_kept_once(cast, draft, clock, server):
    outgoing = put(cast, draft)
    delivered(cast, outgoing, clock)
    assert leaving.close_sent(at=clock()) == 1
    assert leaving.close_sent(at=clock()) == 0

    draft.refresh_from_db()
    message = Message.objects.get(pk=draft.sent_message)
    assert (draft.state, message.message_id) == ("sent", draft.message_id.strip("<>"))
    assert all(it.told_at == message.sent_at for it in draft.tells.all())
    assert heard_at(cast) == message.sent_at
    assert check(cast.acme.pk).result.broken is None
    assert server.letters()[-1]["Message-ID"] == draft.message_id


def test_its_copy_in_the_sent_folder_is_the_same_letter(cast, draft, clock, sender):
    outgoing = put(cast, draft)
    delivered(cast, outgoing, clock)
    leaving.close_sent(at=clock())
    outgoing.refresh_from_db()
    before = Message.objects.count(), Filing.objects.count(), Finding.objects.count()
    copy = lines_of(outgoing, sender)
    taken_in(cast, copy)
    taken_in(cast, copy.replace(b"Subject:", b"X-Server: added\r\nSubject:", 1))
    recognise(cast.acme, at=clock())

    assert (Message.objects.count(), Filing.objects.count(), Finding.objects.count()) == before


def test_where_its_copy_is_found_first_it_is_that_letter(cast, draft, clock, sender):
    outgoing = put(cast, draft)
    delivered(cast, outgoing, clock)
    outgoing.refresh_from_db()
    taken_in(cast, lines_of(outgoing, sender))
    leaving.close_sent(at=clock())

    draft.refresh_from_db()
    assert Message.objects.get().pk == draft.sent_message
    assert Filing.objects.count() == 1


def test_a_letter_to_an_address_that_is_no_clients_is_theirs_all_the_same(cast, sender, clock):
    cast.anna.addresses.update(email="anna@home.example")
    draft = draft_status(cast.acme, by=cast.alice, at=cast.at)
    delivered(cast, put(cast, draft), clock)
    leaving.close_sent(at=clock())

    assert Filing.objects.get().client == cast.acme


def test_what_a_person_wrote_into_it_is_found_and_what_troth_wrote_is_not(cast, draft, clock):
    words = "I will send you the invoice by Friday."
    draft = edit(draft, subject=draft.subject, body=f"{draft.body}\n\n{words}", by=cast.alice,
        at=cast.at)  # fmt: skip
    delivered(cast, put(cast, draft), clock)
    leaving.close_sent(at=clock())
    settle(cast.acme, at=clock())

    assert [it.sentence for it in Finding.objects.all()] == [words]
    assert Finding.objects.get().contact == cast.anna


def test_taken_back_in_its_minute_it_is_ready_again_and_may_leave_once_more(cast, draft, clock):
    outgoing = put(cast, draft)
    leaving.take_back(outgoing, by=cast.alice, at=cast.at)

    assert state_of(draft) == DraftState.READY
    again = put(cast, draft)
    assert again.pk == outgoing.pk
    assert again.message_id == draft.message_id


def test_put_again_it_leaves_when_its_second_minute_is_over(cast, draft, clock):
    leaving.take_back(put(cast, draft), by=cast.alice, at=cast.at)
    again = leaving.send(draft, by=cast.alice, at=cast.at + MINUTE / 2)
    first = jobs.claim("w", at=cast.at + MINUTE, names=["send"])
    assert deliver(again.pk, owner="w", clock=lambda: cast.at + MINUTE) == 0
    jobs.done(first, at=cast.at + MINUTE)

    assert Job.objects.get(name="send", state="waiting").run_at == again.send_at


def test_a_colleague_may_send_what_was_taken_back(cast, draft, sender):
    leaving.take_back(put(cast, draft), by=cast.alice, at=cast.at)
    senders.add(sender.place, email="bob@harbour-it.example", by=cast.bob, at=cast.at)
    again = leaving.send(draft, by=cast.bob, at=cast.at)

    assert again.by == cast.bob
    assert Outgoing.objects.count() == 2


def test_what_lies_in_the_outbox_is_changed_opened_and_dropped_by_nobody(cast, draft):
    put(cast, draft)
    by = {"by": cast.alice, "at": cast.at}

    for act in (drop, opened, leaving.send):
        with pytest.raises(DraftLeavesError):
            act(draft, **by)
    with pytest.raises(DraftLeavesError):
        edit(draft, subject="x", body="y", **by)
    assert state_of(draft) == DraftState.LEAVING


def test_one_that_could_not_be_sent_is_dropped_and_its_draft_is_ready(cast, draft):
    outgoing = put(cast, draft)
    claimed = sending.claim(outgoing.pk, owner="w", at=cast.at + MINUTE)
    sending.fail(claimed, said="550 no such mailbox", refused={}, at=cast.at + MINUTE)
    leaving.close_sent(at=cast.at + MINUTE)
    assert state_of(draft) == DraftState.LEAVING
    leaving.drop(outgoing, by=cast.alice, at=cast.at + MINUTE)

    assert state_of(draft) == DraftState.READY


def unsure(cast, draft) -> Outgoing:
    outgoing = put(cast, draft)
    Outgoing.objects.filter(pk=outgoing.pk).update(state=OutgoingState.UNSURE)
    outgoing.refresh_from_db()
    return outgoing


def test_of_an_unsure_one_nothing_counts_until_its_copy_is_found(cast, draft, sender):
    outgoing = unsure(cast, draft)
    assert leaving.close_sent(at=cast.at + MINUTE) == 0
    assert heard_at(cast) is None
    taken_in(cast, lines_of(outgoing, sender))
    assert leaving.close_sent(at=cast.at + MINUTE) == 1

    outgoing.refresh_from_db()
    assert (outgoing.state, state_of(draft)) == (OutgoingState.SENT, DraftState.SENT)
    assert heard_at(cast) is not None


def test_it_goes_on_the_thread_that_it_rests_on(cast, sender):
    held = need(cast)
    draft = drafting.keep(
        composing.reminder(held, by=cast.alice, at=cast.at), by=cast.alice, at=cast.at
    )
    outgoing = put(cast, draft)

    assert outgoing.in_reply_to == f"<{held.message.message_id}>"
    assert outgoing.references == [outgoing.in_reply_to]


def test_one_that_rests_on_several_threads_begins_its_own(cast, sender):
    promise(cast)
    need(cast)
    outgoing = put(cast, draft_status(cast.acme, by=cast.alice, at=cast.at))

    assert (outgoing.in_reply_to, outgoing.references) == ("", [])


def test_a_stranger_takes_nothing_back(cast, draft):
    outgoing = put(cast, draft)
    for act in (leaving.take_back, leaving.drop):
        with pytest.raises(NotFoundError):
            act(outgoing, by=cast.carol, at=cast.at)


def test_without_a_way_to_send_the_draft_stays_ready(cast):
    draft = draft_status(cast.acme, by=cast.alice, at=cast.at)
    with pytest.raises(outbox.NoSenderError):
        put(cast, draft)

    assert state_of(draft) == DraftState.READY
    assert [it.kind for it in of_chain(cast.acme.pk, practice=cast.practice.pk, most=9)] == [
        "draft.made"
    ]


def test_the_worker_sends_it_and_counts_it_as_told_in_one_go(cast, draft, server):
    outgoing = put(cast, draft)
    tasks.send(Job.objects.get(name="send", about=outgoing.pk), cast.at)

    assert state_of(draft) == DraftState.SENT
    names = Job.objects.filter(about=cast.acme.pk).values_list("name", flat=True)
    assert {"settle", "index"} <= set(names)


def test_where_a_worker_was_killed_in_between_the_next_sweep_counts_it(cast, draft, clock):
    delivered(cast, put(cast, draft), clock)
    assert state_of(draft) == DraftState.LEAVING
    tasks.outbox(Job(name="outbox"), clock())

    assert state_of(draft) == DraftState.SENT


def test_a_sender_that_was_forgotten_meanwhile_costs_no_letter(cast, draft, clock, sender):
    outgoing = put(cast, draft)
    delivered(cast, outgoing, clock)
    outgoing.refresh_from_db()
    copy = lines_of(outgoing, sender)
    senders.remove(sender, by=cast.alice, at=clock())
    leaving.close_sent(at=clock())
    taken_in(cast, copy)

    assert Message.objects.count() == 1
    assert state_of(draft) == DraftState.SENT


def test_trouble_with_one_letter_is_not_the_others(cast, draft, clock, sender, caplog):
    broken = put(cast, draft)
    whole = put(cast, draft_status(cast.birch, by=cast.alice, at=cast.at))
    delivered(cast, broken, clock)
    Outgoing.objects.update(state=OutgoingState.SENT, sent_at=cast.at)
    Outgoing.objects.filter(pk=broken.pk).update(to=["not an address"])

    assert leaving.close_sent(at=clock()) == 1
    assert state_of(Draft.objects.get(pk=whole.about)) == DraftState.SENT
    assert state_of(draft) == DraftState.LEAVING
    assert f"The draft of letter {broken.pk} could not be closed" in caplog.text


def test_joined_with_another_client_it_is_told_there(cast, draft, clock):
    put_one = put(cast, draft)
    join(cast.acme, into=cast.birch, by=cast.alice, at=cast.at)
    delivered(cast, put_one, clock)
    leaving.close_sent(at=clock())

    assert Filing.objects.get().client == cast.birch
    assert state_of(draft) == DraftState.SENT


def test_what_a_letter_that_came_back_had_told_is_told_no_longer(cast, sender, clock):
    held = matter(cast, "the migration plan")
    by_phone = matter(cast, "the backup", told_at=cast.at - 3 * MINUTE)
    did(cast.acme, text="Checkout takes 0.3 s", by=cast.alice, at=cast.at)
    draft = draft_status(cast.acme, by=cast.alice, at=cast.at)
    delivered(cast, put(cast, draft), clock)
    leaving.close_sent(at=clock())
    held.refresh_from_db()
    assert held.told_at is not None
    told = Returned("anna@acme.example", draft.message_id.strip("<>"), "552 full", clock())
    came_back(told, practice=cast.practice, at=clock())
    tasks.settle(Job.objects.get(name="settle", about=cast.acme.pk), clock())

    held.refresh_from_db()
    by_phone.refresh_from_db()
    assert held.told_at is None
    assert by_phone.told_at == cast.at - 3 * MINUTE
    assert Win.objects.get().told_at is None
    assert state_of(draft) == DraftState.RETURNED
    assert heard_at(cast) is None
    assert check(cast.acme.pk).result.broken is None
    assert take_in_returned(cast.acme, at=clock()) == 0
