from datetime import date

import pytest

from troth.pure.when.days_off import country_of, day_off


@pytest.mark.parametrize(
    ("day", "country", "reason"),
    [
        (date(2026, 3, 3), "DE", None),
        (date(2026, 3, 7), "DE", "Saturday"),
        (date(2026, 3, 8), "DE", "Sunday"),
        (date(2026, 4, 3), "DE", "Good Friday"),
        (date(2026, 7, 14), "FR", "National Day"),
        (date(2026, 7, 14), "DE", None),
        (date(2026, 3, 6), "EG", "Friday"),
        (date(2026, 12, 25), "", None),
        (date(2026, 3, 7), "", "Saturday"),
        (date(2026, 3, 7), "ZZ", "Saturday"),
    ],
)
def test_weekends_and_holidays_of_a_country_are_named(day: date, country: str, reason: str | None):
    assert day_off(day, country=country) == reason


@pytest.mark.parametrize(
    ("zone", "country"),
    [("Europe/Berlin", "DE"), ("America/New_York", "US"), ("Europe/Madrid", "ES"), ("UTC", "")],
)
def test_a_zone_is_named_for_a_country(zone: str, country: str):
    assert country_of(zone) == country
