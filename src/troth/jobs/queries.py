"""How work goes."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from troth.jobs.models import NOTHING, Job, JobState, Rank

MOST = 200
"""Jobs that a page shows at most of a kind."""


def given_up() -> QuerySet[Job]:
    """Jobs that were tried too often, the latest first."""
    return Job.objects.filter(state=JobState.FAILED).order_by("-ended_at")


def under_way(*, at: datetime) -> QuerySet[Job]:
    """Jobs that run, or are due, or wait for another try: what runs first, then by their turn."""
    due = Q(state=JobState.WAITING, run_at__lte=at)
    again = Q(state=JobState.WAITING) & ~Q(trouble="")
    running = Q(state=JobState.RUNNING)
    return Job.objects.filter(running | due | again).order_by("state", "rank", "run_at", "id")


def last_done() -> dict[str, datetime]:
    """When each of what recurs was last done, by its name; without what never was."""
    done = Job.objects.filter(state=JobState.DONE, fire_at__isnull=False, about=NOTHING)
    return dict(done.values_list("name").annotate(last=Max("ended_at")).order_by("name"))


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


def does_somebody_wait(names: Collection[str], *, at: datetime) -> bool:
    """Whether a job of these names that a person waits for is due: a long one lets it pass."""
    asked = Job.objects.filter(state=JobState.WAITING, rank=Rank.ASKED, name__in=names)
    return asked.filter(run_at__lte=at).exists()
