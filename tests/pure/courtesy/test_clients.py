"""A client's name, kind and cadence."""

import pytest

from tests.pure.courtesy.contact import ME, from_me, letter
from troth.pure.courtesy import Field, propose_client
from troth.pure.courtesy.clients import name_of_domain


def of(field, theirs, mine):
    return [each.value for each in propose_client(theirs, mine, me=ME) if each.field == field]


@pytest.mark.parametrize(
    ("domain", "name"),
    [
        ("harbour-it.example", "Harbour IT"),
        ("lindenhof.example", "Lindenhof"),
        ("hafen-gmbh.example", "Hafen GmbH"),
        ("hotel-am-see.example", "Hotel Am See"),
    ],
)
def test_a_domain_is_read_as_a_name(domain, name):
    assert name_of_domain(domain) == name


def test_the_organisation_of_signatures_names_the_client():
    theirs = [letter("All is well.\n\n-- \nAnna Weber\nHotel Lindenhof\nTel. +49 40 5550123")]

    assert of(Field.NAME, theirs, []) == ["Hotel Lindenhof"]


def test_a_client_with_a_freemail_house_has_the_persons_name():
    assert of(Field.NAME, [letter("All is well.", sender="Anna Weber <a@gmx.de>")], []) == [
        "Anna Weber"
    ]


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun")


def traffic(months, *, body="All is well."):
    """A letter each way in each month, newest first."""
    dates = [f"1{day} {month} 2026 10:00:00 +0100" for month in months for day in (0, 1)]
    theirs = [letter(body, date=date, number=n) for n, date in enumerate(dates[::2])]
    mine = [from_me("Thank you.", date=date) for date in dates[1::2]]
    return theirs[::-1], mine[::-1]


def test_traffic_over_months_makes_a_client_with_the_cadence_of_my_letters():
    theirs, mine = traffic(MONTHS)

    assert of(Field.KIND, theirs, mine) == ["client"]
    assert of(Field.CADENCE_DAYS, theirs, mine) == ["30"]


@pytest.mark.parametrize(
    ("body", "kind", "cadence"),
    [
        ("The maintenance contract runs until May.", "client", ["14"]),
        ("Der Wartungsvertrag läuft noch bis Mai.", "client", ["14"]),
        ("Le contrat de maintenance est valable jusqu'en mai.", "client", ["14"]),
        ("El contrato de mantenimiento es válido hasta mayo.", "client", ["14"]),
        ("Thank you, the invoice is paid.", "customer", []),
        ("Could you imagine building a shop for us?", "prospect", []),
    ],
)
def test_words_of_an_agreement_or_a_sale_tell_the_kind(body, kind, cadence):
    theirs, mine = traffic(MONTHS[:1], body=body)

    assert of(Field.KIND, theirs, mine) == [kind]
    assert of(Field.CADENCE_DAYS, theirs, mine) == cadence


def test_my_letters_every_day_do_not_make_a_daily_cadence():
    theirs, _ = traffic(MONTHS[:1], body="The maintenance contract runs until May.")
    mine = [from_me("Done.", date=f"{day} Mar 2026 10:00:00 +0100") for day in range(9, 1, -1)]

    assert of(Field.CADENCE_DAYS, theirs, mine) == ["3"]


def test_without_letters_nothing_is_proposed():
    assert propose_client([], [], me=ME) == ()
