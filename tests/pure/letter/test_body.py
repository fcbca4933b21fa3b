import base64
import quopri

import pytest

from tests.pure.letter.letters import container, letter, part, parts
from troth.pure.letter import Limits, parse

TEXT = "I will send the draft."
HTML = "<p>I will send the <b>marked-up</b> draft.</p>"
CALENDAR = part("BEGIN:VCALENDAR", kind="text/calendar")
ATTACHED = part("not the letter", head='Content-Disposition: attachment; filename="notes.txt"\n')


@pytest.mark.parametrize(
    ("raw", "new"),
    [
        (container(part(TEXT), part(HTML, kind="text/html"), kind="alternative"), TEXT),
        (container(part(HTML, kind="text/html"), part(TEXT), kind="alternative"), TEXT),
        (container(ATTACHED, part(TEXT)), TEXT),
        (container(CALENDAR, part(TEXT)), TEXT),
        (container(part(TEXT), part("x", kind="application/pgp-signature"), kind="signed"), TEXT),
        (
            container(part(HTML, kind="text/html"), kind="related"),
            "I will send the marked-up draft.",
        ),
        (
            container(part(HTML, kind="text/html"), part("List footer")),
            "I will send the marked-up draft.",
        ),
        (container(ATTACHED), ""),
    ],
)
def test_the_first_text_that_is_no_file_is_the_letter(raw, new):
    assert parse(raw).new == new


@pytest.mark.parametrize(
    "notice", ["", " \n\n", "Your mail program cannot show HTML.", "View this email in HTML: x"]
)
def test_html_is_taken_where_the_text_beside_it_says_nothing(notice):
    raw = container(part(notice), part(HTML, kind="text/html"), kind="alternative")

    assert parse(raw).new == "I will send the marked-up draft."


def test_a_container_in_a_container_is_looked_through():
    inner = part(
        parts(part(TEXT), part(HTML, kind="text/html"), boundary="inner"),
        kind='multipart/alternative; boundary="inner"',
    )

    assert parse(container(inner, ATTACHED)).new == TEXT


def test_a_letter_inside_a_letter_is_quoted():
    inside = "From: carl@else.example\nSubject: Old\n\nI promise nothing."
    raw = container(part(inside, kind="message/rfc822"))

    assert parse(raw).new == ""
    assert parse(raw).quoted == "I promise nothing."


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("quoted-printable", quopri.encodestring("Grüße, ich schicke es.".encode())),
        ("base64", base64.encodebytes("Grüße, ich schicke es.".encode())),
        ("8bit", "Grüße, ich schicke es.".encode()),
        ("BASE64 ", base64.encodebytes("Grüße, ich schicke es.".encode()).rstrip(b"=\n")),
    ],
)
def test_transfer_encodings_are_undone(encoding, data):
    raw = letter("", head=f"Content-Transfer-Encoding: {encoding}\n") + data

    assert parse(raw).new == "Grüße, ich schicke es."


@pytest.mark.parametrize(
    ("charset", "data", "new", "problem"),
    [
        ("iso-8859-1", b"caf\xe9", "café", None),
        ("gb2312", "你好".encode("gb18030"), "你好", None),
        ("utf-8", b"caf\xe9", "caf�", "Some bytes are no utf-8; they were replaced."),
        (
            "x-nobody",
            b"caf\xe9",
            "café",
            "The charset 'x-nobody' is unknown; the text was read as Latin.",
        ),
        (
            "punycode",
            b"caf\xe9",
            "café",
            "The charset 'punycode' is unknown; the text was read as Latin.",
        ),
        ("us-ascii", "café".encode(), "café", None),
        (
            "us-ascii",
            b"caf\xe9",
            "café",
            "The text names no charset for its bytes; it was read as Windows-1252.",
        ),
    ],
)
def test_charsets_are_understood_or_named_as_a_problem(charset, data, new, problem):
    read = parse(letter("", content=f"text/plain; charset={charset}") + data)

    assert read.new == new
    assert read.problems == ((problem,) if problem else ())


def test_flowed_lines_are_joined_within_one_depth_of_quotes():
    body = "I will send \nthe draft.\n> you asked \n> for it\n \n-- \nAnna"
    read = parse(letter(body, content="text/plain; format=flowed"))

    assert read.new == "I will send the draft."
    assert read.quoted == "> you asked for it"
    assert read.signature == "-- \nAnna"


def test_delsp_removes_the_blank_at_a_flowed_line_end():
    read = parse(letter("foo \nbar", content="text/plain; format=flowed; delsp=yes"))

    assert read.new == "foobar"


def test_unseen_characters_are_left_out_and_hard_blanks_become_blanks():
    assert parse(letter("I\u00a0will\u200b send\x00 it\u00ad.")).new == "I will send it."


def test_a_text_over_the_limit_is_cut_and_it_is_said():
    read = parse(letter("word " * (Limits.TEXT_BYTES // 5 + 1000)))

    assert len(read.new) <= Limits.TEXT_BYTES
    assert read.problems == ("Only the first 256 KiB of the text were read.",)


def test_parts_nested_too_deep_are_not_looked_for_and_it_is_said():
    levels = "".join(
        f'Content-Type: multipart/mixed; boundary="b{depth}"\n\n--b{depth}\n'
        for depth in range(Limits.DEPTH + 1)
    )
    read = parse(b"From: anna@client.example\n" + levels.encode() + part(TEXT).encode())

    assert read.new == ""
    assert "Parts were looked at only 20 containers deep." in read.problems


def test_a_letter_with_thousands_of_containers_is_answered():
    levels = "".join(
        f"Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n" for depth in range(3000)
    )

    assert parse(levels.encode()).new == ""


def test_parts_that_cannot_be_told_apart_are_read_as_one_text():
    read = parse(letter(TEXT, content="multipart/mixed"))

    assert read.new == TEXT
    assert read.problems == ("The letter says it has parts, but they cannot be told apart.",)
