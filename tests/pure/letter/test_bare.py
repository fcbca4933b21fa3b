import pytest

from tests.pure.letter.letters import letter
from troth.pure.letter import holds_several, parse_file


@pytest.mark.parametrize(
    "text",
    [
        "Hello Ben,\n\nI will send it.",
        "Note: I will send it.",
        "Date: tomorrow\nPlace: here\n\nI will come.",
        "",
    ],
)
def test_a_text_without_a_header_is_a_body(text):
    read = parse_file(text.encode())

    assert read.new == text
    assert read.sender is None
    assert read.problems == ()


def test_a_text_that_begins_with_outlooks_lines_is_a_quote_and_no_letter():
    read = parse_file(b"From: Anna\nSent: Monday\nTo: Ben\nSubject: x\n\nWhen?")

    assert read.sender is None
    assert "When?" in read.quoted


@pytest.mark.parametrize(
    "raw",
    [
        letter(),
        b"X-Filler: 1\n" + letter(),
        b"From anna@client.example Mon Mar  2 10:00:00 2026\n" + letter(),
        letter().replace(b"\n", b"\r\n"),
    ],
)
def test_a_file_with_a_header_is_a_letter(raw):
    assert parse_file(raw).sender.email == "anna@client.example"


def test_several_letters_in_one_file_are_noticed():
    line = b"From anna@client.example Mon Mar  2 10:00:00 2026\n"

    assert holds_several(line + letter() + b"\n" + line + letter())
    assert not holds_several(line + letter())
    assert not holds_several(letter())
