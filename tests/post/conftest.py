"""What tests of the outbox may ask for."""

from datetime import timedelta

import pytest

from tests.mail.dovecot import dovecot
from tests.post.postman import PASSWORD, postman
from troth.post.actions import outbox, senders
from troth.post.letter import Letter

__all__ = ["dovecot"]


class Clock:
    """Time that goes on only when it is told to."""

    def __init__(self, at):
        self.at = at

    def __call__(self):
        return self.at

    def pass_by(self, **more):
        self.at += timedelta(**more)
        return self.at


@pytest.fixture
def clock(cast):
    return Clock(cast.at)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with postman(tmp_path_factory.mktemp("postman")) as running:
        yield running


@pytest.fixture
def sender(cast, server):
    return senders.add(
        server.place(),
        email="alice@harbour-it.example",
        password=PASSWORD,
        by=cast.alice,
        at=cast.at,
    )


@pytest.fixture
def put(cast, sender):
    """Puts a letter to Anna at Acme into the outbox, with no minute to hold it back."""

    def putting(**more):
        letter = {
            "to": ["anna@acme.example"],
            "subject": "The migration plan",
            "text": "Hello Anna,\n\nthe plan is ready.\n\nAlice",
            "kind": "draft",
            "client": cast.acme,
            "contact": cast.anna,
            "language": "en",
        }
        hold = more.pop("hold", timedelta())
        return outbox.put(Letter(**letter | more), hold=hold, by=cast.alice, at=cast.at)

    return putting
