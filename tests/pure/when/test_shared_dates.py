"""The public cases are read at least as well as promised."""

from pathlib import Path

import pytest
from benchmarks.dates_accuracy import LANGUAGES, accuracy, false_alarms


@pytest.mark.parametrize("name", ["DateParser.json", "DateTimeParser.json"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_three_of_four_public_dates_are_read_right(shared_data: Path, language: str, name: str):
    score = accuracy(language, name)

    assert score.right / score.total >= 0.75


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_without_a_date_stay_without_one(shared_data: Path, language: str):
    score = false_alarms(language)

    assert score.total >= 300
    assert score.right / score.total >= 0.97
