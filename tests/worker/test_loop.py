"""What a worker does when others have died, and when it is told to stop."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from troth.jobs.actions import LEASE, claim, enqueue
from troth.worker import loop
from troth.worker.owner import own_name

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
SOON = AT + timedelta(seconds=1)


def dead_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def claimed_by(owner: str) -> None:
    enqueue("look", run_at=AT)
    claim(owner, at=AT)
    loop._free_what_the_dead_had(at=SOON)


def test_what_a_dead_worker_had_waits_for_no_lease():
    claimed_by(own_name().replace(str(os.getpid()), str(dead_process())))

    assert claim("another", at=SOON) is not None


def test_what_a_living_worker_has_stays_theirs_until_the_lease_ends():
    claimed_by(own_name().replace(str(os.getpid()), str(os.getppid())))

    assert claim("another", at=SOON) is None
    assert claim("another", at=AT + LEASE) is not None


def test_of_a_worker_on_another_machine_nobody_here_knows_whether_it_lives():
    claimed_by(f"elsewhere.example/{dead_process()}")

    assert claim("another", at=SOON) is None


def test_a_long_job_is_told_that_the_worker_is_to_stop(monkeypatch):
    monkeypatch.setattr(loop, "_stopping", [])
    assert not loop.is_stopping()

    loop._told_to_stop(signal.SIGTERM, None)

    assert loop.is_stopping()
