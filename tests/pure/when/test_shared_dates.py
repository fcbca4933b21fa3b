"""The public cases are read at least as well as promised."""

from pathlib import Path

import pytest
from benchmarks.dates_accuracy import accuracy, false_alarms


@pytest.mark.parametrize("name", ["DateParser.json", "DateTimeParser.json"])
def test_four_of_five_public_dates_are_read_right(shared_data: Path, name: str):
    score = accuracy("en", name)

    assert score.right / score.total >= 0.8


def test_sentences_without_a_date_stay_without_one(shared_data: Path):
    score = false_alarms("en")

    assert score.total >= 100
    assert score.right / score.total >= 0.97
