"""The sample mailbox tells a whole, believable story."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from troth.mail.sample import CLIENTS, ME, SampleSource, letters
from troth.mail.sample.people import ACCOUNTS, MIREILLE, PAUL, Program
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
        ("02-booking-promise", "Das Angebot schicke ich Ihnen bis"),
        ("06-photos-done", "die neuen Frühstücksfotos sind jetzt online"),
        ("09-texts-promise", "Die Zimmertexte und die Preise schicke ich dir bis"),
        ("13-room-twice", "Kannst du das bitte an ihn weiterleiten?"),
        ("13-room-twice", "Could you please tell us how to remove the second one?"),
        ("23-mail-fixed", "Les courriels fonctionnent de nouveau"),
        ("26-signing-proposal", "une politique DMARC"),
        ("28-reminders-wish", "Pourriez-vous me donner un chiffre"),
        ("29-page-down", "le site est en panne"),
        ("31-restore-promise", "je vous enverrai le procès-verbal signé d'ici"),
        ("32-restore-chase", "Pourriez-vous me dire quand nous l'aurons?"),
        ("34-paul-away", "Je suis absent du bureau jusqu'au"),
        ("44-stock-decision", "Go with option B."),
        ("52-labels-never-mind", "never mind"),
        ("54-weekend-no", "I'm afraid I can't be on call at the weekend"),
        ("56-stock-update", "took 4 seconds to load now takes 0.3"),
        ("63-donation-ill", "He estado enferma, te mando mis comentarios"),
        ("64-shifts-wish", "¿podrías añadir de paso un rinconcito"),
        ("66-app-idea", "Estamos pensando en una aplicación"),
        ("81-renewal-warning", "the domain aguaclara.example expires on"),
    ],
)
def test_the_sentences_that_the_story_stands_on_are_said(story, slug, words):
    said = re.sub(r"<[^>]+>", " ", body(story[slug]))

    assert words in " ".join(said.split())


def test_the_forgotten_promise_is_never_spoken_of_again():
    after = STORY[[scene.slug for scene in STORY].index("02-booking-promise") + 1 :]

    assert [s.slug for s in after if "booking" in s.slug] == ["03-booking-thanks"]


def test_special_letters_say_in_their_headers_what_they_are(story):
    assert story["34-paul-away"]["Auto-Submitted"] == "auto-replied"
    assert story["36-bounce"].get_content_type() == "multipart/report"
    assert story["36-bounce"].get_param("report-type") == "delivery-status"
    assert story["82-newsletter"]["List-Unsubscribe"]
    assert story["28-reminders-wish"].get_content_type() == "text/html"
    assert "text/calendar" in {p.get_content_type() for p in story["12-season-invitation"].walk()}


def test_an_invitation_says_the_same_day_in_words_and_in_its_calendar(story):
    message = story["12-season-invitation"]
    calendar = next(p for p in message.walk() if p.get_content_subtype() == "calendar")

    assert "Wann: 27. Mai, 10:00 Uhr" in body(message)
    assert "DTSTART:20260527T080000Z" in calendar.get_content()


def test_a_bounce_names_the_mailbox_and_the_reason(story):
    status = story["36-bounce"].get_payload(1).get_payload()

    assert status[1]["Final-Recipient"] == "rfc822; comptabilite@clinique-erables.example"
    assert status[1]["Diagnostic-Code"] == "smtp; 550 5.1.1 mailbox unknown"


@pytest.mark.parametrize("program", [*Program])
def test_letters_are_written_in_every_program(program):
    assert any(scene.writer.program is program for scene in STORY)


def test_a_colleague_is_copied_in(story):
    assert sum("Cc" in message for message in story.values()) >= 5


def test_an_answer_quotes_what_it_answers_in_the_dialect_of_its_program(story):
    assert "\n> Guten Tag Herr Hale," in body(story["02-booking-promise"])
    assert "\nSent: " in body(story["44-stock-decision"])
    assert "\nEnvoyé\u00a0: " in body(story["32-restore-chase"])
    assert "\n> I recommend the second one.\n\nB sounds right" in body(story["42-stock-question"])


@pytest.mark.parametrize(
    ("slug", "above"),
    [
        ("03-booking-thanks", r"Am \w\w\., \d+\. \S+ \d{4} um [\d:]{5} Uhr schrieb Robin Hale"),
        ("25-mail-report", r"Le [\d/]{10} à [\d:]{5}, Robin Hale a écrit\xa0:"),
        ("43-stock-answer", r"On [\d/]{10} [\d:]{5}, Ben wrote:"),
        ("63-donation-ill", r"El \d+ \w+ \d{4}, a las [\d:]{5}, Dina <\S+> escribió:"),
    ],
)
def test_a_mail_program_speaks_the_language_of_the_letter(story, slug, above):
    assert re.search(f"^{above}", body(story[slug]), re.MULTILINE)


def test_one_page_from_a_mailing_tool_holds_what_must_not_be_shown(story):
    message = story["72-appeal-proof"]
    page = message.get_content()

    assert message.get_content_type() == "text/html"
    for what in ("<script", "<form action=", "onload=", 'width="1" height="1"', '<img src="https:'):
        assert what in page


def test_the_sample_can_be_read_like_any_source():
    source = SampleSource(at=A_WEDNESDAY, zone=BERLIN)
    places = list(source.places())

    assert source.count() == len(places) == len(STORY)
    assert [place.read() for place in places] == letters(at=A_WEDNESDAY, zone=BERLIN)
    assert places[0].read(100) == places[0].read()[:100]
    assert len({place.name for place in places}) == len(places)
    assert source.problems == []


def test_each_letter_bears_the_offset_of_where_it_was_written(story):
    in_montreal = {MIREILLE, PAUL, ACCOUNTS}
    for scene in STORY:
        moment = story[scene.slug]["Date"].datetime
        zone = ZoneInfo("America/Montreal") if scene.writer in in_montreal else BERLIN
        assert moment.utcoffset() == moment.astimezone(zone).utcoffset()

    assert A_WEDNESDAY.astimezone(UTC) > max(m["Date"].datetime for m in story.values())


def test_a_program_in_montreal_tells_berlins_afternoon_as_its_morning(story):
    answered = story["26-signing-proposal"]["Date"].datetime

    assert f"{answered:%H:%M}" == "14:26"
    assert " à 08:26, Robin Hale" in body(story["27-signing-ok"])


def test_one_client_has_not_heard_from_us_for_two_weeks(story):
    heard = {
        client.name: max(
            story[scene.slug]["Date"].datetime
            for scene in STORY
            if scene.writer.email == ME and {*scene.to, *scene.cc} & set(client.contacts)
        )
        for client in CLIENTS
    }
    silent = [name for name, moment in heard.items() if A_WEDNESDAY - moment > timedelta(days=14)]

    assert silent == ["Hotel Lindenhof"]
