"""French and Spanish: what their words do that English ones do not."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from troth.pure.when import find

AT = datetime(2026, 3, 3, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("fr", "Facture du 14 mai.", "14 mai"),
        ("fr", "D’ici l’après-midi du 14 mai.", "l’après-midi du 14 mai"),
        ("fr", "Réponse jusqu'au 14 mai.", "14 mai"),
        ("es", "Antes del 14 de mayo.", "14 de mayo"),
        ("es", "Anoche.", "Anoche"),
    ],
)
def test_the_words_of_a_date_are_those_of_the_text(language: str, text: str, words: str):
    (when,) = find(text, at=AT, language=language)

    assert when.words == words == text[when.start : when.end]


@pytest.mark.parametrize(
    ("language", "plain", "accented"),
    [
        ("fr", "le 3 fevrier", "le 3 février"),
        ("fr", "apres-demain", "après-demain"),
        ("fr", "le 15 aout", "le 15 août"),
        ("es", "el proximo miercoles", "el próximo miércoles"),
        ("es", "manana por la manana", "mañana por la mañana"),
    ],
)
def test_accents_may_be_missing(language: str, plain: str, accented: str):
    found = [find(text, at=AT, language=language) for text in (plain, accented)]

    assert found[0]
    assert [when.value for when in found[0]] == [when.value for when in found[1]]


def test_an_accent_tells_is_from_this():
    (when,) = find("Ana está mañana en la oficina.", at=AT, language="es")
    (other,) = find("Ana llamó esta mañana.", at=AT, language="es")

    assert (when.words, other.words) == ("mañana", "esta mañana")


@pytest.mark.parametrize("language", ["es", "fr"])
def test_day_comes_before_month(language: str):
    (when,) = find("03/04/2026", at=AT, language=language)

    assert when.value.isoformat() == "2026-04-03"
