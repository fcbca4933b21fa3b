"""Work that must happen."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from troth.web.ids import uuid7

NOTHING = UUID(int=0)
"""What a job is about that is about nothing in particular."""


class JobState(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Rank(models.IntegerChoices):
    """Which of the jobs that may run goes first; among equals the one that waits longest."""

    ASKED = 0, "a person waits for it"
    USUAL = 1, "short"
    LONG = 2, "it may take minutes, and lets what a person waits for pass"


class Job(models.Model):
    """One piece of work: it is claimed by a lease, and run again when the lease ends unfinished.

    `run_at` is when it may begin; of one that runs, when it may begin again if its owner dies. What
    recurs carries its `fire_at`, so that racing schedulers make one. `attempt` counts claims and is
    checked on completion: a stalled owner's late result is refused.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=100)
    about = models.UUIDField(default=NOTHING)
    state = models.CharField(max_length=10, default=JobState.WAITING)
    rank = models.PositiveSmallIntegerField(default=Rank.USUAL, db_default=Rank.USUAL)
    run_at = models.DateTimeField()
    fire_at = models.DateTimeField(null=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    owner = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("name", "about", "fire_at"), name="one_job_per_fire_time"
            ),
            models.UniqueConstraint(
                fields=("name", "about"),
                name="one_waiting_job",
                condition=Q(state="waiting", fire_at__isnull=True),
            ),
        )
        indexes = (
            models.Index(
                fields=("rank", "run_at"),
                name="jobs_to_run_by_rank",
                condition=Q(state__in=("waiting", "running")),
            ),
            models.Index(fields=("ended_at",), name="jobs_given_up", condition=Q(state="failed")),
        )

    def __str__(self) -> str:
        return self.name
