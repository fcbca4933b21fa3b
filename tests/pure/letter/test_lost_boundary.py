"""A container whose boundary is missing or wrong still gives its text."""

import pytest

from troth.pure.letter import parse, parse_plain

BODY = (
    "--=_b1\nContent-Type: text/plain; charset=utf-8\n\nCould you call me?\n\n"
    "--=_b1\nContent-Type: text/html\n\n<p>Could you call me?</p>\n\n--=_b1--\n"
)


def raw(content_type: str, body: str = BODY) -> bytes:
    head = "From: anna@acme.example\nDate: Mon, 2 Mar 2026 09:00:00 +0000\nMessage-ID: <1@x>\n"
    return f"{head}MIME-Version: 1.0\nContent-Type: {content_type}\n\n{body}".encode()


@pytest.mark.parametrize(
    "content_type",
    [
        "multipart/alternative",
        'multipart/alternative; boundary=""',
        'multipart/alternative; boundary="another"',
    ],
)
def test_the_boundary_is_guessed_from_the_first_line_that_looks_like_one(content_type):
    letter = parse(raw(content_type))

    assert letter.new == "Could you call me?"
    assert letter.problems == ("The letter hides where its parts begin; it was guessed.",)
    assert letter == parse_plain(raw(content_type))


def test_accents_survive_the_guess():
    letter = parse(raw("multipart/alternative", BODY.replace("call me", "répondre à Jörg")))

    assert letter.new == "Could you répondre à Jörg?"


@pytest.mark.parametrize("content_type", ["multipart/alternatiÿve", "multipart/ÿ; boundary=x"])
def test_raw_bytes_in_the_kind_of_a_container_do_no_harm(content_type):
    letter = parse(raw(content_type))

    assert letter.new == "Could you call me?"
    assert letter == parse_plain(raw(content_type))


def test_where_nothing_looks_like_one_the_text_is_taken_as_it_is():
    letter = parse(raw("multipart/mixed", "Could you call me?\n"))

    assert letter.new == "Could you call me?"
    assert letter.problems == ("The letter says it has parts, but they cannot be told apart.",)


def test_a_boundary_that_would_break_the_header_is_not_guessed():
    body = '--a"b\nContent-Type: text/plain\n\nCould you call me?\n'

    assert "Could you call me?" in parse(raw("multipart/mixed", body)).new
