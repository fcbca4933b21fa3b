"""Servers that break, lie or stall, and one that is not like the others."""

import socket

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.mail.scripted_server import INBOX, Script, serving
from troth.mail import SourceError
from troth.mail.imap.answers import Limits
from troth.mail.imap.source import ImapSource, open_imap

FEW = Limits(fetch_letters=2, letter_bytes=100)
QUICK = Limits(connect_seconds=0.3, read_seconds=0.3, fetch_letters=2, letter_bytes=100)
"""For servers alone that keep one waiting: any other may be slow on a machine under load."""

LETTERS = {uid: b"Subject: %d\r\n\r\nIt follows on Friday.\r\n" % uid for uid in range(11, 17)}
SILENT = {b"CAPABILITY", b"LOGIN", b"LIST", b"EXAMINE", b"UID SEARCH", b"UID FETCH", b"LOGOUT"}


def opened(script: Script, folder: str = "", *, limits: Limits = FEW) -> ImapSource:
    address = f"imap://ann@127.0.0.1:{script.port}{folder}"
    return open_imap(address, password=lambda account: "secret", limits=limits)


def names(source: ImapSource) -> list[str]:
    return [place.name for place in source.places()]


def uids(*numbers: int) -> list[str]:
    return [f"INBOX, UID {number}" for number in numbers]


def test_only_what_cannot_change_a_mailbox_is_ever_said():
    with serving(Script(letters={b"INBOX": LETTERS})) as script:
        source = opened(script)
        source.count()
        assert names(source) == uids(*LETTERS)

    assert set(script.verbs) <= SILENT
    fetches = [line for line in script.heard if line.startswith(b"UID FETCH")]
    assert all(b"RFC822.SIZE" in line or b"(BODY.PEEK[]<0." in line for line in fetches)


def hang_up_at(*times: int):
    return lambda heard: b"" if heard in times else None


def test_a_connection_lost_in_the_middle_is_made_again_and_nothing_is_lost_or_doubled():
    """Fetch 1 asks for sizes; 2, 3 and 4 for two letters each."""
    with serving(
        Script(letters={b"INBOX": LETTERS}, instead={b"UID FETCH": hang_up_at(3)})
    ) as script:
        source = opened(script)

        assert names(source) == uids(11, 12, 13, 14, 15, 16)
        assert source.problems == []
        assert script.verbs.count(b"LOGIN") == 2


def test_a_server_that_hangs_up_again_costs_the_rest_and_keeps_what_was_read():
    hang_up = {b"UID FETCH": hang_up_at(3, 4)}
    with serving(Script(letters={b"INBOX": LETTERS}, instead=hang_up)) as script:
        source = opened(script)

        assert names(source) == uids(11, 12)
        (problem,) = source.problems

    assert problem.startswith("The connection to 127.0.0.1 was lost (")
    assert problem.endswith("what was left of INBOX and after it was not read. Scan again later.")


def test_a_password_refused_on_the_second_connection_is_not_tried_a_third_time():
    """Fetch 3 hangs up; the folders that follow must not each sign in again."""
    other = [rb'* LIST () "/" Sent', rb'* LIST () "/" Archive']
    refuse = {
        b"UID FETCH": hang_up_at(3),
        b"LOGIN": lambda heard: b"TAG NO too often\r\n" if heard > 1 else None,
    }
    script = Script(folders=[INBOX, *other], letters={b"INBOX": LETTERS}, instead=refuse)
    with serving(script):
        source = opened(script)

        assert names(source) == uids(11, 12)
        assert "(signing in again failed: too often)" in source.problems[0]
        assert script.verbs.count(b"LOGIN") == 2


def test_a_server_that_falls_silent_in_mid_fetch_costs_the_rest():
    stall = {b"UID FETCH": lambda heard: "stall" if heard > 2 else None}
    with serving(Script(letters={b"INBOX": LETTERS}, instead=stall)) as script:
        source = opened(script, limits=QUICK)

        assert names(source) == uids(11, 12)
        assert "timed out" in source.problems[0]


def test_half_a_letter_is_no_letter():
    half = b"* 1 FETCH (UID 11 BODY[]<0> {100}\r\nSubject: half"

    def cut_short(heard: int) -> bytes | None:
        return half if heard == 2 else b"" if heard == 3 else None

    with serving(Script(letters={b"INBOX": LETTERS}, instead={b"UID FETCH": cut_short})) as script:
        source = opened(script, limits=QUICK)
        read = {place.name: place.read() for place in source.places()}

    assert all(b"half" not in body for body in read.values())


def test_a_letter_that_the_server_cannot_give_costs_only_itself():
    def refuse_14(script: Script):
        return lambda heard: (
            b"TAG NO damaged\r\n" if b"14" in script.heard[-1] and heard > 1 else None
        )

    script = Script(letters={b"INBOX": LETTERS})
    script.instead[b"UID FETCH"] = refuse_14(script)
    with serving(script):
        source = opened(script)

        assert names(source) == uids(11, 12, 13, 15, 16)
        assert source.problems == ["INBOX, UID 14 could not be had: it may have been moved."]


def test_a_server_that_gives_no_letter_at_all_is_not_asked_for_each():
    def refuse(heard: int) -> bytes | None:
        return b"TAG NO [LIMIT] too much today\r\n" if heard > 1 else None

    with serving(Script(letters={b"INBOX": LETTERS}, instead={b"UID FETCH": refuse})) as script:
        source = opened(script)

        assert names(source) == []
        assert source.problems == [
            "Folder INBOX could not be read: fetch failed: [LIMIT] too much today."
        ]
        assert script.verbs.count(b"UID FETCH") == 4


def test_a_folder_that_may_not_be_opened_costs_only_itself():
    closed = rb'* LIST () "/" Shared'
    letters = {b"INBOX": LETTERS, b"Shared": LETTERS}

    script = Script(folders=[closed, INBOX], letters=letters)
    script.instead[b"EXAMINE"] = lambda heard: (
        b"TAG NO [NOPERM] no right to look\r\n" if b"Shared" in script.heard[-1] else None
    )
    with serving(script):
        source = opened(script)

        assert source.count() is None
        assert names(source) == uids(*LETTERS)
        assert source.problems == [
            "Folder Shared could not be read: select failed: [NOPERM] no right to look."
        ]


def test_letters_that_were_renumbered_meanwhile_are_not_taken_for_others():
    script = Script(letters={b"INBOX": LETTERS})

    def renumber_and_hang_up(heard: int) -> bytes | None:
        if heard != 3:
            return None
        script.validity = 2
        return b""

    script.instead[b"UID FETCH"] = renumber_and_hang_up
    with serving(script):
        source = opened(script)

        assert names(source) == uids(11, 12)
        assert source.problems == [
            "Folder INBOX could not be read: the server has renumbered its letters meanwhile."
        ]


def test_a_long_letter_is_fetched_up_to_its_limit():
    with serving(Script(letters={b"INBOX": {7: b"x" * 150}})) as script:
        (place,) = opened(script).places()

    assert (len(place.read()), place.size) == (100, 150)


GMAIL = [
    INBOX,
    rb'* LIST (\HasChildren \Noselect) "/" "[Gmail]"',
    rb'* LIST (\All \HasNoChildren) "/" "[Gmail]/Alle Nachrichten"',
    rb'* LIST (\Drafts \HasNoChildren) "/" "[Gmail]/Entw&APw-rfe"',
    rb'* LIST (\HasNoChildren \Sent) "/" "[Gmail]/Gesendet"',
    rb'* LIST (\Flagged \HasNoChildren) "/" "[Gmail]/Markiert"',
    rb'* LIST (\HasNoChildren \Trash) "/" "[Gmail]/Papierkorb"',
    rb'* LIST (\HasNoChildren) "/" "Kunden"',
]


def test_gmail_is_read_through_its_folder_of_everything_and_each_letter_once():
    letters = {b"INBOX": LETTERS, b"Kunden": LETTERS, b"[Gmail]/Alle Nachrichten": LETTERS}
    script = Script(folders=GMAIL, letters=letters, capabilities=b"IMAP4rev1 X-GM-EXT-1")
    with serving(script):
        source = opened(script)

        assert names(source) == [f"[Gmail]/Alle Nachrichten, UID {uid}" for uid in LETTERS]

    (search,) = [line for line in script.heard if line.startswith(b"UID SEARCH")]
    assert search == b"UID SEARCH 1:* UNDELETED UNDRAFT"


def test_a_mailbox_of_a_million_letters_is_searched_in_parts():
    """One reply that names them all would be longer than Python's imaplib takes in a line."""
    limits = Limits(searched=2)
    with serving(Script(letters={b"INBOX": LETTERS})) as script:
        assert opened(script, limits=limits).count() == 6

    searches = [line.split(b" ")[2] for line in script.heard if line.startswith(b"UID SEARCH")]
    assert searches == [b"1:2", b"3:4", b"5:*"]


@pytest.mark.parametrize(
    ("verb", "answer", "sentence"),
    [
        (b"LOGIN", b"TAG NO [ALERT] web login required\r\n",
         "127.0.0.1 refused the user name ann or its password: [ALERT] web login required. Some"),
        (b"LOGIN", b"", "127.0.0.1 did not let the mailbox be read:"),
        (b"LOGIN", "stall", "did not answer in time"),
        (b"CAPABILITY", b"TAG BAD what\r\n", "did not let the mailbox be read"),
        (b"LIST", b"", "127.0.0.1 did not let the mailbox be read: command: LIST => socket error: EOF."),
        (b"LIST", b"* LIST ((((\r\nTAG OK\r\n", "did not let the mailbox be read"),
        (b"LIST", b"TAG NO later\r\n", "did not let the mailbox be read: LIST failed: later. Try"),
    ],
)  # fmt: skip
def test_a_server_that_fails_at_the_door_is_said_in_a_sentence(verb, answer, sentence):
    script = Script(instead={verb: lambda heard: answer})
    limits = QUICK if answer == "stall" else FEW
    with serving(script), pytest.raises(SourceError) as error:
        opened(script, limits=limits)

    assert sentence in str(error.value)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from([b"LIST", b"EXAMINE", b"UID SEARCH", b"UID FETCH"]), st.data())
def test_whatever_a_server_answers_there_is_no_traceback(verb, data):
    pieces = st.sampled_from(
        [b"* LIST ", b"* 1 FETCH ", b"(UID 11 ", b"BODY[] ", b"NIL", b"{3}\r\n", b"(", b")", b'"', b" ",
         b"* SEARCH ", b"x", b"99999999999", b"\xff", b"* 6 EXISTS\r\n", b"\r\n", b"RFC822.SIZE 9"]
    )  # fmt: skip
    garbage = b"".join(data.draw(st.lists(pieces, max_size=12))) + b"\r\nTAG OK done\r\n"
    script = Script(letters={b"INBOX": LETTERS}, instead={verb: lambda heard: garbage})
    with serving(script):
        try:
            source = opened(script, limits=QUICK)
            said = [*names(source), *source.problems, "nothing more."]
        except SourceError as error:
            said = [str(error)]

    assert said[-1].endswith(".")


def test_a_port_where_nobody_listens_is_said():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]

    with pytest.raises(SourceError, match=f"127.0.0.1, port {port}, takes no connection."):
        opened(Script(port=port))


def test_a_server_that_greets_nobody_is_said():
    silent = socket.create_server(("127.0.0.1", 0))
    with silent, pytest.raises(SourceError, match=r"did not answer in time"):
        opened(Script(port=silent.getsockname()[1]), limits=QUICK)


def test_a_host_that_does_not_exist_is_said():
    with pytest.raises(SourceError, match="There is no server named imap"):
        open_imap("imaps://ann@imap.nowhere.invalid", password=lambda account: "x", limits=QUICK)
