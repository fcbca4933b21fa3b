"""The sample can be put where other programs read it."""

import mailbox
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from troth.mail.sample import NotEmptyError, letters, write_maildir, write_mbox
from troth.mail.sample.__main__ import main

UTC = ZoneInfo("UTC")
AT = datetime(2026, 5, 20, 12, tzinfo=UTC)


def ids(box: mailbox.Mailbox) -> set[str]:
    return {message["Message-ID"] for message in box}


@pytest.mark.parametrize("kind", ["maildir", "mbox"])
def test_other_programs_read_every_letter(tmp_path: Path, kind: str):
    raws = letters(at=AT, zone=UTC)
    place = tmp_path / "sample"
    {"maildir": write_maildir, "mbox": write_mbox}[kind](place, raws)

    opened = {"maildir": mailbox.Maildir, "mbox": mailbox.mbox}[kind](place, create=False)
    assert len(ids(opened)) == len(opened) == len(raws)
    opened.close()


def test_a_line_that_begins_with_from_does_not_end_a_letter_in_an_mbox(tmp_path: Path):
    raw = b"Date: Wed, 20 May 2026 12:00:00 +0000\r\n\r\nFrom Anna\r\n>From Ben\r\n"
    write_mbox(tmp_path / "one.mbox", [raw])

    assert b"\n>From Anna\n>>From Ben\n" in (tmp_path / "one.mbox").read_bytes()


def test_the_command_writes_a_maildir_or_an_mbox(tmp_path: Path, capsys):
    assert main([str(tmp_path / "box"), "--at", "2026-05-20T12:00", "--zone", "Europe/Berlin"]) == 0
    assert main([str(tmp_path / "one.mbox"), "--at", "2026-05-20T12:00", "--mbox"]) == 0

    assert capsys.readouterr().out.startswith("59 letters are in ")
    assert len(list((tmp_path / "box" / "cur").iterdir())) == 59
    assert (tmp_path / "one.mbox").is_file()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--zone", "Nowhere/Land"], "Nowhere/Land"),
        (["--at", "0001-01-01"], "Give another one as --at."),
    ],
)
def test_the_command_answers_wrong_use_with_a_sentence(tmp_path: Path, capsys, options, sentence):
    assert main([str(tmp_path / "box"), *options]) == 2
    assert sentence in capsys.readouterr().err


def test_nothing_that_is_there_already_is_touched(tmp_path: Path):
    for write in (write_maildir, write_mbox):
        with pytest.raises(NotEmptyError, match="Name a place that does not exist yet"):
            write(tmp_path, [])
