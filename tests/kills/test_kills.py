"""Killed at random points, nothing is lost and nothing is there twice.

Each scene is a program of its own: it forks its victims from a warmed parent, lets the work come to
its end, and judges what is in the database. The seed that a failing one printed repeats it:
TROTH_KILL_SEED=… bin/test. Together they are 200 kills on the database that the tests run on.
"""

import re
import subprocess
import sys

import pytest

from tests.cli.processes import TOP, environment
from tests.mail.dovecot import PASSWORD

pytestmark = [pytest.mark.slow, pytest.mark.database]

PATIENCE = 600


def killed(scene, home, *arguments):
    """Let the scene play; its exit code and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.kills.{scene}", str(home), *arguments],
        env=environment(home),
        cwd=TOP,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    print(done.stdout, done.stderr)  # shown where the test fails
    return done


def phases(said):
    """Where victims were killed, and how many there."""
    return {name: int(number) for number, name in re.findall(r"^ +(\d+) (.+)$", said, re.MULTILINE)}


def is_within(name):
    """Whether a kill there leaves a transaction half done."""
    return name.startswith(("<INSERT", "<UPDATE", "<COMMIT")) or name.endswith(">")


def test_nothing_is_lost_or_doubled_when_an_import_with_its_readers_is_killed(tmp_path):
    done = killed("intake", tmp_path, "--kills", "50", "--processes", "2")
    where = phases(done.stdout)

    assert done.returncode == 0
    assert sum(where.values()) >= 50
    assert len(where) >= 10
    assert any(is_within(name) for name in where)


def test_nothing_is_lost_or_doubled_when_a_fetch_from_a_server_is_killed(tmp_path, dovecot):
    root = dovecot.fill("killed", {"": []})
    done = killed(
        *("intake", tmp_path, "--kills", "50", "--maildir", str(root)),
        *("--chown", dovecot.mail_user, "--place", dovecot.address("killed")),
        *("--password", PASSWORD),
    )
    where = phases(done.stdout)

    assert done.returncode == 0
    assert sum(where.values()) >= 50
    assert len(where) >= 10


def test_every_decision_is_whole_with_its_entry_or_not_there_when_the_desk_is_killed(tmp_path):
    done = killed("desk", tmp_path, "--kills", "100")
    where = phases(done.stdout)

    assert done.returncode == 0
    assert sum(where.values()) >= 100
    assert len(where) >= 20
    assert any(is_within(name) for name in where)


@pytest.mark.parametrize(
    ("scene", "plant", "kills", "said"),
    [
        ("intake", "states-first", "8", "is lost"),
        ("desk", "entry-last", "8", "and the record says"),
    ],
)
def test_the_judge_finds_what_is_lost_where_one_transaction_was_made_two(
    tmp_path, scene, plant, kills, said
):
    done = killed(scene, tmp_path, "--kills", kills, "--plant", plant)

    assert done.returncode == 1
    assert said in done.stdout
