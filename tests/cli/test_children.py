"""Processes that are started together and stopped together."""

import os
import signal
import sys
import time
from threading import Thread

import pytest
from tests.cli.processes import PATIENCE, TOP, environment

from troth.cli.children import ChildEndedError, children

pytestmark = pytest.mark.slow


@pytest.fixture
def slow(tmp_path):
    """Starts a worker that is in the midst of a job, which does not end by itself."""
    ours = environment(tmp_path / "home") | {"PYTHONPATH": f"{TOP / 'src'}{os.pathsep}{TOP}"}

    def start(held):
        child = held.start("worker", "tests.worker.slow_job", str(tmp_path))
        end = time.monotonic() + PATIENCE
        while not (tmp_path / "begun").exists() and time.monotonic() < end:
            assert not child.has_ended, held.log.read_text()
            time.sleep(0.02)
        return child

    return ours, start


def tell_again(once):
    """Once the worker has heard it: as a person does who does not want to wait."""
    end = time.monotonic() + PATIENCE
    while not once.exists() and time.monotonic() < end:
        time.sleep(0.02)
    if once.exists():
        os.kill(os.getpid(), signal.SIGINT)


def test_told_once_they_finish_their_job_and_told_again_they_are_killed(slow, tmp_path):
    ours, start = slow
    with children(tmp_path, ours) as held:
        child = start(held)
        held.wake(signal.SIGINT, None)
        again = Thread(target=tell_again, args=(tmp_path / "told",))
        again.start()
    again.join()

    assert child.process.returncode == -signal.SIGKILL
    assert not (tmp_path / "ended").exists()


def test_what_a_part_said_last_is_told_with_its_end(tmp_path):
    with children(tmp_path) as held:
        held.start("web server", "no_such_module")
        with pytest.raises(ChildEndedError, match=r"The web server ended \(exit code 1\)") as ended:
            held.wait()

    assert "No module named no_such_module" in str(ended.value)
    assert signal.getsignal(signal.SIGINT) is not held.wake


def test_the_commands_that_need_no_practice_load_no_django(tmp_path):
    asked = (
        "import sys; from click.testing import CliRunner; from troth.cli.main import main\n"
        "for name in ('scan', 'read', 'when', 'letter'): CliRunner().invoke(main, [name, '--help'])\n"
        "CliRunner().invoke(main, ['when'], input='tomorrow')\n"
        "CliRunner().invoke(main, ['--help'])\n"
        "sys.exit('django' in sys.modules)"
    )

    assert (
        os.spawnve(os.P_WAIT, sys.executable, [sys.executable, "-c", asked], environment(tmp_path))
        == 0
    )
