"""A mailbox on a real server: what is read, and that nothing there changes."""

import io
import os
import subprocess
from datetime import date, timedelta

import pytest
from imapclient import IMAPClient

from tests.mail.dovecot import ODD_PASSWORDS, PASSWORD, Dovecot, tree
from troth.mail import SourceError, open_source
from troth.mail.imap.answers import Limits
from troth.mail.imap.source import open_imap


def letter(text: str) -> bytes:
    return f"Subject: {text}\r\n\r\n{text} follows on Friday.\r\n".encode()


def opened(address: str, *, password: str = PASSWORD, since: date | None = None):
    return open_source(address, stdin=io.BytesIO(), password=lambda account: password, since=since)


def names(source) -> list[str]:
    return [place.name for place in source.places()]


def seen_from_outside(server: Dovecot, user: str) -> dict[str, object]:
    """Every folder's state and every letter's flags, over a connection of another program."""
    with IMAPClient("127.0.0.1", server.port, ssl=False) as client:
        client.login(user, PASSWORD)
        found: dict[str, object] = {}
        for flags, _, folder in client.list_folders():
            if b"\\Noselect" in flags:
                continue
            status = client.folder_status(folder)
            client.select_folder(folder, readonly=True)
            found[folder] = (
                status,
                client.fetch(client.search() or [1], ["FLAGS", "INTERNALDATE"]),
            )
        return found


@pytest.mark.parametrize("half", ["new", "cur"])
def test_a_scan_changes_no_flag_no_number_no_folder_and_no_file(dovecot, half):
    user = f"trace-{half}"
    folders = {"": 5, ".Sent": 3, ".Drafts": 2, ".Clients.Ann": 1, ".Empty": 0}
    root = dovecot.fill(
        user,
        {name: [letter(str(n)) for n in range(size)] for name, size in folders.items()},
        half=half,
    )
    (root / "cur" / "000009.M1.host:2,FRS").write_bytes(letter("flagged"))
    (root / "cur" / "000010.M1.host:2,T").write_bytes(letter("deleted"))
    dovecot.hand_over(user)
    before_outside, before = seen_from_outside(dovecot, user), tree(root)
    source = opened(dovecot.address(user))

    read = [place.read() for place in source.places()]

    assert len(read) == source.count() == 10
    assert source.problems == []
    assert tree(root) == before
    assert seen_from_outside(dovecot, user) == before_outside


def test_a_first_look_takes_the_mark_of_being_recent_from_no_letter(dovecot):
    dovecot.fill("recent", {"": [letter("one"), letter("two")]}, half="new")
    list(opened(dovecot.address("recent")).places())

    with IMAPClient("127.0.0.1", dovecot.port, ssl=False) as client:
        client.login("recent", PASSWORD)
        state = client.select_folder("INBOX")
        flags = client.get_flags([1, 2])

    assert state[b"RECENT"] == 2
    assert all(b"\\Recent" in each and b"\\Seen" not in each for each in flags.values())


def test_drafts_trash_and_junk_are_left_out_by_flag_or_name_with_all_beneath(dovecot):
    one = [letter("x")]
    dovecot.fill(
        "leaves",
        {"": one, ".Sent": one, ".Papierkorb-2": one, ".Papierkorb-2.Old": one, ".Junk": one,
         ".Drafts": one, ".Drafts.Ann": one, ".Archive": one, ".Clients.Drafts": one},
    )  # fmt: skip
    source = opened(dovecot.address("leaves"))

    assert names(source) == [
        "INBOX, UID 1",
        "Archive, UID 1",
        "Clients/Drafts, UID 1",
        "Sent, UID 1",
    ]
    assert sorted(source.left_out) == [
        "Drafts", "Drafts/Ann", "Junk", "Papierkorb-2", "Papierkorb-2/Old",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("folder", "written", "shown"),
    [
        (".Clients.M&APw-ller &- S&APY-hne", "/Clients/M%C3%BCller%20%26%20S%C3%B6hne", "Clients/Müller & Söhne"),
        (".Clients.M&APw-ller", "/Clients/Müller", "Clients/Müller"),
        (".&U,BTFw-", "/台北", "台北"),
        ('.A "quoted" one', "/A%20%22quoted%22%20one", 'A "quoted" one'),
        (".Clients.Ann.Plans", "/Clients/Ann/Plans", "Clients/Ann/Plans"),
        (".Clients.Ann.Plans", "/Clients%2FAnn%2FPlans", "Clients/Ann/Plans"),
        ("", "/inbox", "INBOX"),
        (".Drafts", "/Drafts", "Drafts"),
    ],
)  # fmt: skip
def test_one_folder_is_read_where_it_is_asked_for(dovecot, folder, written, shown):
    user = f"folders-{abs(hash(written))}"
    dovecot.fill(user, {"": [letter("inbox")], folder: [letter("x")]})

    assert names(opened(dovecot.address(user, written))) == [f"{shown}, UID 1"]


def test_drafts_are_read_where_they_are_asked_for_and_nowhere_else(dovecot):
    root = dovecot.fill("drafts", {"": [letter("inbox")], ".Drafts": [letter("draft")]})
    (root / ".Drafts/cur/000001.M1.host:2,").rename(root / ".Drafts/cur/000001.M1.host:2,D")
    (root / "cur/000002.M1.host:2,D").write_bytes(letter("a draft in the inbox"))
    dovecot.hand_over("drafts")

    assert names(opened(dovecot.address("drafts"))) == ["INBOX, UID 1"]
    assert names(opened(dovecot.address("drafts", "/Drafts"))) == ["Drafts, UID 1"]


def test_an_empty_folder_and_an_empty_mailbox_hold_nothing(dovecot):
    dovecot.fill("empty", {"": [], ".Empty": []})
    source = opened(dovecot.address("empty"))

    assert (source.count(), names(source), source.problems) == (0, [], [])


def test_a_letter_of_30_megabytes_costs_only_its_beginning(dovecot):
    huge = letter("huge") + b"x" * 30_000_000
    dovecot.fill("huge", {"": [letter("before"), huge, letter("after")]})

    before, cut, after = opened(dovecot.address("huge")).places()

    assert before.read() == letter("before")
    assert cut.read() == huge[: Limits().letter_bytes]
    assert cut.size == pytest.approx(len(huge), rel=0.02)
    assert after.read() == letter("after")


def test_a_thousand_letters_come_in_their_order(dovecot):
    written = [letter(str(number)) for number in range(1000)]
    dovecot.fill("thousand", {"": written})
    source = opened(dovecot.address("thousand"))

    assert source.count() == 1000
    assert [place.read() for place in source.places()] == written


def test_small_limits_change_nothing_but_the_number_of_questions(dovecot):
    written = [letter(str(number)) for number in range(100)]
    dovecot.fill("limits", {"": written})
    limits = Limits(fetch_bytes=200, fetch_letters=3, sizes=7, searched=11)
    source = open_imap(dovecot.address("limits"), password=lambda account: PASSWORD, limits=limits)

    assert [place.read() for place in source.places()] == written


def test_since_lets_the_server_leave_out_older_letters(dovecot):
    root = dovecot.fill("since", {"": [letter("old"), letter("new")]})
    day = 24 * 3600
    os.utime(root / "cur/000001.M1.host:2,", (400 * day, 400 * day))
    since = date.fromtimestamp(root.stat().st_mtime)  # noqa: DTZ012 - any day near today will do

    source = opened(dovecot.address("since"), since=since)
    everything = opened(dovecot.address("since"), since=date.min)

    assert source.count() == len(names(source)) == 1
    assert names(source) == ["INBOX, UID 2"]
    assert len(names(everything)) == 2
    assert len(names(opened(dovecot.address("since"), since=since + timedelta(days=9)))) == 0


def test_a_letter_deleted_while_the_mailbox_is_read_is_a_problem_and_stops_nothing(dovecot):
    root = dovecot.fill("gone", {"": [letter(str(number)) for number in range(3)]})
    source = opened(dovecot.address("gone"))
    assert source.count() == 3
    (root / "cur/000002.M1.host:2,").unlink()

    assert names(source) == ["INBOX, UID 1", "INBOX, UID 3"]
    assert source.problems == ["INBOX, UID 2 could not be had: it may have been moved."]


def test_a_mailbox_can_be_read_again(dovecot):
    dovecot.fill("again", {"": [letter("x")]})
    source = opened(dovecot.address("again"))

    assert [names(source) for _ in range(2)] == [["INBOX, UID 1"]] * 2


def test_a_wrong_password_is_said(dovecot):
    with pytest.raises(SourceError) as error:
        opened(dovecot.address("anyone"), password="wrong")

    assert str(error.value) == (
        "127.0.0.1 refused the user name anyone or its password: [AUTHENTICATIONFAILED] "
        "Authentication failed. Some providers want a password made for one program."
    )


@pytest.mark.parametrize("user", ODD_PASSWORDS)
def test_any_password_reaches_the_server_whole(dovecot, user):
    dovecot.fill(user, {"": [letter("x")]})
    source = opened(dovecot.address(user), password=ODD_PASSWORDS[user])

    assert names(source) == ["INBOX, UID 1"]


@pytest.mark.parametrize("password", ["", "tab\t", "line\r\nend"])
def test_a_password_that_cannot_be_right_is_refused_by_the_server(dovecot, password):
    with pytest.raises(SourceError, match="refused the user name"):
        opened(dovecot.address("anyone"), password=password)


def test_a_folder_that_is_not_there_is_said_with_those_that_are(dovecot):
    dovecot.fill("nofolder", {"": [], ".Sent": []})

    with pytest.raises(SourceError) as error:
        opened(dovecot.address("nofolder", "/Angebote"))

    assert str(error.value) == ("There is no folder Angebote on the server. It has: INBOX, Sent.")


def test_a_container_of_folders_is_said_to_hold_no_letters(dovecot):
    dovecot.fill("container", {"": [], ".Clients.Ann": []})

    with pytest.raises(SourceError, match="Clients holds only folders and no letters"):
        opened(dovecot.address("container", "/Clients"))


def test_a_certificate_that_nobody_vouches_for_is_refused_before_the_password_is_sent(dovecot):
    with pytest.raises(SourceError) as error:
        opened(dovecot.tls_address("secret"))

    assert str(error.value).startswith("The certificate of 127.0.0.1 is not trusted: self-signed")
    assert "TROTH_IMAP_CA" in str(error.value)
    assert "user=<secret>" not in (dovecot.base / "log").read_text()


@pytest.mark.parametrize("variable", ["TROTH_IMAP_CA", "SSL_CERT_FILE"])
def test_a_private_servers_own_certificate_can_be_trusted(dovecot, variable, monkeypatch):
    dovecot.fill("tls", {"": [letter("x")]})
    monkeypatch.setenv(variable, str(dovecot.base / "cert.pem"))

    assert names(opened(dovecot.tls_address("tls"))) == ["INBOX, UID 1"]


def test_a_certificate_for_another_name_is_refused(dovecot, monkeypatch):
    monkeypatch.setenv("TROTH_IMAP_CA", str(dovecot.base / "cert.pem"))
    address = dovecot.tls_address("tls").replace("127.0.0.1", "localhost")

    with pytest.raises(SourceError, match="certificate of localhost is not trusted: Hostname mis"):
        opened(address)


def test_a_certificate_file_that_is_missing_is_said(dovecot, monkeypatch):
    monkeypatch.setenv("TROTH_IMAP_CA", "/nowhere.pem")

    with pytest.raises(SourceError, match=r"TROTH_IMAP_CA names /nowhere\.pem, which is no"):
        opened(dovecot.tls_address("tls"))


def test_a_port_without_tls_is_said(dovecot):
    address = dovecot.address("tls").replace("imap:", "imaps:")

    with pytest.raises(SourceError, match="does not speak TLS"):
        opened(address)


def test_the_server_itself_says_that_nothing_was_changed(dovecot):
    """Its log counts what each session deleted and expunged."""
    dovecot.fill("logged", {"": [letter("x")]})
    list(opened(dovecot.address("logged")).places())

    subprocess.run(["sleep", "0.2"], check=True)
    log = (dovecot.base / "log").read_text()

    (ended,) = [
        line for line in log.splitlines() if "imap(logged)" in line and "Logged out" in line
    ]
    assert "deleted=0 expunged=0 trashed=0" in ended
