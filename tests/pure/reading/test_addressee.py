"""Whom a sentence is spoken to."""

from datetime import UTC, datetime

import pytest

from troth.pure.reading import read

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def addressees(text: str) -> list[str]:
    return [finding.addressee for finding in read(text, mine=False, at=AT)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ben, can you send me the logs?", ["Ben"]),
        ("@Ben please restart it", ["Ben"]),
        ("Hi Ben,\n\ncould you call me? Please bring the list.", ["Ben", "Ben"]),
        ("Dear Ms. Moss,\nplease sign the form.", ["Moss"]),
        ("Good morning Carla,\nplease sign the form.", ["Carla"]),
        ("Hello Ben, please call me.", ["Ben"]),
        ("Hi Ben,\nplease call me. Carla, please send the list.", ["Ben", "Carla"]),
        ("Hi all,\nplease review the plan.", [""]),
        ("Hi Ben and Carla,\nplease review the plan.", [""]),
        ("Please review the plan.", [""]),
        ("Also, can you review the plan?", [""]),
        ("Tomorrow, please call me.", [""]),
        ("Hi,\nplease call me.", [""]),
    ],
)
def test_a_sentence_is_spoken_to_whom_it_names_or_the_letter_greets(text: str, expected: list[str]):
    assert addressees(text) == expected
