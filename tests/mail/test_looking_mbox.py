"""What is new in an mbox since the last look: appended, rewritten, being written."""

import json
from pathlib import Path

import pytest

from tests.mailbox import letter
from troth.mail.looking import State, disk, look

FROM = b"From x Mon Mar  2 09:00:00 2026\n"


def written(subject: str, body: str = "It follows on Friday.") -> bytes:
    return FROM + letter(body, subject=subject) + b"\n"


def looked(path: Path, state: State) -> tuple[list[str], State]:
    subjects = []
    for batch in look(str(path), state, password=lambda _: ""):
        assert batch.troubles == ()
        subjects += [seen.envelope.subject for seen in batch.letters]
        state = batch.state
    return subjects, json.loads(json.dumps(state))


@pytest.fixture
def path(tmp_path) -> Path:
    path = tmp_path / "inbox.mbox"
    path.write_bytes(written("one") + written("two"))
    return path


def append(path: Path, more: bytes) -> None:
    with path.open("ab") as file:
        file.write(more)


def test_only_what_was_appended_is_new(path):
    first, state = looked(path, {})
    append(path, written("three") + written("four"))

    second, state = looked(path, state)

    assert (first, second) == (["one", "two"], ["three", "four"])
    assert looked(path, state)[0] == []


def test_an_appended_letter_is_read_from_its_place_and_counted_on(path):
    _, state = looked(path, {})
    append(path, written("three", "Third."))

    (batch,) = look(str(path), state, password=lambda _: "")
    (seen,) = batch.letters

    assert seen.place.name == f"{path}, letter 3"
    assert seen.place.read() == letter("Third.", subject="three")
    assert (seen.folder, seen.is_sent, seen.uid) == ("inbox.mbox", False, None)


def test_a_stop_between_two_batches_loses_nothing_and_repeats_nothing(path, monkeypatch):
    monkeypatch.setattr(disk, "BATCH_LETTERS", 2)
    append(path, written("three") + written("four") + written("five"))
    looks = look(str(path), {}, password=lambda _: "")
    state = next(looks).state
    looks.close()

    assert looked(path, state)[0] == ["three", "four", "five"]


@pytest.mark.parametrize(
    "now",
    [
        written("two"),
        written("zero") + written("one") + written("two"),
        written("one") + written("two and more than was there before", "x" * 2000),
        b"",
    ],
    ids=["shrunken", "grown in front", "changed in the middle", "emptied"],
)
def test_a_rewritten_file_is_read_afresh(path, now):
    _, state = looked(path, {})
    path.write_bytes(now)
    append(path, written("three"))

    again = looked(path, state)[0]

    assert again == [*(s for s in SUBJECTS if f"Subject: {s}\n".encode() in now), "three"]


SUBJECTS = ("zero", "one", "two", "two and more than was there before")


@pytest.mark.parametrize("kept", [1, 20, 40, 150, 230])
def test_a_letter_that_is_being_written_is_left_until_it_is_whole(path, kept):
    """`kept` bytes of it are there at first: less than its "From " line, its header, its body."""
    _, state = looked(path, {})
    whole = written("three")
    append(path, whole[:kept])
    half, state = looked(path, state)
    append(path, whole[kept:])

    assert (half, looked(path, state)[0]) == ([], ["three"])


def test_a_letter_that_was_cut_off_at_an_empty_line_comes_again_when_it_is_whole(path):
    _, state = looked(path, {})
    whole = written("three", "First.\n\nSecond.")
    cut = whole.index(b"Second.")
    append(path, whole[:cut])
    half, state = looked(path, state)
    append(path, whole[cut:] + written("four"))

    (batch,) = look(str(path), state, password=lambda _: "")

    assert half == ["three"]
    assert [seen.envelope.subject for seen in batch.letters] == ["three", "four"]
    assert batch.letters[0].place.read().endswith(b"Second.\n")


def test_while_another_program_holds_its_lock_the_last_letter_is_left(path):
    lock = path.with_name("inbox.mbox.lock")
    lock.touch()
    held, state = looked(path, {})
    append(path, written("three"))
    lock.unlink()

    assert (held, looked(path, state)[0]) == (["one"], ["two", "three"])


def test_a_last_letter_that_nothing_closes_is_taken_when_the_file_stays_as_it_is(path):
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    first, state = looked(path, {})
    second, state = looked(path, state)

    assert (first, second) == (["one"], ["two"])
    assert looked(path, state)[0] == []


def test_a_flag_that_is_written_over_the_old_one_makes_nothing_new(tmp_path):
    path = tmp_path / "Inbox"
    flagged = letter(
        "x", subject="one", more="X-Mozilla-Status: 0000\nX-Mozilla-Status2: 00000000\n"
    )
    path.write_bytes(FROM + flagged + b"\n")
    _, state = looked(path, {})
    path.write_bytes(path.read_bytes().replace(b"Status: 0000", b"Status: 0001"))
    append(path, written("two"))

    assert looked(path, state)[0] == ["two"]


def test_mboxes_in_a_tree_are_each_remembered(tmp_path, path):
    (tmp_path / "Sent").write_bytes(written("mine"))
    _, state = looked(tmp_path, {})
    append(path, written("three"))
    append(tmp_path / "Sent", written("mine too"))

    letters = [it for b in look(str(tmp_path), state, password=lambda _: "") for it in b.letters]

    assert [(it.envelope.subject, it.folder, it.is_sent) for it in letters] == [
        ("mine too", "Sent", True),
        ("three", "inbox.mbox", False),
    ]


@pytest.mark.parametrize("mark", [None, {}, {"size": -1, "end": 9}, {"end": "x"}, []])
def test_a_mark_that_cannot_be_understood_counts_as_none(path, mark):
    assert looked(path, {".": mark})[0] == ["one", "two"]
