"""Claiming jobs and doing them, until told to stop."""

import logging
import signal
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import FrameType

from django.db import Error, close_old_connections, connection

from troth.jobs import actions as jobs
from troth.jobs.models import Job
from troth.jobs.queries import owners
from troth.web.journal import keep_short
from troth.worker.lease import Lease
from troth.worker.owner import has_died, own_name

log = logging.getLogger("troth.worker")

IDLE_SECONDS = 0.5
"""How long to wait where there is nothing to do."""

SCHEDULE_SECONDS = 15
"""How often it is seen to that what recurs is scheduled, and that what the dead had is free."""

DRAIN_SECONDS = 25
"""How long the job under way may take after the worker was told to stop; then it is given back."""

LONGEST_PAUSE = 15.0
"""Seconds between two tries while the database is away."""


class GiveUpError(Exception):
    """Trying again would not help; the sentence says what a person has to do."""


class HandedBackError(BaseException):
    """The worker was told to stop, and this job has taken too long since.

    It is no Exception: what a task catches for its own troubles must not catch this.
    """


Task = Callable[[Job, datetime], None]


class Worker:
    """Does jobs one after the other.

    `tasks` says by name what a job does, `recurring` what comes again, and how often.
    """

    def __init__(self, tasks: Mapping[str, Task], recurring: Mapping[str, timedelta]) -> None:
        self._tasks = tasks
        self._recurring = recurring
        self._owner = own_name()
        self._scheduled = -float(SCHEDULE_SECONDS)

    def run(self) -> None:
        """Work until SIGTERM or SIGINT; the job under way is brought to its end first.

        Where that takes too long it is given back. While the database is away, it is waited for.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _drain)
        signal.signal(signal.SIGALRM, _has_taken_too_long)
        pause = IDLE_SECONDS
        while not is_stopping():
            try:
                did = self.once()
                pause = IDLE_SECONDS
            except Error as error:
                log.warning("The database is away: %s", str(error).strip())
                connection.close()
                did, pause = False, min(pause * 2, LONGEST_PAUSE)
            if not did:
                _sleep(pause)

    def once(self) -> bool:
        """Do one job, if there is one."""
        close_old_connections()
        keep_short()
        at = now()
        self._keep_order(at)
        job = jobs.claim(self._owner, at=at, names=self._tasks.keys())
        if job is None:
            return False
        _do(self._tasks[job.name], job, at)
        return True

    def _keep_order(self, at: datetime) -> None:
        """Told by the clock that is never set: the other one may be, by hours."""
        elapsed = time.monotonic()
        if elapsed - self._scheduled < SCHEDULE_SECONDS:
            return
        _free_what_the_dead_had(at=at)
        for name, period in self._recurring.items():
            jobs.schedule(name, period=period, at=at)
        self._scheduled = elapsed


def is_stopping() -> bool:
    """Whether the worker was told to stop; a long job asks between its steps."""
    return bool(_stopping)


def now() -> datetime:
    """The clock, read at this door and nowhere below. Aware, UTC."""
    return datetime.now(UTC)  # noqa: TID251


_stopping: list[int] = []
"""The signals that came: no Event, whose lock may be held by the very code they came into."""

_is_busy: list[Job] = []
"""The job under way, which alone may be given back."""


def _do(task: Task, job: Job, at: datetime) -> None:
    """Do the job, and tell how it ended.

    What went wrong while the worker is told to stop tells nothing about the job: systemd stops the
    processes that read letters at the same time.
    """
    lease = Lease(job, now)
    try:
        _busy_with(job, lease, task, at)
    except HandedBackError:
        lease.tell(lambda: jobs.give_back(job, at=now()))
    except jobs.StalledError as error:
        log.warning("%s", error)
    except GiveUpError as error:
        sentence = str(error)
        lease.tell(lambda: jobs.failed(job, sentence, at=now(), again=False))
    except Exception as error:
        if is_stopping():
            lease.tell(lambda: jobs.give_back(job, at=now()))
            return
        log.exception("%s failed", job.name)
        trouble = f"{type(error).__name__}: {error}"
        lease.tell(lambda: jobs.failed(job, trouble, at=now()))
    else:
        lease.tell(lambda: jobs.done(job, at=now()))


def _busy_with(job: Job, lease: Lease, task: Task, at: datetime) -> None:
    _is_busy.append(job)
    try:
        with lease:
            task(job, at)
    finally:
        _is_busy.clear()


def _drain(number: int, frame: FrameType | None) -> None:
    """Stop soon, and in any case before too long."""
    if not is_stopping():
        signal.alarm(DRAIN_SECONDS)
    _told_to_stop(number, frame)


def _told_to_stop(number: int, _frame: FrameType | None) -> None:
    _stopping.append(number)


def _has_taken_too_long(_number: int, _frame: FrameType | None) -> None:
    if _is_busy:
        _is_busy.clear()
        raise HandedBackError


def _sleep(seconds: float) -> None:
    """Until it is over, or the worker is told to stop: Python goes on sleeping after a signal."""
    end = time.monotonic() + seconds
    while not is_stopping() and (left := end - time.monotonic()) > 0:
        time.sleep(min(left, IDLE_SECONDS))


def _free_what_the_dead_had(*, at: datetime) -> None:
    """What a worker of this machine had claimed that is no more need not wait for its lease."""
    for owner in owners():
        if has_died(owner):
            jobs.free(owner, at=at)
