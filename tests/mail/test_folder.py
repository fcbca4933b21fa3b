"""A directory tree of letters."""

import gzip
import os
import socket
import tempfile
from pathlib import Path

import pytest

from troth.mail.folder import Folder

LETTER = b"Subject: Plan\n\nThe plan follows on Friday.\n"
NOBODY = 65534
LINE = b"From ann@firm.example Mon Mar  2 09:00:00 2026\n"


def names(source: Folder) -> list[str]:
    root = source.name.rstrip("/") + "/"
    return [place.name.removeprefix(root) for place in source.places()]


def lay(root: Path, *files: str, content: bytes = LETTER) -> Folder:
    for file in files:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_bytes(content)
    return Folder(str(root))


def test_letters_are_found_at_any_depth_with_and_without_an_ending(tmp_path):
    source = lay(tmp_path, "a.eml", "mh/1", "mh/2", "mh/sub/00003.9c4069e25e", "x/y/z.txt")

    assert names(source) == ["a.eml", "mh/1", "mh/2", "mh/sub/00003.9c4069e25e", "x/y/z.txt"]
    assert source.count() == 5
    assert source.problems == []


def test_hidden_files_and_what_lies_beside_letters_are_no_letters(tmp_path):
    source = lay(
        tmp_path, ".mh_sequences", "1", ".git/config", "offer.pdf", "all.tar.gz", "README.HTML"
    )

    assert names(source) == ["1"]


def test_a_damaged_letter_is_not_lost(tmp_path):
    lay(tmp_path, "empty.eml", content=b"")
    source = lay(tmp_path, "nul.eml", content=b"\x00\xff")

    assert names(source) == ["empty.eml", "nul.eml"]


def test_mboxes_in_a_folder_are_read_letter_by_letter(tmp_path):
    lay(tmp_path, "2026.mbox", "archive", content=(LINE + LETTER + b"\n") * 2)
    source = lay(tmp_path, "single.eml")

    assert names(source) == [
        "2026.mbox, letter 1",
        "2026.mbox, letter 2",
        "archive, letter 1",
        "archive, letter 2",
        "single.eml",
    ]
    assert source.count() == 5


def test_a_thunderbird_profile_is_read_without_trash_drafts_and_junk(tmp_path):
    mbox = LINE + LETTER
    account = "ImapMail/imap.firm.example"
    for name in ("INBOX", "Sent", "Trash", "Drafts", "Junk", "Templates"):
        lay(tmp_path, f"{account}/{name}", content=mbox)
        lay(tmp_path, f"{account}/{name}.msf", content=b"// index")
    lay(tmp_path, f"{account}/INBOX.sbd/Ann", f"{account}/Trash.sbd/Old", content=mbox)
    lay(tmp_path, f"{account}/INBOX.sbd/Ann.msf", content=b"")
    source = lay(tmp_path, f"{account}/popstate.dat", f"{account}/rules", content=b"version=9")

    assert names(source) == [
        f"{account}/INBOX, letter 1",
        f"{account}/Sent, letter 1",
        f"{account}/INBOX.sbd/Ann, letter 1",
    ]
    assert sorted(Path(name).name for name in source.left_out) == [
        "Drafts", "Junk", "Templates", "Trash", "Trash.sbd",
    ]  # fmt: skip


def test_a_compressed_mbox_in_a_folder_is_read(tmp_path):
    source = lay(tmp_path, "2026.mbox.gz", content=gzip.compress((LINE + LETTER + b"\n") * 2))

    assert names(source) == ["2026.mbox.gz, letter 1", "2026.mbox.gz, letter 2"]
    assert [place.read() for place in source.places()] == [LETTER, LETTER]
    assert source.count() is None, "unpacking it only to count would cost as much as reading"


def test_links_in_a_circle_end(tmp_path):
    source = lay(tmp_path, "a/1.eml", "b/2.eml")
    (tmp_path / "a/again").symlink_to(tmp_path)
    (tmp_path / "b/self").symlink_to("self")
    (tmp_path / "b/nowhere").symlink_to("gone")

    assert names(source) == ["a/1.eml", "b/2.eml"]
    assert sorted(source.problems) == [
        f"{tmp_path}/b/nowhere leads nowhere.",
        f"{tmp_path}/b/self leads nowhere: too many levels of symbolic links.",
    ]


def test_sockets_and_pipes_are_passed_over(tmp_path, monkeypatch):
    source = lay(tmp_path, "1.eml")
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")

        assert names(source) == ["1.eml"]


def test_an_empty_folder_holds_no_letters(tmp_path):
    source = Folder(str(tmp_path))

    assert names(source) == []
    assert source.count() == 0


def test_a_folder_that_vanishes_is_a_problem(tmp_path):
    source = Folder(str(tmp_path / "gone"))

    assert names(source) == []
    assert source.problems == [f"{tmp_path}/gone could not be listed: no such file or directory."]


def test_reading_twice_says_each_problem_once(tmp_path):
    source = Folder(str(tmp_path / "gone"))

    assert [len(names(source) + source.problems) for _ in range(2)] == [1, 1]


def test_names_that_are_no_utf8_are_read_and_can_be_printed(tmp_path):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.eml")).write_bytes(LETTER)

    (place,) = Folder(str(tmp_path)).places()

    assert place.read() == LETTER
    assert place.name == f"{tmp_path}/caf\N{REPLACEMENT CHARACTER}.eml"


@pytest.fixture
def without_privileges():
    """Root may read everything; this test must not."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    yield
    if root:
        os.seteuid(0)


def test_what_may_not_be_read_is_listed_and_stops_nothing(without_privileges):
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        files = "1.eml", "closed.eml", "private/2.eml", "public/3.eml", "md/cur/4:2,", "md/new/5"
        source = lay(root, *files)
        closed = [root / "closed.eml", root / "private", root / "md/new"]
        for path in closed:
            path.chmod(0)

        assert names(source) == ["1.eml", "md/cur/4:2,", "public/3.eml"]
        assert [line.removeprefix(f"{root}/") for line in source.problems] == [
            "closed.eml could not be read: permission denied.",
            "md/new could not be listed: permission denied.",
            "private could not be listed: permission denied.",
        ]
        for path in closed:
            path.chmod(0o700)


@pytest.mark.needs_shared_data
def test_every_public_letter_has_a_place(shared_data):
    source = Folder(str(shared_data / "mail"))
    files = [path for path in (shared_data / "mail").rglob("*") if path.is_file()]

    places = list(source.places())

    assert len(places) == source.count() >= len(files)
    assert source.problems == []
