"""What journeys may ask for: a Chromium, a mail server, and practices that run."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.cli.processes import Up
from tests.databases import copy_databases
from tests.hostile.chromium import watched_chromium
from tests.journeys.person import Person, person_at
from tests.mail.dovecot import dovecot
from tests.ports import free_port

__all__ = ["dovecot"]

Start = Callable[..., Up]


@pytest.fixture(scope="package")
def world() -> Iterator[tuple[Browser, list[str]]]:
    """A Chromium, and whatever was heard outside of this machine."""
    with watched_chromium() as watched:
        yield watched


@pytest.fixture(scope="package")
def chromium(world: tuple[Browser, list[str]]) -> Browser:
    return world[0]


@pytest.fixture(scope="module")
def start() -> Iterator[Start]:
    """Starts practices on ports of their own, and leaves none behind."""
    started: list[Up] = []

    def up(home: Path, *arguments: str) -> Up:
        started.append(Up(home, *arguments, "--port", str(free_port())))
        return started[-1].until_up()

    yield up
    for each in started:
        each.kill()


@pytest.fixture(scope="package")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a sample practice that was made and stopped; all processes of a run share it."""
    root = tmp_path_factory.getbasetemp()
    root = root.parent if os.environ.get("PYTEST_XDIST_WORKER") else root
    home, is_made = root / "finished", root / "finished.made"
    with (root / "finished.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_made.exists():
            _make_sample(home)
            is_made.touch()
    return home


@pytest.fixture(scope="module")
def sample_home(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample practice of the module's own."""
    home = tmp_path_factory.mktemp("sample") / "home"
    shutil.copytree(finished, home)
    copy_databases(finished, to=home)
    return home


@pytest.fixture(scope="module")
def sample(start: Start, sample_home: Path) -> Up:
    return start(sample_home, "--demo")


@pytest.fixture(scope="module")
def robin(chromium: Browser, sample: Up) -> Iterator[Person]:
    """The owner of the sample practice, signed in."""
    with person_at(chromium, sample) as person:
        yield person


def _make_sample(home: Path) -> None:
    home.mkdir()
    running = Up(home, "--demo", "--port", str(free_port()))
    try:
        running.until_up()
        assert running.stop() == 0
    finally:
        running.kill()
