"""Who sits at the desk, and when."""

import pytest


@pytest.fixture
def clock_of_the_cast(monkeypatch, cast):
    """What a view takes for now."""
    monkeypatch.setattr("troth.desk.viewing.now", lambda: cast.at)


@pytest.fixture
def desk(client, cast):
    """A browser in which Alice is signed in."""
    client.force_login(cast.alice)
    return client
