"""A member leaves, and what is theirs alone goes with them."""

from datetime import timedelta

import pytest

from tests.mailbox import folder, letter
from troth.jobs.models import Job
from troth.mail.actions.mailboxes import add, choose
from troth.mail.actions.watching import claim_watches
from troth.mail.models import Mailbox, MailboxState, Message
from troth.mail.queries.watching import to_look_into
from troth.people.actions.grants import give
from troth.people.actions.members import LastOwnerError, invite
from troth.people.models import Grant, Member
from troth.people.oauth.leave import Leave
from troth.people.oauth.providers import provider_named
from troth.people.oauth.tokens import Tokens
from troth.post.actions import outbox, senders
from troth.post.actions.outbox import NoSenderError
from troth.post.letter import Letter
from troth.post.models import Outgoing, OutgoingState, Sender
from troth.promises import opened, opening
from troth.record.models import Entry
from troth.safekeeping.actions.parting import part
from troth.worker import tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled(cast, monkeypatch):
    """Bob has two mailboxes, one of which nothing was chosen, leave, a sender and two letters."""
    monkeypatch.setenv("TROTH_OAUTH_GOOGLE_CLIENT_ID", "x")
    looking = add("imaps://bob@mail.example", password="s3cret", by=cast.bob, at=cast.at)
    choose(looking, [], me=[cast.bob.email], since_on=None, by=cast.bob, at=cast.at)
    add("imaps://bob@post.example", password="s3cret", by=cast.bob, at=cast.at)
    tokens = Tokens("access", "refresh", cast.at + timedelta(hours=1))
    leave = Leave(provider_named("google"), cast.bob.email, tokens)
    grant = give(leave, by=cast.bob, at=cast.at)
    senders.add(
        "smtps://bob@smtp.example", email=cast.bob.email, grant=grant, by=cast.bob, at=cast.at
    )
    return {kind: put(cast, kind) for kind in ("draft", "digest")}


def put(cast, kind) -> Outgoing:
    about = {"client": cast.birch} if kind == "draft" else {}
    said = Letter(to=["ben@birch.example"], subject="The plan", text="Hello", kind=kind, **about)
    return outbox.put(said, by=cast.bob, at=cast.at)


def left(cast) -> int:
    return part(cast.bob, to=cast.alice, by=cast.alice, at=cast.at)


def kinds(**of) -> list[str]:
    return list(Entry.objects.filter(**of).order_by("id").values_list("kind", flat=True))


def test_nobody_looks_into_the_mailboxes_of_who_left_and_nothing_opens_them(cast, settled):
    before = to_look_into(at=cast.at)
    left(cast)
    (box,) = Mailbox.objects.filter(member=cast.bob)

    assert before == [box.pk]
    assert (box.state, box.password, box.grant) == (MailboxState.PAUSED, None, None)
    assert (box.trouble, box.census) == ("", None)
    assert to_look_into(at=cast.at) == claim_watches("worker", at=cast.at) == []
    assert not Grant.objects.filter(member=cast.bob).exists()
    assert kinds(about=box.pk)[-1] == "mailbox.paused"


def test_what_waits_in_their_outbox_is_taken_back_and_has_no_way_to_leave(cast, settled):
    left(cast)

    for kind, row in settled.items():
        row.refresh_from_db()
        assert row.state == OutgoingState.WITHDRAWN, kind
    assert kinds(about=settled["draft"].pk, chain=cast.birch.pk)[-1] == "letter.withdrawn"
    assert not Sender.objects.filter(member=cast.bob).exists()
    with pytest.raises(NoSenderError):
        put(cast, "draft")


def test_a_letter_that_may_have_arrived_is_left_unsure_when_its_writer_leaves(cast, settled):
    Outgoing.objects.filter(pk=settled["draft"].pk).update(handed_over_at=cast.at)
    left(cast)
    settled["draft"].refresh_from_db()

    assert settled["draft"].state == OutgoingState.UNSURE


def test_all_of_it_stands_on_the_record_by_whoever_let_them_go(cast, settled):
    left(cast)

    assert kinds(by=cast.alice.pk) == [
        "client.handed_over",
        "member.left",
        "mailbox.paused",
        "mailbox.dropped",
        "letter.withdrawn",
        "letter.withdrawn",
        "sender.removed",
        "grant.ended",
    ]


def test_whoever_may_not_go_keeps_all_they_have(cast, settled):
    Member.objects.filter(pk=cast.bob.pk).update(role="owner")
    Member.objects.filter(pk=cast.alice.pk).update(role="colleague")
    with pytest.raises(LastOwnerError):
        part(cast.bob, to=cast.alice, by=cast.bob, at=cast.at)

    assert Mailbox.objects.filter(member=cast.bob).count() == 2
    assert Mailbox.objects.exclude(password=None).count() == 2
    assert Outgoing.objects.filter(state=OutgoingState.HELD).count() == 2
    assert Sender.objects.get(member=cast.bob).grant is not None


def test_nothing_of_a_colleague_who_stays_is_touched(cast, settled):
    mine = add("imaps://alice@mail.example", password="s3cret", by=cast.alice, at=cast.at)
    choose(mine, [], me=[cast.alice.email], since_on=None, by=cast.alice, at=cast.at)
    senders.add(
        "smtps://alice@smtp.example",
        email=cast.alice.email,
        password="s3cret",
        by=cast.alice,
        at=cast.at,
    )
    left(cast)
    mine.refresh_from_db()

    assert mine.state == MailboxState.LOOKING
    assert mine.password is not None
    assert Sender.objects.get().member == cast.alice


def test_whoever_comes_back_finds_their_mailbox_waiting_for_its_password(cast, settled):
    left(cast)
    again = invite("Bob", cast.bob.email, by=cast.alice, at=cast.at)

    assert Mailbox.objects.get(member=again).state == MailboxState.PAUSED
    assert to_look_into(at=cast.at) == []


def test_a_look_that_is_under_way_ends_after_the_letters_in_hand(cast, tmp_path, monkeypatch):
    monkeypatch.setattr(opened, "MOST_LETTERS", 5)
    monkeypatch.setattr(opening, "PIECE", 5)
    written = [letter("Hi", sender="ben@birch.example", number=n) for n in range(12)]
    box = add(str(folder(tmp_path / "mail", *written)), by=cast.bob, at=cast.at)
    choose(box, [], me=[cast.bob.email], since_on=None, by=cast.bob, at=cast.at)
    Job.objects.all().delete()
    job = Job.objects.create(name="look", about=box.pk, run_at=cast.at)
    monkeypatch.setattr(tasks, "is_done_by_another", lambda _job, at: left(cast) == 0)
    tasks.look(job, cast.at)

    assert Message.objects.count() == 5
    assert Job.objects.filter(name="look").count() == 1
