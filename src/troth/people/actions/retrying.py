"""What Troth has given up is tried once more, because a member says so."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from troth.jobs import actions as jobs
from troth.jobs.models import Job
from troth.people.models import Member
from troth.record.appending import append


class NotGivenUpError(Exception):
    """It runs again already, or was done since."""

    def __init__(self) -> None:
        super().__init__("That is tried again already, or was done since.")


@transaction.atomic
def retry(job: Job, *, client: UUID | None, by: Member, at: datetime) -> None:
    """Let a job that was given up run once more, as soon as may be.

    `client` is whose it is about, None where it is the practice's own. Whether the member may ask
    for it was seen to where they found it. Raises NotGivenUpError.
    """
    if not jobs.retry(job, at=at):
        raise NotGivenUpError
    append(
        "job.retried",
        practice=by.practice_id,
        client=client,
        by=by.pk,
        at=at,
        about=job.about if job.fire_at is None else None,
        text=job.name,
    )
