"""Work that is still to be done, as far as a page waits for it."""

from collections.abc import Collection
from uuid import UUID

from troth.jobs.models import Job, JobState


def left(name: str, about: Collection[UUID]) -> list[Job]:
    """The jobs of this name about these that wait or run. One query."""
    states = (JobState.WAITING, JobState.RUNNING)
    return list(Job.objects.filter(name=name, about__in=about, state__in=states))
