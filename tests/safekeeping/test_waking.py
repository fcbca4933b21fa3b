"""What was under way when a backup was made, after a restore."""

import pytest

from tests.safekeeping.lived import outgoing
from troth.jobs.actions import enqueue
from troth.jobs.models import Job, JobState
from troth.post.actions.outbox import NoSenderError, NotEndedError, send_again
from troth.post.models import Outgoing, OutgoingState
from troth.record.models import Entry
from troth.safekeeping.actions.restoring import wake
from troth.safekeeping.backup_file import Backup

pytestmark = pytest.mark.django_db

BACKUP = Backup(1, "0.1.0", "2026-03-01T08:00:00+00:00", ["Harbour IT"], [], {}, [])


def test_a_letter_that_was_about_to_leave_waits_for_a_persons_word(cast):
    for state in OutgoingState.values:
        outgoing(cast, state, state)
    letters = wake(BACKUP, at=cast.at)
    states = dict(Outgoing.objects.values_list("message_id", "state"))
    held = Outgoing.objects.get(message_id="held@harbour-it.example")

    assert letters == 2
    assert states == {
        "held@harbour-it.example": "unsure",
        "sending@harbour-it.example": "unsure",
        "sent@harbour-it.example": "sent",
        "unsure@harbour-it.example": "unsure",
        "failed@harbour-it.example": "failed",
        "withdrawn@harbour-it.example": "withdrawn",
    }
    assert "look into your Sent folder" in held.said
    with pytest.raises(NoSenderError):  # a person may say it, once they have a sender
        send_again(held, by=cast.alice, at=cast.at)
    with pytest.raises(NotEndedError):
        send_again(Outgoing.objects.get(state="sent"), by=cast.alice, at=cast.at)


def test_work_that_somebody_had_begun_is_begun_again_once(cast):
    enqueue("settle", about=cast.acme.pk, run_at=cast.at)
    for about in (cast.acme.pk, cast.birch.pk, cast.birch.pk):
        Job.objects.create(
            name="settle", about=about, run_at=cast.at, state=JobState.RUNNING, owner="gone",
            lease_until=cast.at,
        )  # fmt: skip
    wake(BACKUP, at=cast.at)
    jobs = Job.objects.values_list("about", "state", "owner", "lease_until")

    assert set(jobs) == {
        (cast.acme.pk, "waiting", "", None),
        (cast.birch.pk, "waiting", "", None),
    }
    assert len(jobs) == 2


def test_the_record_tells_what_it_came_from(cast):
    wake(BACKUP, at=cast.at)
    entry = Entry.objects.get(chain=cast.practice.pk)

    assert entry.kind == "backup.restored"
    assert entry.facts == '{"letters":0,"made_at":"2026-03-01T08:00:00+00:00"}'
