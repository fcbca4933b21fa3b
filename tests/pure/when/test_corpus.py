"""Every sentence of the corpus is read as written beside it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from troth.cli.when import said
from troth.pure.when import When, find

CORPUS = Path(__file__).parents[2] / "corpus"
LANGUAGES = ("de", "en", "es", "fr")


class Case(NamedTuple):
    place: str
    language: str
    at: datetime
    text: str
    expected: tuple[str, ...]


def cases(language: str) -> Iterator[Case]:
    name = f"when_{language}.txt"
    at = text = None
    for number, line in enumerate((CORPUS / name).read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("@"):
            instant, zone = line[1:].split()
            at = datetime.fromisoformat(instant).replace(tzinfo=ZoneInfo(zone))
        elif line.startswith(" "):
            expected = () if line.strip() == "none" else tuple(line.strip().split(" ; "))
            yield Case(f"{name}:{number}", language, at, text, expected)
        elif line and not line.startswith("#"):
            text = line


CASES = [case for language in LANGUAGES for case in cases(language)]


@pytest.mark.parametrize("case", CASES, ids=[case.place for case in CASES])
def test_a_sentence_is_read_as_the_corpus_says(case: Case):
    found = find(case.text, at=case.at, language=case.language)

    assert tuple(written(when) for when in found) == case.expected


def written(when: When) -> str:
    return f"{when.words} = {said(when.value).replace(':00+', '+').replace(':00-', '-')} {when.granularity}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_corpus_is_large_enough_to_rely_on(language: str):
    assert len([case for case in CASES if case.language == language]) >= 150
