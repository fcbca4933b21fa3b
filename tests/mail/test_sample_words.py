"""Every letter has its words in its client's language, and what is missing is said."""

from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from troth.mail.sample import languages
from troth.mail.sample.people import CLIENTS, ROBIN, Program
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


def test_the_four_clients_write_in_four_languages():
    assert [client.language for client in CLIENTS] == ["de", "fr", "en", "es"]
    assert sorted(client.language for client in CLIENTS) == languages()
    for client in CLIENTS:
        assert {person.language for person in client.contacts} == {client.language}


def test_the_consultant_writes_to_each_client_in_the_clients_language():
    for scene in STORY:
        for client in CLIENTS:
            if {scene.writer, *scene.to, *scene.cc} & set(client.contacts):
                assert scene.language == client.language


def test_each_scene_has_its_text_and_each_text_its_scene():
    texts = {(file.parent.name, file.stem) for file in FOLDER.glob("??/*.txt")}

    assert texts == {(scene.language, scene.slug) for scene in STORY}


def test_each_signature_is_that_of_somebody_whose_program_adds_one():
    files = {(file.parts[-3], file.stem) for file in FOLDER.glob("??/signatures/*.txt")}
    writers = {(scene.language, scene.writer) for scene in STORY}
    may_sign = {(it, who.key) for it, who in writers if who.program is not Program.PHONE}

    assert files <= may_sign
    assert {(language, ROBIN.key) for language in languages()} <= files


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.name)
def test_a_clients_signatures_tell_the_firm_a_role_and_a_way_to_call(client):
    signatures = [
        Words.of(client.language).signature(person.key).split("\n")
        for person in client.contacts
        if Words.of(client.language).signature(person.key)
    ]

    assert all(client.name in " ".join(lines) for lines in signatures)
    assert any(len(lines) == 4 and "Tel" in lines[3].replace("é", "e") for lines in signatures)


def test_one_contact_bears_a_title_and_is_addressed_with_it():
    words = Words.of("de")
    answer = words.letter("02-booking-promise", day=A_FRIDAY, days={"quote": A_FRIDAY})

    assert words.signature("anna").startswith("Dr. Anna Seeberg\n")
    assert answer.body.startswith("Guten Tag Frau Dr. Seeberg,")


def test_each_text_names_the_days_that_the_story_gives_it():
    for scene in STORY:
        text = (FOLDER / scene.language / f"{scene.slug}.txt").read_text("utf-8")
        named = {name for name, way in PLACEHOLDER.findall(text) if way}
        assert named == set(scene.days), scene.slug


def test_only_who_begins_a_thread_names_its_subject():
    for scene in STORY:
        text = (FOLDER / scene.language / f"{scene.slug}.txt").read_text("utf-8")
        begins = scene.answers is None or scene.form is Form.BOUNCE
        assert text.startswith("Subject: ") == begins, scene.slug


@pytest.mark.parametrize("language", languages())
def test_each_language_names_what_mail_programs_write(language):
    names = Words.of(language).names

    for length in ("", "_short"):
        assert len(set(names[f"weekdays{length}"])) == 7
        assert len(set(names[f"months{length}"])) == 12
    assert set(names["attribution"]) == {*Program}
    assert all(set(way) == {"today", "tomorrow", "near", "far"} for way in names["days"].values())


@pytest.mark.parametrize(
    ("language", "way", "day", "said"),
    [
        ("en", "by", date(2026, 5, 15), "by tonight"),
        ("en", "by", date(2026, 5, 16), "by tomorrow"),
        ("en", "by", date(2026, 5, 21), "by Thursday"),
        ("en", "by", date(2026, 5, 22), "by Friday, 22 May"),
        ("en", "by", date(2026, 5, 14), "by Thursday, 14 May"),
        ("de", "by", date(2026, 5, 15), "bis heute Abend"),
        ("de", "by", date(2026, 5, 21), "bis Donnerstag"),
        ("de", "by", date(2026, 5, 22), "bis zum 22. Mai"),
        ("fr", "by", date(2026, 5, 16), "d'ici demain"),
        ("fr", "by", date(2026, 5, 22), "d'ici le vendredi 22 mai"),
        ("fr", "date", date(2026, 7, 1), "1er juillet"),
        ("es", "by", date(2026, 5, 21), "el jueves como muy tarde"),
        ("es", "on", date(2026, 5, 22), "el viernes 22 de mayo"),
    ],
)
def test_a_day_is_named_as_a_person_would_name_it(language, way, day, said):
    assert Words.of(language).day(day, way=way, seen_from=A_FRIDAY) == said


def test_a_language_without_a_folder_is_named():
    with pytest.raises(MissingWordsError, match=r"names\.toml is missing .* xx/"):
        Words.of("xx")


def test_a_missing_text_is_named():
    with pytest.raises(MissingWordsError, match=r"99-nothing\.txt is missing"):
        Words.of("en").letter("99-nothing", day=A_FRIDAY, days={})


def test_a_day_that_the_story_does_not_give_is_named():
    with pytest.raises(UnknownPlaceholderError, match=r"\{quote:by\}"):
        Words.of("de").letter("02-booking-promise", day=A_FRIDAY, days={})


def test_every_contact_has_a_rank_and_a_role():
    for client in CLIENTS:
        for person in client.contacts:
            assert person.rank in {1, 2, 3, 4}
            assert person.role
