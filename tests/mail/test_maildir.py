"""One file per letter, flags in its name."""

from pathlib import Path

import pytest

from troth.mail.folder import Folder

LETTER = b"Subject: Plan\n\nThe plan follows on Friday.\n"


def lay(root: Path, *files: str) -> Folder:
    """Files at these paths, each with its own path as its text; `tmp` and the like beside them."""
    for file in files:
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.encode())
    return Folder(str(root))


def read(source: Folder) -> list[str]:
    return [place.read().decode() for place in source.places()]


def test_letters_of_cur_and_new_are_read_and_tmp_is_not(tmp_path):
    source = lay(tmp_path, "cur/2.b:2,S", "cur/1.a:2,", "new/3.c", "tmp/4.d", "dovecot-uidlist")

    assert read(source) == ["cur/1.a:2,", "cur/2.b:2,S", "new/3.c"]
    assert source.count() == 3


def test_drafts_and_trashed_letters_are_left_out_by_their_flags(tmp_path):
    source = lay(tmp_path, "cur/1:2,DS", "cur/2:2,ST", "cur/3:2,FRS", "cur/4,S=12:2,S", "new/5TD")

    assert read(source) == ["cur/3:2,FRS", "cur/4,S=12:2,S", "new/5TD"]
    assert source.count() == 3


@pytest.mark.parametrize(
    "folder",
    [
        ".Trash",
        ".Drafts",
        ".Junk",
        ".Spam",
        ".Trash.2025",
        ".INBOX.Trash",
        ".Entw&APw-rfe",
        ".INBOX.Gel&APY-schte Objekte",
        "Trash",
        "Clients/Deleted Items",
    ],
)
def test_folders_of_trash_drafts_and_junk_are_left_out_and_named(tmp_path, folder):
    source = lay(tmp_path, "cur/1:2,", f"{folder}/cur/2:2,")

    assert read(source) == ["cur/1:2,"]
    assert source.count() == 1
    assert source.left_out == [f"{tmp_path}/{folder}"]


@pytest.mark.parametrize(
    "folder",
    [
        ".Sent",
        ".Clients.Ann",
        "Clients/Ann",
        ".Clients.Drafts",
        ".Spam Filter GmbH",
        ".&-&AOk-",
        ".&",
    ],
)
def test_other_subfolders_are_read_flat_or_nested(tmp_path, folder):
    source = lay(tmp_path, "cur/1:2,", f"{folder}/cur/2:2,", f"{folder}/tmp/3", f"{folder}/new/4")

    assert sorted(read(source)) == sorted(["cur/1:2,", f"{folder}/cur/2:2,", f"{folder}/new/4"])


def test_a_directory_of_maildirs_is_read_whole(tmp_path):
    source = lay(tmp_path, "INBOX/cur/1:2,", "Sent/new/2", "Sent/cur/3:2,S")

    assert read(source) == ["INBOX/cur/1:2,", "Sent/cur/3:2,S", "Sent/new/2"]


def test_subfolders_are_found_where_the_inbox_lies_elsewhere(tmp_path):
    source = lay(tmp_path, ".Sent/cur/1:2,", ".config/settings", ".Trash/cur/2:2,")

    assert read(source) == [".Sent/cur/1:2,"]


@pytest.mark.parametrize("becomes", ["cur/1.a:2,FS", "cur/1.a:2,"])
def test_a_letter_whose_flags_change_meanwhile_is_found_again(tmp_path, becomes):
    source = lay(tmp_path, "cur/0.z:2,", "new/1.a")
    places = list(source.places())

    (tmp_path / "new/1.a").rename(tmp_path / becomes)

    assert [place.read().decode() for place in places] == ["cur/0.z:2,", "new/1.a"]


def test_many_letters_renamed_at_once_are_found_again(tmp_path):
    source = lay(tmp_path, *[f"cur/{number}.a:2," for number in range(100)])
    places = list(source.places())
    for number in range(100):
        path = tmp_path / f"cur/{number}.a:2,"
        path.rename(f"{path}S")

    assert {place.read(4) for place in places} == {b"cur/"}


def test_a_letter_that_is_gone_says_so(tmp_path):
    source = lay(tmp_path, "cur/1.a:2,", "cur/1.ab:2,")
    (place, _) = source.places()
    (tmp_path / "cur/1.a:2,").unlink()

    with pytest.raises(FileNotFoundError, match="moved or deleted"):
        place.read()


def test_a_limit_gives_the_beginning(tmp_path):
    (place,) = lay(tmp_path, "cur/1:2,").places()

    assert place.read(3) == b"cur"
    assert place.read(99) == place.read() == b"cur/1:2,"
    assert place.name == f"{tmp_path}/cur/1:2,"
