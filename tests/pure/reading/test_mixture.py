"""Each paragraph is read in its own language."""

from datetime import UTC, datetime

import pytest

from troth.pure.reading import Kind, read, told
from troth.pure.reading.folding import fold
from troth.pure.reading.mixture import parts

FOUR = ("de", "en", "es", "fr")
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

ENGLISH = "I will send you the draft by Friday, and the rest of it is for the phone."
GERMAN = "Ich schicke Ihnen den Entwurf bis Freitag, und über den Rest sprechen wir am Telefon."
FRENCH = "Je vous envoie le projet avant vendredi, et nous parlerons du reste au téléphone."
SPANISH = "Le envío el borrador antes del viernes, y hablamos de lo demás por teléfono."


def languages_of(text: str) -> list[tuple[str, ...]]:
    return [part.languages for part in parts(text, fold(text), languages=FOUR)]


@pytest.mark.parametrize(
    ("text", "language"), [(ENGLISH, "en"), (GERMAN, "de"), (FRENCH, "fr"), (SPANISH, "es")]
)
def test_a_sentence_tells_its_language(text: str, language: str):
    assert told(text, languages=FOUR) == (language,)
    assert languages_of(text) == [(language,)]


@pytest.mark.parametrize("mark", [*",.!?", "...", "?!"])
def test_a_word_tells_with_the_mark_behind_it(mark: str):
    words = f"schicke{mark} und{mark} nicht{mark}"

    assert told(words, languages=FOUR) == ("de",)
    assert told(words.replace(mark, ""), languages=FOUR) == ("de",)


def test_each_paragraph_of_a_mixed_letter_has_its_own_language():
    text = f"{ENGLISH}\n\n{GERMAN}\n \n{FRENCH}\n\n{SPANISH}\n"

    assert languages_of(text) == [("en",), ("de",), ("fr",), ("es",)]


def test_the_parts_of_a_text_leave_nothing_out():
    text = f"{ENGLISH}\n\nAcme 2000 GmbH\n\n{GERMAN}\n\n\n{GERMAN}\n\n{SPANISH}\n"
    found = parts(text, fold(text), languages=FOUR)

    assert "".join(text[part.start : part.end] for part in found) == text


def test_a_paragraph_that_does_not_tell_has_the_language_of_the_text():
    text = f"{GERMAN}\n\n{GERMAN}\n\nServer 7, Port 443\n\n{ENGLISH}"

    assert languages_of(text) == [("de",), ("en",)]


def test_a_name_or_a_loan_does_not_make_a_second_language():
    assert languages_of(f"{ENGLISH}\n\nGreta from Die Werkstatt agrees.") == [("en",)]


def test_a_text_that_does_not_tell_may_be_in_any_language():
    assert languages_of("Server 7, Port 443") == [FOUR]


def test_findings_of_a_mixed_letter_stand_where_their_sentences_do():
    text = f"{ENGLISH}\n\n{GERMAN}"
    found = read(text, mine=True, at=AT)

    assert [(each.kind, each.language) for each in found] == [
        (Kind.PROMISE, "en"),
        (Kind.PROMISE, "de"),
    ]
    assert [text[each.start : each.end] for each in found] == [ENGLISH, GERMAN]
    assert [each.due and each.due.isoformat() for each in found] == ["2026-03-06", "2026-03-06"]


def test_a_long_text_in_no_language_known_is_not_read():
    assert languages_of("Xyzzy plugh qwfp zxcv. " * 40) == []


def test_words_of_no_clear_language_are_read_as_is_usual_here():
    text = "Server 7, Port 443"

    assert [part.languages for part in parts(text, fold(text), languages=FOUR, usual=("de",))] == [
        ("de",)
    ]
