"""Contacts from an address book."""

import pytest

from troth.people.access import Viewer
from troth.people.actions.cards import MOST_PROBLEMS, LargeFileError, take_cards
from troth.people.actions.contacts import settle
from troth.people.models import Client, ClientAddress, Contact, Evidence
from troth.record.queries import check, of_chain

pytestmark = pytest.mark.django_db


def card(**said) -> str:
    lines = "".join(f"{name.replace('_', '-')}:{value}\n" for name, value in said.items())
    return f"BEGIN:VCARD\nVERSION:4.0\n{lines}END:VCARD\n"


def taken(cast, *cards, member=None, only=None):
    viewer = Viewer(member or cast.alice, only=only)
    raw = "".join(cards).encode()
    return take_cards(raw, clients=viewer.clients(), by=viewer.member, at=cast.at)


def values(contact) -> dict[str, str]:
    return dict(contact.evidence.values_list("field", "value"))


def test_a_card_belongs_to_a_client_by_its_address_or_the_houses(cast):
    ClientAddress.objects.create(practice=cast.practice, client=cast.birch, key="dora@gmail.com")
    came = taken(
        cast,
        card(FN="Clara", EMAIL="clara@mail.acme.example"),
        card(FN="Dora", EMAIL="dora@gmail.com"),
        card(FN="Other", EMAIL="other@gmail.com"),
        card(FN="Nobody"),
        card(FN="Cove", EMAIL="x@cove.example"),
    )

    assert [(it.name, it.client.name) for it in came.contacts] == [
        ("Clara", "Acme"), ("Dora", "Birch"),
    ]  # fmt: skip
    assert (came.new, came.others) == (2, 3)


def test_what_a_card_says_is_proposed_from_the_address_book(cast):
    told = {
        "FN": "Dr. Anna Berg", "N": "Berg;Anna;;Dr.;", "EMAIL": "anna@acme.example",
        "TITLE": "Managing director", "TEL": "+49 40 555", "LANG": "de-DE", "GENDER": "F",
        "TZ": "Europe/Berlin",
    }  # fmt: skip
    came = taken(cast, card(**told))
    cast.anna.refresh_from_db()

    assert values(cast.anna) == {
        "name": "Anna Berg", "title": "Dr.", "role": "Managing director", "gender": "f",
        "phone": "+49 40 555", "language": "de", "zone": "Europe/Berlin",
    }  # fmt: skip
    assert set(cast.anna.evidence.values_list("sentence", "source", "state")) == {
        ("from your address book", "", "proposed")
    }
    assert (came.new, came.fields, cast.anna.role) == (0, 7, "Managing director")


def test_what_a_member_said_is_left_alone_and_the_same_file_again_brings_nothing(cast):
    settle(cast.anna, "role", "Owner", by=cast.alice, at=cast.at)
    book = card(FN="Anna", EMAIL="anna@acme.example", TITLE="Manager", TEL="12345")
    first, second = taken(cast, book), taken(cast, book)
    cast.anna.refresh_from_db()

    assert cast.anna.role == "Owner"
    assert (first.fields, second.fields) == (2, 0)
    assert Contact.objects.filter(client=cast.acme).count() == 1


def test_a_person_with_several_addresses_is_one_contact(cast):
    came = taken(
        cast,
        "BEGIN:VCARD\nFN:Anna\nEMAIL:anna.berg@acme.example\nEMAIL:anna@acme.example\n"
        "EMAIL:anna@home.example\nEND:VCARD\n",
    )

    assert [it.pk for it in came.contacts] == [cast.anna.pk]
    assert set(cast.anna.addresses.values_list("email", flat=True)) == {
        "anna@acme.example", "anna.berg@acme.example",
    }  # fmt: skip


def test_an_address_that_is_somebodys_at_another_client_stays_theirs(cast):
    ClientAddress.objects.filter(client=cast.birch).update(key="other.example")
    ClientAddress.objects.create(practice=cast.practice, client=cast.acme, key="birch.example")
    came = taken(cast, card(FN="Ben", EMAIL="ben@birch.example"))
    cast.ben.refresh_from_db()

    assert (came.contacts, came.others, cast.ben.client) == ([], 1, cast.birch)


def test_a_stranger_and_who_stands_behind_the_curtain_reach_no_other_client(cast):
    book = card(FN="Ben B.", EMAIL="ben@birch.example", TITLE="Boss")

    assert taken(cast, book, member=cast.carol).contacts == []
    assert taken(cast, book, only=cast.acme.pk).contacts == []
    assert not Evidence.objects.exists()


def test_each_clients_record_tells_of_its_contacts(cast):
    taken(cast, card(FN="Clara", EMAIL="clara@acme.example", TITLE="Clerk"))
    told = of_chain(cast.acme.pk, practice=cast.practice.pk, most=9)

    assert [it.kind for it in told] == ["contact.fields_proposed", "contact.added"]
    assert told[1].by == cast.alice.pk
    assert check(cast.acme.pk).result.broken is None
    assert of_chain(cast.birch.pk, practice=cast.practice.pk, most=9) == []


def test_problems_are_told_with_their_line_and_cost_no_other_card(cast):
    came = taken(cast, "EMAIL\n", card(FN="Clara", EMAIL="clara@acme.example"), "junk\n")

    assert [it.line for it in came.problems] == [1, 7]
    assert [it.name for it in came.contacts] == ["Clara"]


def test_of_many_problems_the_first_are_told_and_the_others_counted(cast):
    came = taken(cast, "junk\n" * 200, card(FN="Clara", EMAIL="clara@acme.example"))

    assert len(came.problems) == MOST_PROBLEMS + 1
    assert "150 more problems" in came.problems[-1].sentence


def test_a_file_beyond_all_measure_is_refused(cast, monkeypatch):
    monkeypatch.setattr("troth.people.actions.cards.MOST_BYTES", 10)

    with pytest.raises(LargeFileError, match="Export it without photographs"):
        taken(cast, card(FN="Clara", EMAIL="clara@acme.example"))


def test_names_and_values_that_are_too_long_cost_nothing_else(cast):
    came = taken(
        cast, card(FN="C" * 900, EMAIL="clara@acme.example", TITLE="x" * 900, TEL="123456")
    )

    assert len(came.contacts[0].name) <= 200
    assert values(came.contacts[0])["phone"] == "123456"
    assert Client.objects.count() == 3
