"""A contact's page: every field with what it rests on."""

from html import unescape

import pytest
from django.urls import reverse

from troth.people.actions.contacts import Proposed, add_contact, propose
from troth.people.fields import FIELDS
from troth.people.models import Contact, Evidence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_cast")]


def page_of(response) -> str:
    return unescape(response.content.decode())


def field(cast, name, action="contact_field") -> str:
    return reverse(action, args=(cast.anna.pk, name))


def proposed(cast, name="role", value="Managing director") -> None:
    said = Proposed(name, value, "Anna, managing director", "", 0.9)
    propose(cast.anna, [said], at=cast.at)


def test_every_field_stands_on_the_page_with_what_it_rests_on(desk, cast):
    proposed(cast)
    page = page_of(desk.get(reverse("contact", args=(cast.anna.pk,))))

    for name in FIELDS:
        assert f'id="{name}"' in page
    assert "<strong>Managing director</strong>?" in page
    assert "Anna, managing director" in page
    assert "anna@acme.example" in page


def test_a_yes_confirms_and_a_no_empties_for_ever(desk, cast):
    proposed(cast)
    desk.post(field(cast, "role", "contact_accept"))
    cast.anna.refresh_from_db()
    assert (cast.anna.role, Evidence.objects.get().state) == ("Managing director", "confirmed")

    proposed(cast, "phone", "12345")
    desk.post(field(cast, "phone", "contact_refuse"))
    proposed(cast, "phone", "12345")
    cast.anna.refresh_from_db()
    assert cast.anna.phone == ""


def test_a_yes_to_nothing_and_a_second_no_change_nothing(desk, cast):
    for name in ("contact_accept", "contact_refuse"):
        assert desk.post(field(cast, "role", name)).status_code == 302

    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("rank", "1", 1),
        ("rank", "", None),
        ("is_liaison", "yes", True),
        ("fluency", "lay", "lay"),
        ("weighs_on", "the audit on 12 December", "the audit on 12 December"),
        ("zone", "Europe/Madrid", "Europe/Madrid"),
    ],
)
def test_a_field_is_put_right(desk, cast, name, value, kept):
    desk.post(field(cast, name), {name: value})
    cast.anna.refresh_from_db()

    assert getattr(cast.anna, name) == kept


def test_whom_they_report_to_is_somebody_at_the_client(desk, cast):
    clara = add_contact(cast.acme, "Clara", [], by=cast.alice, at=cast.at)
    desk.post(field(cast, "reports_to"), {"reports_to": "Clara"})
    cast.anna.refresh_from_db()
    refused = desk.post(field(cast, "reports_to"), {"reports_to": "Ben"})

    assert cast.anna.reports_to == clara
    assert "Nobody at this client is called Ben." in page_of(refused)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("zone", "Berlin", "'Berlin' is no time zone. Write it like Europe/Berlin."),
        ("rank", "9", "It must be 1 to 4"),
        ("role", "x" * 201, "It can be 200 characters long, and has 201."),
        ("language", "x" * 11, "It can be 10 characters long"),
    ],
)
def test_what_cannot_stand_in_a_field_is_told_beside_it_and_stays_typed(
    desk, cast, name, value, says
):
    response = desk.post(field(cast, name), {name: value})
    page = page_of(response)

    assert response.status_code == 422
    assert says in page
    assert value in page or name == "rank"
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("action", ["contact_field", "contact_accept", "contact_refuse"])
@pytest.mark.parametrize("name", ["password", "client", "id", "pk"])
def test_a_field_that_nobody_has_is_not_found(desk, cast, action, name):
    assert desk.post(field(cast, name, action), {name: "x"}).status_code == 404


def test_behind_the_curtain_the_people_of_others_are_not_found(desk, cast):
    desk.post(reverse("curtain"), {"client": str(cast.birch.pk)})

    assert desk.get(reverse("contact", args=(cast.anna.pk,))).status_code == 404
    assert desk.get(reverse("contact", args=(cast.ben.pk,))).status_code == 200


def test_the_page_takes_the_same_number_of_queries(desk, cast, django_assert_num_queries):
    url = reverse("contact", args=(cast.anna.pk,))
    with django_assert_num_queries(10):
        desk.get(url)
    for number, name in enumerate(FIELDS):
        Evidence.objects.create(
            practice=cast.practice, client=cast.acme, contact=cast.anna, field=name,
            value=f"{number}", sentence="x", state="proposed", at=cast.at,
        )  # fmt: skip
    Contact.objects.filter(pk=cast.anna.pk).update(role="9")

    with django_assert_num_queries(10):
        desk.get(url)
