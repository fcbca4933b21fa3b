"""The sample mailbox tells a whole, believable story."""

import re
from collections import Counter
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from troth.mail.sample import CLIENTS, ME, SampleSource, letters
from troth.mail.sample.people import Program
from troth.mail.sample.scenes import STORY
from troth.mail.sample.story import Form, Turn

BERLIN = ZoneInfo("Europe/Berlin")
A_WEDNESDAY = datetime(2026, 5, 20, 10, 30, tzinfo=BERLIN)


def parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    return part.get_content().replace("\r\n", "\n") if part else ""


@pytest.fixture(scope="module")
def story() -> dict[str, EmailMessage]:
    raws = letters(at=A_WEDNESDAY, zone=BERLIN)
    return {scene.slug: parsed(raw) for scene, raw in zip(STORY, raws, strict=True)}


def test_there_is_enough_to_read_and_not_too_much(story):
    assert 40 <= len(story) <= 60


def test_every_letter_is_sound(story):
    for message in story.values():
        assert not [defect for part in message.walk() for defect in part.defects]
        assert {"From", "To", "Date", "Message-ID", "Subject"} <= set(message.keys())
        assert body(message).strip()


def test_lines_end_as_on_the_wire_and_fit_the_limit():
    for raw in letters(at=A_WEDNESDAY, zone=BERLIN):
        assert b"\n" not in raw.replace(b"\r\n", b"")
        assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_no_two_letters_share_an_id(story):
    counts = Counter(message["Message-ID"] for message in story.values())

    assert set(counts.values()) == {1}


def test_an_answer_names_the_whole_thread_before_it(story):
    for scene in STORY:
        message = story[scene.slug]
        if scene.answers is None:
            assert message["References"] is None
            continue
        answered = story[scene.answers]
        before = (answered["References"] or "").split()
        assert message["In-Reply-To"] == answered["Message-ID"]
        assert message["References"].split() == [*before, answered["Message-ID"]]
        assert message["Date"].datetime > answered["Date"].datetime


def test_an_answer_keeps_the_subject_of_its_thread(story):
    for scene in STORY:
        if scene.answers and scene.form is Form.LETTER:
            first, later = story[scene.answers]["Subject"], story[scene.slug]["Subject"]
            assert later == f"Re: {first.removeprefix('Re: ')}"


def test_letters_come_in_the_order_of_time(story):
    times = [message["Date"].datetime for message in story.values()]

    assert all(first < second for first, second in pairwise(times))


def test_both_directions_and_every_client_have_their_say(story):
    senders = Counter(message["From"].addresses[0].addr_spec for message in story.values())

    assert 15 <= senders[ME] <= 30
    for client in CLIENTS:
        assert sum(senders[person.email] for person in client.contacts) >= 3
        assert all(person.email.endswith("@" + client.domain) for person in client.contacts)
        assert any(person.rank == 1 for person in client.contacts)


@pytest.mark.parametrize("turn", Turn)
def test_every_turn_of_the_story_happens(turn):
    assert any(scene.turn is turn for scene in STORY)


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("02-booking-promise", "I'll send you the quote by"),
        ("21-restore-promise", "send you the signed protocol by"),
        ("22-restore-chase", "When will we have it?"),
        ("09-texts-promise", "I'll send you the room texts and the prices by"),
        ("45-donation-ill", "I was ill, my feedback follows"),
        ("18-reminders-wish", "Could you tell me what it would cost"),
        ("40-weekend-no", "I'm afraid I can't be on call at the weekend"),
        ("46-shifts-wish", "could you just quickly add"),
        ("54-renewal-warning", "the domain brightwater.example expires on"),
        ("48-app-idea", "We are thinking about an app"),
        ("19-page-down", "the appointment page is down"),
        ("15-mail-fixed", "mail has been working again"),
        ("24-paul-away", "I am out of the office until"),
        ("30-stock-decision", "Go with option B."),
        ("38-labels-never-mind", "never mind"),
        ("06-photos-done", "the new breakfast photos are online now"),
    ],
)
def test_the_sentences_that_the_story_stands_on_are_said(story, slug, words):
    said = re.sub(r"<[^>]+>", " ", body(story[slug]))

    assert words in " ".join(said.split())


def test_the_forgotten_promise_is_never_spoken_of_again():
    after = STORY[[scene.slug for scene in STORY].index("02-booking-promise") + 1 :]

    assert [s.slug for s in after if "booking" in s.slug] == ["03-booking-thanks"]


def test_special_letters_say_in_their_headers_what_they_are(story):
    assert story["24-paul-away"]["Auto-Submitted"] == "auto-replied"
    assert story["26-bounce"].get_content_type() == "multipart/report"
    assert story["26-bounce"].get_param("report-type") == "delivery-status"
    assert story["55-newsletter"]["List-Unsubscribe"]
    assert story["18-reminders-wish"].get_content_type() == "text/html"
    assert "text/calendar" in {p.get_content_type() for p in story["12-season-invitation"].walk()}


def test_an_invitation_says_the_same_day_in_words_and_in_its_calendar(story):
    message = story["12-season-invitation"]
    calendar = next(p for p in message.walk() if p.get_content_subtype() == "calendar")

    assert "When: 27 May, 10:00" in body(message)
    assert "DTSTART:20260527T080000Z" in calendar.get_content()


def test_a_bounce_names_the_mailbox_and_the_reason(story):
    status = story["26-bounce"].get_payload(1).get_payload()

    assert status[1]["Final-Recipient"] == "rfc822; accounts@northgate-dental.example"
    assert status[1]["Diagnostic-Code"] == "smtp; 550 5.1.1 mailbox unknown"


@pytest.mark.parametrize("program", [*Program])
def test_letters_are_written_in_every_program(program):
    assert any(scene.writer.program is program for scene in STORY)


def test_a_colleague_is_copied_in(story):
    assert sum("Cc" in message for message in story.values()) >= 5


def test_an_answer_quotes_what_it_answers_in_the_dialect_of_its_program(story):
    assert "\n> Dear Robin," in body(story["02-booking-promise"])
    assert re.search(
        r"^On \w{3}, \d+ \w{3} \d{4} at ", body(story["03-booking-thanks"]), re.MULTILINE
    )
    assert "\nSent: " in body(story["30-stock-decision"])
    assert "\n> I recommend the second one.\n\nB sounds right" in body(story["28-stock-question"])


def test_the_sample_can_be_read_like_any_source():
    source = SampleSource(at=A_WEDNESDAY, zone=BERLIN)
    places = list(source.places())

    assert source.count() == len(places) == len(STORY)
    assert [place.read() for place in places] == letters(at=A_WEDNESDAY, zone=BERLIN)
    assert places[0].read(100) == places[0].read()[:100]
    assert len({place.name for place in places}) == len(places)
    assert source.problems == []


def test_ten_o_clock_in_berlin_is_told_with_berlins_offset(story):
    said = {message["Date"].datetime.utcoffset() for message in story.values()}

    assert said <= {A_WEDNESDAY.utcoffset(), datetime(2026, 1, 1, tzinfo=BERLIN).utcoffset()}
    assert A_WEDNESDAY.astimezone(UTC) > max(m["Date"].datetime for m in story.values())
