"""Every calendar of the public development data, good and bad."""

import pytest
from tests.calendars.given import window

from troth.calendars.ics import read
from troth.calendars.occurrence import CalendarError
from troth.calendars.rules import MOST_TIMES


@pytest.mark.needs_shared_data
def test_each_gives_occurrences_or_a_sentence(shared_data):
    within = window("1990-01-01", "2040-01-01")
    silent, counted = [], 0
    for path in sorted((shared_data / "calendars").rglob("*.ics")):
        try:
            found = read(path.read_bytes(), window=within)
        except CalendarError:
            continue
        counted += 1
        assert len(found.occurrences) <= MOST_TIMES
        if not (found.occurrences or found.troubles or found.remarks):
            silent.append(path.name)

    assert silent == []
    assert counted > 230
