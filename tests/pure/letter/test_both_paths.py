"""The fast path is judged by the plain one: for every letter both say the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pure.letter.letters import container, letter, part, parts
from troth.pure.letter import Truncated, parse, parse_body, parse_plain

PIECES = st.sampled_from(
    [
        b"From: Anna <anna@client.example>\n",
        b"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\n",
        b"Message-ID: <a@x.example>\n",
        b"Subject : blank before the colon\n",
        b"Content-Type: text/plain; charset=latin-1\n",
        b"Content-Type: text/html\n",
        b'Content-Type: multipart/mixed; boundary="b"\n',
        b'Content-Type: multipart/alternative; boundary="bb"\n',
        b"Content-Type: multipart/mixed\n",
        b"Content-Type: message/rfc822\n",
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Transfer-Encoding:\n quoted-printable\n",
        b"Content-Disposition: attachment\n",
        b"\n",
        b"\r\n",
        b"\r",
        b"--b\n",
        b"--bb\n",
        b"--bb  \r\n",
        b"--b--\n",
        b"--bb--\n",
        b"--b",
        b" folded\n",
        b"no field\n",
        b"\0",
        b"I will send it.\n",
        b"> When?\n",
        b"caf\xe9 =3D\n",
        b"<p>Hello</p>\n",
        b"From anna@client.example Mon Mar  2 10:00:00 2026\n",
        b"From: MAILER-DAEMON@mx.example\n",
        b"Return-Path: <>\n",
        b"Subject: Undelivered mail\n",
        b"Auto-Submitted: auto-replied\n",
        b'Content-Type: multipart/report; boundary="b"\n',
        b"Content-Type: message/delivery-status\n",
        b"Content-Type: text/rfc822-headers\n",
        b"Final-Recipient: rfc822; anna@client.example\n",
        b"Action: failed\n",
        b"Action: delayed\n",
        b"<anna@client.example>: 550 5.1.1 unknown\n",
        b"This is an automatic reply.\n",
    ]
)

SOUND = [
    letter(),
    letter(
        "It was not delivered.\n\n<eva@client.example>: 550 5.1.1 unknown\n",
        sender="MAILER-DAEMON@mx.example",
    ),
    letter(
        parts(part("It failed."), part("Message-ID: <x@y.example>\n", kind="message/rfc822")),
        sender="MAILER-DAEMON@mx.example",
        head="Return-Path: <>\n",
        content='multipart/mixed; boundary="edge"',
    ),
    letter().replace(b"\n", b"\r\n"),
    container(part("I will."), part("<p>I will.</p>", kind="text/html"), kind="alternative"),
    container(
        part(
            parts(part("I will."), boundary="inner"),
            kind='multipart/alternative; boundary="inner"',
        ),
        part("x", kind="application/pdf"),
    ),
]


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=25).map(b"".join))
def test_both_paths_agree_on_letters_put_together_at_random(raw):
    assert parse(raw) == parse_plain(raw)


@given(st.binary(max_size=300))
def test_both_paths_agree_on_any_bytes(raw):
    assert parse(raw) == parse_plain(raw)


@given(st.sampled_from(SOUND), st.integers(0, 700), st.binary(max_size=4))
def test_both_paths_agree_on_sound_letters_with_one_place_damaged(raw, at, damage):
    damaged = raw[:at] + damage + raw[at + 1 :]

    assert parse(damaged) == parse_plain(damaged)


@given(st.sampled_from(SOUND), st.integers(0, 700))
def test_the_beginning_of_a_letter_gives_the_whole_letter_or_asks_for_it(raw, length):
    try:
        read = parse(raw[:length], whole=False)
    except Truncated:
        return
    assert read == parse(raw)


def test_a_text_that_ends_within_the_beginning_does_not_ask_for_the_rest():
    raw = container(part("I will."), part("<p>" + "x" * 9000, kind="text/html"), kind="alternative")

    assert parse(raw[:1000], whole=False).new == "I will."


@pytest.mark.parametrize(
    "raw",
    [
        letter("word " * 100),
        container(part(""), part("<p>" + "x" * 900, kind="text/html"), kind="alternative"),
        letter().replace(b"Message-ID: <plan@client.example>\n", b""),
        letter().replace(b"<plan@client.example>", b"<>"),
        b"Subject: " + b"x" * 900,
    ],
)
def test_a_letter_whose_wanted_part_lies_beyond_asks_for_the_rest(raw):
    with pytest.raises(Truncated):
        parse(raw[:400], whole=False)


def test_both_paths_agree_on_real_letters(shared_data):
    files = sorted(path for path in (shared_data / "mail").rglob("*") if path.is_file())
    odd = [path for path in files if "odd_mime" in path.parts]
    usual = [path for path in files if "odd_mime" not in path.parts][::5]
    differing = [
        path.name
        for path in (*odd, *usual)
        if parse(path.read_bytes()) != parse_plain(path.read_bytes())
    ]

    assert len(odd) > 100
    assert differing == []


def test_replies_are_cut_as_their_collectors_expect(shared_data):
    folder = shared_data / "replies" / "discourse"
    letters = sorted((folder / "emails").iterdir())
    exact = [
        path.name
        for path in letters
        if parse_body(path.read_text(encoding="utf-8")).new.split()
        == (folder / "trimmed" / path.name).read_text(encoding="utf-8").split()
    ]

    assert len(letters) == 32
    assert len(exact) >= 26
