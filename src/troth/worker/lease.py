"""Holding on to a job while it is done, and doing no more of it once it is somebody else's."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from django.db import Error, connection

from troth.jobs import actions as jobs
from troth.jobs.models import Job

log = logging.getLogger("troth.worker")

BEAT_SECONDS = jobs.LEASE.total_seconds() / 3
PAUSE_SECONDS = 2.0
"""How long to wait after a sign of life that the database did not take."""


class Lease:
    """A job's lease, kept by signs of life from a thread of its own while the job is done.

    # Note [A stalled owner]
    A process may stand still, with its machine or by itself, until its lease has ended and another
    has begun its job. When it goes on, it must not write what the other writes. So before each
    statement after the lease's end it asks for the lease anew, in the job's own transaction: where
    another has the job that raises StalledError, and nothing of the transaction stays. Where nobody
    has it, the row is locked until the transaction ends; that may be undone, so it is asked again
    before each statement until a sign of life was taken.
    """

    def __init__(self, job: Job, clock: Callable[[], datetime]) -> None:
        self._job = job
        self._clock = clock
        self._until = job.lease_until
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)
        self._fence = ExitStack()
        self._is_asking = False

    def __enter__(self) -> Self:
        self._fence.enter_context(connection.execute_wrapper(self._before))
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._fence.close()
        self._is_over.set()
        self._thread.join()

    def tell(self, how_it_ended: Callable[[], None]) -> None:
        """Say how the job ended, also to a database that is away for a moment.

        What it does not take while the lease lasts is not said, and the job is done again.
        """
        end = time.monotonic() + jobs.LEASE.total_seconds()
        while True:
            try:
                how_it_ended()
            except jobs.StalledError as error:
                log.warning("%s", error)
            except Error as error:
                if connection.in_atomic_block or time.monotonic() > end:
                    raise
                log.warning("The database is away: %s", str(error).strip())
                connection.close()
                time.sleep(PAUSE_SECONDS)
                continue
            return

    def _before(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001  # as Django calls it
        """Note [A stalled owner]."""
        at = self._clock()
        if not self._is_asking and self._until is not None and at >= self._until:
            self._is_asking = True
            try:
                jobs.extend(self._job, at=at)
            finally:
                self._is_asking = False
        return execute(sql, params, many, context)

    def _beat(self) -> None:
        pause = BEAT_SECONDS
        while not self._is_over.wait(pause):
            try:
                at = self._clock()
                jobs.extend(self._job, at=at)
                self._until, pause = at + jobs.LEASE, BEAT_SECONDS
            except jobs.StalledError:
                break  # whoever does the job is told at its next statement
            except Error as error:
                log.warning("A sign of life was not taken: %s", str(error).strip())
                connection.close()
                pause = PAUSE_SECONDS
        connection.close()
