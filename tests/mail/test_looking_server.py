"""What is new on a real server since the last look."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from imapclient import IMAPClient

from tests.mail.dovecot import PASSWORD, Dovecot
from tests.mailbox import ME, letter
from troth.mail.imap.answers import Limits
from troth.mail.looking import Batch, Seen, State, Trouble, look, window
from troth.mail.looking.server import look_on_server


def named(*subjects: str) -> list[bytes]:
    return [letter("x", subject=subject) for subject in subjects]


def batches(address: str, state: State, **how) -> list[Batch]:
    return list(look(address, state, password=lambda _: PASSWORD, **how))


def looked(address: str, state: State, **how) -> tuple[list[str], State, list[Trouble]]:
    """The subjects of what is new, the state as it comes back from a database, the troubles."""
    found = batches(address, state, **how)
    subjects = [seen.envelope.subject for batch in found for seen in batch.letters]
    troubles = [trouble for batch in found for trouble in batch.troubles]
    return subjects, json.loads(json.dumps(found[-1].state)), troubles


def in_twos(address: str, state: State) -> Iterator[Batch]:
    """A look that fetches two letters at once."""
    limits = Limits(fetch_letters=2, sizes=3)
    return look_on_server(
        address, state, password=lambda _: PASSWORD, since=None, wanted=None, limits=limits
    )


@contextmanager
def signed_in(server: Dovecot, user: str) -> Iterator[IMAPClient]:
    with IMAPClient("127.0.0.1", server.port, ssl=False) as client:
        client.login(user, PASSWORD)
        yield client


def subjects(letters: tuple[Seen, ...]) -> list[str]:
    return [seen.envelope.subject for seen in letters]


def test_only_what_came_since_the_last_look_is_new(dovecot):
    dovecot.fill("look-new", {"": named("one", "two"), ".Sent": named("mine")})
    first, state, _ = looked(dovecot.address("look-new"), {})
    with signed_in(dovecot, "look-new") as client:
        client.append("INBOX", letter("x", subject="three"))

    second, state, _ = looked(dovecot.address("look-new"), state)
    third, state, troubles = looked(dovecot.address("look-new"), state)

    assert (first, second, third, troubles) == (["one", "two", "mine"], ["three"], [], [])


def test_a_letter_comes_whole_with_its_folder_its_number_and_its_envelope(dovecot):
    dovecot.fill(
        "look-whole", {"": [], ".Sent": [letter("Hello.", sender=ME, to="anna@acme.example")]}
    )

    (seen,) = batches(dovecot.address("look-whole"), {})[0].letters

    assert seen.place.name == "Sent, UID 1"
    sent = letter("Hello.", sender=ME, to="anna@acme.example")
    assert seen.place.read() == sent.replace(b"\n", b"\r\n")
    assert (seen.folder, seen.is_sent, seen.uid) == ("Sent", True, 1)
    assert seen.envelope.people == {ME, "anna@acme.example"}


def test_a_stop_between_two_batches_loses_nothing_and_repeats_nothing(dovecot):
    dovecot.fill("look-stopped", {"": named(*"abcdefg"), ".Archive": named("h")})
    address = dovecot.address("look-stopped")
    for stop_after in range(1, 5):
        looks = in_twos(address, {})
        stored = [next(looks) for _ in range(stop_after)]
        looks.close()

        rest = looked(address, json.loads(json.dumps(stored[-1].state)))[0]

        taken = [subject for batch in stored for subject in subjects(batch.letters)]
        assert taken + rest == list("abcdefgh")


def test_a_folder_whose_letters_were_numbered_anew_is_read_afresh(dovecot):
    dovecot.fill("look-renumbered", {"": named("inbox"), ".Clients": named("one", "two")})
    _, state, _ = looked(dovecot.address("look-renumbered"), {})
    with signed_in(dovecot, "look-renumbered") as client:
        client.delete_folder("Clients")
        client.create_folder("Clients")
        client.append("Clients", letter("x", subject="another"))

    assert looked(dovecot.address("look-renumbered"), state)[0] == ["another"]


def test_letters_deleted_meanwhile_are_neither_new_nor_trouble(dovecot):
    dovecot.fill("look-deleted", {"": named(*"abcdef")})
    looks = in_twos(dovecot.address("look-deleted"), {})
    first = next(looks)
    with signed_in(dovecot, "look-deleted") as client:
        client.select_folder("INBOX")
        client.delete_messages([3, 4])
        client.expunge()
        client.append("INBOX", letter("x", subject="g"))

    rest = list(looks)
    later, _, troubles = looked(dovecot.address("look-deleted"), rest[-1].state)

    read = subjects(first.letters) + [each for batch in rest for each in subjects(batch.letters)]
    assert read in (["a", "b", "e", "f"], ["a", "b", "c", "e", "f"])
    assert (later, troubles, [batch.troubles for batch in rest if batch.troubles]) == (
        ["g"],
        [],
        [],
    )


def test_a_folder_that_vanished_is_told_once_and_costs_nothing_else(dovecot):
    dovecot.fill("look-vanished", {"": named("inbox"), ".Entw&APw-rfe 2": named("gone")})
    address = dovecot.address("look-vanished")
    _, state, _ = looked(address, {})
    with signed_in(dovecot, "look-vanished") as client:
        client.delete_folder("Entwürfe 2")
        client.append("INBOX", letter("x", subject="new"))

    new, state, troubles = looked(address, state)

    sentence = "Folder Entwürfe 2 is no longer on the server. What was read there is kept."
    assert (new, troubles) == (["new"], [Trouble(sentence)])
    assert looked(address, state)[0::2] == ([], [])


def test_the_same_letter_in_two_folders_is_given_from_both(dovecot):
    """Whether it was taken in before is known by its digest, above."""
    dovecot.fill("look-twice", {"": named("same"), ".Archive": named("same")})

    assert looked(dovecot.address("look-twice"), {})[0] == ["same", "same"]


def test_only_wanted_letters_are_fetched_and_the_others_never_asked_for_again(dovecot):
    news = letter("x" * 100_000, sender="n@news.example", subject="news")
    dovecot.fill("look-wanted", {"": [news, *named("from Anna"), news]})
    address = dovecot.address("look-wanted")

    found = batches(address, {}, wanted=lambda it: "anna@acme.example" in it.people)

    assert [subjects(batch.letters) for batch in found] == [["from Anna"], []]
    assert found[0].looked_at == 3
    assert looked(address, found[-1].state)[0] == []


def test_letters_sent_before_the_window_are_left_out_whenever_they_arrived(dovecot):
    dovecot.fill("look-window", {"": [letter("x", day=day, subject=str(day)) for day in range(4)]})

    assert looked(dovecot.address("look-window"), {}, since=date(2026, 3, 4))[0] == ["2", "3"]


def test_a_large_letter_is_fetched_in_pieces_and_up_to_its_limit(dovecot, monkeypatch):
    large = letter("y" * 9_999, subject="large")
    dovecot.fill("look-large", {"": [large, *named("small")]})
    limits = Limits(letter_bytes=1_000)

    def read(most: int) -> tuple[bytes, int]:
        monkeypatch.setattr(window, "LETTER_BYTES", most)
        looks = look_on_server(
            dovecot.address("look-large"), {}, password=lambda _: PASSWORD, since=None, wanted=None,
            limits=limits,
        )  # fmt: skip
        place = next(seen.place for batch in looks for seen in batch.letters)
        return place.read(), place.size

    whole, cut = read(20_000), read(2_500)

    crlf = large.replace(b"\n", b"\r\n")
    assert whole == (crlf, len(crlf))
    assert cut == (crlf[:2_500], len(crlf))


@pytest.mark.parametrize(
    "mark", [None, {}, {"validity": "x"}, {"validity": 1, "uid": 1, "letters": 0, "uid_next": 0}]
)
def test_a_mark_that_cannot_be_understood_counts_as_none(dovecot, mark):
    dovecot.fill("look-damaged", {"": named("one")})

    assert looked(dovecot.address("look-damaged"), {"INBOX": mark})[0] == ["one"]


def test_what_is_remembered_of_a_folder_is_small_whatever_it_holds(dovecot):
    dovecot.fill("look-small", {"": named(*map(str, range(300)))})

    assert len(json.dumps(looked(dovecot.address("look-small"), {})[1])) < 120


def test_a_wrong_password_is_not_to_be_tried_again_and_forgets_nothing(dovecot):
    state = {"INBOX": {"validity": 1}}

    (batch,) = look(dovecot.address("look-anybody"), state, password=lambda _: "wrong")

    assert batch.state == state
    assert batch.troubles[0].sentence.startswith("127.0.0.1 refused the user name look-anybody")
    assert not batch.troubles[0].retry
