"""Letters come in: only those of chosen clients, each once, with what was found in them."""

import json
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.promises.letters import (
    ALICE,
    ANNA,
    BEN,
    BOB,
    DAN,
    letter,
    mailbox_of,
    opened,
    taken_in,
    whole,
)
from troth.jobs.models import Job
from troth.mail.models import Filing, Folder, Message, Raw
from troth.mail.packing import unpack
from troth.mail.places import HeldPlace
from troth.people.models import Client, ClientAddress, Contact, ContactAddress
from troth.promises import opened as opened_values
from troth.promises import opening, whole_letters
from troth.promises.actions.rereading import reread
from troth.promises.actions.taking_in import chosen_in, take_in
from troth.promises.batch import read_batch
from troth.promises.models import Finding, FindingState, Proposal
from troth.promises.opening import Dealt, Opened, open_letters
from troth.record.models import Entry, Words
from troth.record.queries import check
from troth.web.ids import uuid7

pytestmark = pytest.mark.django_db

PROMISE = "I'll send you the migration plan by Friday."
ASK = "Could you send us the quote by Thursday?"


@dataclass
class Vanished:
    name: str = "INBOX, UID 7"

    def read(self, limit: int | None = None) -> bytes:
        raise FileNotFoundError(2, "No such file or directory")


def entries(kind: str) -> list[Entry]:
    return list(Entry.objects.filter(kind=kind).order_by("id"))


def test_a_clients_letter_is_kept_to_the_last_byte_with_its_promise(cast):
    raw = letter(PROMISE, sender=ALICE, to=ANNA)

    assert taken_in(cast, raw) == 1

    message = Message.objects.get()
    assert unpack(bytes(message.raw.packed)) == raw
    assert (message.is_mine, message.subject, message.language) == (True, "Shop", "en")
    assert message.people == ["alice@harbour-it.example", ["anna@acme.example"], []]
    finding = Finding.objects.get()
    assert (finding.client, finding.contact) == (cast.acme, cast.anna)
    assert (finding.kind, finding.due, finding.sentence) == ("promise", "2026-03-06", PROMISE)
    assert finding.said_at == cast.at


def test_of_anybody_elses_letter_nothing_is_stored(cast):
    secret = letter(PROMISE, sender=DAN, subject="Strictly between us")

    batch = opened(cast, secret)
    assert take_in(mailbox_of(cast), batch, at=cast.at) == 0

    assert batch.others == 1
    assert not batch.taken
    for model in (Message, Raw, Filing, Finding, Entry, Words, Job):
        assert not model.objects.exists(), model


def test_a_strangers_promise_copied_to_a_client_is_no_finding(cast):
    taken_in(cast, letter(PROMISE, sender=DAN, cc=ANNA))

    assert Filing.objects.get().client == cast.acme
    assert not Finding.objects.exists()


@pytest.mark.parametrize("place", ["/mail/alice", "/mail/bob"])
def test_the_same_letter_again_is_kept_once(cast, place):
    raw = letter(PROMISE, sender=ALICE, to=ANNA)
    travelled = b"Received: from mx.acme.example\n" + raw

    assert taken_in(cast, raw, raw) == 1
    assert taken_in(cast, raw, travelled, place=place) == 0

    counts = [model.objects.count() for model in (Message, Raw, Filing, Finding)]
    assert counts == [1, 1, 1, 1]
    assert len(entries("mail.taken_in")) == 1


def test_a_reused_message_id_on_another_letter_is_another_letter(cast):
    assert taken_in(cast, letter(ASK, number=1), letter(ASK, number=1, day=1)) == 2


def test_a_letter_to_two_clients_is_filed_with_both_and_each_chain_says_so(cast):
    taken_in(cast, letter("Hello both.", sender=ALICE, to=f"{ANNA}, {BEN}"))

    assert {it.client for it in Filing.objects.all()} == {cast.acme, cast.birch}
    assert {it.chain for it in entries("mail.taken_in")} == {cast.acme.pk, cast.birch.pk}
    assert {it.about for it in Job.objects.filter(name="settle")} == {cast.acme.pk, cast.birch.pk}


def test_a_client_added_later_gets_the_letters_that_were_known_already(cast):
    raw = letter(ASK, sender=DAN, to=f"{ALICE}, {ANNA}")
    taken_in(cast, raw)
    assert not Finding.objects.exists()

    new = Client.objects.create(
        practice=cast.practice, owner=cast.alice, name="Dune", since_at=cast.at
    )
    ClientAddress.objects.create(practice=cast.practice, client=new, key="nowhere.example")
    assert taken_in(cast, raw) == 0

    assert {it.client for it in Filing.objects.all()} == {cast.acme, new}
    assert [it.client for it in Finding.objects.all()] == [new]


def test_one_entry_for_each_client_tells_how_many_letters_and_from_when_to_when(cast):
    taken_in(cast, *(letter("Hello.", number=day, day=day) for day in (4, 0, 2)))

    (entry,) = entries("mail.taken_in")
    assert json.loads(entry.facts) == {"letters": 3, "first": "2026-03-02", "last": "2026-03-06"}
    assert check(cast.acme.pk).result.broken is None


def test_persons_at_a_client_become_contacts_by_the_fullest_name_seen(cast):
    taken_in(
        cast,
        letter("Hello.", sender="eve@acme.example", number=1),
        letter("Hello.", sender="Eve Stone <eve@acme.example>", number=2),
        letter("Hello.", cc="Finn <finn@acme.example>, Dan <dan@nowhere.example>", number=3),
    )

    of_acme = Contact.objects.filter(client=cast.acme).order_by("name")
    assert [it.name for it in of_acme] == ["Anna", "Eve Stone", "Finn"]


def test_a_contact_without_a_name_is_given_it_and_one_with_a_name_keeps_it(cast):
    taken_in(cast, letter("Hello.", sender="eve@acme.example", number=1))
    taken_in(cast, letter("Hello.", sender="Eve Stone <eve@acme.example>", number=2))

    names = dict(ContactAddress.objects.values_list("email", "contact__name"))
    assert names["eve@acme.example"] == "Eve Stone"
    assert names["anna@acme.example"] == "Anna"


def test_what_a_machine_sent_tells_the_client_nothing_and_makes_no_contact(cast):
    taken_in(cast, letter("News!", sender="news@acme.example", more="List-Id: <news>\n"))

    assert Filing.objects.get().is_word is False
    assert not ContactAddress.objects.filter(email="news@acme.example").exists()


@pytest.mark.parametrize(
    "raw",
    [
        letter(ASK).replace(b"Date: ", b"Date: never, "),
        letter(ASK).replace(b"charset=utf-8", b"charset=x-none-such"),
        letter(ASK).replace(b"Shop", b"Sh\x00p \xff\xed\xa0\x80"),
        b"From: anna@acme.example\nTo: alice@harbour-it.example\n",
        letter(ASK).replace(b"Shop", b"=?utf-8?B?AAAA/////w==?="),
    ],
    ids=["no date", "unknown charset", "NUL and half a pair", "no body", "binary subject"],
)
def test_a_broken_letter_is_stored_with_its_problems_and_costs_no_other(cast, raw):
    assert taken_in(cast, raw, letter(PROMISE, sender=ALICE, to=ANNA, number=9)) == 2

    broken = Message.objects.order_by("id").exclude(message_id="9@test.example").get()
    assert unpack(bytes(broken.raw.packed)) == raw
    assert broken.sent_at or broken.problems
    assert "\x00" not in broken.subject


def test_an_undated_letter_is_listed_where_it_came_in_and_is_no_word(cast):
    taken_in(cast, letter(ASK).replace(b"Date: ", b"Date: never, "))

    filing = Filing.objects.get()
    assert (filing.sent_at, filing.is_word) == (cast.at, False)


def test_what_cannot_be_read_is_told_in_the_practices_chain_with_its_reason(cast):
    batch = whole([Dealt([Vanished()])], cast)
    take_in(mailbox_of(cast), batch, at=cast.at)

    (entry,) = entries("mail.unreadable")
    assert (entry.chain, json.loads(entry.facts)) == (cast.practice.pk, {"letters": 1})
    assert entry.words.text == "INBOX, UID 7: No such file or directory"


def test_a_letter_on_which_reading_fails_is_kept_with_the_reason(cast, monkeypatch):
    real = whole_letters.digest

    def fails(held, reader):
        if held.new:
            raise RuntimeError("boom")
        return real(held, reader)

    monkeypatch.setattr(whole_letters, "digest", fails)
    assert taken_in(cast, letter(ASK)) == 1

    assert "boom" in Message.objects.get().problems[0]


def test_how_far_a_folder_was_looked_into_is_stored_with_its_last_letter(cast, monkeypatch):
    monkeypatch.setattr(opening, "PIECE", 2)
    monkeypatch.setattr(opened_values, "MOST_LETTERS", 2)
    raws = [letter("Hello.", number=number) for number in range(5)]
    places = [HeldPlace(str(at), raw, len(raw)) for at, raw in enumerate(raws)]
    dealt = [Dealt(places, {"INBOX": {"uid": 5}}), Dealt([], {"Sent": {"uid": 0}})]

    gave = list(open_letters(dealt, chosen=chosen_in(cast.practice), processes=1))

    assert [sorted(some.states) for some in gave] == [[], [], ["INBOX", "Sent"]]
    for some in gave:
        take_in(mailbox_of(cast), some, at=cast.at)
    assert Message.objects.count() == 5
    assert dict(Folder.objects.values_list("name", "state")) == {
        "INBOX": {"uid": 5},
        "Sent": {"uid": 0},
    }


def test_a_stop_in_between_stores_nothing_of_the_batch(cast, monkeypatch):
    def stops(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("troth.promises.actions.taking_in.enqueue", stops)
    with pytest.raises(KeyboardInterrupt):
        taken_in(cast, letter(PROMISE, sender=ALICE, to=ANNA))

    for model in (Message, Raw, Filing, Finding, Folder, Entry):
        assert not model.objects.exists(), model


def test_several_processes_give_what_one_gives_in_the_same_order(cast, monkeypatch):
    monkeypatch.setattr(opening, "PIECE", 3)
    raws = [letter(ASK, number=number, day=number) for number in range(20)]
    places = [HeldPlace(str(at), raw, len(raw)) for at, raw in enumerate(raws)]

    one = whole([Dealt(places)], cast)
    two = whole([Dealt(places)], cast, processes=2)

    assert [it.digest for it in two.taken] == [it.digest for it in one.taken]
    assert two.discoveries == one.discoveries


def test_what_is_found_is_what_the_scan_finds(cast):
    texts = [PROMISE, ASK, "Ich schicke den Plan bis Freitag.", "Pouvez-vous envoyer le devis ?"]
    raws = [letter(text, number=at, day=at) for at, text in enumerate(texts)]
    raws += [letter(text, sender=ALICE, to=ANNA, number=9 + at) for at, text in enumerate(texts)]
    places = [HeldPlace(str(at), raw, len(raw)) for at, raw in enumerate(raws)]

    scanned = read_batch(places, chosen_in(cast.practice).reader)
    found = whole([Dealt(places)], cast)

    assert [(it.letter, it.kind, it.start, it.sentence) for it in found.discoveries] == [
        (each.place, it.finding.kind, it.finding.start, it.finding.sentence)
        for each in scanned.found
        for it in each.filed
    ]
    assert len(found.discoveries) >= len(raws)


def test_huge_letters_are_given_back_in_pieces_and_none_is_lost(cast, monkeypatch):
    monkeypatch.setattr(whole_letters, "PIECE_BYTES", 1)
    raws = [letter("Hello.", number=number) for number in range(7)]
    places = [HeldPlace(str(at), raw, len(raw)) for at, raw in enumerate(raws)]

    for processes in (1, 2):
        assert len(whole([Dealt(places)], cast, processes=processes).taken) == 7


def test_a_letter_longer_than_is_kept_says_so(cast, monkeypatch):
    monkeypatch.setattr(whole_letters, "LETTER_BYTES", 400)
    monkeypatch.setattr(whole_letters, "USUAL_BYTES", 100)
    raw = letter("Hello. " * 200)

    taken_in(cast, raw)

    assert Message.objects.get().problems == ["Only its first 400 bytes were read."]
    assert unpack(bytes(Raw.objects.get().packed)) == raw[:400]


def test_the_number_of_statements_does_not_grow_with_the_letters(cast):
    taken_in(cast, letter("Hello."))
    few = opened(cast, *(letter(ASK, number=at, day=1) for at in range(100, 102)))
    many = opened(cast, *(letter(ASK, number=at, day=2) for at in range(200, 260)))

    assert statements(cast, many) == statements(cast, few) < 30


def statements(cast, batch: Opened) -> int:
    with CaptureQueriesContext(connection) as context:
        take_in(mailbox_of(cast), batch, at=cast.at)
    return len(context)


# Reading again


def chosen(cast):
    return chosen_in(cast.practice)


def test_a_dismissed_finding_never_returns_also_with_other_rules(cast):
    taken_in(cast, letter(f"{ASK} {PROMISE}"))
    Finding.objects.filter(kind="ask").update(
        state=FindingState.DISMISSED, rule="en/ask/of-yesterday", start=3
    )

    done = reread(Message.objects.get(), chosen(cast), at=cast.at)

    assert (done.new, done.gone) == (0, 0)
    assert sorted(Finding.objects.values_list("kind", "state")) == [
        ("ask", "dismissed"),
        ("need", "open"),
    ]


def test_open_findings_that_the_rules_no_longer_make_vanish_and_confirmed_ones_stay(cast):
    taken_in(cast, letter(f"Hello Alice. {ASK}"))
    ask = Finding.objects.get()
    other = {"kind": "need", "start": 0, "end": 5, "rule": "en/need/of-yesterday"}
    values = Finding.objects.filter(pk=ask.pk).values().get()
    for number, state in enumerate(
        (FindingState.OPEN, FindingState.CONFIRMED, FindingState.LET_GO)
    ):
        pk = uuid7()
        Finding.objects.create(
            **values | other | {"id": pk, "state": state, "start": number, "due": ""}
        )

    done = reread(Message.objects.get(), chosen(cast), at=cast.at)

    assert (done.new, done.gone) == (0, 1)
    assert sorted(Finding.objects.values_list("kind", "state")) == [
        ("ask", "open"),
        ("need", "confirmed"),
        ("need", "let go"),
    ]


def test_an_open_finding_is_as_todays_rules_have_it(cast):
    taken_in(cast, letter(ASK))
    Finding.objects.update(due="2020-01-01", rule="en/ask/of-yesterday", certainty=0.1)

    reread(Message.objects.get(), chosen(cast), at=cast.at + timedelta(days=1))

    finding = Finding.objects.get()
    assert (finding.due, finding.certainty > 0.5) == ("2026-03-05", True)
    assert [it.kind for it in entries("letter.reread")] == ["letter.reread"]
    assert not Proposal.objects.exists()


def test_a_letter_of_which_nothing_was_found_is_found_in_with_new_rules(cast):
    taken_in(cast, letter(ASK))
    Finding.objects.all().delete()

    assert reread(Message.objects.get(), chosen(cast), at=cast.at).new == 1
    assert Finding.objects.get().contact == cast.anna


def test_a_colleagues_address_is_me_too(cast):
    taken_in(cast, letter(PROMISE, sender=BOB, to=ANNA))

    assert Finding.objects.get().is_mine
