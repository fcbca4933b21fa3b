"""How work goes."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from troth.jobs.models import Job, JobState


def given_up() -> QuerySet[Job]:
    """Jobs that were tried too often, the latest first."""
    return Job.objects.filter(state=JobState.FAILED).order_by("-ended_at")


def owners() -> list[str]:
    """Who has claimed a job and not told yet how it ended."""
    running = Job.objects.filter(state=JobState.RUNNING)
    return list(running.values_list("owner", flat=True).distinct())


def trouble_about(row: UUID) -> str:
    """Why the latest job about a row went wrong, "" where it went well."""
    latest = Job.objects.filter(about=row).exclude(trouble="").exclude(state=JobState.DONE)
    return latest.order_by("-run_at").values_list("trouble", flat=True).first() or ""


def is_work_left(*, at: datetime) -> bool:
    """Whether a job runs or may run at `at`; what recurs or waits for another try is left out."""
    running = Q(state=JobState.RUNNING)
    due = Q(state=JobState.WAITING, run_at__lte=at)
    return Job.objects.filter(running | due, fire_at=None).exists()
