"""Which folders of a server count."""

import pytest

from troth.mail import SourceError
from troth.mail.imap.folders import asked_for, chosen, understood
from troth.mail.utf7 import decoded


def listed(*lines: str, delimiter: bytes | None = b"/"):
    """Folders written as "Name" or "Name: \\Flag \\Flag"."""
    split = [line.partition(": ") for line in lines]
    return understood(
        [(flags.encode().split(), delimiter, name.encode()) for name, _, flags in split]
    )


def names(folders) -> list[str]:
    return [folder.name for folder in folders]


def test_without_flags_the_usual_names_speak_in_four_languages():
    folders = listed(
        "INBOX", "Drafts", "Entw&APw-rfe", "Trash", "Papierkorb/Alt", "Junk E-Mail", "Sent",
        "INBOX/Spam", "&AMk-l&AOk-ments supprim&AOk-s", "Papelera", "Clients/Trash", "Spam GmbH",
    )  # fmt: skip

    assert names(chosen(folders, everything_in_all=False)) == [
        "INBOX", "Clients/Trash", "Sent", "Spam GmbH",
    ]  # fmt: skip


def test_where_the_server_flags_a_use_names_say_nothing_about_it():
    folders = listed("INBOX", "Trash", "Old: \\Trash", "Old/2025", "Drafts", "Sent: \\Sent")

    assert names(chosen(folders, everything_in_all=False)) == ["INBOX", "Sent", "Trash"]


def test_views_of_letters_that_lie_elsewhere_are_not_read_twice():
    folders = listed(
        "INBOX", "Everything: \\All", "Starred: \\Flagged", "Main: \\Important", "Sent"
    )

    assert names(chosen(folders, everything_in_all=False)) == ["INBOX", "Sent"]


def test_where_one_folder_holds_everything_it_alone_is_read():
    folders = listed("INBOX", "[Gmail]/All Mail: \\All", "[Gmail]/Trash: \\Trash", "Clients")

    assert names(chosen(folders, everything_in_all=True)) == ["[Gmail]/All Mail"]


def test_where_gmail_hides_that_folder_the_others_are_read():
    folders = listed("INBOX", "[Gmail]: \\Noselect", "[Gmail]/Spam", "[Gmail]/Sent Mail", "Clients")

    assert names(chosen(folders, everything_in_all=True)) == [
        "INBOX", "Clients", "[Gmail]/Sent Mail",
    ]  # fmt: skip


def test_folders_that_cannot_be_opened_are_not_chosen():
    folders = listed("INBOX", "Clients: \\NoSelect", "Clients/Ann", "Ghost: \\NonExistent")

    assert names(chosen(folders, everything_in_all=False)) == ["INBOX", "Clients/Ann"]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (("inbox",), "INBOX"),
        (("Inbox", "Ann"), "INBOX.Ann"),
        (("Clients", "Ann"), "Clients.Ann"),
        (("Clients.Ann",), "Clients.Ann"),
        (("a/b",), "a/b"),
        (("a", "b"), "a/b"),
    ],
)
def test_levels_are_joined_by_the_servers_own_delimiter(written, found):
    folders = listed("INBOX", "INBOX.Ann", "Clients.Ann", "a/b", delimiter=b".")

    assert asked_for(folders, written).name == found


@pytest.mark.parametrize("written", [("clients",), ("Clients", "Ben"), ("Ann",)])
def test_a_folder_that_is_not_there_is_refused(written):
    with pytest.raises(SourceError, match="There is no folder"):
        asked_for(listed("INBOX", "Clients", "Clients/Ann"), written)


def test_a_long_list_of_folders_is_cut():
    folders = listed(*[f"Client {number:02}" for number in range(40)])

    with pytest.raises(SourceError, match=r"Client 00, .*, Client 11, \.\.\.\.$"):
        asked_for(folders, ("Ann",))


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"Entw&APw-rfe", "Entwürfe"),
        (b"&U,BTFw-", "台北"),
        (b"R&-D", "R&D"),
        (b"&2D3eAA-", "\N{OPEN MAILBOX WITH RAISED FLAG}".replace("\N{OPEN MAILBOX WITH RAISED FLAG}", "\U0001f600")),
        (b"plain", "plain"),
        ("schon so: ü".encode(), "schon so: ü"),
        (b"&", "&"),
        (b"&!", "&!"),
        (b"broken \xff", "broken \N{REPLACEMENT CHARACTER}"),
        (b"&AA", "&AA"),
    ],
)  # fmt: skip
def test_folder_names_are_shown_as_a_person_wrote_them(raw, name):
    assert decoded(raw) == name
