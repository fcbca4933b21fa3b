"""Two hundred kills while a thousand letters are sent.

The seed that a failing run printed repeats it: TROTH_KILL_SEED=… bin/test.
"""

import re
import subprocess
import sys

import pytest

from tests.cli.processes import TOP, environment

pytestmark = [pytest.mark.slow, pytest.mark.database]

PATIENCE = 900


def killed(home, *arguments):
    """Let the scene play; its exit code and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.post.kills", str(home), *arguments],
        env=environment(home),
        cwd=TOP,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    print(done.stdout, done.stderr)
    return done


def test_every_letter_arrives_and_one_that_may_have_come_twice_says_so(tmp_path):
    done = killed(tmp_path / "home", "--kills", "200", "--letters", "1000")
    number, phases = re.search(r"(\d+) killed in (\d+) phases", done.stdout).groups()

    assert done.returncode == 0
    assert int(number) >= 200
    assert int(phases) >= 20
    assert int(re.search(r"(\d+) smtp END>", done.stdout)[1]) >= 10
    assert "1000 letters delivered" in done.stdout


def test_the_judge_finds_letters_that_came_twice_in_silence(tmp_path):
    done = killed(tmp_path / "home", "--kills", "8", "--letters", "60", "--plant")

    assert done.returncode == 1
    assert "and nobody says so" in done.stdout
