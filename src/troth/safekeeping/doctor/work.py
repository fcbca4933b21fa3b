"""Work: whether somebody does it, what was given up, what is late."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Max

from troth.jobs.models import Job, JobState
from troth.jobs.queries import given_up
from troth.safekeeping.doctor.answers import Answer, Asked, fine, note, span_words, to_do
from troth.web.days import count_words

SILENT = timedelta(minutes=5)
"""Something recurs every minute: a worker that is not heard of for five is not there."""

LATE = timedelta(minutes=10)
SHOWN = 5


def worker(asked: Asked) -> Iterator[Answer]:
    """When a worker was last heard of: what it ended, or holds now."""
    heard = _heard_at()
    running = Job.objects.filter(state=JobState.RUNNING, lease_until__gt=asked.at)
    if running.exists():
        yield fine("worker", "A worker is at work.")
    elif heard is None:
        yield to_do("worker", "No worker was ever here.", do="Start Troth: `troth up`.")
    elif asked.at - heard > SILENT:
        said = f"No worker was heard of for {span_words(asked.at - heard)}."
        yield to_do("worker", said, do="Start Troth: `troth up`.")
    else:
        yield fine("worker", f"A worker was heard of {asked.ago(heard)}.")


def work(asked: Asked) -> Iterator[Answer]:
    """What was given up, and what should have begun long ago."""
    failed = list(given_up()[:SHOWN])
    for job in failed:
        said = " ".join(job.trouble.split()).rstrip(".") or "no reason is kept"
        when = f" {asked.ago(job.ended_at)}" if job.ended_at else ""
        yield to_do(
            "jobs", f"“{job.name}” was given up{when}: {said}.", do="Mend that, then retry it."
        )
    more = given_up().count() - len(failed)
    if more > 0:
        yield note("jobs", f"{count_words(more, 'older job')} were given up too.")
    late = _oldest_due(asked.at)
    if late is not None and asked.at - late > LATE:
        said = f"Work has waited {span_words(asked.at - late)} longer than it should."
        yield to_do("jobs", said, do="See that Troth runs: `troth up`.")
    elif not failed:
        yield fine("jobs", "No work is late, and none was given up.")


def _heard_at() -> datetime | None:
    ended: datetime | None = Job.objects.aggregate(at=Max("ended_at"))["at"]
    return ended


def _oldest_due(at: datetime) -> datetime | None:
    due = Job.objects.filter(state=JobState.WAITING, run_at__lte=at)
    return due.order_by("run_at").values_list("run_at", flat=True).first()
