"""A practice wakes up out of a backup, somewhere else or later."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from troth.jobs.models import Job, JobState
from troth.people.models import Practice
from troth.post.models import Outgoing, OutgoingState
from troth.record.appending import append
from troth.safekeeping.backup_file import Backup

MAY_HAVE_LEFT = (
    "This letter was waiting to leave when the backup was made that this practice came from. It "
    "may have left since: look into your Sent folder, then send it or let it be."
)


@transaction.atomic
def wake(backup: Backup, *, at: datetime) -> int:
    """Make what was under way when the backup was made safe to go on with; how many letters wait.

    A letter that was about to leave waits for a person's word, since it may have left after the
    backup was made. Work that somebody had begun is begun again. The record tells of it.
    """
    held = Outgoing.objects.filter(state__in=(OutgoingState.HELD, OutgoingState.SENDING))
    letters = held.update(
        state=OutgoingState.UNSURE, said=MAY_HAVE_LEFT, owner="", lease_until=None
    )
    _begin_again(at=at)
    for practice in Practice.objects.order_by("id"):
        _tell(practice.pk, backup, letters=letters, at=at)
    return letters


def _begin_again(*, at: datetime) -> None:
    """One that waits already stands for the same work that was running."""
    waiting = Job.objects.filter(state=JobState.WAITING, fire_at=None)
    twins = set(waiting.values_list("name", "about"))
    for job in Job.objects.filter(state=JobState.RUNNING).order_by("id"):
        if job.fire_at is None and (job.name, job.about) in twins:
            job.delete()
            continue
        twins.add((job.name, job.about))
        job.state, job.run_at, job.owner, job.lease_until = JobState.WAITING, at, "", None
        job.save(update_fields=("state", "run_at", "owner", "lease_until"))


def _tell(practice: UUID, backup: Backup, *, letters: int, at: datetime) -> None:
    append(
        "backup.restored",
        practice=practice,
        client=None,
        by=None,
        at=at,
        about=practice,
        facts={"made_at": backup.made_at, "letters": letters},
    )
