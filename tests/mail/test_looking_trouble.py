"""Servers that break, lie or stall while somebody looks: told in words, and nothing lost."""

import json
import re
import socket

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.mail.scripted_server import INBOX, Script, folder_in, serving
from troth.mail.imap.answers import Limits
from troth.mail.looking import Batch, State, counts, look
from troth.mail.looking.glance import Notes
from troth.mail.looking.glance_server import glances_at_server
from troth.mail.looking.server import look_on_server

FEW = Limits(fetch_letters=2, letter_bytes=100)
QUICK = Limits(connect_seconds=0.3, read_seconds=0.3, fetch_letters=2, letter_bytes=100)
"""For servers alone that keep one waiting: any other may be slow on a machine under load."""

LETTERS = {uid: b"Subject: %d\r\n\r\nIt follows on Friday.\r\n" % uid for uid in range(11, 17)}
OTHER = rb'* LIST () "/" Archive'


class Holding(Script):
    """A server that also knows header fields, and misbehaves at the n-th UID FETCH."""

    def __init__(self, *, fetch=lambda heard, words: None, **parts) -> None:
        super().__init__(**({"letters": {b"INBOX": LETTERS}} | parts))
        self.fetch(fetch)

    def fetch(self, answer=lambda heard, words: None) -> None:
        """From now on this answers a fetch; where it says None, what is right does."""
        self.instead[b"UID FETCH"] = lambda heard: self._fetched(heard, answer)

    def _fetched(self, heard: int, fetch) -> bytes | str | None:
        answer = fetch(heard, self.heard[-1])
        if answer is not None or b"HEADER.FIELDS" not in self.heard[-1]:
            return answer
        opened = [line for line in self.heard if line.startswith(b"EXAMINE")][-1]
        there = self.letters.get(folder_in(opened), {})
        uids = [int(uid) for uid in self.heard[-1].split(b" ")[2].split(b",")]
        return b"".join(head(uid, there[uid]) for uid in uids if uid in there) + b"TAG OK done\r\n"


def head(uid: int, raw: bytes) -> bytes:
    head = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    line = b"* %d FETCH (UID %d RFC822.SIZE %d BODY[HEADER.FIELDS (FROM)] {%d}\r\n%b)\r\n"
    return line % (uid, uid, len(raw), len(head), head)


def address(script: Script) -> str:
    return f"imap://ann@127.0.0.1:{script.port}"


def looks(script: Script, state: State | None = None, *, limits: Limits = FEW) -> list[Batch]:
    how = {"since": None, "wanted": None, "limits": limits}
    return list(look_on_server(address(script), state or {}, password=lambda _: "x", **how))


def taken(batches: list[Batch]) -> list[int | None]:
    return [seen.uid for batch in batches for seen in batch.letters]


def told(batches: list[Batch]) -> list[str]:
    return [trouble.sentence for batch in batches for trouble in batch.troubles]


def at(*times: int, answer: bytes | str = b""):
    return lambda heard, words: answer if heard in times else None


def test_a_lost_connection_is_made_again_and_nothing_is_lost_or_doubled():
    """Fetch 1 asks for headers; 2, 3 and 4 for two letters each."""
    with serving(Holding(fetch=at(3))) as script:
        found = looks(script)

    assert (taken(found), told(found)) == ([11, 12, 13, 14, 15, 16], [])


@pytest.mark.parametrize(
    ("fetch", "why"), [(at(3, 4), "socket error: EOF"), (at(3, 4, answer="stall"), "timed out")]
)
def test_what_was_left_when_the_connection_was_lost_twice_comes_with_the_next_look(fetch, why):
    limits = QUICK if why == "timed out" else FEW
    with serving(Holding(fetch=fetch)) as script:
        first = looks(script, limits=limits)
        second = looks(script, json.loads(json.dumps(first[-1].state)))

    (trouble,) = first[-1].troubles
    assert trouble.sentence.startswith("The connection to 127.0.0.1 was lost (")
    assert why in trouble.sentence
    assert trouble.sentence.endswith("What is left of INBOX and after it is read at the next look.")
    assert trouble.retry
    assert (taken(first), taken(second)) == ([11, 12], [13, 14, 15, 16])


def test_a_password_refused_on_the_second_connection_is_not_tried_again():
    script = Holding(fetch=at(3), folders=[INBOX, OTHER])
    script.instead[b"LOGIN"] = lambda heard: b"TAG NO too often\r\n" if heard > 1 else None
    with serving(script):
        found = looks(script)

    assert script.verbs.count(b"LOGIN") == 2
    assert [trouble.retry for trouble in found[-1].troubles] == [False]


def test_a_letter_that_the_server_cannot_give_is_asked_for_again_and_then_told():
    def refuse_14(heard, words):
        return (
            b"TAG NO damaged\r\n" if re.search(rb"FETCH \S*\b14\b.*BODY.PEEK\[\]", words) else None
        )

    with serving(Holding(fetch=refuse_14)) as script:
        first = looks(script)
        second = looks(script, first[-1].state)
        script.fetch()

    assert (taken(first), told(first)) == ([11, 12, 13, 15, 16], [])
    assert taken(second) == []
    assert told(second) == [
        "INBOX, UID 14 is listed by the server but not given. The next look asks again."
    ]


def test_a_letter_that_was_once_not_given_is_taken_when_it_is():
    def leave_out_14(heard, words):
        return b"TAG NO damaged\r\n" if b"14" in words and heard < 9 else None

    with serving(Holding(fetch=leave_out_14)) as script:
        first = looks(script)
        second = looks(script, first[-1].state)

    assert sorted(taken(first) + taken(second)) == [11, 12, 13, 14, 15, 16]


def test_a_folder_that_may_not_be_opened_costs_only_itself():
    script = Holding(folders=[OTHER, INBOX])
    script.instead[b"EXAMINE"] = lambda heard: (
        b"TAG NO [NOPERM] no right\r\n" if b"Archive" in script.heard[-1] else None
    )
    with serving(script):
        found = looks(script)

    assert taken(found) == [11, 12, 13, 14, 15, 16]
    assert told(found) == [
        "Folder Archive could not be read: select failed: [NOPERM] no right. The next look tries again."
    ]


def test_a_server_that_gives_no_letter_at_all_is_told_and_nothing_counts_as_seen():
    def refuse(heard, words):
        return b"TAG NO [LIMIT] too much today\r\n"

    with serving(Holding(fetch=refuse)) as script:
        found = looks(script)

    assert found[-1].state == {}
    assert told(found) == [
        "Folder INBOX could not be read: fetch failed: [LIMIT] too much today. The next look tries again."
    ]


def test_letters_that_were_renumbered_during_a_look_are_not_taken_for_others():
    script = Holding()

    def renumber_and_hang_up(heard, words):
        if heard != 3:
            return None
        script.validity = 2
        return b""

    script.instead[b"UID FETCH"] = lambda heard: script._fetched(heard, renumber_and_hang_up)
    with serving(script):
        first = looks(script)
        second = looks(script, first[-1].state)

    assert taken(first) == [11, 12]
    assert "the server has renumbered its letters meanwhile" in told(first)[0]
    assert taken(second) == [11, 12, 13, 14, 15, 16]


def test_a_mailbox_restored_from_an_old_copy_is_read_afresh():
    """It keeps its validity and gives the UIDs of lost letters to new ones."""
    mark = {"validity": 1, "uid": 90, "letters": 80, "uid_next": 91, "again": []}
    script = Holding()
    script.instead[b"EXAMINE"] = lambda heard: (
        b"* 6 EXISTS\r\n* OK [UIDVALIDITY 1] x\r\n* OK [UIDNEXT 17] x\r\nTAG OK done\r\n"
    )
    with serving(script):
        found = looks(script, {"INBOX": mark})
        again = looks(script, found[-1].state)

    assert (taken(found), taken(again)) == ([*LETTERS], [])


@pytest.mark.parametrize(
    ("verb", "answer", "sentence", "retry"),
    [
        (b"LOGIN", b"TAG NO [AUTHENTICATIONFAILED] no\r\n", "refused the user name ann or its password", False),
        (b"LOGIN", b"TAG NO go away\r\n", "refused the user name ann or its password: go away.", False),
        (b"LOGIN", b"TAG NO [UNAVAILABLE] later\r\n", "did not let the mailbox be read: [UNAVAILABLE] later.", True),
        (b"LOGIN", b"", "did not let the mailbox be read", True),
        (b"LOGIN", "stall", "did not answer in time", True),
        (b"LIST", b"TAG NO later\r\n", "did not let the mailbox be read: LIST failed: later. Try", True),
        (b"LIST", b"* LIST ((((\r\nTAG OK\r\n", "did not let the mailbox be read", True),
    ],
)  # fmt: skip
def test_a_server_that_fails_at_the_door_is_said_and_whether_to_try_again(
    verb, answer, sentence, retry
):
    state = {"INBOX": {"validity": 1, "uid": 5, "letters": 5, "uid_next": 6, "again": []}}
    script = Holding()
    script.instead[verb] = lambda heard: answer
    with serving(script):
        (batch,) = looks(script, state, limits=QUICK if answer == "stall" else FEW)

    (trouble,) = batch.troubles
    assert sentence in trouble.sentence
    assert (trouble.retry, batch.state, batch.letters) == (retry, state, ())


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("imaps://ann@imap.nowhere.invalid", "There is no server named imap.nowhere.invalid."),
        ("imaps://:secret@x.example", "A password does not belong into an address"),
        ("imap://ann@mail.example", "would send your password"),
        ("/nowhere/at/all", "There is no file or folder /nowhere/at/all."),
    ],
)
def test_what_cannot_be_opened_is_said_by_look_and_census_alike(source, sentence):
    (batch,) = look(source, {}, password=lambda _: "x")
    census = counts(source, password=lambda _: "x")

    assert sentence in batch.troubles[0].sentence
    assert census.troubles == batch.troubles
    assert (census.total, census.clients) == (0, ())


def test_a_port_where_nobody_listens_is_said():
    with socket.socket() as taken_port:
        taken_port.bind(("127.0.0.1", 0))
        port = taken_port.getsockname()[1]

    assert "takes no connection" in told(looks(Script(port=port)))[0]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from([b"LIST", b"EXAMINE", b"UID SEARCH", b"UID FETCH"]), st.data())
def test_whatever_a_server_answers_there_is_no_traceback(verb, data):
    pieces = st.sampled_from(
        [b"* LIST ", b"* 1 FETCH ", b"(UID 11 ", b"BODY[] ", b"BODY[HEADER.FIELDS (FROM)] ", b"NIL",
         b"{3}\r\n", b"(", b")", b'"', b" ", b"* SEARCH ", b"x", b"99999999999", b"-1", b"\xff",
         b"* 6 EXISTS\r\n", b"\r\n", b"RFC822.SIZE 9", b"[UIDNEXT 0]"]
    )  # fmt: skip
    garbage = b"".join(data.draw(st.lists(pieces, max_size=12))) + b"\r\nTAG OK done\r\n"
    script = Holding()
    script.instead[verb] = lambda heard: garbage
    with serving(script):
        found = looks(script, limits=QUICK)
        notes = Notes([], [])
        how = {"since": None, "notes": notes, "limits": QUICK}
        list(glances_at_server(address(script), password=lambda _: "x", **how))

    json.dumps(found[-1].state)
    assert all(sentence.endswith(".") for sentence in told(found))
    assert all(trouble.sentence.endswith(".") for trouble in notes.troubles)
