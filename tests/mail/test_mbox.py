"""Letters in one file."""

import io
import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.mail.mbox import Mbox, spans, starts_mbox, unescaped

LINE = b"From ann@firm.example Mon Mar  2 09:00:00 2026\n"
LETTER = b"Subject: Plan\n\nThe plan follows on Friday.\n"


def mbox(folder: Path, content: bytes) -> Mbox:
    path = folder / "inbox.mbox"
    path.write_bytes(content)
    return Mbox(str(path))


def read(source: Mbox) -> list[bytes]:
    return [place.read() for place in source.places()]


def joined(letters: list[bytes]) -> bytes:
    """The letters as a program writes an mboxrd."""
    return b"".join(LINE + re.sub(rb"(?m)^(>*From )", rb">\1", one) + b"\n" for one in letters)


lines = st.sampled_from(
    [
        b"From ",
        b">From ",
        b">>From x",
        LINE[:-1],
        b"",
        b"\r",
        b"Subject: x",
        b"> quoted",
        b"\xff\x00",
    ]
)
letters = st.lists(lines | st.binary(max_size=30)).map(
    lambda parts: b"".join(part + b"\n" for part in parts)
)


@given(st.lists(letters, max_size=6))
def test_letters_joined_into_an_mbox_come_back_as_they_were(tmp_path_factory, written):
    source = mbox(tmp_path_factory.mktemp("mbox"), joined(written))

    assert read(source) == written
    assert source.count() == len(written)


@given(letters, st.integers(min_value=0, max_value=200))
def test_a_limit_gives_the_beginning_of_the_whole(tmp_path_factory, letter, limit):
    source = mbox(tmp_path_factory.mktemp("mbox"), joined([letter]))

    (place,) = source.places()

    assert place.read(limit) == letter[:limit]


@given(st.lists(letters, min_size=1, max_size=5), st.integers(min_value=1, max_value=5000))
def test_the_size_of_the_chunks_does_not_matter(written, chunk_bytes):
    content = joined(written * 20)

    in_chunks = list(spans(io.BytesIO(content), chunk_bytes=chunk_bytes))

    assert in_chunks == list(spans(io.BytesIO(content)))
    assert len(in_chunks) == 20 * len(written)


@given(st.binary(max_size=300))
def test_any_bytes_behind_a_separator_are_an_mbox_without_trouble(tmp_path_factory, rest):
    source = mbox(tmp_path_factory.mktemp("mbox"), LINE + rest)

    assert b"".join(read(source)) in unescaped(rest)
    assert source.problems == []


ODD = [
    ("an empty file", b"", []),
    ("no final line end", LINE + b"Subject: a\n\nlast", [b"Subject: a\n\nlast"]),
    ("nothing after the separator", LINE, [b""]),
    ("a separator cut short", LINE.rstrip(), [b""]),
    ("CRLF", (LINE + LETTER + b"\n" + LINE + LETTER).replace(b"\n", b"\r\n"),
     [LETTER.replace(b"\n", b"\r\n")] * 2),
    ("no empty line before: part of the letter", LINE + LETTER + LINE + b"x\n", [LETTER + LINE + b"x\n"]),
    ("prose that begins with From", LINE + LETTER + b"\nFrom 10:30 on 2 May 2026 we are away.\n",
     [LETTER + b"\nFrom 10:30 on 2 May 2026 we are away.\n"]),
    ("a bare From that no header follows", LINE + LETTER + b"\nFrom \nhere on\n",
     [LETTER + b"\nFrom \nhere on\n"]),
    ("escapes of mboxo and mboxrd", LINE + b"\n>From here\n>>From there\n> From afar\n",
     [b"\nFrom here\n>From there\n> From afar\n"]),
    ("a letter that Thunderbird has deleted",
     LINE + b"X-Mozilla-Status: 0009\n" + LETTER + b"\n" + LINE + b"X-Mozilla-Status: 0001\n" + LETTER,
     [b"X-Mozilla-Status: 0001\n" + LETTER]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), [row[1:] for row in ODD], ids=[r[0] for r in ODD])
def test_odd_files_are_read_as_a_mail_program_reads_them(tmp_path, content, expected):
    source = mbox(tmp_path, content)

    assert read(source) == expected
    assert source.count() == len(expected)


@pytest.mark.parametrize(
    "line",
    [
        b"From - Tue Apr 27 19:42:22 2010",
        b"From MAILER-DAEMON Fri Jul  8 12:08:34 2011",
        b"From ben at firm.example  Thu Aug 22 12:36:23 2002",
        b"From 1234567@xxx Mon Jan 01 12:00:00 +0000 2020",
        b"From - Sat Apr 12 2025 15:59:28",
        b"From ann@firm.example Thu Aug 22 12:36 EDT 2002",
        b"From ann@firm.example Mon, 02 Mar 2026 09:00:00 +0100",
        b"From ann@firm.example 2026-03-02T09:00:00Z",
        b"From ",
        b"From \r",
    ],
)
def test_the_separators_of_many_programs_are_known(tmp_path, line):
    source = mbox(tmp_path, line + b"\n" + LETTER + b"\n" + line + b"\n" + LETTER)

    assert [place.read() for place in source.places()] == [LETTER, LETTER]


@pytest.mark.parametrize(
    "head",
    [b"", b"From", b"From the start we knew.\n", b"Subject: x\n", b" From a\n", b">From a\n"],
)
def test_what_is_no_separator_starts_no_mbox(head):
    assert not starts_mbox(head)


def test_a_place_says_which_letter_it_is_and_can_be_sent_to_another_process(tmp_path):
    source = mbox(tmp_path, joined([LETTER, LETTER]))

    places = list(source.places())

    assert [place.name for place in places] == [
        f"{tmp_path}/inbox.mbox, letter 1",
        f"{tmp_path}/inbox.mbox, letter 2",
    ]
    assert pickle.loads(pickle.dumps(places[1])).read() == LETTER


def test_a_file_that_was_rewritten_meanwhile_is_an_error_and_not_another_letter(tmp_path):
    source = mbox(tmp_path, joined([LETTER, LETTER]))
    places = list(source.places())

    Path(source.path).write_bytes(joined([LETTER[:20], LETTER]))

    with pytest.raises(OSError, match="changed by another program"):
        places[1].read()


def test_a_file_that_is_gone_is_a_problem_and_no_failure(tmp_path):
    source = mbox(tmp_path, joined([LETTER]))
    Path(source.path).unlink()

    assert list(source.places()) == []
    assert source.problems == [
        f"{tmp_path}/inbox.mbox could not be read to its end: no such file or directory."
    ]
    assert source.count() is None


def test_a_very_large_mbox_is_not_counted_beforehand(tmp_path, monkeypatch):
    monkeypatch.setattr("troth.mail.mbox.COUNTED_BYTES", 100)

    assert mbox(tmp_path, joined([LETTER] * 5)).count() is None
