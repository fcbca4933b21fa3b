"""One look into a mailbox at a time, however many workers there are."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from troth.jobs.actions import LEASE, claim, done, enqueue
from troth.mail.models import Mailbox, MailboxState
from troth.worker.tasks import look
from troth.worker.turns import AGAIN, is_done_by_another

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
ONE, OTHER = UUID(int=1), UUID(int=2)


def claimed(owner: str, about: UUID = ONE):
    enqueue("look", about=about, run_at=AT)
    return claim(owner, at=AT)


def test_a_look_gives_way_to_one_that_is_under_way_in_the_same_mailbox():
    first = claimed("first")
    second = claimed("second")

    assert is_done_by_another(second, at=AT)
    done(first, at=AT)
    assert not is_done_by_another(second, at=AT)


def test_looks_into_other_mailboxes_and_those_whose_worker_died_hold_up_none():
    claimed("first", OTHER)
    second = claimed("second")
    assert not is_done_by_another(second, at=AT)

    third = claimed("third")
    assert not is_done_by_another(third, at=AT + LEASE + timedelta(seconds=1))


def test_what_gave_way_is_asked_for_again_a_little_later(cast):
    mailbox = Mailbox.objects.create(
        practice=cast.practice,
        member=cast.alice,
        place="imaps://alice@mail.example",
        state=MailboxState.LOOKING,
        added_at=AT,
    )
    claimed("first", mailbox.pk)
    look(claimed("second", mailbox.pk), AT)

    assert claim("third", at=AT) is None
    assert claim("third", at=AT + AGAIN).about == mailbox.pk
