"""A look asks a server for no more than has changed, and finds folders again that were renamed."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from imapclient import IMAPClient

from tests.mail.dovecot import PASSWORD, Dovecot
from tests.mail.listening import listening, verbs
from tests.mailbox import letter
from troth.mail.looking import Batch, State, look

FIFTY = {"": [letter("x", subject="inbox")]} | {
    f".Client {number}": [letter("x", subject=str(number))] for number in range(49)
}


class Looker:
    """Looks into a user's mailbox again and again, and remembers what each look gave and said."""

    def __init__(self, server: Dovecot, user: str) -> None:
        self.server, self.user = server, user
        self.state: State = {}
        self.said: Counter[str] = Counter()
        self.troubles: list[str] = []

    def look(self) -> list[str]:
        """The subjects of what is new."""
        with listening(self.server.port) as (port, heard):
            found: list[Batch] = list(
                look(
                    f"imap://{self.user}@127.0.0.1:{port}", self.state, password=lambda _: PASSWORD
                )
            )
        self.state = json.loads(json.dumps(found[-1].state))
        self.said = verbs(heard)
        self.troubles = [trouble.sentence for batch in found for trouble in batch.troubles]
        return [seen.envelope.subject for batch in found for seen in batch.letters]

    @contextmanager
    def signed_in(self) -> Iterator[IMAPClient]:
        with IMAPClient("127.0.0.1", self.server.port, ssl=False) as client:
            client.login(self.user, PASSWORD)
            yield client

    def receive(self, subject: str, folder: str = "INBOX", flags: tuple[bytes, ...] = ()) -> None:
        with self.signed_in() as client:
            client.append(folder, letter("x", subject=subject), flags)


@pytest.fixture
def anna(dovecot, request) -> Looker:
    user = f"live-{request.node.name}"[:60]
    dovecot.fill(user, {"": [letter("x", subject="one")], ".Clients": [letter("x", subject="two")]})
    looker = Looker(dovecot, user)
    assert looker.look() == ["one", "two"]
    return looker


@pytest.mark.slow
def test_fifty_folders_in_which_nothing_changed_cost_five_commands(dovecot):
    dovecot.fill("live-fifty", FIFTY)
    looker = Looker(dovecot, "live-fifty")
    assert len(looker.look()) == 50

    assert looker.look() == []
    assert looker.said == Counter("CAPABILITY LOGIN LIST EXAMINE LOGOUT".split())


def test_a_folder_with_news_is_opened_with_what_is_known_and_not_searched(anna):
    anna.receive("three", "Clients")

    assert anna.look() == ["three"]
    assert anna.said["ENABLE"] == 1
    assert anna.said["EXAMINE"] == 2
    assert "UID SEARCH" not in anna.said


def test_flags_and_letters_that_go_are_no_news(anna):
    with anna.signed_in() as client:
        client.select_folder("Clients")
        client.add_flags([1], [b"\\Seen"])
        client.select_folder("INBOX")
        client.delete_messages([1])
        client.expunge()

    assert anna.look() == []
    assert not anna.said.keys() & {"UID SEARCH", "UID FETCH"}


def test_of_what_came_and_went_and_was_only_begun_just_the_letters_are_given(anna):
    for subject, flags in [("gone", ()), ("draft", (b"\\Draft",)), ("deleted", (b"\\Deleted",))]:
        anna.receive(subject, flags=flags)
    with anna.signed_in() as client:
        client.select_folder("INBOX")
        client.delete_messages([2])
        client.expunge([2])
    anna.receive("letter")

    assert anna.look() == ["letter"]
    assert anna.troubles == []


def test_a_renamed_folder_is_known_again_with_the_folders_beneath_it(anna):
    with anna.signed_in() as client:
        client.create_folder("Clients/Acme")
        client.append("Clients/Acme", letter("x", subject="three"))
    assert anna.look() == ["three"]
    with anna.signed_in() as client:
        client.rename_folder("Clients", "Kunden")
    anna.receive("four", "Kunden/Acme")

    assert (anna.look(), anna.troubles) == (["four"], [])
    assert (anna.look(), anna.troubles) == ([], [])


def test_a_new_folder_in_the_place_of_one_that_is_gone_is_read_from_its_beginning(anna):
    with anna.signed_in() as client:
        client.delete_folder("Clients")
        client.create_folder("Others")
        client.append("Others", letter("x", subject="three"))

    assert anna.look() == ["three"]
    assert anna.troubles == [
        "Folder Clients is no longer on the server. What was read there is kept."
    ]
    assert (anna.look(), anna.troubles) == ([], [])


def test_what_is_gone_is_told_once_also_by_who_keeps_every_mark_that_there_was(anna):
    before = anna.state
    with anna.signed_in() as client:
        client.delete_folder("Clients")
    anna.look()
    anna.state = before | anna.state

    assert (anna.look(), anna.troubles) == ([], [])


def test_a_folder_that_was_renamed_back_goes_on_where_it_was(anna):
    for old, new in [("Clients", "Kunden"), ("Kunden", "Clients")]:
        with anna.signed_in() as client:
            client.rename_folder(old, new)
        assert (anna.look(), anna.troubles) == ([], [])
    anna.receive("three", "Clients")

    assert anna.look() == ["three"]


def test_a_letter_that_was_moved_is_given_from_its_new_folder_and_known_by_its_bytes(anna):
    with anna.signed_in() as client:
        client.select_folder("INBOX")
        client.move([1], "Clients")

    assert (anna.look(), anna.troubles) == (["one"], [])


def test_the_marks_of_the_first_release_hold(anna):
    """They know neither changes nor identities."""
    first = ("validity", "uid", "letters", "uid_next", "again")
    anna.state = {
        name: {key: mark[key] for key in first}  # type: ignore[index]
        for name, mark in anna.state.items()
    }
    assert anna.look() == []
    anna.receive("three", "Clients")

    assert anna.look() == ["three"]
    assert anna.look() == []
