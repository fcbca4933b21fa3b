"""Servers that do not tell the truth: nothing is lost, nothing is asked for without end."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.mail.scripted_server import INBOX
from tests.mail.scripted_server import serving as serving_script
from tests.mail.test_looking_trouble import (
    FEW,
    LETTERS,
    OTHER,
    QUICK,
    Holding,
    at,
    head,
    looks,
    taken,
    told,
)
from troth.mail.imap.answers import Limits
from troth.mail.looking import Batch, State

ALL = [*LETTERS]
OK = b"TAG OK done\r\n"
CAPABLE = b"IMAP4rev1 ENABLE LIST-STATUS CONDSTORE QRESYNC"
STATUS = b"* STATUS INBOX (MESSAGES 6 UIDNEXT %d UIDVALIDITY 1 HIGHESTMODSEQ 9)\r\n"


def serving(**parts):
    return serving_script(Holding(**parts))


def opened(
    *, letters: int = 6, uid_next: int | None = 17, modseq: int | None = None, validity: int = 1
) -> bytes:
    lines = [b"* %d EXISTS" % letters, b"* OK [UIDVALIDITY %d] x" % validity]
    lines += [b"* OK [UIDNEXT %d] x" % uid_next] if uid_next is not None else []
    lines += [b"* OK [HIGHESTMODSEQ %d] x" % modseq] if modseq is not None else []
    return b"".join(line + b"\r\n" for line in lines)


def examines(script: Holding, answer: bytes) -> None:
    script.instead[b"EXAMINE"] = lambda heard: answer


def kept(found: list[Batch]) -> State:
    return json.loads(json.dumps(found[-1].state))


@pytest.mark.parametrize("letters", [1, 3, 7, 4_000_000])
def test_a_server_that_counts_its_letters_wrong_is_asked_for_all_there_are(letters):
    with serving() as script:
        examines(script, opened(letters=letters) + OK)

        assert taken(looks(script, limits=Limits(searched=5_000_000))) == ALL


def test_a_server_that_says_it_holds_more_than_there_can_be_is_not_asked_window_by_window():
    with serving() as script:
        examines(script, opened(letters=4_294_967_295) + OK)
        found = looks(script)
        examines(script, opened() + OK)
        later = looks(script, kept(found))

    (sentence,) = told(found)
    assert sentence == (
        "Folder INBOX could not be read: the server says that it holds 4294967295 letters. "
        "The next look tries again."
    )
    assert script.verbs.count(b"UID SEARCH") == 1
    assert taken(later) == ALL


@pytest.mark.parametrize(
    "uids",
    [b"16 15 14 13 12 11", b"11 11 12 13 14 14 15 16 16", b"11 12 13 14 15 16 99999999999 0"],
)
def test_uids_come_in_any_order_twice_or_out_of_bounds_and_each_letter_once(uids):
    with serving() as script:
        script.instead[b"UID SEARCH"] = lambda heard: b"* SEARCH " + uids + b"\r\n" + OK
        found = looks(script)

    assert (taken(found), told(found)) == (ALL, [])


def test_a_search_that_finds_what_is_not_there_is_told_and_costs_no_letter():
    with serving() as script:
        script.instead[b"UID SEARCH"] = lambda heard: b"* SEARCH 11 12 13 14 15 16 70 71\r\n" + OK
        first = looks(script)
        again = looks(script, kept(first))
        del script.instead[b"UID SEARCH"]
        last = looks(script, kept(again))

    assert (taken(first), taken(again), taken(last)) == (ALL, [], [])
    (sentence,) = told(again)
    assert sentence == (
        "INBOX, 2 letters (UIDs 70, 71) are listed by the server but not given. "
        "The next look asks again."
    )
    assert told(last) == []
    assert kept(last)["INBOX"]["again"] == []


def test_a_search_that_finds_thousands_that_are_not_there_does_not_fill_what_is_remembered():
    ghosts = b" ".join(b"%d" % uid for uid in range(100, 4_000))
    with serving() as script:
        script.instead[b"UID SEARCH"] = lambda heard: b"* SEARCH " + ghosts + b"\r\n" + OK
        first = looks(script)
        del script.instead[b"UID SEARCH"]

    (sentence,) = told(first)
    assert sentence == (
        "Folder INBOX could not be read: the server lists many letters that it does not give. "
        "The next look tries again."
    )
    assert len(json.dumps(kept(first))) < 20_000


def test_a_next_uid_that_goes_back_while_the_letters_are_there_is_not_believed():
    with serving() as script:
        examines(script, opened() + OK)
        first = looks(script)
        examines(script, opened(uid_next=12) + OK)
        script.letters = {b"INBOX": LETTERS | {17: b"Subject: 17\r\n\r\nx\r\n"}}
        later = looks(script, kept(first))

    assert (taken(first), taken(later)) == (ALL, [17])


@pytest.mark.parametrize("modseq", [5, 0, None])
def test_changes_that_are_counted_from_lower_again_or_not_at_all_hide_no_letter(modseq):
    with serving(capabilities=CAPABLE.replace(b"LIST-STATUS ", b"")) as script:
        examines(script, opened(modseq=9) + OK)
        first = looks(script)
        script.letters = {b"INBOX": LETTERS | {17: b"Subject: 17\r\n\r\nx\r\n"}}
        examines(script, opened(letters=7, uid_next=18, modseq=modseq) + OK)
        later = looks(script, kept(first))

    assert (taken(first), taken(later)) == (ALL, [17])


def test_a_server_without_mod_sequences_says_so_and_is_read():
    with serving() as script:
        examines(script, opened() + b"* OK [NOMODSEQ] none\r\n" + OK)

        assert taken(looks(script)) == ALL


@pytest.mark.parametrize(
    ("verb", "answer"),
    [
        (b"LIST", b"TAG BAD what is RETURN\r\n"),
        (b"LIST", b"TAG NO not now\r\n"),
        (b"LIST", b"* STATUS INBOX (((\r\n" + OK),
        (b"LIST", b""),
        (b"LIST", b'* LIST () "/" INBOX\r\n* STATUS INBOX (MESSAGES x)\r\n' + OK),
        (b"ENABLE", b"TAG BAD what is ENABLE\r\n"),
        (b"ENABLE", b"* ENABLED\r\n" + OK),
        (b"ENABLE", b""),
        (b"EXAMINE", b"TAG BAD what is QRESYNC\r\n"),
        (b"EXAMINE", b"* 6 EXISTS\r\n* 1 FETCH ((((\r\n" + OK),
        (b"EXAMINE", b"* BYE\r\n"),
        (b"EXAMINE", b""),
        (b"EXAMINE", b"* VANISHED (EARLIER) 1:4294967295\r\n" + opened(modseq=9) + OK),
    ],
)
def test_what_a_server_offers_and_then_refuses_is_done_the_plain_way(verb, answer):
    """Refused where it is asked for: plain commands of the same name are answered."""
    marks = (b"RETURN", b"QRESYNC")
    mark = {
        "INBOX": {"validity": 1, "uid": 13, "letters": 3, "uid_next": 14, "again": [], "modseq": 5}
    }
    with serving(capabilities=CAPABLE) as script:
        script.instead[verb] = lambda heard: (
            answer if any(word in script.heard[-1] for word in marks) else None
        )
        found = looks(script, mark)

    assert (taken(found), told(found)) == ([14, 15, 16], [])


def test_news_that_a_server_does_not_account_for_is_searched_for():
    """It tells of 14 and 16, and nothing of 15."""
    mark = {
        "INBOX": {"validity": 1, "uid": 13, "letters": 3, "uid_next": 14, "again": [], "modseq": 5}
    }
    news = b"* 4 FETCH (UID 14 FLAGS () MODSEQ (6))\r\n* 6 FETCH (UID 16 FLAGS () MODSEQ (7))\r\n"
    with serving(capabilities=CAPABLE) as script:
        script.instead[b"ENABLE"] = lambda heard: b"* ENABLED QRESYNC\r\n" + OK
        examines(script, opened(modseq=9) + news + OK)
        found = looks(script, mark)

    assert taken(found) == [14, 15, 16]
    assert b"UID SEARCH" in script.verbs


def test_what_a_server_tells_of_its_folders_counts_for_nothing_where_one_shows_another():
    """STATUS stays as it was, whatever comes."""
    lines = [INBOX, OTHER, STATUS % 17, (STATUS % 17).replace(b"INBOX", b"Archive")]
    letters = {b"INBOX": LETTERS, b"Archive": LETTERS}
    with serving(
        capabilities=CAPABLE, folders=[line.rstrip() for line in lines], letters=letters
    ) as script:
        examines(script, opened() + OK)
        first = looks(script)
        more = LETTERS | {17: b"Subject: 17\r\n\r\nx\r\n"}
        script.letters = {b"INBOX": more, b"Archive": more}
        examines(script, opened(letters=7, uid_next=18) + OK)
        later = looks(script, kept(first))

    assert (taken(first), taken(later)) == (ALL * 2, [17, 17])


def test_an_answer_about_another_letter_is_not_taken_for_the_one_asked_for():
    def about_99(heard, words):
        if heard != 2:
            return None
        return b"* 1 FETCH (UID 99 BODY[]<0> {5}\r\nwrong)\r\n" + OK

    with serving(fetch=about_99) as script:
        first = looks(script)
        script.fetch()
        second = looks(script, kept(first))

    assert sorted(taken(first) + taken(second)) == ALL
    assert all(b"wrong" not in seen.place.read() for batch in first for seen in batch.letters)


def longer(uid: int) -> bytes:
    """A letter whose size is given too large: what follows is taken for its end."""
    return b"* %d FETCH (UID %d BODY[]<0> {90}\r\n%b)\r\n" % (uid, uid, LETTERS[uid]) + OK


def shorter(uid: int) -> bytes:
    return b"* %d FETCH (UID %d BODY[]<0> {4}\r\n%b)\r\n" % (uid, uid, LETTERS[uid]) + OK


def endless(uid: int) -> bytes:
    return b"* %d FETCH (UID %d BODY[]<0> {9999999999999}\r\nx" % (uid, uid)


def silent(_uid: int) -> str:
    return "stall"


@pytest.mark.parametrize("lie", [longer, shorter, endless, silent, lambda uid: b""])
def test_a_letter_that_always_breaks_the_connection_holds_up_no_other(lie):
    """Two looks find it out; from then on only its own place is in trouble."""

    def about_13(heard, words):
        return lie(13) if b"BODY.PEEK[]" in words and b"13" in words else None

    limits = QUICK if lie in {longer, silent} else FEW
    with serving(fetch=about_13) as script:
        first = looks(script, limits=limits)
        second = looks(script, kept(first), limits=limits)
        third = looks(script, kept(second), limits=limits)
        script.fetch()
        healed = looks(script, kept(third))

    given = taken(first) + taken(second)
    assert sorted(given) == [11, 12, 14, 15, 16]
    assert taken(third) == []
    assert all("INBOX, UID 13 " in sentence for sentence in told(third))
    assert told(third)
    assert (taken(healed), told(healed)) == ([13], [])


def testheads_that_break_the_connection_hold_up_no_other_letter():
    def about_13(heard, words):
        return b"" if b"HEADER" in words and b"13" in words else None

    with serving(fetch=about_13) as script:
        first = looks(script)
        second = looks(script, kept(first))

    assert (taken(first), taken(second)) == ([], [11, 12, 14, 15, 16])


@pytest.mark.parametrize(
    "answer",
    [b"* OK still here\r\n" * 400, b"* OK " + b"x" * 2_000_000, b"* X {9999999999999999}\r\n"],
)
@pytest.mark.parametrize("verb", [b"LIST", b"EXAMINE", b"UID SEARCH", b"UID FETCH", b"LOGIN"])
def test_an_answer_that_has_no_end_is_given_up_and_read_when_it_has_one(verb, answer):
    limits = replace(FEW, reply_bytes=5_000)
    with serving() as script:
        script.instead[verb] = lambda heard: answer
        found = looks(script, limits=limits)
        del script.instead[verb]
        script.fetch()
        later = looks(script, kept(found), limits=limits)

    assert told(found)
    assert all(sentence.endswith(".") for sentence in told(found))
    assert sorted(taken(found) + taken(later)) == ALL


def test_several_letters_that_are_too_much_at_once_come_one_by_one():
    """The server says that they are small."""
    body = b"Subject: long\r\n\r\n" + b"x" * 3_000
    letters = dict.fromkeys(ALL, body)

    def small(heard, words):
        if b"HEADER" not in words:
            return None
        uids = [int(uid) for uid in words.split(b" ")[2].split(b",")]
        lines = [head(uid, body).replace(b"SIZE %d" % len(body), b"SIZE 1") for uid in uids]
        return b"".join(lines) + OK

    limits = Limits(letter_bytes=10_000, reply_bytes=8_000)
    with serving(fetch=small, letters={b"INBOX": letters}) as script:
        assert taken(looks(script, limits=limits)) == ALL


def test_a_server_that_answers_a_little_at_a_time_is_not_waited_for_without_end():
    limits = Limits(reply_seconds=0)
    with serving(fetch=at()) as script:
        (trouble,) = told(looks(script, limits=limits))

    assert "did not answer in time" in trouble


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from([b"LIST", b"ENABLE", b"EXAMINE"]), st.data())
def test_whatever_a_server_answers_that_offers_more_there_is_no_traceback(verb, data):
    pieces = st.sampled_from(
        [b'* LIST () "/" INBOX\r\n', b"* STATUS INBOX (", b"* STATUS {3}\r\n", b"MESSAGES 6 ", b")", b"(",
         b"* VANISHED (EARLIER) ", b"11:4294967295", b"* ENABLED QRESYNC\r\n", b"* 1 FETCH (UID 14 FLAGS (",
         b"* OK [HIGHESTMODSEQ ", b"* OK [UIDNEXT ", b"99999999999", b"* 6 EXISTS\r\n", b"\r\n", b"x", b"\xff"]
    )  # fmt: skip
    garbage = b"".join(data.draw(st.lists(pieces, max_size=12))) + b"\r\nTAG OK done\r\n"
    mark = {"validity": 1, "uid": 13, "letters": 3, "uid_next": 14, "again": [], "modseq": 5}
    with serving(capabilities=CAPABLE) as script:
        script.instead[verb] = lambda heard: garbage
        found = looks(script, {"INBOX": mark, "Old": mark}, limits=QUICK)
        del script.instead[verb]
        script.validity = 2
        later = looks(script, kept(found))

    assert all(sentence.endswith(".") for sentence in told(found))
    assert set(taken(later)) == set(ALL)
