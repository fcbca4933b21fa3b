"""That looking into a mailbox, again and again, leaves no trace on a real server."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from imapclient import IMAPClient

from tests.mail.dovecot import PASSWORD, Dovecot, tree
from tests.mail.listening import listening, verbs
from tests.mailbox import letter
from troth.mail.looking import counts, look

FOLDERS = {"": 7, ".Sent": 3, ".Drafts": 2, ".Clients.Ann": 1, ".Empty": 0, ".Trash": 1}


def prepared(server: Dovecot, user: str) -> None:
    """Folders with read, unread, answered, flagged and deleted letters, one more subscribed."""
    root = server.fill(
        user,
        {name: [letter("x", number=n) for n in range(size)] for name, size in FOLDERS.items()},
        half="new",
    )
    for number, flags in enumerate(("S", "FRS", "", "T"), start=20):
        path = root / "cur" / f"{number:06}.M1.host:2,{flags}"
        path.write_bytes(letter("x", number=number))
    (root / ".Sent" / "cur" / "000009.M1.host:2,S").write_bytes(letter("mine", number=9))
    server.hand_over(user)
    with signed_in(server, user) as client:
        client.subscribe_folder("Clients/Ann")


@contextmanager
def signed_in(server: Dovecot, user: str) -> Iterator[IMAPClient]:
    with IMAPClient("127.0.0.1", server.port, ssl=False) as client:
        client.login(user, PASSWORD)
        yield client


def known_to_the_server(server: Dovecot, user: str) -> dict[object, object]:
    """All that a server tells of a mailbox, over a connection of another program."""
    what = ["MESSAGES", "RECENT", "UIDNEXT", "UIDVALIDITY", "UNSEEN", "HIGHESTMODSEQ"]
    with signed_in(server, user) as client:
        found: dict[object, object] = {"subscribed": client.list_sub_folders()}
        for flags, _, folder in client.list_folders():
            found[folder] = flags
            if b"\\Noselect" not in flags:
                client.select_folder(folder, readonly=True)
                letters = client.fetch(
                    client.search() or [1], ["FLAGS", "INTERNALDATE", "RFC822.SIZE", "MODSEQ"]
                )
                found[folder] = (flags, client.folder_status(folder, what), letters)
        return found


def arrives(server: Dovecot, user: str, number: int) -> None:
    path = server.home(user) / "Maildir" / "new" / f"{number:06}.M1.host"
    path.write_bytes(letter("new", number=number))
    server.hand_over(user)


def test_a_census_and_several_looks_change_nothing_that_the_server_or_the_disk_knows(dovecot):
    user = "untouched"
    prepared(dovecot, user)
    address, root = dovecot.address(user), dovecot.home(user) / "Maildir"
    state: dict[str, object] = {}
    taken = 0

    for number in (30, 31, 32):
        arrives(dovecot, user, number)
        server, disk = known_to_the_server(dovecot, user), tree(root)
        assert counts(address, password=lambda _: PASSWORD).total == number - 14
        for batch in look(address, state, password=lambda _: PASSWORD):
            state = batch.state
            taken += len(batch.letters)
            assert batch.troubles == ()
        assert tree(root) == disk
        assert known_to_the_server(dovecot, user) == server

    assert taken == 18


def test_letters_that_nobody_has_opened_are_still_recent_and_unseen_afterwards(dovecot):
    """Only the first program that opens a folder for writing may take \\Recent from its letters."""
    prepared(dovecot, "recent-looks")
    address = dovecot.address("recent-looks")
    counts(address, password=lambda _: PASSWORD)
    taken = sum(len(each.letters) for each in look(address, {}, password=lambda _: PASSWORD))

    with signed_in(dovecot, "recent-looks") as client:
        state = client.select_folder("INBOX")
        flags = [each[b"FLAGS"] for each in client.fetch(range(1, 12), ["FLAGS"]).values()]

    assert taken == 15
    assert state[b"RECENT"] == 11
    assert sorted(flags) == [
        (b"\\Answered", b"\\Flagged", b"\\Seen", b"\\Recent"),
        (b"\\Deleted", b"\\Recent"),
        *[(b"\\Recent",)] * 8,
        (b"\\Seen", b"\\Recent"),
    ]


HARMLESS = re.compile(
    rb"""
    [A-Z]+\d+ [ ] (?:
        LOGIN [ ] .* | ENABLE [ ] QRESYNC | AUTHENTICATE [ ] .* | CAPABILITY | NOOP | LOGOUT
      | LIST [ ] .* | EXAMINE [ ] .*
      | UID [ ] SEARCH [ ] [^()]*
      | UID [ ] FETCH [ ] [\d,:]+ [ ] \(
          (?: RFC822\.SIZE [ ] )? BODY\.PEEK\[ (?: HEADER\.FIELDS [ ] \([A-Z -]+\) )? \] (?: <\d+\.\d+> )?
        \)
    )
    """,
    re.VERBOSE,
)


def test_nothing_is_ever_said_to_the_server_that_could_change_a_mailbox(dovecot):
    user = "listened"
    prepared(dovecot, user)
    with listening(dovecot.port) as (port, heard):
        address = f"imap://{user}@127.0.0.1:{port}"
        counts(address, password=lambda _: PASSWORD)
        for batch in look(address, {}, password=lambda _: PASSWORD):
            state = batch.state
        arrives(dovecot, user, 40)
        list(look(address, state, password=lambda _: PASSWORD))

    said = b"".join(heard).splitlines()
    assert [line for line in said if not HARMLESS.fullmatch(line)] == []
    assert {"LOGIN", "LIST", "ENABLE", "EXAMINE", "UID SEARCH", "UID FETCH"} <= verbs(heard).keys()


def test_the_proof_would_notice_a_command_that_is_not_harmless():
    for said in (
        b"A1 SELECT INBOX", b"A1 STORE 1 +FLAGS (\\Seen)", b"A1 UID FETCH 1 (BODY[])",
        b"A1 UID FETCH 1 (RFC822)", b"A1 EXPUNGE", b"A1 SUBSCRIBE INBOX", b"A1 CREATE x",
    ):  # fmt: skip
        assert not HARMLESS.fullmatch(said)
