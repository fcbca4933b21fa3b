"""The outbox in the terminal."""

import pytest
from tests.cli.terminal import call, lines_of

from troth.post.actions import senders
from troth.post.actions.outbox import put
from troth.post.letter import Letter
from troth.post.models import Outgoing, OutgoingState

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(cast):
    senders.add(
        "smtps://alice@smtp.harbour-it.example",
        email="alice@harbour-it.example",
        by=cast.alice,
        at=cast.at,
    )
    said = Letter(
        to=["anna@acme.example"], subject="The plan", text="It is ready.", kind="draft",
        client=cast.acme,
    )  # fmt: skip
    return put(said, by=cast.alice, at=cast.at)


def outbox(*arguments, member="alice@harbour-it.example"):
    return call("outbox", "--member", member, *arguments)


def in_state(letter, state, **changes) -> None:
    Outgoing.objects.filter(pk=letter.pk).update(state=state, **changes)


def test_what_waits_stands_with_its_id_its_time_and_whom_it_goes_to(letter):
    said = outbox().stdout.splitlines()

    assert said == [
        f"{letter.pk.hex[-8:]}  2026-03-02 09:01  waits",
        "    Acme: The plan",
        "    to anna@acme.example",
    ]


def test_what_could_not_be_sent_says_why_and_is_sent_again(letter):
    in_state(letter, OutgoingState.FAILED, said="550 no", refused={"anna@acme.example": "gone"})
    said = outbox().stdout

    assert "could not be sent" in said
    assert "    550 no\n    It did not reach anna@acme.example: gone\n" in said
    assert "waits" in outbox("--send-again", letter.pk.hex[-8:]).stdout


def test_it_is_taken_back_and_dropped_by_its_id(letter):
    assert "  taken back" in outbox("--take-back", str(letter.pk)).stdout
    in_state(letter, OutgoingState.FAILED)
    outbox("--drop", letter.pk.hex[-8:])
    assert Outgoing.objects.get().state == OutgoingState.WITHDRAWN


@pytest.mark.parametrize("named", ["", "nonsense", "0000"])
def test_an_id_of_no_letter_is_refused_with_a_sentence(letter, named):
    answer = outbox("--send-again", named)

    assert answer.exit_code == 2
    assert f"No one letter has the id {named!r}." in answer.stderr


def test_what_it_is_too_late_for_is_refused(letter):
    in_state(letter, OutgoingState.SENDING)
    answer = outbox("--take-back", letter.pk.hex)

    assert answer.exit_code == 2
    assert "It is too late to take this letter back" in answer.stderr


def test_as_json_every_letter_is_a_line(letter):
    assert [(it["subject"], it["state"], it["client"]) for it in lines_of(outbox("--json"))] == [
        ("The plan", "held", "Acme")
    ]


def test_a_stranger_sees_and_sends_nothing(letter):
    carol = "carol@cliff-it.example"

    assert outbox(member=carol).stdout == ""
    assert outbox("--take-back", letter.pk.hex, member=carol).exit_code == 2
    assert Outgoing.objects.get().state == OutgoingState.HELD
