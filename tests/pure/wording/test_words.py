"""The files that hold the sentences."""

import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest

from troth.pure.wording import LANGUAGES, UnknownPlaceholderError
from troth.pure.wording.words import PLACEHOLDER, filled

FOLDER = resources.files("troth.pure.wording")
WAYS_OF_SAYING_A_DAY = {"bare", "on", "by", "since", "of", "full", "date"}


def words(language: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def sentences(part: dict[str, Any], path: str = "") -> Iterator[tuple[str, str, str]]:
    """Every sentence with its key and its form; one without forms serves both."""
    for key, value in part.items():
        if isinstance(value, dict) and value.keys() == {"formal", "informal"}:
            yield from ((f"{path}{key}", form, said) for form, said in value.items())
        elif isinstance(value, dict):
            yield from sentences(value, f"{path}{key}.")
        elif isinstance(value, str):
            yield f"{path}{key}", "formal", value
            yield f"{path}{key}", "informal", value


def placeholders(language: str) -> dict[tuple[str, str], set[str]]:
    return {
        (key, form): {name for name, _ in PLACEHOLDER.findall(said)}
        for key, form, said in sentences(words(language))
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_sentences_with_the_same_placeholders(language):
    assert placeholders(language) == placeholders("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_of_words_are_whole(language):
    found = words(language)

    assert len(set(found["weekdays"])) == 7
    assert len(set(found["months"])) == 12
    assert len(set(found["numbers"])) == 22


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_of_saying_a_day_is_known(language):
    asked = {
        way for _, _, said in sentences(words(language)) for _, way in PLACEHOLDER.findall(said)
    }

    assert asked - {"", "02"} <= WAYS_OF_SAYING_A_DAY
    assert {way.removesuffix("_at") for way in words(language)["days"]} == WAYS_OF_SAYING_A_DAY


OURS = "matter|finding|overdue|ledger|cadence|standing|troth"
EXCUSES = "sorry|unfortunately|apolog|leider|entschuldig|malheureusement|désolé|lamento|desgraciad"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_speaks_our_jargon_or_makes_an_excuse(language):
    said = " ".join(said for _, _, said in sentences(words(language)))

    assert re.findall(rf"\b(?:{OURS}|{EXCUSES})", said, re.IGNORECASE) == []


@pytest.mark.parametrize(
    ("language", "polite", "familiar"),
    [
        ("de", r"\b(?:Sie|Ihnen|Ihre?n?)\b", r"(?i)\b(?:du|dir|dich|deine?r?)\b"),
        ("fr", r"(?i)\b(?:vous|votre|vos|vôtre)\b", r"(?i)\b(?:tu|te|toi|ton|ta|tes|tien)\b"),
        ("es", r"(?i)\b(?:usted|su|sus|le)\b", r"(?i)\b(?:tú|te|ti|tu|tus)\b"),
    ],
)
def test_no_sentence_mixes_the_two_forms_of_address(language, polite, familiar):
    wrong = {"formal": familiar, "informal": polite}
    mixed = [said for _, form, said in sentences(words(language)) if re.search(wrong[form], said)]

    assert mixed == []


def test_a_german_reader_is_never_addressed_with_a_capital_du():
    said = [said for _, form, said in sentences(words("de")) if form == "informal"]

    assert not any(re.search(r"(?<!^)\b(?:Du|Dir|Dich|Dein)\b", sentence) for sentence in said)


def test_a_sentence_that_asks_for_something_unknown_says_how_to_put_it_right():
    with pytest.raises(UnknownPlaceholderError, match=r"asks for \{dew:by\}.*en\.toml"):
        filled("until {dew:by}", lambda name, way: None)
