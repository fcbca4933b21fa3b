"""What a mailbox holds before anything of it is taken in."""

from datetime import date
from pathlib import Path

from tests.mail.dovecot import PASSWORD
from tests.mailbox import ANNA, BEN, ME, letter, mbox
from troth.mail.looking import Census, counts

NEWS = "News <news@shop.example>"


def counted(source: Path | str, **how) -> Census:
    return counts(str(source), password=lambda _: PASSWORD, **how)


def both_ways(tmp_path: Path) -> Path:
    """Two people of one client, one whom nobody answered, a newsletter, a colleague."""
    inbox = [
        letter("x", sender=ANNA, number=1, day=1),
        letter("x", sender=BEN, number=2, day=9),
        letter("x", sender="carla@quiet.example", number=3, day=2),
        letter("x", sender=NEWS, number=4, more="List-Id: <news.shop.example>\n"),
        letter("x", sender="mate@harbour.example", number=5),
    ]
    sent = [
        letter("x", sender=f"Robin <{ME}>", to=ANNA, number=6, day=400),
        letter("x", sender=ME, to=f"{ANNA}, {BEN}", number=7, day=3),
    ]
    mbox(tmp_path / "Inbox", *inbox, sent[0])
    mbox(tmp_path / "Sent", *sent)
    return tmp_path


def test_clients_are_proposed_by_who_writes_to_whom_and_each_letter_counts_once(tmp_path):
    found = counted(both_ways(tmp_path), me=[ME])

    two_way, one_way = found.clients
    assert two_way == (
        "acme.example", ("Anna Berg", "Ben Kerr"), ("anna@acme.example", "ben@acme.example"),
        2, 2, date(2026, 3, 3), date(2027, 4, 6),
    )  # fmt: skip
    assert (one_way.key, one_way.received, one_way.sent) == ("quiet.example", 1, 0)
    assert (two_way.is_two_way, one_way.is_two_way) == (True, False)


def test_letters_are_counted_by_folder_and_year(tmp_path):
    found = counted(both_ways(tmp_path))

    assert [(it.name, it.is_sent, it.letters, dict(it.by_year)) for it in found.folders] == [
        ("Inbox", False, 6, {2026: 5, 2027: 1}),
        ("Sent", True, 2, {2026: 1, 2027: 1}),
    ]
    assert (found.total, found.by_year) == (8, {2026: 6, 2027: 2})


def test_the_owner_is_whoever_sends_from_here(tmp_path):
    """Anna stands in as many letters as Robin; only Robin's lie in Sent."""
    found = counted(both_ways(tmp_path))

    assert found.me == {ME}
    assert found.owners[0].address == ME
    assert found.owners[0].sent == 2


def test_without_a_folder_of_sent_mail_the_owner_is_whoever_stands_in_most_letters(tmp_path):
    path = mbox(tmp_path / "all", letter("x"), letter("x", sender=BEN, number=2))

    assert counted(path).me == {ME}


def test_letters_before_the_window_are_not_counted(tmp_path):
    assert counted(both_ways(tmp_path), since=date(2027, 1, 1)).by_year == {2027: 2}


def test_letters_without_sender_or_date_are_counted_as_unreadable(tmp_path):
    path = mbox(
        tmp_path / "all", letter("x"), b"Subject: nobody\n\nx\n", b"From: a@b.example\n\nx\n"
    )

    found = counted(path)

    assert (found.total, found.unreadable) == (3, 2)


def test_progress_is_told_up_to_the_end(tmp_path):
    told = []
    counted(both_ways(tmp_path), progress=lambda done, total: told.append((done, total)))

    assert told[-1] == (8, None)


def test_an_empty_mailbox_holds_nothing_and_is_no_trouble(tmp_path):
    found = counted(tmp_path)

    assert (found.total, found.clients, found.owners, found.troubles) == (0, (), (), ())


def test_a_server_is_counted_by_headers_alone(dovecot):
    acme = [letter("x" * 50_000, sender=ANNA, number=1), letter("x", sender=BEN, number=2)]
    sent = [letter("x", sender=ME, to=ANNA, number=3)]
    dovecot.fill("census", {"": acme, ".Sent": sent, ".Trash": sent, ".Empty": []})
    told = []

    found = counted(dovecot.address("census"), progress=lambda *done: told.append(done))

    assert [(it.name, it.is_sent, it.letters) for it in found.folders] == [
        ("INBOX", False, 2), ("Empty", False, 0), ("Sent", True, 1),
    ]  # fmt: skip
    assert [(it.key, it.received, it.sent) for it in found.clients] == [("acme.example", 2, 1)]
    assert (found.me, found.left_out, told[-1]) == ({ME}, ("Trash",), (3, 3))


def test_who_signs_in_with_an_address_is_the_owner_too(dovecot):
    dovecot.fill("ann@firm.example", {"": [letter("x", to="ann@firm.example")]})
    address = dovecot.address("ann%40firm.example")

    found = counts(address, password=lambda _: "two words")

    assert found.me == {"ann@firm.example"}
