"""Asking for work, claiming it, and telling how it ended.

Work is done at least once. A job belongs to whoever claimed it until its lease ends; then the next
one may claim it, and a result that comes later is refused. Clocks of machines that share a database
must agree within half a lease.
"""

import random
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet

from troth.jobs.models import NOTHING, Job, JobState, Rank

LEASE = timedelta(seconds=60)
"""How long a job belongs to its owner without a sign of life."""

MOST_ATTEMPTS = 8

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)

KEPT = timedelta(days=7)
"""How long a job that is done is remembered."""

GIVEN_UP_KEPT = timedelta(days=30)

WRONG_CLOCK = timedelta(days=2)

DIED = (
    "It was begun {times} times, and each time the worker died before it had ended. "
    "The last lines of troth.log may say why."
)
TRIES = 5
"""How often two that ask for the same at once try to become one."""


class StalledError(Exception):
    """The lease had ended, and the job is somebody else's: this result does not count."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} took longer than its lease, and another has it now.")


def enqueue(name: str, *, run_at: datetime, about: UUID = NOTHING, rank: Rank = Rank.USUAL) -> None:
    """Ask for work, in the transaction of whoever asks.

    Where the same is waiting already, it is brought forward to `run_at` and `rank` at most. What is
    running does not count: it may have begun before there was something new to do.
    """
    waiting = _waiting(name, about)
    job = Job(name=name, about=about, run_at=run_at, rank=rank)
    Job.objects.bulk_create([job], ignore_conflicts=True)
    waiting.filter(run_at__gt=run_at).update(run_at=run_at)
    waiting.filter(rank__gt=rank).update(rank=rank)


def schedule(name: str, *, period: timedelta, at: datetime, about: UUID = NOTHING) -> None:
    """Make the job that recurs every `period` for the period that `at` lies in, once.

    Where an earlier one still waits, that one is enough. What was made for days later was made by
    a wrong clock, and is forgotten. What was made for hours later is not: this may be the call of a
    scheduler that stood still with its machine, and what was done since must not be done again.
    """
    seconds = int(at.timestamp() // period.total_seconds() * period.total_seconds())
    fire_at = datetime.fromtimestamp(seconds, tz=at.tzinfo)
    of_name = Job.objects.filter(name=name, about=about, fire_at__isnull=False)
    too_late = fire_at + max(2 * period, WRONG_CLOCK)
    of_name.exclude(state=JobState.RUNNING).filter(fire_at__gt=too_late).delete()
    if of_name.filter(Q(state=JobState.WAITING) | Q(fire_at=fire_at)).exists():
        return
    job = Job(name=name, about=about, run_at=at, fire_at=fire_at)
    Job.objects.bulk_create([job], ignore_conflicts=True)


def claim(owner: str, *, at: datetime, names: Collection[str] | None = None) -> Job | None:
    """The next job that may run, now `owner`'s until its lease ends; None where there is none.

    `names` are those that the owner knows, None for all: what it does not know is left to others.
    What killed its owner too often is given up.
    """
    while True:
        with transaction.atomic():
            runnable = _runnable(at) if names is None else _runnable(at).filter(name__in=names)
            job = _lockable(runnable).order_by("rank", "run_at", "id").first()
            if job is None or not _is_deadly(job):
                return job and _taken(job, owner, at=at)
            trouble = DIED.format(times=job.attempt)
            _mine(job, state=JobState.FAILED, ended_at=at, lease_until=None, trouble=trouble)


def extend(job: Job, *, at: datetime) -> None:
    """Keep the job for another lease. Raises StalledError."""
    _mine(job, lease_until=at + LEASE)


def done(job: Job, *, at: datetime) -> None:
    """The work is done, and what was given up of it before is made good. Raises StalledError."""
    with transaction.atomic():
        _mine(job, state=JobState.DONE, ended_at=at, lease_until=None, trouble="")
        Job.objects.filter(name=job.name, about=job.about, state=JobState.FAILED).delete()


def failed(job: Job, trouble: str, *, at: datetime, again: bool = True) -> None:
    """It went wrong: it is tried again later, each time later, and at last given up.

    Without `again` it is given up at once. Raises StalledError.
    """
    if not again or job.attempt >= MOST_ATTEMPTS:
        _mine(job, state=JobState.FAILED, ended_at=at, lease_until=None, trouble=trouble)
        return
    _put_back(job, run_at=at + wait_before(job.attempt), trouble=trouble)


def give_back(job: Job, *, at: datetime) -> None:
    """Leave the job to others, who may begin at once; this attempt does not count.

    Raises StalledError.
    """
    _put_back(job, run_at=at, attempt=job.attempt - 1)


def free(owner: str, *, at: datetime) -> None:
    """Let what `owner` had claimed be claimed by others: it is known to have died."""
    Job.objects.filter(state=JobState.RUNNING, owner=owner).update(lease_until=at)


@transaction.atomic
def retry(job: Job, *, at: datetime) -> bool:
    """Let what was given up run once more; whether it was given up.

    Where the same waits already, that is enough.
    """
    given_up = Job.objects.filter(pk=job.pk, state=JobState.FAILED)
    if job.fire_at is None:
        if given_up.delete()[0] == 0:
            return False
        enqueue(job.name, about=job.about, run_at=at, rank=Rank(job.rank))
        return True
    return given_up.update(state=JobState.WAITING, run_at=at, attempt=0, ended_at=None) == 1


def forget_done(*, at: datetime) -> None:
    """Drop the jobs that were done or given up long ago."""
    Job.objects.filter(state=JobState.DONE, ended_at__lt=at - KEPT).delete()
    Job.objects.filter(state=JobState.FAILED, ended_at__lt=at - GIVEN_UP_KEPT).delete()


def wait_before(attempt: int) -> timedelta:
    """How long to wait before the next attempt: doubled each time, within bounds, never in step.

    Source: Brooker 2015 (exponential backoff and jitter), the "equal jitter" there.
    """
    whole: timedelta = min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT)
    share = 0.5 + random.random() / 2  # noqa: S311  # no secret hangs on it
    return whole * share


def _waiting(name: str, about: UUID) -> QuerySet[Job]:
    return Job.objects.filter(name=name, about=about, state=JobState.WAITING, fire_at=None)


def _runnable(at: datetime) -> QuerySet[Job]:
    """What waits and is due, and what its owner has left.

    A lease that ends later than any that could be given now is of a clock that was set back since.
    """
    lapsed = Q(lease_until__lte=at) | Q(lease_until__gt=at + 2 * LEASE)
    waiting = Q(state=JobState.WAITING, run_at__lte=at)
    left = Q(state=JobState.RUNNING, run_at__lte=at) & lapsed
    return Job.objects.filter(waiting | left)


def _lockable(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """On SQLite the transaction itself holds the only lock for writing."""
    if connection.features.has_select_for_update_skip_locked:
        return jobs.select_for_update(skip_locked=True)
    return jobs


def _is_deadly(job: Job) -> bool:
    return job.state == JobState.RUNNING and job.attempt >= MOST_ATTEMPTS


def _taken(job: Job, owner: str, *, at: datetime) -> Job:
    """The job with its new owner.

    # Note [Not again at once]
    What kills its worker is found again by the next one. The first time it may run again at once;
    after that it waits as what failed does, so that it cannot keep all others from their turn.
    """
    if job.state == JobState.RUNNING:
        job.run_at = at + wait_before(job.attempt)
    job.state, job.owner, job.begun_at, job.lease_until = JobState.RUNNING, owner, at, at + LEASE
    job.attempt += 1
    job.save(update_fields=("state", "owner", "begun_at", "lease_until", "attempt", "run_at"))
    return job


def _put_back(job: Job, *, run_at: datetime, **changes: object) -> None:
    """Let it wait again, together with what was asked for since, which is the same."""
    for tries_left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                others = _waiting(job.name, job.about)
                rank = min([job.rank, *others.values_list("rank", flat=True)])
                if job.fire_at is None:
                    others.delete()
                changes |= {"state": JobState.WAITING, "run_at": run_at, "rank": rank}
                _mine(job, lease_until=None, **changes)
                return
        except IntegrityError:  # somebody asked for it between the two
            if not tries_left:
                raise


def _mine(job: Job, **changes: object) -> None:
    held = Job.objects.filter(
        pk=job.pk, state=JobState.RUNNING, owner=job.owner, attempt=job.attempt
    )
    if held.update(**changes) != 1:
        raise StalledError(job.name)
