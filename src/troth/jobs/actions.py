"""Asking for work, claiming it, and telling how it ended.

Work is done at least once. A job belongs to whoever claimed it until its lease ends; then the next
one may claim it, and a result that comes later is refused.
"""

import random
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from troth.jobs.models import NOTHING, Job, JobState

LEASE = timedelta(seconds=60)
"""How long a job belongs to its owner without a sign of life."""

MOST_ATTEMPTS = 8

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)

KEPT = timedelta(days=7)
"""How long a job that is done is remembered."""


class StalledError(Exception):
    """The lease had ended, and the job is somebody else's: this result does not count."""


def enqueue(name: str, *, run_at: datetime, about: UUID = NOTHING) -> None:
    """Ask for work, in the transaction of whoever asks.

    Where the same is waiting already, it is brought forward to `run_at` at most. What is running
    does not count: it may have begun before there was something new to do.
    """
    waiting = Job.objects.filter(name=name, about=about, state=JobState.WAITING, fire_at=None)
    Job.objects.bulk_create([Job(name=name, about=about, run_at=run_at)], ignore_conflicts=True)
    waiting.filter(run_at__gt=run_at).update(run_at=run_at)


def schedule(name: str, *, period: timedelta, at: datetime, about: UUID = NOTHING) -> None:
    """Make the job that recurs every `period` for the period that `at` lies in, once."""
    seconds = int(at.timestamp() // period.total_seconds() * period.total_seconds())
    fire_at = datetime.fromtimestamp(seconds, tz=at.tzinfo)
    job = Job(name=name, about=about, run_at=fire_at, fire_at=fire_at)
    Job.objects.bulk_create([job], ignore_conflicts=True)


def claim(owner: str, *, at: datetime) -> Job | None:
    """The next job that may run, now `owner`'s until its lease ends; None where there is none."""
    with transaction.atomic():
        job = _lockable(_runnable(at)).order_by("run_at", "id").first()
        if job is None:
            return None
        job.state, job.owner, job.lease_until = JobState.RUNNING, owner, at + LEASE
        job.attempt += 1
        job.save(update_fields=("state", "owner", "lease_until", "attempt"))
        return job


def extend(job: Job, *, at: datetime) -> None:
    """Keep the job for another lease. Raises StalledError."""
    _mine(job, lease_until=at + LEASE)


def done(job: Job, *, at: datetime) -> None:
    """The work is done. Raises StalledError."""
    _mine(job, state=JobState.DONE, ended_at=at, lease_until=None, trouble="")


def failed(job: Job, trouble: str, *, at: datetime, again: bool = True) -> None:
    """It went wrong: it is tried again later, each time later, and at last given up.

    Without `again` it is given up at once. Raises StalledError.
    """
    if not again or job.attempt >= MOST_ATTEMPTS:
        _mine(job, state=JobState.FAILED, ended_at=at, lease_until=None, trouble=trouble)
        return
    with transaction.atomic():
        others = Job.objects.filter(
            name=job.name, about=job.about, state=JobState.WAITING, fire_at=None
        )
        if job.fire_at is None:
            others.delete()
        run_at = at + wait_before(job.attempt)
        _mine(job, state=JobState.WAITING, run_at=run_at, lease_until=None, trouble=trouble)


def free(owner: str, *, at: datetime) -> None:
    """Let what `owner` had claimed be claimed by others at once: it is known to have died."""
    Job.objects.filter(state=JobState.RUNNING, owner=owner).update(lease_until=at)


def retry(job: Job, *, at: datetime) -> None:
    """Let what was given up run once more."""
    Job.objects.filter(pk=job.pk, state=JobState.FAILED).update(
        state=JobState.WAITING, run_at=at, attempt=0, ended_at=None
    )


def forget_done(*, at: datetime) -> None:
    """Drop the jobs that were done long ago."""
    Job.objects.filter(state=JobState.DONE, ended_at__lt=at - KEPT).delete()


def wait_before(attempt: int) -> timedelta:
    """How long to wait before the next attempt: doubled each time, within bounds, never in step.

    Source: Brooker 2015 (exponential backoff and jitter), the "equal jitter" there.
    """
    whole: timedelta = min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT)
    share = 0.5 + random.random() / 2  # noqa: S311  # no secret hangs on it
    return whole * share


def _runnable(at: datetime) -> QuerySet[Job]:
    waiting = Q(state=JobState.WAITING, run_at__lte=at)
    left = Q(state=JobState.RUNNING, lease_until__lte=at)
    return Job.objects.filter(waiting | left)


def _lockable(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """On SQLite the transaction itself holds the only lock for writing."""
    if connection.features.has_select_for_update_skip_locked:
        return jobs.select_for_update(skip_locked=True)
    return jobs


def _mine(job: Job, **changes: object) -> None:
    held = Job.objects.filter(
        pk=job.pk, state=JobState.RUNNING, owner=job.owner, attempt=job.attempt
    )
    if held.update(**changes) != 1:
        raise StalledError(f"{job.name} took longer than its lease, and another has it now.")
