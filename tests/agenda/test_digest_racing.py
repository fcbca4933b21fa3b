"""Three workers at once, one of them killed: one letter for each member and working day."""

import subprocess
import sys
import time
from collections import Counter

import pytest

from tests import tied
from tests.agenda.digest_racer import MEMBERS, WORKING_DAYS
from tests.cli.processes import PATIENCE, TOP, environment
from tests.databases import rows_in

pytestmark = [pytest.mark.slow, pytest.mark.database]

RACERS = 3


@pytest.fixture
def run(tmp_path):
    """Starts a process in a home of its own."""
    variables = environment(tmp_path) | {"DJANGO_SETTINGS_MODULE": "troth.project.settings"}
    started = []

    def start(*arguments):
        command = [sys.executable, "-m", *arguments]
        process = subprocess.Popen(
            command,
            env=variables,
            cwd=TOP,
            preexec_fn=tied.to_parent,  # noqa: PLW1509  # no thread of ours runs
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
            process.wait()


def until(is_so):
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def put_by(home):
    """By process how many letters it says to have put into the outbox."""
    logs = home.glob("put-*")
    return {log.name: sum(map(int, log.read_text().split())) for log in logs}


def test_three_workers_and_one_that_replaces_the_dead_put_one_letter_a_day(run, tmp_path):
    assert run("django", "migrate", "--verbosity=0").wait(PATIENCE) == 0
    assert run("tests.agenda.digest_racer", "found").wait(PATIENCE) == 0
    racers = [run("tests.agenda.digest_racer") for _ in range(RACERS)]
    until(lambda: len(list(tmp_path.glob("ready-*"))) == RACERS)
    (tmp_path / "begins.new").write_text(str(time.monotonic()))
    (tmp_path / "begins.new").rename(tmp_path / "begins")
    until(lambda: sum(put_by(tmp_path).values()) > MEMBERS)
    busiest = max(racers, key=lambda it: put_by(tmp_path)[f"put-{it.pid}"])
    busiest.kill()  # so that what is left has to come from others
    racers.remove(busiest)
    racers.append(run("tests.agenda.digest_racer"))
    codes = [process.wait(PATIENCE) for process in racers]
    put = put_by(tmp_path)
    each = Counter(by for (by,) in rows_in(tmp_path, "SELECT by_id FROM post_outgoing"))
    told = rows_in(tmp_path, "SELECT count(*) FROM record_entry WHERE kind = ?", "letter.put")

    assert codes == [0, 0, 0]
    assert list(each.values()) == [WORKING_DAYS] * MEMBERS
    assert told == [(MEMBERS * WORKING_DAYS,)]
    assert sum(1 for number in put.values() if number) > 1
