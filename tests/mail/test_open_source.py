"""From what a person writes as SOURCE to its letters."""

import gzip
import io
import os
import pickle
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.mail import SourceError, open_source

LETTER = b"Subject: Plan\n\nThe plan follows on Friday.\n"
LINE = b"From ann@firm.example Mon Mar  2 09:00:00 2026\n"
MBOX = (LINE + LETTER + b"\n") * 2


def opened(text, *, stdin=b""):
    return open_source(str(text), stdin=io.BytesIO(stdin), password=lambda account: "")


def read(source) -> list[bytes]:
    return [place.read() for place in source.places()]


def names(source) -> list[str]:
    return [place.name for place in source.places()]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("letter.eml", LETTER, [LETTER]),
        ("letter.eml", LINE + LETTER, [LETTER]),
        ("letter", b"From the start\nwe knew.\n", [b"From the start\nwe knew.\n"]),
        ("inbox.mbox", MBOX, [LETTER, LETTER]),
        ("inbox", b"", []),
        ("inbox.mbox.gz", gzip.compress(MBOX, mtime=0), [LETTER, LETTER]),
        ("inbox", gzip.compress(LETTER, mtime=0), [LETTER]),
    ],
)
def test_a_file_is_known_by_what_it_holds(tmp_path, name, content, expected):
    (tmp_path / name).write_bytes(content)
    source = opened(tmp_path / name)

    assert read(source) == expected
    assert source.count() == len(expected)
    assert source.problems == []


@pytest.mark.parametrize(
    ("stdin", "expected"), [(MBOX, [LETTER, LETTER]), (LETTER, [LETTER]), (b"", [])]
)
def test_standard_input_is_an_mbox_or_one_letter(stdin, expected):
    source = opened("-", stdin=stdin)

    assert read(source) == expected
    assert source.count() == len(expected)


def test_letters_on_standard_input_are_named_by_their_number():
    assert names(opened("-", stdin=MBOX)) == [
        "standard input, letter 1",
        "standard input, letter 2",
    ]
    assert names(opened("-", stdin=LETTER)) == ["standard input"]


def test_a_stream_can_be_looked_through_twice_and_out_of_turn():
    source = opened("-", stdin=MBOX * 500)
    places = list(source.places())

    assert [place.read() for place in reversed(places)] == [LETTER] * 1000
    assert len(read(source)) == source.count() == 1000


def test_a_letter_of_a_stream_can_be_sent_to_another_process():
    escaped, plain = opened("-", stdin=LINE + b"\n>From here\n\n" + LINE + LETTER).places()

    sent = pickle.loads(pickle.dumps([escaped, plain]))

    assert [place.read() for place in sent] == [b"\nFrom here\n", LETTER]
    assert [place.name for place in sent] == [escaped.name, plain.name]
    assert escaped.read(4) == sent[0].read(4) == b"\nFro"


def test_a_long_letter_is_sent_to_another_process_without_its_end():
    (place,) = opened("-", stdin=LINE + b"x" * 2**21).places()

    sent = pickle.loads(pickle.dumps(place))

    assert len(place.read()) == sent.size == 2**21
    assert sent.read() == place.read(2**20)


def test_a_damaged_archive_gives_what_it_still_holds(tmp_path):
    path = tmp_path / "inbox.gz"
    path.write_bytes(gzip.compress(MBOX + LINE + os.urandom(500_000), mtime=0)[:-200_000])
    source = opened(path)

    first, second, third = read(source)

    assert (first, second) == (LETTER, LETTER)
    assert 200_000 < len(third) < 400_000
    assert source.problems == [f"{path} is damaged: what lies behind the damage is lost."]


def test_a_named_pipe_is_read_like_standard_input(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(MBOX,))
    writer.start()
    letters = read(opened(path))
    writer.join()

    assert letters == [LETTER, LETTER]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("nowhere/inbox", "There is no file or folder nowhere/inbox. Give an mbox, a Maildir,"),
        ("/dev/null", "/dev/null is neither a file nor a folder."),
        ("bad\0name", "'bad\\x00name' cannot be the name of a file."),
        ("x" * 5000, "cannot be opened: file name too long."),
        ("", "There is no file or folder"),
        ("pop3://ann@firm.example", "There is no file or folder pop3://ann@firm.example."),
    ],
)
def test_what_cannot_be_opened_is_said_in_a_sentence(text, sentence):
    with pytest.raises(SourceError) as error:
        opened(text)

    assert sentence in str(error.value)


def test_a_link_to_itself_is_said_in_a_sentence(tmp_path):
    (tmp_path / "loop").symlink_to("loop")

    with pytest.raises(SourceError, match="too many levels of symbolic links"):
        opened(tmp_path / "loop")


@given(st.binary(max_size=400))
def test_any_bytes_on_standard_input_get_an_answer(stdin):
    source = opened("-", stdin=stdin)

    assert source.count() == len(read(source))
