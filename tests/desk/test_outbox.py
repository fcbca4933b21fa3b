"""Letters that leave: what waits, what failed and why, and what can be done about it."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from tests.desk.rows import promise
from tests.post.conftest import Clock, sender, server
from troth.post.actions import sending
from troth.post.actions.outbox import put
from troth.post.actions.senders import remove, troubled
from troth.post.delivery import deliver
from troth.post.letter import Letter
from troth.post.models import Outgoing, OutgoingState
from troth.updates.actions.leaving import close_sent
from troth.updates.models import Draft, DraftState

__all__ = ["sender", "server"]

pytestmark = pytest.mark.django_db

LETTER = {"subject": "Where we stand", "body": "Dear Anna,\r\n\r\nall is well.\r\n\r\nAlice"}
UNSURE = "The server took the whole letter and its answer was lost. It may have arrived;"


@pytest.fixture
def clock(cast):
    return Clock(cast.at)


@pytest.fixture(autouse=True)
def _clock(monkeypatch, clock):
    monkeypatch.setattr("troth.desk.viewing.now", clock)


def page_of(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def at(name, row) -> str:
    return reverse(name, args=(row.pk,))


def send(desk, cast, **typed) -> Outgoing:
    desk.post(at("write", cast.acme), LETTER | {"then": "send"} | typed)
    return Outgoing.objects.latest("made_at", "pk")


def in_state(outgoing, state, **changes) -> Outgoing:
    Outgoing.objects.filter(pk=outgoing.pk).update(state=state, **changes)
    return outgoing


def state_of(draft_or_outgoing) -> str:
    draft_or_outgoing.refresh_from_db()
    return draft_or_outgoing.state


def draw_the_curtain(desk, client) -> None:
    desk.post(reverse("curtain"), {"client": str(client.pk)})


def test_a_letter_that_is_sent_waits_its_minute_and_can_be_taken_back(desk, cast, sender):
    outgoing = send(desk, cast)
    draft = Draft.objects.get()
    page = page_of(desk.get(at("draft", draft)))

    assert (outgoing.to, outgoing.about) == (["anna@acme.example"], draft.pk)
    assert "Leaves at 09:01." in page
    assert f'action="{at("outgoing_back", outgoing)}"' in page
    assert 'data-key="z"' in page
    assert 'value="mailto"' not in page
    page = page_of(desk.post(at("outgoing_back", outgoing), follow=True))
    assert "Taken back. It did not leave." in page
    assert 'value="send"' in page
    assert state_of(outgoing) == OutgoingState.WITHDRAWN
    assert state_of(draft) == DraftState.READY


def test_after_its_minute_it_has_left_and_the_client_has_heard(desk, cast, sender, clock, server):
    held = promise(cast)
    outgoing = send(desk, cast)
    clock.pass_by(seconds=61)
    deliver(outgoing.pk, owner="worker", clock=clock)
    close_sent(at=clock())
    held.refresh_from_db()
    page = page_of(desk.get(at("draft", Draft.objects.get())))

    assert "Sent today at 09:01." in page
    assert "Sent today." not in page
    assert 'name="then"' not in page
    assert held.told_at is not None
    assert "Heard from you today by mail." in page_of(desk.get(at("client", cast.acme)))
    refused = page_of(desk.post(at("outgoing_back", outgoing), follow=True))
    assert "It is too late to take this letter back" in refused


def test_pressed_twice_it_leaves_once(desk, cast, sender):
    for _ in range(2):
        answer = desk.post(at("write", cast.acme), LETTER | {"then": "send"})
        assert answer.headers["Location"] == at("draft", Draft.objects.get())

    assert Outgoing.objects.count() == 1


def test_a_moment_after_it_left_the_same_words_are_not_sent_again(desk, cast, sender):
    in_state(send(desk, cast), OutgoingState.SENT, sent_at=cast.at)
    close_sent(at=cast.at)
    answer = desk.post(at("write", cast.acme), LETTER | {"then": "send"})

    assert answer.status_code == 422
    assert "The same letter is on its way already, or has just left." in page_of(answer)
    assert Outgoing.objects.count() == 1


def test_what_is_sent_is_what_was_typed_and_enter_in_the_subject_sends_nothing(desk, cast, sender):
    page = page_of(desk.get(at("write", cast.acme)))
    first = page.index('name="then"')

    assert page[first : first + 30].startswith('name="then" value="stay"')
    assert "Sent from alice@harbour-it.example. It can be taken back for a minute." in page
    assert send(desk, cast).text == "Dear Anna,\n\nall is well.\n\nAlice"


def test_without_a_sender_the_page_says_where_to_name_one(desk, cast):
    page = page_of(desk.get(at("write", cast.acme)))
    answer = desk.post(at("write", cast.acme), LETTER | {"then": "send"})

    assert 'value="send"' not in page
    assert f'href="{reverse("sender")}"' in page
    assert answer.status_code == 422
    assert "Troth does not know yet how your letters leave." in page_of(answer)
    assert "all is well." in page_of(answer)


def test_an_address_that_no_letter_can_carry_is_told_and_no_word_is_lost(desk, cast, sender):
    cast.anna.addresses.update(email="anna berg@acme.example")
    answer = desk.post(at("write", cast.acme), LETTER | {"then": "send"})

    assert answer.status_code == 422
    assert "is no mail address that a letter can carry" in page_of(answer)
    assert Draft.objects.get().state == DraftState.READY


def failed(desk, cast) -> Outgoing:
    said = {
        "said": "The server refused it.",
        "refused": {"anna@acme.example": "550 no such mailbox"},
    }
    return in_state(send(desk, cast), OutgoingState.FAILED, **said)


def test_a_letter_that_failed_says_why_and_what_to_do_wherever_it_is_met(desk, cast, sender):
    outgoing = failed(desk, cast)
    words = "It could not be sent. The server refused it. 550 no such mailbox."

    for url in (reverse("outbox"), at("outgoing", outgoing), at("draft", Draft.objects.get())):
        assert words in page_of(desk.get(url))
    page = page_of(desk.get(at("outgoing", outgoing)))
    assert "Put right what is wrong" in page
    assert f'action="{at("outgoing_again", outgoing)}"' in page


def test_a_letter_that_failed_is_sent_again_or_dropped(desk, cast, sender):
    outgoing = failed(desk, cast)
    desk.post(at("outgoing_again", outgoing))
    assert state_of(outgoing) == OutgoingState.HELD
    in_state(outgoing, OutgoingState.FAILED)
    page = page_of(desk.post(at("outgoing_drop", outgoing), follow=True))

    assert "Dropped. Its draft is ready again." in page
    assert Draft.objects.get().state == DraftState.READY


def test_of_an_unsure_one_the_page_says_what_is_known_and_a_person_decides(desk, cast, sender):
    outgoing = in_state(send(desk, cast), OutgoingState.UNSURE, handed_over_at=cast.at)
    page = page_of(desk.get(at("draft", Draft.objects.get())))

    assert UNSURE in page
    for name in ("outgoing_arrived", "outgoing_again", "outgoing_drop"):
        assert f'action="{at(name, outgoing)}"' in page
    desk.post(at("outgoing_arrived", outgoing))
    assert state_of(outgoing) == OutgoingState.SENT
    assert Draft.objects.get().state == DraftState.SENT


def test_what_came_too_late_is_refused_with_a_sentence(desk, cast, sender):
    outgoing = in_state(send(desk, cast), OutgoingState.SENT, sent_at=cast.at)
    said = {
        "outgoing_back": "It is too late to take this letter back",
        "outgoing_again": "Only a letter that could not be sent, or may not have been",
        "outgoing_drop": "Only a letter that could not be sent is dropped.",
        "outgoing_arrived": "Whether this letter arrived is no longer in doubt.",
    }
    for name, words in said.items():
        assert words in page_of(desk.post(at(name, outgoing), follow=True))


def test_the_outbox_tells_what_waits_what_failed_and_what_left(desk, cast, sender):
    sent = in_state(send(desk, cast), OutgoingState.SENT, sent_at=cast.at)
    failing = in_state(send(desk, cast, subject="Second"), OutgoingState.FAILED, said="No.")
    send(desk, cast, subject="Third")
    page = page_of(desk.get(reverse("outbox")))
    parts = [page.index(it) for it in ("Could not be sent", "Second", "Waits to leave", "Third",
        "In the last seven days", "Where we stand")]  # fmt: skip

    assert parts == sorted(parts)
    assert f'href="{at("outgoing", sent)}"' in page
    assert f'href="{at("outgoing", failing)}"' in page
    assert "Your letters leave from alice@harbour-it.example." in page


def test_a_try_that_failed_says_when_the_next_one_is(desk, cast, sender):
    outgoing = send(desk, cast)
    claimed = sending.claim(outgoing.pk, owner="w", at=cast.at + timedelta(minutes=1))
    sending.put_off(claimed, said="The server is busy", at=cast.at + timedelta(minutes=1))
    page = page_of(desk.get(at("outgoing", outgoing)))

    assert "It has not left yet: The server is busy. It is tried again today at 09:" in page


def test_while_the_server_refuses_the_password_letters_say_that_they_wait(desk, cast, sender):
    outgoing = send(desk, cast)
    troubled(sender, "The server refuses the password.", at=cast.at)

    assert "It waits: The server refuses the password." in page_of(
        desk.get(at("outgoing", outgoing))
    )
    remove(sender, by=cast.alice, at=cast.at)
    assert "Troth does not know any more how your letters leave." in page_of(
        desk.get(reverse("outbox"))
    )


def test_behind_the_curtain_the_outbox_holds_one_client_alone(desk, cast, sender):
    acme = send(desk, cast)
    letter = {"to": ["ben@birch.example"], "text": "x", "kind": "draft"}
    birch = put(
        Letter(subject="Birch secret", client=cast.birch, **letter), by=cast.alice, at=cast.at
    )
    own = put(Letter(subject="Day", to=["a@b.example"], text="x", kind="digest"), by=cast.alice,
        at=cast.at)  # fmt: skip
    assert "Birch secret" in page_of(desk.get(reverse("outbox")))
    draw_the_curtain(desk, cast.acme)
    page = page_of(desk.get(reverse("outbox")))

    assert "Where we stand" in page
    assert "Birch" not in page
    assert desk.get(at("outgoing", acme)).status_code == 200
    assert desk.get(at("outgoing", birch)).status_code == 404
    assert desk.get(at("outgoing", own)).status_code == 404
    assert reverse("sender") not in page


@pytest.mark.parametrize(
    "name",
    ["outgoing", "outgoing_back", "outgoing_again", "outgoing_drop", "outgoing_arrived"],
)
def test_to_a_stranger_a_letter_is_nowhere(client, desk, cast, sender, name):
    outgoing = send(desk, cast)
    client.force_login(cast.carol)
    ask = client.get if name == "outgoing" else client.post
    foreign = ask(at(name, outgoing))
    nowhere = ask(reverse(name, args=(cast.acme.pk,)))

    assert (foreign.status_code, nowhere.status_code) == (404, 404)
    assert foreign.content == nowhere.content
    assert "Where we stand" not in page_of(client.get(reverse("outbox")))


def test_the_outbox_takes_the_same_number_of_queries(
    desk, cast, sender, django_assert_max_num_queries
):
    for number in range(6):
        send(desk, cast, subject=f"Letter {number}")
    with django_assert_max_num_queries(12):
        desk.get(reverse("outbox"))


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (OutgoingState.FAILED, "A letter could not be sent."),
        (OutgoingState.UNSURE, "A letter may not have arrived"),
    ],
)
def test_what_did_not_leave_stands_at_its_client_on_today_and_on_their_page(
    desk, cast, sender, state, words
):
    outgoing = in_state(send(desk, cast), state)
    today, theirs = page_of(desk.get(reverse("today"))), page_of(desk.get(at("client", cast.acme)))

    for page in (today, theirs):
        assert f'<a href="{at("outgoing", outgoing)}">{words}' in page
    in_state(outgoing, OutgoingState.SENT, sent_at=cast.at)
    assert words not in page_of(desk.get(reverse("today")))
