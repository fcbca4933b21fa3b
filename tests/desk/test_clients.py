"""All clients, a new one, and contacts from an address book."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from troth.agenda.actions import catch_up
from troth.people.actions.clients import add_client, close
from troth.people.models import Client, Contact

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_cast")]

CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Dr. Anna Berg
N:Berg;Anna;;Dr.;
EMAIL:anna@acme.example
TITLE:Managing director
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Somebody Private
EMAIL:private@elsewhere.example
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Ben Kerr
EMAIL:nonsense
EMAIL:ben@birch.example
END:VCARD
"""


def page_of(response) -> str:
    return unescape(response.content.decode())


def names_on(page) -> list[str]:
    return re.findall(r"data-open>([^<]+)</a>", page)


def rows_of(desk, **query) -> list[str]:
    return names_on(page_of(desk.get(reverse("clients"), query)))


def filed(content=CARDS, name="book.vcf"):
    return {"cards": SimpleUploadedFile(name, content.encode())}


def test_every_client_of_the_practice_stands_under_its_kind_by_name(desk, cast):
    for name, kind in (("Zinc", "client"), ("Elm", "customer"), ("Ash", "prospect")):
        add_client(
            cast.alice, name, [f"{name}.example"], kind=kind, by=cast.alice, at=cast.at
        )  # fmt: skip
    page = page_of(desk.get(reverse("clients")))

    assert names_on(page) == ["Acme", "Birch", "Zinc", "Elm", "Ash"]
    assert "3 clients, 1 customer, 1 not a client yet." in page
    assert "Bob answers for them." in page
    assert "Cove" not in page


def test_a_client_whose_work_has_ended_stands_at_the_end(desk, cast):
    close(cast.acme, by=cast.alice, at=cast.at)

    assert rows_of(desk) == ["Birch", "Acme"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("acm", ["Acme"]),
        ("BEN", ["Birch"]),
        ("anna@acme", ["Acme"]),
        ("birch.example", ["Birch"]),
        (".example", ["Acme", "Birch"]),
        ("cove", []),
        ("carol", []),
        ("%", []),
        ("\0", ["Acme", "Birch"]),
    ],
)
def test_clients_are_found_by_name_contact_and_address(desk, cast, typed, found):
    assert rows_of(desk, q=typed) == found


def test_what_was_looked_for_stays_in_its_field_and_nobody_found_is_told(desk, cast):
    page = page_of(desk.get(reverse("clients"), {"q": "nobody <b>"}))

    assert 'value="nobody <b>"' in page
    assert "Nobody is called so." in page
    assert "0 clients with “nobody <b>” in them." in page


def test_a_long_list_is_turned_over_without_losing_or_repeating_a_client(desk, cast, monkeypatch):
    monkeypatch.setattr("troth.desk.presenting.listing.PAGE", 3)
    for number in range(8):
        kind = "customer" if number % 2 else "client"
        add_client(
            cast.alice, "Same name" if number > 4 else f"Client {number}", [],
            kind=kind, by=cast.alice, at=cast.at,
        )  # fmt: skip
    seen, url = [], reverse("clients")
    while url:
        page = page_of(desk.get(url))
        seen += re.findall(r'href="/clients/([0-9a-f-]{36})" data-open', page)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        url = following[1] if following else ""

    assert len(seen) == len(set(seen)) == 10


def test_the_list_takes_the_same_number_of_queries_however_long_it_is(
    desk, cast, django_assert_num_queries
):
    add_client(cast.alice, "Elm", [], by=cast.alice, at=cast.at)
    catch_up(cast.practice.pk, at=cast.at)
    with django_assert_num_queries(6):  # session, member, two of the frame, counts, rows
        desk.get(reverse("clients"))
    for number in range(30):
        add_client(cast.alice, f"Client {number}", [], by=cast.alice, at=cast.at)
    catch_up(cast.practice.pk, at=cast.at)
    with django_assert_num_queries(6):
        page = desk.get(reverse("clients"))

    assert len(names_on(page_of(page))) == 33


def test_a_client_is_added_by_hand(desk, cast):
    typed = {
        "name": "Elm", "kind": "client", "cadence": "7", "owner": cast.bob.pk.hex,
        "addresses": "elm.example, dora@post.example",
    }  # fmt: skip
    page = page_of(desk.post(reverse("client_new"), typed, follow=True))
    elm = Client.objects.get(name="Elm")

    assert "Elm is a client now." in page
    assert (elm.owner, elm.cadence_days) == (cast.bob, 7)
    assert elm.addresses.count() == 2


@pytest.mark.parametrize(
    ("addresses", "says"),
    [
        ("birch.example", "birch.example is another client's already."),
        ("elm", "“elm” is no address and no domain."),
        ("a@b@c", "“a@b@c” is no address and no domain."),
    ],
)
def test_an_address_that_cannot_be_a_clients_is_told_and_nothing_typed_is_lost(
    desk, cast, addresses, says
):
    typed = {
        "name": "Elm", "kind": "client", "cadence": "7", "owner": cast.bob.pk.hex,
        "addresses": addresses,
    }  # fmt: skip
    response = desk.post(reverse("client_new"), typed)

    assert response.status_code == 422
    assert says in page_of(response)
    assert addresses in page_of(response)
    assert not Client.objects.filter(name="Elm").exists()


def test_an_address_book_gives_the_contacts_of_clients_and_nobody_else(desk, cast):
    page = page_of(desk.post(reverse("cards"), filed()))

    assert "Anna" in page
    assert "1 card of nobody at a client left alone: nothing of them is kept." in page
    assert "Line 16: This is no mail address: it was left out." in page
    assert not Contact.objects.filter(name__contains="Private").exists()


def test_behind_the_curtain_an_address_book_tells_of_one_client_alone(desk, cast):
    desk.post(reverse("curtain"), {"client": str(cast.acme.pk)})
    page = page_of(desk.post(reverse("cards"), filed()))

    assert "Ben" not in page
    assert "Birch" not in page


@pytest.mark.parametrize("files", [{}, filed(""), filed("no card"), filed("\0\xff" * 99)])
def test_a_file_that_is_no_address_book_is_told_in_a_sentence(desk, cast, files):
    response = desk.post(reverse("cards"), files)

    assert response.status_code in (200, 422)
    assert ("Choose a .vcf file first." in page_of(response)) or (
        "No card was found." in page_of(response)
    )


def test_a_file_that_is_too_large_is_refused_with_what_to_do(desk, cast, monkeypatch):
    monkeypatch.setattr("troth.people.actions.cards.MOST_BYTES", 100)

    page = page_of(desk.post(reverse("cards"), filed()))

    assert "Export it without photographs." in page
