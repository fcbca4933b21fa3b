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


class Job(models.Model):
    """One piece of work: it is claimed by a lease, and run again when the lease ends unfinished.

    `run_at` is when it may begin. What recurs carries its `fire_at`, so that racing schedulers make
    one. `attempt` counts claims and is checked on completion: a stalled owner's late result is
    refused.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=100)
    about = models.UUIDField(default=NOTHING)
    state = models.CharField(max_length=10, default=JobState.WAITING)
    run_at = models.DateTimeField()
    fire_at = models.DateTimeField(null=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    owner = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True)
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
                fields=("run_at",),
                name="jobs_to_run",
                condition=Q(state__in=("waiting", "running")),
            ),
        )

    def __str__(self) -> str:
        return self.name
