"""Every language has all the words, and what is missing is said."""

from datetime import date, datetime
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from troth.mail.sample import UnknownLanguageError, languages, letters
from troth.mail.sample.people import CLIENTS, Program
from troth.mail.sample.scenes import STORY
from troth.mail.sample.story import Form
from troth.mail.sample.words import (
    PLACEHOLDER,
    MissingWordsError,
    UnknownPlaceholderError,
    Words,
)

FOLDER = Path(str(resources.files("troth.mail.sample")))
A_FRIDAY = date(2026, 5, 15)


@pytest.mark.parametrize("language", languages())
def test_each_language_has_the_same_files(language):
    def names(of: str) -> set[str]:
        return {str(file.relative_to(FOLDER / of)) for file in (FOLDER / of).rglob("*.*")}

    assert names(language) == names("en")


def test_each_scene_has_its_text_and_each_text_its_scene():
    texts = {file.stem for file in (FOLDER / "en").glob("*.txt")}

    assert texts == {scene.slug for scene in STORY}


@pytest.mark.parametrize("language", languages())
def test_each_text_names_the_days_that_the_story_gives_it(language):
    for scene in STORY:
        text = (FOLDER / language / f"{scene.slug}.txt").read_text("utf-8")
        named = {name for name, way in PLACEHOLDER.findall(text) if way}
        assert named == set(scene.days), scene.slug


@pytest.mark.parametrize("language", languages())
def test_only_who_begins_a_thread_names_its_subject(language):
    for scene in STORY:
        text = (FOLDER / language / f"{scene.slug}.txt").read_text("utf-8")
        begins = scene.answers is None or scene.form is Form.BOUNCE
        assert text.startswith("Subject: ") == begins, scene.slug


@pytest.mark.parametrize("language", languages())
def test_each_language_names_what_mail_programs_write(language):
    names = Words.of(language).names

    assert len(names["weekdays"]) == 7
    assert len(names["months"]) == 12
    assert set(names["attribution"]) == {*Program}
    assert all(set(way) == {"today", "tomorrow", "near", "far"} for way in names["days"].values())


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 5, 15), "by tonight"),
        (date(2026, 5, 16), "by tomorrow"),
        (date(2026, 5, 21), "by Thursday"),
        (date(2026, 5, 22), "by Friday, 22 May"),
        (date(2026, 5, 14), "by Thursday, 14 May"),
    ],
)
def test_a_day_is_named_as_a_person_would_name_it(day, said):
    assert Words.of("en").day(day, way="by", seen_from=A_FRIDAY) == said


def test_an_unknown_language_is_refused_in_a_sentence():
    with pytest.raises(UnknownLanguageError, match=r"no words in 'xx'\. Take one of: en"):
        letters(
            at=datetime(2026, 5, 20, tzinfo=ZoneInfo("UTC")), zone=ZoneInfo("UTC"), language="xx"
        )


def test_a_missing_text_is_named():
    with pytest.raises(MissingWordsError, match=r"99-nothing\.txt is missing"):
        Words.of("en").letter("99-nothing", day=A_FRIDAY, days={})


def test_a_day_that_the_story_does_not_give_is_named():
    with pytest.raises(UnknownPlaceholderError, match=r"\{quote:by\}"):
        Words.of("en").letter("02-booking-promise", day=A_FRIDAY, days={})


def test_every_contact_has_a_rank_and_a_role():
    for client in CLIENTS:
        for person in client.contacts:
            assert person.rank in {1, 2, 3, 4}
            assert person.role
