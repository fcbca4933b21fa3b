"""One of several processes that want the same jobs: python -m tests.jobs.racer ROLE LOG.

Every line of LOG is written before the job is told to be done: "name about-or-fire-time attempt".
"""

import os
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "troth.project.settings"

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FIRE_TIMES = 200
SECONDS_PER_FIRE_TIME = 0.05


def main(role: str, log: Path) -> None:
    import django  # after the settings

    django.setup()
    with log.open("a", buffering=1) as file:
        ROLES[role](
            lambda job: file.write(f"{job.name} {job.fire_at or job.about} {job.attempt}\n")
        )


def worker(tell) -> None:
    """A real worker with the smallest of jobs, until there is none left."""
    from troth.jobs.models import Job, JobState
    from troth.worker.loop import Worker

    racer = Worker({"small": lambda job, _at: tell(job)}, {})
    while True:
        while racer.once():
            pass
        if not Job.objects.exclude(state=JobState.DONE).exists():
            return
        time.sleep(0.05)
        racer._scheduled = -100.0  # what the dead had is free at once


def scheduler(tell) -> None:
    """Three of these run through the same minutes, twenty of them in a second."""
    from troth.jobs import actions
    from troth.jobs.actions import claim, done, schedule

    actions.LEASE = timedelta(days=1)  # nobody dies, and a minute is short here
    begins = Path(os.environ["TROTH_HOME"]) / "begins"
    while not begins.exists():
        time.sleep(0.01)
    start = float(begins.read_text())
    while (passed := time.monotonic() - start) < FIRE_TIMES * SECONDS_PER_FIRE_TIME:
        at = AT + passed / SECONDS_PER_FIRE_TIME * MINUTE
        schedule("lines", period=MINUTE, at=at)
        if job := claim(str(os.getpid()), at=at):
            tell(job)
            done(job, at=at)


def long_worker(tell) -> None:
    """A worker for ever, with short leases; "slow" takes a second between two writes."""
    from uuid import uuid4

    from troth.jobs import actions
    from troth.worker import lease, loop

    actions.LEASE, lease.BEAT_SECONDS = timedelta(seconds=3), 1.0
    loop.SCHEDULE_SECONDS, loop.DRAIN_SECONDS, lease.PAUSE_SECONDS = 1, 1, 0.2

    def slow(job, at) -> None:
        tell(job)
        time.sleep(1)
        written(job.about)
        job.name = "slow ended"
        tell(job)

    def endless(job, at) -> None:
        tell(job)
        time.sleep(600)

    def patient(job, at) -> None:
        time.sleep(8)
        tell(job)

    def small(job, at) -> None:
        time.sleep(0.02)
        tell(job)

    def written(about) -> None:
        actions.enqueue("written", about=uuid4(), run_at=AT + timedelta(days=9000))

    loop.Worker({"slow": slow, "small": small, "endless": endless, "patient": patient}, {}).run()


ROLES = {"worker": worker, "scheduler": scheduler, "long-worker": long_worker}

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
