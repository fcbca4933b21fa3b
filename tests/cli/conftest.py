"""Running practices for tests of the terminal."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.processes import Up


@pytest.fixture(scope="session")
def port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


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
