"""Work that must happen."""

from django.db import models
from django.db.models import Q

from troth.web.ids import uuid7


class JobState(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(models.Model):
    """One piece of work: it is claimed by a lease, and run again when the lease ends unfinished.

    `run_at` is when it may begin. `name` and `fire_at` are unique for what recurs, so that racing
    schedulers make one. `attempt` is checked on completion: a stalled owner's late result is
    refused.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=100)
    about = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)
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
