"""How work goes."""

from django.db.models import QuerySet

from troth.jobs.models import Job, JobState


def given_up() -> QuerySet[Job]:
    """Jobs that were tried too often, the latest first."""
    return Job.objects.filter(state=JobState.FAILED).order_by("-ended_at")
