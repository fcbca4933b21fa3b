"""Running practices for tests of the terminal."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.processes import Up
from tests.ports import free_port


@pytest.fixture(scope="session")
def port() -> int:
    """A port that was free a moment ago."""
    return free_port()


@pytest.fixture
def up() -> Iterator[Callable[..., Up]]:
    """Starts practices, and leaves none behind."""
    started: list[Up] = []

    def start(home: Path, *arguments: str) -> Up:
        started.append(Up(home, *arguments))
        return started[-1]

    yield start
    for each in started:
        each.kill()
