"""Where their clocks are."""

import pytest

from tests.pure.courtesy.contact import letter, told
from troth.pure.courtesy import Field

WINTER, SUMMER = "Mon, 2 Feb 2026 10:00:00 {}", "Mon, 6 Jul 2026 10:00:00 {}"


def zones(*offsets, sender, body="All is well.") -> list[tuple[str, float]]:
    """Proposed from a letter in winter and, where two are given, one in summer."""
    dates = [date.format(offset) for date, offset in zip((WINTER, SUMMER), offsets, strict=False)]
    letters = [letter(body, sender=sender, date=date, number=n) for n, date in enumerate(dates)]
    return [(each.value, each.certainty) for each in told(Field.ZONE, *reversed(letters))]


@pytest.mark.parametrize(
    ("sender", "offsets", "expected"),
    [
        ("anna@lindenhof.de", ("+0100", "+0200"), [("Europe/Berlin", 0.9)]),
        ("anna@lindenhof.de", ("+0100",), [("Europe/Berlin", 0.7)]),
        ("anna@lindenhof.es", ("+0000", "+0100"), [("Atlantic/Canary", 0.7)]),
        ("anna@lindenhof.es", ("+0100", "+0200"), [("Europe/Madrid", 0.9)]),
        ("anna@lindenhof.jp", ("+0900", "+0900"), [("Asia/Tokyo", 0.9)]),
        ("anna@lindenhof.us", ("-0700", "-0700"), [("America/Phoenix", 0.9)]),
        ("anna@lindenhof.us", ("-0700",), []),
        ("anna@lindenhof.de", ("+0100", "+0100"), []),
        ("anna@lindenhof.de", ("+0000", "+0200"), [("Europe/Berlin", 0.7)]),
        ("anna@lindenhof.example", ("+0100", "+0200"), []),
    ],
)
def test_a_zone_is_proposed_only_where_one_fits_all_offsets(sender, offsets, expected):
    assert zones(*offsets, sender=sender) == expected


def test_the_prefix_of_a_number_tells_the_country_where_the_domain_does_not():
    body = "All is well.\n\n-- \nAnna\nTel. +41 44 555 01 23"

    proposal, *_ = told(Field.ZONE, letter(body))

    assert proposal.value == "Europe/Zurich"
    assert proposal.reason == "1 letter at +0100, and a number that begins +41."
