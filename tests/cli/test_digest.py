"""`troth digest`, and that it says what `troth today` says."""

from datetime import timedelta

import pytest
from tests.agenda.digest_world import DESK, digests, news, promised, sender_of
from tests.cli.terminal import call
from tests.post.postman import PASSWORD, postman

from troth.agenda.models import DigestChoice
from troth.people.models import Client, ClientKind
from troth.post.models import OutgoingState

pytestmark = pytest.mark.django_db

ALICE = ("--member", "alice@harbour-it.example")
CAROL = ("--member", "carol@cliff-it.example")


@pytest.fixture(autouse=True)
def clock(monkeypatch, cast):
    for door in ("today", "digest"):
        monkeypatch.setattr(f"troth.cli.{door}.now", lambda: cast.at)


@pytest.fixture
def world(cast):
    promised(cast.acme, cast)
    promised(cast.birch, cast)
    sender_of(cast.alice, cast)
    return cast


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with postman(tmp_path_factory.mktemp("postman")) as running:
        yield running


def test_it_says_the_same_lines_in_the_same_order_as_today(world):
    for number in range(60):
        client = Client.objects.create(
            practice=world.practice,
            owner=world.alice,
            name=f"Client {number}",
            kind=ClientKind.CLIENT if number % 2 else ClientKind.CUSTOMER,
            since_at=world.at - timedelta(days=number),
        )
        if number % 3:
            promised(client, world, due=timedelta(days=number - 30), what=f"number {number}")
        else:
            news(client, world)
    today = call("today", *ALICE).stdout.splitlines()
    subject, _, text = call("digest", *ALICE).stdout.partition("\n\n")
    _day, *lines, _end = [line for line in text.splitlines() if line]
    urgent = sum(line.startswith("! ") for line in today)

    assert lines == today
    assert len(today) > 100
    assert subject == f"Subject: Today: {urgent} urgent, 51 lines"


def test_it_is_printed_as_it_would_be_now_with_when_it_comes_and_nothing_is_sent(world, settings):
    settings.DESK_URL = DESK
    shown = call("digest", *ALICE)

    assert shown.stdout.startswith("Subject: Today: 1 urgent, 1 line\n\nMonday, 2 March 2026\n\n")
    assert f"Today: {DESK}" in shown.stdout
    assert shown.stderr == (
        "The next digest comes on Tue 3 Mar at 07:00 to alice@harbour-it.example, "
        "if somebody waits.\n"
    )
    assert digests() == []


def test_why_none_comes_is_said_in_a_sentence(world):
    nobody = call("digest", *CAROL)
    world.alice.senders.all().delete()
    shown = call("digest", *ALICE)

    assert (nobody.exit_code, nobody.stdout) == (0, "")
    assert "Nothing is due, and nobody waits." in nobody.stderr
    assert "Acme" in shown.stdout
    assert shown.stderr.startswith("No digest comes: Troth does not know yet how your letters")


def test_it_is_switched_off_and_on_and_its_hour_chosen(world):
    off, hour = call("digest", "--off", *ALICE), call("digest", "--hour", "10", *ALICE)
    on = call("digest", "--on", *ALICE)
    choice = DigestChoice.objects.get()

    assert off.stdout == hour.stdout == "No digest comes: you switched it off.\n"
    assert on.stdout.startswith("The next digest comes on Mon 2 Mar at 10:00 to alice@")
    assert (choice.member, choice.is_wanted, choice.hour) == (world.alice, True, 10)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (("--send", "--off"), "not both at once"),
        (("--send", "--hour", "7"), "not both at once"),
        (("--hour", "24"), "0<=x<=23"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(world, said, answer):
    refused = call("digest", *said, *ALICE)

    assert refused.exit_code == 2
    assert answer in refused.stderr
    assert not DigestChoice.objects.exists()


@pytest.mark.slow
def test_it_is_sent_at_once_and_once_a_day(cast, server):
    promised(cast.acme, cast)
    sender_of(cast.alice, cast, place=server.place(), password=PASSWORD)
    sent, again = call("digest", "--send", *ALICE), call("digest", "--send", *ALICE)

    assert sent.stdout == "Sent to alice@harbour-it.example.\n"
    assert server.taken[-1]["to"] == ["alice@harbour-it.example"]
    assert again.exit_code == 2
    assert "there is one a day" in again.stderr
    assert len(digests()) == 1


def test_what_cannot_leave_says_why_and_lies_in_the_outbox(world):
    failed = call("digest", "--send", *ALICE)
    (letter,) = digests()

    assert failed.exit_code == 1
    assert failed.stderr.startswith("It lies in the outbox and has not left. ")
    assert "127.0.0.1" in failed.stderr
    assert letter.state == OutgoingState.HELD


def test_without_a_way_to_send_nothing_is_put(cast):
    promised(cast.acme, cast)
    refused = call("digest", "--send", *ALICE)

    assert refused.exit_code == 2
    assert "how your letters leave" in refused.stderr
    assert digests() == []
