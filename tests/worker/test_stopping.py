"""A worker that is told to stop, as a process."""

import signal
import subprocess
import sys
import time

import pytest

from tests.cli.processes import PATIENCE, TOP, environment

pytestmark = pytest.mark.slow


@pytest.fixture
def worker(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.worker.slow_job", str(tmp_path)],
        env=environment(tmp_path / "home"),
        cwd=TOP,
        stdin=subprocess.PIPE,
    )
    until(process, tmp_path / "begun")
    yield process
    process.kill()
    process.wait()
    if process.stdin:
        process.stdin.close()


def until(process, path):
    """Wait for a file that the process makes."""
    end = time.monotonic() + PATIENCE
    while not path.exists():
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_job_under_way_is_brought_to_its_end(worker, tmp_path, how):
    worker.send_signal(how)
    until(worker, tmp_path / "told")
    assert not (tmp_path / "ended").exists()
    (tmp_path / "enough").touch()

    assert worker.wait(PATIENCE) == 0
    assert (tmp_path / "ended").exists()
    assert (tmp_path / "states").read_text() == "done"


def test_a_worker_ends_with_whoever_started_it(worker, tmp_path):
    worker.stdin.close()
    until(worker, tmp_path / "told")
    (tmp_path / "enough").touch()

    assert worker.wait(PATIENCE) == 0
    assert (tmp_path / "states").read_text() == "done"
