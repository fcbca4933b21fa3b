"""What the tests of calendars may ask for."""

from collections.abc import Iterator

import pytest
from tests.calendars.radicale_server import Radicale, running


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    """A server with no calendars yet, one for the tests of a file."""
    with running(tmp_path_factory.mktemp("radicale")) as server:
        yield server
