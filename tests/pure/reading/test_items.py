"""The items of a list are matters of their own."""

from datetime import UTC, datetime

import pytest

from troth.pure.reading import Kind, read

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def wants(text: str) -> list[tuple[str, str | None]]:
    found = read(text, mine=True, at=AT)
    assert all(text[each.start : each.end] == each.sentence for each in found)
    return [
        (each.sentence, each.due and each.due.isoformat())
        for each in found
        if each.kind is Kind.NEED
    ]


def test_each_item_under_an_announced_list_is_a_need():
    text = (
        "Hi Ben,\n\nFrom your side I still need:\n- the texts of the pages\n- the prices\n\nThanks!"
    )

    assert wants(text) == [("- the texts of the pages", None), ("- the prices", None)]


def test_an_item_has_its_own_date_or_that_of_the_sentence_above():
    text = "I need these from you by Friday:\n1. the logo\n2. the contract (by Thursday)\n"

    assert wants(text) == [
        ("1. the logo", "2026-03-06"),
        ("2. the contract (by Thursday)", "2026-03-05"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "From your side I still need:\n\nThe texts are on the server.",
        "From your side I still need:",
    ],
)
def test_a_sentence_without_a_list_below_stays_itself(text: str):
    assert wants(text) == [("From your side I still need:", None)]


def test_an_item_that_asks_by_itself_is_counted_once():
    text = "From your side I still need:\n- the logo\n- please send me the contract by Friday\n"

    assert [sentence for sentence, _ in wants(text)] == [
        "- the logo",
        "- please send me the contract by Friday",
    ]


def test_a_list_in_german_is_a_list():
    text = "Von Ihnen brauche ich noch:\n- das Logo\n- die Zugangsdaten bis Freitag\n\nViele Grüße"

    assert wants(text) == [("- das Logo", None), ("- die Zugangsdaten bis Freitag", "2026-03-06")]
