"""Claiming jobs and doing them, until told to stop."""

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import FrameType

from django.db import close_old_connections, connection

from troth.jobs import actions as jobs
from troth.jobs.models import Job
from troth.jobs.queries import owners

log = logging.getLogger("troth.worker")

IDLE_SECONDS = 0.5
"""How long to wait where there is nothing to do."""

SCHEDULE_SECONDS = 15
"""How often it is seen to that what recurs is scheduled."""


class GiveUpError(Exception):
    """Trying again would not help; the sentence says what a person has to do."""


Task = Callable[[Job, datetime], None]


class Worker:
    """Does jobs one after the other.

    `tasks` says by name what a job does, `recurring` what comes again, and how often.
    """

    def __init__(self, tasks: Mapping[str, Task], recurring: Mapping[str, timedelta]) -> None:
        self._tasks = tasks
        self._recurring = recurring
        self._owner = f"{socket.gethostname()}/{os.getpid()}"
        self._scheduled_at = 0.0

    def run(self) -> None:
        """Work until SIGTERM or SIGINT; the job under way is brought to its end first."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _told_to_stop)
        _free_what_the_dead_had(at=now())
        while not is_stopping():
            if not self.once():
                time.sleep(IDLE_SECONDS)

    def once(self) -> bool:
        """Do one job, if there is one."""
        close_old_connections()
        at = now()
        self._schedule(at)
        job = jobs.claim(self._owner, at=at)
        if job is None:
            return False
        self._do(job, at)
        return True

    def _schedule(self, at: datetime) -> None:
        if at.timestamp() - self._scheduled_at < SCHEDULE_SECONDS:
            return
        self._scheduled_at = at.timestamp()
        for name, period in self._recurring.items():
            jobs.schedule(name, period=period, at=at)

    def _do(self, job: Job, at: datetime) -> None:
        try:
            with _heartbeat(job):
                self._tasks[job.name](job, at)
            jobs.done(job, at=now())
        except jobs.StalledError as error:
            log.warning("%s", error)
        except GiveUpError as error:
            _end_badly(job, str(error), again=False)
        except Exception as error:
            log.exception("%s failed", job.name)
            _end_badly(job, f"{type(error).__name__}: {error}", again=True)


_stopping: list[int] = []
"""The signals that came: no Event, whose lock may be held by the very code they came into."""


def is_stopping() -> bool:
    """Whether the worker was told to stop; a long job asks between its steps."""
    return bool(_stopping)


def _told_to_stop(number: int, _frame: FrameType | None) -> None:
    _stopping.append(number)


def _free_what_the_dead_had(*, at: datetime) -> None:
    """What a worker of this machine had claimed that is no more need not wait for its lease."""
    host = socket.gethostname()
    for owner in owners():
        name, _, number = owner.rpartition("/")
        if name == host and number.isdecimal() and not _is_alive(int(number)):
            jobs.free(owner, at=at)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return process != os.getpid()


def now() -> datetime:
    """The clock, read at this door and nowhere below. Aware, UTC."""
    return datetime.now(UTC)  # noqa: TID251


def _end_badly(job: Job, trouble: str, *, again: bool) -> None:
    try:
        jobs.failed(job, trouble, at=now(), again=again)
    except jobs.StalledError as error:
        log.warning("%s", error)


@contextmanager
def _heartbeat(job: Job) -> Iterator[None]:
    """Signs of life from a thread of its own while the job is done."""
    is_over = threading.Event()

    def beat() -> None:
        while not is_over.wait(jobs.LEASE.total_seconds() / 3):
            try:
                jobs.extend(job, at=now())
            except jobs.StalledError:
                break
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
