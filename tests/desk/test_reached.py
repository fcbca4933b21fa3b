"""What stands in the way of a letter is told where it is written, and where its reader stands."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from tests.promises.letters import ALICE, BEN, letter, taken_in
from troth.mail.actions.bouncing import came_back
from troth.mail.bounces import Returned
from troth.people.actions.contacts import add_contact
from troth.people.models import ContactAddress
from troth.promises.models import Finding
from troth.updates.models import Draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_cast")]

FULL = "552 5.2.2 mailbox full"
AUTOMATIC = "Auto-Submitted: auto-replied\n"


def page_of(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def at(name, row) -> str:
    return reverse(name, args=(row.pk,))


def bounced(cast, email="anna@acme.example") -> None:
    told = Returned(email, "", FULL, cast.at - timedelta(days=1))
    assert came_back(told, practice=cast.practice, at=cast.at)


def everywhere(desk, cast) -> list[str]:
    names = (("contact", cast.anna), ("client", cast.acme), ("write", cast.acme))
    return [page_of(desk.get(at(name, row))) for name, row in names]


def test_letters_that_come_back_are_told_at_the_contact_the_client_and_the_letter(desk, cast):
    bounced(cast)

    words = f"Letters to anna@acme.example come back since yesterday: “{FULL}”."
    for page in everywhere(desk, cast):
        assert f"{words} Ask for another address, or call." in page


def test_the_letter_goes_to_the_address_that_works(desk, cast):
    ContactAddress.objects.create(
        practice=cast.practice, contact=cast.anna, email="anna.berg@acme.example"
    )
    bounced(cast)
    page = page_of(desk.get(at("write", cast.acme)))

    assert "To Anna, anna.berg@acme.example." in page
    assert "Letters go to anna.berg@acme.example instead." in page


def test_a_letter_drafted_for_that_address_says_to_write_it_anew(desk, cast):
    desk.post(at("write", cast.acme), {"subject": "x", "body": "words", "then": "stay"})
    bounced(cast)

    page = page_of(desk.get(at("draft", Draft.objects.get())))
    assert "This one was drafted for that address. Drop it and write it anew." in page


def away(cast, *, until="Friday", stand_in="clara@acme.example", more=AUTOMATIC) -> None:
    words = f"I am out of office until {until}. In urgent cases write to {stand_in}."
    taken_in(cast, letter(words, number=40, day=-1, subject="Out of office", more=more))


def test_an_absence_is_told_with_its_end_and_who_stands_in(desk, cast):
    away(cast)

    for page in everywhere(desk, cast):
        assert "Away until Friday, 6 March, as they wrote. clara@acme.example stands in." in page


def test_an_absence_that_is_over_or_was_dismissed_is_not_told(desk, cast):
    away(cast)
    Finding.objects.update(due="2026-03-01")
    assert "Away until" not in "".join(everywhere(desk, cast))
    Finding.objects.update(due="2026-03-06", state="dismissed")
    assert "Away until" not in "".join(everywhere(desk, cast))


def test_what_is_said_of_one_is_not_said_of_another(desk, cast):
    clara = add_contact(cast.acme, "Clara", ["clara@acme.example"], by=cast.alice, at=cast.at)
    bounced(cast)
    away(cast)
    page = page_of(desk.get(at("contact", clara)))

    assert "come back" not in page
    assert "Away until" not in page


def test_behind_the_curtain_nothing_is_said_of_another_client(client, desk, cast):
    taken_in(cast, letter("x", sender=ALICE, to=BEN, number=50))
    bounced(cast, "ben@birch.example")
    desk.post(reverse("curtain"), {"client": str(cast.acme.pk)})

    assert "birch" not in "".join(everywhere(desk, cast)).lower()
    client.force_login(cast.carol)
    assert client.get(at("contact", cast.ben)).status_code == 404
