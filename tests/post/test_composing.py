"""A letter as it travels."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from django.core.mail.message import BadHeaderError

from troth.post.letter import MOST_REFERENCES, Letter, subject_of, text_of, thread_of
from troth.post.smtp.composing import Mail, Written
from troth.pure.letter import parse

AT = datetime(2026, 7, 1, 8, tzinfo=UTC)


def lines(**more):
    written = {
        "sender": "alice@harbour-it.example",
        "sender_name": "Alice",
        "to": [("anna@acme.example", "Anna")],
        "subject": "Plan",
        "text": "It is ready.",
        "html": "<p>It is ready.</p>",
        "message_id": "<one@harbour-it.example>",
        "at": AT,
        "zone": "Europe/Berlin",
    }
    return Mail(Written(**written | more)).parcel().lines


def letter(**more):
    return message_from_bytes(lines(**more), policy=policy.default)


def test_the_same_letter_has_the_same_bytes_at_every_try():
    assert lines() == lines()
    assert lines() != lines(message_id="<two@harbour-it.example>")


def test_the_head_says_who_when_and_in_which_thread():
    read = letter(
        in_reply_to="<b@acme.example>",
        references=["<a@acme.example>", "<b@acme.example>"],
        language="de",
    )

    assert read["From"] == "Alice <alice@harbour-it.example>"
    assert read["To"] == "Anna <anna@acme.example>"
    assert read["Date"] == "Wed, 01 Jul 2026 10:00:00 +0200"
    assert read["Message-ID"] == "<one@harbour-it.example>"
    assert read["In-Reply-To"] == "<b@acme.example>"
    assert read["References"] == "<a@acme.example> <b@acme.example>"
    assert read["Content-Language"] == "de"
    assert read["Auto-Submitted"] is None
    assert [it.get_content_type() for it in read.iter_parts()] == ["text/plain", "text/html"]


def test_a_digest_says_that_no_person_wrote_it():
    assert letter(kind="digest")["Auto-Submitted"] == "auto-generated"


def test_what_left_is_known_again_when_it_is_read_in_the_sent_folder():
    read, digest = parse(lines()), parse(lines(kind="digest"))

    assert (read.message_id, read.new) == ("one@harbour-it.example", "It is ready.")
    assert read.auto_reply is None
    assert digest.auto_reply is not None


def test_every_line_is_short_and_in_ascii_whatever_the_text_holds():
    raw = lines(
        text="Grüße 🎉 " * 200 + "\n.\nFrom here\n" + "x" * 3000,
        subject="Größe " * 50,
        sender_name="Zoë " * 20,
        references=[f"<{number}{'x' * 60}@acme.example>" for number in range(30)],
    )

    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 100
    assert raw.replace(b"\r\n", b"").count(b"\n") == raw.replace(b"\r\n", b"").count(b"\r") == 0


HEADS = ["subject", "sender_name", "to"]


@pytest.mark.parametrize("name", HEADS)
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\u2028", "\x85"])
def test_nothing_that_a_person_types_becomes_a_header_of_its_own(name, end):
    words = f"Plan{end}Bcc: ben@birch.example{end}{end}Hidden"
    read = letter(**{name: [("anna@acme.example", words)] if name == "to" else words})

    assert read["Bcc"] is None
    assert "Hidden" not in read.get_body("plain").get_content()
    assert read.get_body("plain").get_content().strip() == "It is ready."


@pytest.mark.parametrize("name", ["in_reply_to", "message_id"])
def test_a_line_end_in_a_header_that_no_person_types_is_an_error(name):
    with pytest.raises(BadHeaderError):
        lines(**{name: "<a@b.example>\r\nBcc: ben@birch.example"})


def test_a_name_that_looks_encoded_hides_no_address():
    read = letter(sender_name="=?utf-8?q?boss=40acme=2Eexample?=")

    assert "boss@acme.example" not in str(read["From"])
    assert read["From"].addresses[0].addr_spec == "alice@harbour-it.example"


def test_an_address_beyond_ascii_travels_as_it_is():
    raw = lines(to=[("jörg@xn--bcher-kva.example", "Jörg")])
    read = message_from_bytes(raw, policy=policy.SMTPUTF8)

    assert "jörg@xn--bcher-kva.example".encode() in raw
    assert b"address@" not in raw
    assert read["From"].addresses[0].addr_spec == "alice@harbour-it.example"


def test_a_thread_keeps_its_first_letter_and_its_latest_ones():
    ids = [f"<{number}@acme.example>" for number in range(50)]
    answers, references = thread_of(Letter([], "", "", "", in_reply_to=ids[-1], references=ids))

    assert answers == ids[-1]
    assert references == ids[:1] + ids[-(MOST_REFERENCES - 1) :]


def test_what_is_no_message_id_is_left_out_of_the_thread():
    wanted = Letter([], "", "", "", in_reply_to="none", references=["", "x y", "a@acme.example"])

    assert thread_of(wanted) == ("", ["<a@acme.example>"])


def test_the_text_keeps_its_lines_and_loses_what_cannot_be_seen():
    wanted = Letter([], "Plan\n for \x00it", "\r\nOne\rtwo\r\n\x00\ttwo\x85👩‍💻\u00a0x\n\n", "")

    assert text_of(wanted) == "One\ntwo\n\ttwo👩‍💻\u00a0x"
    assert subject_of(wanted) == "Plan for it"
