"""One look into a mailbox at a time: a server is never asked for more connections than is said."""

from datetime import datetime, timedelta

from troth.jobs.models import Job, JobState

AGAIN = timedelta(seconds=5)
"""How long to wait for one that is under way."""


def is_done_by_another(job: Job, *, at: datetime) -> bool:
    """Whether another worker does the same about the same row now.

    Two that begin in one moment may both find the other; then each gives way, and it is done later.
    """
    same = Job.objects.filter(name=job.name, about=job.about, state=JobState.RUNNING)
    return same.filter(lease_until__gt=at).exclude(pk=job.pk).exists()
