"""Several processes at once, on either database: racing, killed, stalled, cut off."""

import signal
import subprocess
import sys
import time
from collections import Counter

import psycopg
import pytest

from tests import tied
from tests.cli.processes import PATIENCE, TOP, environment
from tests.jobs.racer import FIRE_TIMES

pytestmark = [pytest.mark.slow, pytest.mark.database]

CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
JOBS = 2_000
RACERS = 4


class Field:
    """A database of its own, and the processes that race for its jobs."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = environment(folder / "home") | {
            "DJANGO_SETTINGS_MODULE": "troth.project.settings",
        }
        self.racers = []
        self.python("-m", "django", "migrate", "--verbosity=0")

    def python(self, *arguments):
        done = subprocess.run(
            [sys.executable, *arguments],
            env=self.environment,
            cwd=TOP,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def ask(self, name, number=1):
        """Ask for so many jobs of this name, each about something else."""
        rows = f"Job(name={name!r}, about=uuid4(), run_at=now()) for _ in range({number})"
        self.shell(f"Job.objects.bulk_create([{rows}])")

    def shell(self, *lines):
        setup = (
            "import django; django.setup()",
            "from uuid import uuid4",
            "from troth.jobs.models import Job",
            "from troth.worker.loop import now",
        )
        return self.python("-c", "\n".join((*setup, *lines))).strip()

    def start(self, role):
        log = self.folder / f"{len(self.racers)}.log"
        command = [sys.executable, "-m", "tests.jobs.racer", role, str(log)]
        process = subprocess.Popen(
            command,
            env=self.environment,
            cwd=TOP,
            preexec_fn=tied.to_parent,  # noqa: PLW1509  # no thread of ours runs
        )
        self.racers.append(process)
        return process

    def told(self):
        lines = [each.read_text().splitlines() for each in sorted(self.folder.glob("*.log"))]
        return [tuple(line.rsplit(" ", 2)) for each in lines for line in each]

    def until(self, is_so):
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < end
            time.sleep(0.05)

    def cut_connections(self):
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            assert connection.execute(CUT).fetchall()

    def states(self):
        said = self.shell("print(*Job.objects.order_by('id').values_list('state', flat=True))")
        return Counter(said.split())


@pytest.fixture
def field(tmp_path):
    made = Field(tmp_path)
    yield made
    for process in made.racers:
        if process.poll() is None:
            process.kill()
            process.wait()


def test_four_workers_do_two_thousand_jobs_once_each(field):
    field.ask("small", JOBS)
    racers = [field.start("worker") for _ in range(RACERS)]
    codes = [process.wait(PATIENCE) for process in racers]
    done = Counter(about for _, about, _ in field.told())

    assert codes == [0] * RACERS
    assert (len(done), set(done.values())) == (JOBS, {1})
    assert field.states() == {"done": JOBS}
    assert sum(1 for log in field.folder.glob("*.log") if log.read_text()) > 1


def test_what_killed_workers_had_is_done_by_others(field):
    field.ask("small", JOBS // 2)
    racers = [field.start("worker") for _ in range(RACERS)]
    for victim in racers[1:]:
        before = len(field.told())
        field.until(lambda before=before: len(field.told()) > before + 20)
        victim.kill()
        victim.wait()
    code = racers[0].wait(PATIENCE)
    done = {about for _, about, _ in field.told()}

    assert code == 0
    assert len(done) == JOBS // 2
    assert field.states() == {"done": JOBS // 2}
    assert len(field.told()) - len(done) <= len(racers) - 1


def test_three_racing_schedulers_let_every_fire_time_come_once(field):
    racers = [field.start("scheduler") for _ in range(3)]
    field.until(lambda: len(list(field.folder.glob("*.log"))) == len(racers))
    begins = field.folder / "home" / "begins"
    begins.with_suffix(".new").write_text(str(time.monotonic()))
    begins.with_suffix(".new").rename(begins)
    codes = [process.wait(PATIENCE) for process in racers]
    fired = Counter(" ".join(it[:2]) for it in field.told())

    assert codes == [0, 0, 0]
    assert set(fired.values()) == {1}
    assert 10 < len(fired) <= FIRE_TIMES
    assert sum(1 for log in field.folder.glob("*.log") if log.read_text()) > 1


def test_a_worker_that_stood_still_past_its_lease_writes_nothing_and_its_result_is_refused(field):
    field.ask("slow")
    stalled = field.start("long-worker")
    field.until(lambda: len(field.told()) == 1)
    stalled.send_signal(signal.SIGSTOP)
    other = field.start("long-worker")
    field.until(lambda: "slow ended" in {name for name, _, _ in field.told()})
    stalled.send_signal(signal.SIGCONT)
    field.until(lambda: field.states()["running"] == 0)
    other.terminate()
    other.wait(PATIENCE)
    field.ask("small")
    field.until(lambda: "small" in {name for name, _, _ in field.told()})

    assert [it[0] for it in field.told()].count("slow ended") == 1
    assert field.shell("print(Job.objects.filter(name='written').count())") == "1"
    assert field.shell("print(Job.objects.get(name='slow').attempt)") == "2"


def test_a_job_that_takes_too_long_after_a_worker_was_told_to_stop_is_given_back(field):
    field.ask("endless")
    worker = field.start("long-worker")
    field.until(lambda: len(field.told()) == 1)
    worker.terminate()

    assert worker.wait(PATIENCE) == 0
    assert field.states() == {"waiting": 1}
    assert field.shell("print(Job.objects.get().attempt)") == "0"


@pytest.mark.postgresql  # SQLite has no connections to lose
def test_a_worker_whose_connections_are_cut_goes_on(field):
    field.ask("small", 300)
    worker = field.start("long-worker")
    for number in range(5):
        field.until(lambda number=number: len(field.told()) > 40 * number)
        field.cut_connections()
    field.until(lambda: len({about for _, about, _ in field.told()}) == 300)
    field.until(lambda: field.states() == {"done": 300})

    assert worker.poll() is None


@pytest.mark.postgresql  # SQLite has no connections to lose
def test_signs_of_life_go_on_after_their_connection_was_cut_and_the_job_is_done_once(field):
    field.ask("patient")
    field.start("long-worker")
    field.start("long-worker")
    field.until(lambda: field.states()["running"] == 1)
    for _ in range(3):
        time.sleep(1.2)
        field.cut_connections()
    field.until(lambda: field.states() == {"done": 1})

    assert field.told() == [("patient", field.told()[0][1], "1")]
