"""Servers that refuse, stall, drop and lie: nothing is lost, and nothing doubled in silence."""

from datetime import timedelta

import pytest

from tests.post.bad_server import DRIP, FLOOD, HANG_UP, STALL, serving
from troth.post.actions import outbox, senders
from troth.post.delivery import check, deliver, try_out
from troth.post.letter import Letter
from troth.post.models import Outgoing, OutgoingState
from troth.post.smtp.connection import Limits
from troth.record.models import Entry

pytestmark = pytest.mark.django_db

QUICK = Limits(connect_seconds=2, answer_seconds=0.3, end_seconds=0.3)
"""For servers alone that keep one waiting: any other may be slow on a machine under load."""

PASSING = {
    "a greeting that is none": (
        {"HELLO": b"HTTP/1.1 400 Bad Request\r\n\r\n"},
        "said: HTTP/1.1 400",
    ),
    "no service here": ({"HELLO": b"554 no service\r\n"}, "said: 554 no service"),
    "hangs up at once": ({"HELLO": HANG_UP}, "hung up"),
    "says nothing": ({"HELLO": STALL}, "did not answer in time"),
    "drips": ({"EHLO": DRIP}, "did not answer in time"),
    "never ends": ({"EHLO": FLOOD}, "its answer has no end"),
    "knows no EHLO": ({"EHLO": b"502 what\r\n"}, "said: 502 what"),
    "offers no sign-in": ({"EHLO": b"250 here\r\n"}, "offers no way to sign in"),
    "cannot sign in now": ({"AUTH": b"454 later\r\n"}, "did not let alice sign in: 454 later"),
    "does not know AUTH": ({"AUTH": b"502 what\r\n"}, "did not let alice sign in: 502 what"),
    "closes in MAIL": ({"MAIL": b"421 closing\r\n"}, "said: 421 closing"),
    "not now in MAIL": ({"MAIL": b"451 greylisted\r\n"}, "would not take it now: 451 greylisted"),
    "not now in RCPT": ({"RCPT": b"450 busy\r\n"}, "anna@acme.example: 450 busy"),
    "closes in RCPT": ({"RCPT": b"421 closing\r\n"}, "said: 421 closing"),
    "not now in DATA": ({"DATA": b"451 disk full\r\n"}, "would not take it now: 451 disk full"),
    "nonsense in DATA": ({"DATA": b"\xff\xfe\x00garbage\r\n"}, "garbage"),
    "yes in DATA": ({"DATA": b"250 kept\r\n"}, "said: 250 kept"),
    "hangs up in DATA": ({"DATA": HANG_UP}, "hung up"),
    "speaks in the middle": ({"DATA": b"354 go on\r\n451 no more\r\n"}, "it now: 451 no more"),
    "not now after all of it": ({"END": b"452 full\r\n"}, "would not take it now: 452 full"),
    "closes after all of it": ({"END": b"421 closing\r\n"}, "said: 421 closing"),
}

LOST = {
    "hangs up after the end": ({"END": HANG_UP}, "hung up"),
    "stalls after the end": ({"END": STALL}, "did not answer in time"),
    "nonsense after the end": ({"END": b"\xff\xfe??\r\n"}, "??"),
    "a line that never ends": ({"END": DRIP}, "did not answer in time"),
    "a question after the end": ({"END": b"354 more\r\n"}, "354 more"),
}

REFUSED = {
    "no such mailbox": ({"RCPT": b"550 nobody here\r\n"}, "anna@acme.example: 550 nobody here"),
    "not this letter": ({"END": b"554 spam\r\n"}, "will not take this letter: 554 spam"),
    "not in DATA": ({"DATA": b"554 no\r\n"}, "will not take this letter: 554 no"),
    "enough in the middle": (
        {"DATA": b"354 go on\r\n552 big\r\n"},
        "not take this letter: 552 big",
    ),
    "too big in MAIL": ({"MAIL": b"552 too big\r\n"}, "will not take this letter: 552 too big"),
}

STANDING = {
    "a wrong password": ({"AUTH": b"535 wrong\r\n"}, "refused the user name alice or its password"),
    "not this sender": ({"MAIL": b"553 not yours\r\n"}, "will not send letters of alice@"),
}


@pytest.fixture
def put(cast):
    def putting(script, **more):
        text = more.get("text", "It is ready.")
        letter = Letter(["anna@acme.example"], "Plan", text, "draft", client=cast.acme)
        if not cast.alice.senders.exists():
            senders.add(
                script.place,
                email="alice@harbour-it.example",
                password="secret",
                by=cast.alice,
                at=cast.at,
            )
        return outbox.put(letter, hold=timedelta(), by=cast.alice, at=cast.at)

    return putting


def limits_for(instead):
    return QUICK if {STALL, DRIP} & set(instead.values()) else Limits()


def tried(outgoing, clock, limits=Limits()):  # noqa: B008  # a value
    deliver(outgoing.pk, owner="a", clock=clock, limits=limits)
    outgoing.refresh_from_db()
    return outgoing


@pytest.mark.parametrize("name", PASSING)
def test_what_may_pass_is_tried_again_later_and_leaves_once(put, clock, name):
    instead, sentence = PASSING[name]
    with serving(**instead) as script:
        outgoing = tried(put(script), clock, limits_for(instead))
        state, said, later = outgoing.state, outgoing.said, outgoing.send_at
        kept = len(script.kept)
        script.instead.clear()
        script.kept.clear()
        clock.pass_by(minutes=5)
        outgoing = tried(outgoing, clock)

    assert state == OutgoingState.HELD
    assert sentence in said
    assert said.endswith(".")
    assert later > clock.at - timedelta(minutes=5)
    assert kept == (1 if name.endswith("all of it") else 0)
    assert (outgoing.state, outgoing.may_be_twice) == (OutgoingState.SENT, False)
    assert len(script.kept) == 1


@pytest.mark.slow
def test_a_server_that_hangs_up_in_the_middle_of_a_letter_gets_it_again_and_has_it_once(put, clock):
    with serving(EHLO=b"250-here\r\n250 AUTH PLAIN\r\n", MIDDLE=HANG_UP) as script:
        outgoing = tried(put(script, text="It is ready.\n" * 300_000), clock)
        state, said = outgoing.state, outgoing.said
        script.instead.pop("MIDDLE")
        clock.pass_by(minutes=5)
        outgoing = tried(outgoing, clock)

    assert state == OutgoingState.HELD
    assert "hung up" in said
    assert (outgoing.state, outgoing.may_be_twice) == (OutgoingState.SENT, False)
    assert len(script.kept) == 1


@pytest.mark.parametrize("name", LOST)
def test_a_lost_answer_is_told_and_the_letter_sent_again_with_the_same_message_id(put, clock, name):
    instead, sentence = LOST[name]
    with serving(**instead) as script:
        outgoing = tried(put(script), clock, limits_for(instead))
        first = outgoing.state, outgoing.said, outgoing.handed_over_at
        script.instead.clear()
        clock.pass_by(minutes=5)
        outgoing = tried(outgoing, clock)

    assert first[0] == OutgoingState.HELD
    assert sentence in first[1]
    assert "may have arrived" in first[1]
    assert first[2] is not None
    assert (outgoing.state, outgoing.may_be_twice) == (OutgoingState.SENT, True)
    assert len(script.kept) == 2
    assert script.kept[0] == script.kept[1]
    assert outgoing.message_id.encode() in script.kept[0]


def test_a_letter_whose_answer_is_lost_again_and_again_is_left_unsure(put, clock):
    with serving(END=HANG_UP) as script:
        outgoing = put(script)
        for _ in range(9):
            tried(outgoing, clock)
            clock.pass_by(hours=2)
        number, state = len(script.kept), outgoing.state
        script.instead.clear()
        outbox.send_again(outgoing, by=outgoing.by, at=clock.at)
        tried(outgoing, clock)

    assert (state, number) == (OutgoingState.UNSURE, 5)
    assert (outgoing.state, outgoing.may_be_twice) == (OutgoingState.SENT, True)
    kinds = list(Entry.objects.filter(about=outgoing.pk).values_list("kind", flat=True))
    assert kinds == [
        "letter.put",
        *["letter.answer_lost"] * 5,
        "letter.unsure",
        "letter.sent_again",
        "letter.sent",
    ]


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_server_will_never_take_has_failed_with_its_words(put, clock, name):
    instead, sentence = REFUSED[name]
    with serving(**instead) as script:
        outgoing = tried(put(script), clock)
        clock.pass_by(days=1)
        tried(outgoing, clock)

    assert outgoing.state == OutgoingState.FAILED
    assert sentence in outgoing.said
    assert script.heard.count("MAIL") == 1


@pytest.mark.parametrize("name", STANDING)
def test_what_only_a_person_can_help_stops_every_letter_and_is_asked_once(put, clock, name):
    instead, sentence = STANDING[name]
    with serving(**instead) as script:
        letters = [put(script), put(script)]
        for _ in range(3):
            for outgoing in letters:
                tried(outgoing, clock)
            clock.pass_by(hours=1)
        sender = letters[0].by.senders.get()
        trouble, asked = sender.trouble, script.heard.count("AUTH")
        script.instead.clear()
        senders.change(
            sender,
            place=sender.place,
            email=sender.email,
            password="other",
            by=sender.member,
            at=clock.at,
        )
        tried(letters[0], clock)

    assert sentence in trouble
    assert asked == 1
    assert set(Outgoing.objects.values_list("state", flat=True)) == {OutgoingState.SENT}
    kinds = list(Entry.objects.filter(about=sender.pk).values_list("kind", flat=True))
    assert kinds == ["sender.added", "sender.trouble_began", "sender.changed"]


def test_a_letter_over_the_servers_size_is_not_even_begun(put, clock):
    with serving(EHLO=b"250-here\r\n250-AUTH PLAIN\r\n250 SIZE 100\r\n") as script:
        outgoing = tried(put(script), clock)

    assert outgoing.state == OutgoingState.FAILED
    assert "takes 100 at most. Make it shorter." in outgoing.said
    assert "MAIL" not in script.heard


def test_a_server_that_is_away_is_asked_by_one_letter_and_not_by_each(put, clock):
    with serving(HELLO=b"421 busy\r\n") as script:
        letters = [put(script) for _ in range(5)]
        for outgoing in letters:
            tried(outgoing, clock)
        asked = script.heard.count("HELLO")

    assert asked == 1
    assert all(it.state == OutgoingState.HELD and it.send_at > clock.at for it in letters)
    assert all("421 busy" in it.said for it in letters)


def test_without_encryption_nothing_is_said_to_another_machine(put, clock, monkeypatch):
    monkeypatch.setattr("troth.post.address.is_loopback", lambda _host: False)
    with serving() as script:
        outgoing = tried(put(script), clock)

    assert "nothing is sent without" in outgoing.said
    assert script.heard == ["HELLO", "EHLO"]


def test_words_that_come_before_the_encryption_are_not_taken_for_ones_after_it(
    put, clock, monkeypatch
):
    monkeypatch.setattr("troth.post.address.is_loopback", lambda _host: False)
    offer = b"250-here\r\n250 STARTTLS\r\n"
    with serving(EHLO=offer, STARTTLS=b"220 go\r\n250 AUTH PLAIN\r\n") as script:
        outgoing = tried(put(script), clock)

    assert "said before the connection was encrypted" in outgoing.said
    assert "AUTH" not in script.heard


def test_a_check_says_what_is_wrong_and_keeps_what_only_a_person_can_help(put, clock):
    with serving(AUTH=b"535 wrong\r\n") as script:
        put(script)
        sender = Outgoing.objects.get().by.senders.get()
        wrong = check(sender, clock=clock)
        before = sender.__class__.objects.get().trouble
        script.instead.clear()
        well = check(sender, clock=clock)
        tried_out = try_out(script.place, secret="secret")

    assert "refused" in wrong
    assert before == wrong
    assert (well, tried_out) == ("", "")
    assert sender.__class__.objects.get().trouble == ""
    assert "MAIL" not in script.heard
