"""What is new on disk since the last look: Maildirs and folders of letters."""

import gzip
import json
import os
from datetime import date
from pathlib import Path

import pytest

from tests.mailbox import ANNA, ME, folder, letter, mbox
from troth.mail.looking import State, Trouble, disk, look
from troth.pure.letter import parse


def looked(source: Path, state: State, **how) -> tuple[list[str], State, list[Trouble]]:
    """The subjects of what is new, the state as it comes back from a database, the troubles."""
    subjects, troubles = [], []
    for batch in look(str(source), state, password=lambda _: "", **how):
        subjects += [seen.envelope.subject for seen in batch.letters]
        troubles += batch.troubles
        state = batch.state
    return subjects, json.loads(json.dumps(state)), troubles


def put(root: Path, name: str, subject: str, *, more: str = "") -> Path:
    path = root / name
    for half in ("cur", "new", "tmp"):
        (path.parent.parent / half).mkdir(parents=True, exist_ok=True)
    path.write_bytes(letter("x", subject=subject, more=more))
    return path


def test_only_what_came_since_the_last_look_is_new(tmp_path):
    put(tmp_path, "cur/1.a.host:2,S", "one")
    put(tmp_path, "new/2.b.host", "two")
    first, state, _ = looked(tmp_path, {})
    put(tmp_path, "new/0.older-name.host", "three")

    second, state, _ = looked(tmp_path, state)
    third, _, troubles = looked(tmp_path, state)

    assert (first, second, third, troubles) == (["one", "two"], ["three"], [], [])


def test_a_letter_that_was_read_answered_and_moved_from_new_to_cur_is_not_new(tmp_path):
    unread = put(tmp_path, "new/1.a.host", "one")
    read = put(tmp_path, "cur/2.b.host:2,", "two")
    _, state, _ = looked(tmp_path, {})

    unread.rename(tmp_path / "cur/1.a.host:2,S")
    read.rename(tmp_path / "cur/2.b.host:2,RS")

    assert looked(tmp_path, state)[0] == []


def test_a_stop_between_two_batches_loses_nothing_and_repeats_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(disk, "BATCH_LETTERS", 2)
    for number in range(7):
        put(tmp_path, f"cur/{number}.a.host:2,", str(number))
    looks = look(str(tmp_path), {}, password=lambda _: "")
    stored = [next(looks), next(looks)]
    looks.close()

    rest, _, _ = looked(tmp_path, json.loads(json.dumps(stored[-1].state)))

    taken = [seen.envelope.subject for batch in stored for seen in batch.letters]
    assert sorted(taken + rest) == ["0", "1", "2", "3", "4", "5", "6"]
    assert len(taken) == 4


def test_a_letter_deleted_meanwhile_is_no_trouble_and_is_forgotten(tmp_path):
    paths = [put(tmp_path, f"cur/{number}.a.host:2,", str(number)) for number in range(3)]
    looks = look(str(tmp_path), {}, password=lambda _: "")
    paths[1].unlink()
    (batch,) = looks
    paths[2].unlink()

    after, state, troubles = looked(tmp_path, batch.state)

    assert [seen.envelope.subject for seen in batch.letters] == ["0", "2"]
    assert (after, troubles, batch.troubles) == ([], [], ())
    assert len(json.dumps(state)) < len(json.dumps(batch.state))


def test_the_same_letter_in_two_folders_is_given_from_both(tmp_path):
    """Whether it was taken in before is known by its digest, above."""
    put(tmp_path, "cur/1.a.host:2,", "same")
    put(tmp_path, ".Archive/cur/1.a.host:2,", "same")

    assert looked(tmp_path, {})[0] == ["same", "same"]


@pytest.mark.parametrize(
    ("where", "is_sent"),
    [
        ("cur", False),
        (".Sent/cur", True),
        (".Gesendete Objekte/cur", True),
        (".&AMk-l&AOk-ments envoy&AOk-s/cur", True),
        (".INBOX.Sent.2024/cur", True),
        (".Clients.Sentinel/cur", False),
    ],
)
def test_folders_of_sent_mail_are_told_by_their_usual_names(tmp_path, where, is_sent):
    put(tmp_path, "cur/0.z.host:2,", "inbox")
    put(tmp_path, f"{where}/1.a.host:2,", "x")

    letters = [it for b in look(str(tmp_path), {}, password=lambda _: "") for it in b.letters]

    assert [it.is_sent for it in letters if it.envelope.subject == "x"] == [is_sent]


def test_only_wanted_letters_are_given_and_the_others_never_come_again(tmp_path):
    put(tmp_path, "cur/1.a.host:2,", "from Anna")
    (tmp_path / "cur/2.b.host:2,").write_bytes(letter("x", sender="x@news.example", subject="news"))

    def is_annas(envelope) -> bool:
        return "anna@acme.example" in envelope.people

    first, state, _ = looked(tmp_path, {}, wanted=is_annas)

    assert first == ["from Anna"]
    assert looked(tmp_path, state)[0] == []


def test_letters_sent_before_the_window_are_left_out_and_the_undated_are_not(tmp_path):
    for day in range(3):
        (put(tmp_path, f"cur/{day}.a.host:2,", "x")).write_bytes(
            letter("x", day=day, subject=f"day {day}")
        )
    undated = f"From: {ANNA}\nTo: {ME}\nSubject: undated\n\nx\n"
    (tmp_path / "cur/9.a.host:2,").write_text(undated)

    found = looked(tmp_path, {}, since=date(2026, 3, 3))[0]

    assert found == ["day 1", "day 2", "undated"]


def test_a_file_that_was_written_anew_is_new_and_the_others_are_not(tmp_path):
    folder(tmp_path / "letters", letter("x", subject="one"), letter("x", subject="two"))
    _, state, _ = looked(tmp_path / "letters", {})
    (tmp_path / "letters/00001.eml").write_bytes(letter("x", subject="two, written anew"))
    (tmp_path / "letters/00007.eml").write_bytes(letter("x", subject="seven"))

    assert looked(tmp_path / "letters", state)[0] == ["two, written anew", "seven"]


def test_one_letter_is_new_once(tmp_path):
    path = tmp_path / "one.eml"
    path.write_bytes(letter("x", subject="one"))
    first, state, _ = looked(path, {})

    assert (first, looked(path, state)[0]) == (["one"], [])


def test_a_compressed_mbox_is_read_once_and_after_a_stop_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr(disk, "BATCH_LETTERS", 2)
    plain = mbox(tmp_path / "plain", *[letter("x", subject=str(n)) for n in range(5)])
    (tmp_path / "old.mbox.gz").write_bytes(gzip.compress(plain.read_bytes()))
    looks = look(str(tmp_path / "old.mbox.gz"), {}, password=lambda _: "")
    begun = next(looks)
    looks.close()

    rest, state, _ = looked(tmp_path / "old.mbox.gz", begun.state)

    assert [seen.envelope.subject for seen in begun.letters] == ["0", "1"]
    assert (rest, looked(tmp_path / "old.mbox.gz", state)[0]) == (["2", "3", "4"], [])


def test_a_folder_that_vanished_is_told_once_and_costs_nothing_else(tmp_path):
    put(tmp_path, "cur/1.a.host:2,", "one")
    gone = put(tmp_path, ".Gone/cur/1.a.host:2,", "gone")
    _, state, _ = looked(tmp_path, {})
    put(tmp_path, "new/2.b.host", "two")
    gone.unlink()
    for half in ("cur", "new", "tmp", ""):
        (tmp_path / ".Gone" / half).rmdir()

    new, state, troubles = looked(tmp_path, state)

    assert new == ["two"]
    assert troubles == [Trouble(f"{tmp_path}/.Gone is gone. What was read there is kept.")]
    assert looked(tmp_path, state) == ([], state, [])


def test_a_mailbox_that_is_not_there_for_a_while_is_told_and_forgets_nothing(tmp_path):
    root = tmp_path / "mail"
    put(root, "cur/1.a.host:2,", "one")
    _, state, _ = looked(root, {})
    root.rename(tmp_path / "elsewhere")

    new, kept, troubles = looked(root, state)
    (tmp_path / "elsewhere").rename(root)

    assert new == []
    assert troubles[0].sentence.startswith(f"There is no file or folder {root}.")
    assert troubles[0].retry
    assert looked(root, kept)[0] == []


def test_a_letter_that_cannot_be_read_is_told_and_tried_again(tmp_path):
    path = put(tmp_path, "cur/1.a.host:2,", "one")
    aside = path.rename(tmp_path / "aside.eml")
    path.symlink_to(path)  # a link to itself can be read by nobody, root included
    new, state, troubles = looked(tmp_path, {})
    path.unlink()
    aside.rename(path)

    assert (new, len(troubles)) == ([], 1)
    assert looked(tmp_path, state)[0] == ["one"]


@pytest.mark.parametrize(
    "damaged",
    [{".": None}, {".": {"names": "%"}}, {".": {"names": "QUJD"}}, {".": {"names": 3}}, {".": []}],
)
def test_a_state_that_cannot_be_understood_counts_as_none(tmp_path, damaged):
    put(tmp_path, "cur/1.a.host:2,", "one")

    assert looked(tmp_path, damaged)[0] == ["one"]


def test_names_that_are_no_text_are_remembered_too(tmp_path):
    put(tmp_path, os.fsdecode(b"\xff\xfe/cur/1.\xe4.host:2,S"), "odd")
    first, state, _ = looked(tmp_path, {})

    assert (first, looked(tmp_path, state)[0]) == (["odd"], [])


def test_a_letter_whose_lines_end_oddly_is_known_by_what_it_will_be_read_as(tmp_path):
    head = b"From: ann@acme.example\rTo: robin@harbour-it.example\r\nDate: Mon, 2 Mar 2026 09:00:00 +0100\n\r\n\rHi"
    (tmp_path / "odd.eml").write_bytes(head)
    (batch,) = look(str(tmp_path), {}, password=str)

    read = parse(head)
    known = batch.letters[0].envelope
    assert (known.sender, known.to, known.sent_at) == (read.sender, read.to, read.sent_at)
    assert known.people >= {"ann@acme.example"}
