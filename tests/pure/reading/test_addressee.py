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
        ("Frau Dr. Moss, bitte schicken Sie mir die Liste.", ["Moss"]),
        ("Sehr geehrter Herr Moss,\nbitte schicken Sie mir die Liste.", ["Moss"]),
        ("Sehr geehrte Damen und Herren,\nbitte schicken Sie mir die Liste.", [""]),
        ("Guten Morgen Jonas,\nbitte schick mir die Liste.", ["Jonas"]),
        ("Natürlich, bitte schick mir die Liste.", [""]),
        ("Bonjour Madame Moss,\nmerci de m'envoyer la liste.", ["Moss"]),
        ("Bonjour à tous,\nmerci de m'envoyer la liste.", [""]),
        ("Chère Zoé,\npouvez-vous m'envoyer la liste ?", ["Zoé"]),
        ("Estimada señora Moss:\n¿podría enviarme la lista?", ["Moss"]),
        ("Buenos días, Íñigo:\n¿puedes enviarme la lista?", ["Íñigo"]),
    ],
)
def test_a_sentence_is_spoken_to_whom_it_names_or_the_letter_greets(text: str, expected: list[str]):
    assert addressees(text) == expected
