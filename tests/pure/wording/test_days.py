"""Days, hours and spans in words."""

from datetime import date, datetime, timedelta

import pytest

from troth.pure.wording import LANGUAGES, day_words, since_words

from .scene import BERLIN, NEW_YORK, SUNDAY

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("language", "way", "expected"),
    [
        ("en", "by", "by Friday, 27 November"),
        ("en", "on", "on Friday, 27 November"),
        ("en", "bare", "Friday, 27 November"),
        ("en", "since", "since Friday, 27 November"),
        ("en", "date", "27 November"),
        ("de", "by", "bis Freitag, 27. November"),
        ("de", "on", "am Freitag, 27. November"),
        ("de", "of", "vom Freitag, 27. November"),
        ("fr", "by", "d'ici le vendredi 27 novembre"),
        ("fr", "of", "du vendredi 27 novembre"),
        ("es", "by", "para el viernes 27 de noviembre"),
        ("es", "since", "desde el viernes 27 de noviembre"),
        ("sv", "by", "by Friday, 27 November"),
    ],
)
def test_a_day_is_said_as_its_sentence_needs_it(language, way, expected):
    assert day_words(FRIDAY, on=SUNDAY, language=language, way=way) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["yesterday", "today", "tomorrow"]),
        ("de", ["gestern", "heute", "morgen"]),
        ("fr", ["hier", "aujourd'hui", "demain"]),
        ("es", ["ayer", "hoy", "mañana"]),
    ],
)
def test_the_days_around_today_are_said_in_words(language, expected):
    days = [SUNDAY + timedelta(days=days) for days in (-1, 0, 1)]

    assert [day_words(day, on=SUNDAY, language=language) for day in days] == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "on Friday, 1 January 2027"),
        ("de", "am Freitag, 1. Januar 2027"),
        ("fr", "le vendredi 1er janvier 2027"),
        ("es", "el viernes 1 de enero de 2027"),
    ],
)
def test_a_day_of_another_year_is_said_with_its_year(language, expected):
    assert day_words(date(2027, 1, 1), on=SUNDAY, language=language) == expected


def test_the_first_of_january_is_tomorrow_on_new_years_eve():
    assert day_words(date(2027, 1, 1), on=date(2026, 12, 31), language="en") == "tomorrow"


@pytest.mark.parametrize(
    ("language", "hour", "minute", "expected"),
    [
        ("en", 14, 0, "by 14:00 tomorrow"),
        ("en", 1, 5, "by 01:05 tomorrow"),
        ("de", 14, 0, "bis morgen, 14 Uhr"),
        ("de", 9, 5, "bis morgen, 9:05 Uhr"),
        ("fr", 14, 0, "d'ici demain à 14\u00a0h"),
        ("fr", 9, 5, "d'ici demain à 9\u00a0h\u00a005"),
        ("es", 14, 30, "para mañana a las 14:30"),
        ("es", 1, 0, "para mañana a la 1:00"),
    ],
)
def test_an_instant_is_said_with_its_hour(language, hour, minute, expected):
    due = datetime(2026, 11, 23, hour, minute, tzinfo=BERLIN)

    assert day_words(due, on=SUNDAY, language=language, way="by") == expected


def test_an_instant_is_said_on_the_day_that_the_readers_calendar_shows():
    due = datetime(2026, 11, 23, 22, tzinfo=NEW_YORK)

    assert day_words(due, on=SUNDAY, language="en", zone=BERLIN, way="by") == (
        "by 04:00 on Tuesday, 24 November"
    )


def test_a_way_without_hours_leaves_the_hour_out():
    due = datetime(2026, 11, 27, 14, tzinfo=BERLIN)

    assert day_words(due, on=SUNDAY, language="en", way="since") == "since Friday, 27 November"


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (SUNDAY, "since today"),
        (SUNDAY - timedelta(days=1), "since yesterday"),
        (SUNDAY - timedelta(days=2), "for two days"),
        (SUNDAY - timedelta(days=13), "for thirteen days"),
        (SUNDAY - timedelta(days=14), "for two weeks"),
        (SUNDAY - timedelta(days=15), "for more than two weeks"),
        (date(2026, 9, 23), "for more than eight weeks"),
        (date(2026, 9, 22), "for two months"),
        (date(2026, 9, 21), "for more than two months"),
        (date(2024, 11, 23), "for more than twenty-three months"),
        (date(2024, 11, 22), "for two years"),
        (date(2024, 11, 21), "for more than two years"),
        (date(1990, 11, 22), "for 36 years"),
        (SUNDAY + timedelta(days=1), "from tomorrow"),
        (FRIDAY, "since Friday, 27 November"),
    ],
)
def test_a_span_is_never_said_longer_than_it_is(since, expected):
    assert since_words(since, on=SUNDAY, language="en") == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", ["seit fünf Tagen", "seit mehr als drei Wochen", "seit vier Monaten"]),
        ("fr", ["depuis cinq jours", "depuis plus de trois semaines", "depuis quatre mois"]),
        (
            "es",
            ["desde hace cinco días", "desde hace más de tres semanas", "desde hace cuatro meses"],
        ),
    ],
)
def test_a_span_is_said_in_words_in_every_language(language, expected):
    days = [date(2026, 11, 17), date(2026, 10, 30), date(2026, 7, 22)]

    assert [since_words(day, on=SUNDAY, language=language) for day in days] == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_span_up_to_thirty_years_has_words(language):
    spans = {
        since_words(SUNDAY - timedelta(days=days), on=SUNDAY, language=language)
        for days in range(30 * 366)
    }

    assert len(spans) > 60
    assert not any("{" in span for span in spans)
