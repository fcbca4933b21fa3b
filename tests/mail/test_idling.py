"""Waiting at a server until letters come."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.mail.dovecot import PASSWORD
from tests.mail.scripted_server import Script, serving
from tests.mail.test_looking_live import Looker
from tests.mailbox import letter
from troth.mail.imap.address import parse_address
from troth.mail.imap.answers import DroppedError, Limits
from troth.mail.imap.idling import INBOX, MOST_ENDED, NotOfferedError, arrivals
from troth.mail.imap.session import Session

SHORT = Limits(reply_bytes=5_000)
QUICK = Limits(connect_seconds=0.5, read_seconds=0.5, reply_bytes=5_000)
"""For servers alone that keep one waiting: any other may be slow on a machine under load."""

IDLES = b"IMAP4rev1 IDLE"


def signed_in(address: str, *, password: str = "x", limits: Limits = SHORT) -> Session:
    session = Session(parse_address(address), password=password, limits=limits)
    session.connect()
    return session


@contextmanager
def told_by(script: Script, *, limits: Limits = SHORT) -> Iterator[Iterator[int]]:
    session = signed_in(f"imap://ann@127.0.0.1:{script.port}", limits=limits)
    try:
        yield arrivals(session, INBOX)
    finally:
        session.drop()


@pytest.fixture
def waiting(dovecot, request):
    """A mailbox with one letter, whoever changes it, and what is told of its letters."""
    user = f"idle-{request.node.name}"[:60]
    dovecot.fill(user, {"": [letter("x", subject="one")]})
    session = signed_in(dovecot.address(user), password=PASSWORD, limits=Limits())
    yield Looker(dovecot, user), arrivals(session, INBOX, renewal_seconds=0.3)
    session.drop()


def test_letters_that_come_are_told_and_first_how_many_there_are(waiting):
    anna, told = waiting
    assert next(told) == 1

    anna.receive("two")
    assert next(told) == 2
    anna.receive("three")
    assert next(told) == 3


def test_what_goes_is_no_news_and_what_comes_in_its_place_is(waiting):
    anna, told = waiting
    assert next(told) == 1
    with anna.signed_in() as client:
        client.select_folder("INBOX")
        client.delete_messages([1])
        client.expunge()
    anna.receive("another")

    assert next(told) == 1


def test_flags_are_no_news_and_asking_anew_loses_none(waiting):
    anna, told = waiting
    assert next(told) == 1
    later = threading.Timer(1.0, anna.receive, ["two"])
    later.start()
    with anna.signed_in() as client:
        client.select_folder("INBOX")
        client.add_flags([1], [b"\\Seen"])

    assert next(told) == 2
    later.join()


def test_one_who_waits_is_interrupted_from_another_thread(dovecot):
    dovecot.fill("idle-interrupted", {"": []})
    session = signed_in(dovecot.address("idle-interrupted"), password=PASSWORD, limits=Limits())
    told = arrivals(session, INBOX)
    assert next(told) == 0
    threading.Timer(0.2, session.interrupt).start()

    with pytest.raises(DroppedError):
        next(told)


def test_a_server_that_does_not_offer_it_is_not_asked():
    with serving(Script()) as script, told_by(script) as told, pytest.raises(NotOfferedError):
        next(told)

    assert b"IDLE" not in script.verbs


@pytest.mark.parametrize(
    "answer", [b"TAG BAD what\r\n", b"TAG NO not here\r\n", b"TAG OK done\r\n"]
)
def test_a_server_that_offers_it_and_refuses_is_not_asked_again_and_again(answer):
    with (
        serving(Script(capabilities=IDLES, instead={b"IDLE": lambda heard: answer})) as script,
        told_by(script) as told,
        pytest.raises(NotOfferedError),
    ):
        next(told)

    assert script.verbs.count(b"IDLE") == 1


def test_a_server_that_ends_the_waiting_each_time_is_left_after_a_few():
    ended = b"+ idling\r\nTAG OK done\r\n"
    with (
        serving(Script(capabilities=IDLES, instead={b"IDLE": lambda heard: ended})) as script,
        told_by(script) as told,
        pytest.raises(NotOfferedError),
    ):
        list(told)

    assert script.verbs.count(b"IDLE") == MOST_ENDED + 1


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        "stall",
        b"* BYE\r\n",
        b"+ idling\r\n* BYE going down\r\n",
        b"+ idling\r\nwhat is this\r\n",
        b"+ idling\r\n* OK " + b"x" * 2_000_000,
        b"+ idling\r\n* 1 FETCH (FLAGS {99999999999}\r\n",
        b"* OK not yet\r\n" * 2_000,
    ],
)
def test_a_server_that_breaks_while_one_waits_is_a_lost_connection_and_no_traceback(answer):
    limits = QUICK if answer in {"stall", b"* BYE\r\n"} else SHORT
    with (
        serving(Script(capabilities=IDLES, instead={b"IDLE": lambda heard: answer})) as script,
        told_by(script, limits=limits) as told,
        pytest.raises(DroppedError),
    ):
        list(told)


def test_what_is_told_before_the_server_agrees_is_news_too():
    early = b"* 1 EXISTS\r\n+ idling\r\n* 2 EXISTS\r\n* X garbage\r\n* 3 EXISTS\r\n"
    with (
        serving(Script(capabilities=IDLES, instead={b"IDLE": lambda heard: early})) as script,
        told_by(script) as told,
    ):
        assert [next(told), next(told), next(told)] == [1, 2, 3]
