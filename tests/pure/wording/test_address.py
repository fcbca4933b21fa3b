"""How a letter begins and ends."""

import pytest

from troth.pure.wording import Draft, Facts, Recipient, Sender, status_letter

from .scene import ROBIN, SUNDAY


def letter(recipient: Recipient, sender: Sender = ROBIN) -> Draft:
    return status_letter(Facts(on=SUNDAY), recipient=recipient, sender=sender)


def greeting(name: str, language: str, **known) -> str:
    return letter(Recipient(name, language, **known)).body.partition("\n")[0]


@pytest.mark.parametrize(
    ("language", "known", "expected"),
    [
        ("en", {}, "Dear Anna Weber,"),
        ("en", {"gender": "female"}, "Dear Ms Weber,"),
        ("en", {"gender": "male"}, "Dear Mr Weber,"),
        ("en", {"title": "Dr."}, "Dear Dr Anna Weber,"),
        ("en", {"title": "Prof. Dr.", "gender": "male"}, "Dear Professor Weber,"),
        ("en", {"form": "informal", "title": "Dr."}, "Hi Anna,"),
        ("de", {}, "Guten Tag Anna Weber,"),
        ("de", {"gender": "female"}, "Sehr geehrte Frau Weber,"),
        ("de", {"gender": "female", "title": "Dr."}, "Sehr geehrte Frau Dr. Weber,"),
        ("de", {"gender": "male", "title": "Prof. Dr."}, "Sehr geehrter Herr Prof. Weber,"),
        ("de", {"title": "Dr."}, "Guten Tag Dr. Anna Weber,"),
        ("de", {"title": "Frau Dr."}, "Sehr geehrte Frau Dr. Weber,"),
        ("de", {"title": "Dipl.-Ing."}, "Guten Tag Anna Weber,"),
        ("de", {"form": "informal"}, "Hallo Anna,"),
        ("fr", {}, "Bonjour Anna Weber,"),
        ("fr", {"gender": "female", "title": "Dr"}, "Bonjour Madame Weber,"),
        ("fr", {"title": "Mme"}, "Bonjour Madame Weber,"),
        ("fr", {"gender": "male"}, "Bonjour Monsieur Weber,"),
        ("fr", {"form": "informal"}, "Bonjour Anna,"),
        ("es", {}, "Buenos días, Anna Weber:"),
        ("es", {"title": "Dr."}, "Buenos días, Anna Weber:"),
        ("es", {"title": "Dra."}, "Estimada Dra. Weber:"),
        ("es", {"gender": "female", "title": "Dr."}, "Estimada Dra. Weber:"),
        ("es", {"gender": "male"}, "Estimado Sr. Weber:"),
        ("es", {"form": "informal"}, "Hola, Anna:"),
    ],
)
def test_a_greeting_says_what_is_known_and_guesses_no_gender(language, known, expected):
    assert greeting("Anna Weber", language, **known) == expected


@pytest.mark.parametrize(
    ("name", "formal", "informal"),
    [
        ("Weber, Anna", "Sehr geehrte Frau Weber,", "Hallo Anna,"),
        ("Anna von der Heide", "Sehr geehrte Frau von der Heide,", "Hallo Anna,"),
        ("Ana García Márquez", "Sehr geehrte Frau Ana García Márquez,", "Hallo Ana,"),
        ("Dr. Anna Weber", "Sehr geehrte Frau Dr. Weber,", "Hallo Anna,"),
        ("Anna Weber, PhD", "Sehr geehrte Frau Weber,", "Hallo Anna,"),
        ("von der Heide, Anna", "Sehr geehrte Frau von der Heide,", "Hallo Anna,"),
        ("Weber, Frau", "Guten Tag Weber,", "Hallo Weber,"),
        ("Anna Weber (Acme)", "Sehr geehrte Frau Weber,", "Hallo Anna,"),
        ("A. Weber", "Sehr geehrte Frau Weber,", "Hallo A. Weber,"),
        ("  Anna\r\n Weber ", "Sehr geehrte Frau Weber,", "Hallo Anna,"),
        ("Anna", "Guten Tag Anna,", "Hallo Anna,"),
        ("anna@acme.example", "Guten Tag,", "Hallo,"),
        ("", "Guten Tag,", "Hallo,"),
    ],
)
def test_a_name_is_taken_apart_only_where_that_is_plain(name, formal, informal):
    assert greeting(name, "de", gender="female") == formal
    assert greeting(name, "de", gender="female", form="informal") == informal


def test_two_titles_that_contradict_each_other_tell_no_gender():
    assert greeting("Anna Weber", "de", title="Herr/Frau Herr Frau") == "Guten Tag Anna Weber,"


@pytest.mark.parametrize(
    ("language", "formal", "informal"),
    [
        ("en", "Kind regards,\nRobin Hale", "Best wishes,\nRobin"),
        ("de", "Mit freundlichen Grüßen\nRobin Hale", "Viele Grüße\nRobin"),
        ("fr", "Cordialement,\nRobin Hale", "Bien à toi,\nRobin"),
        ("es", "Un cordial saludo,\nRobin Hale", "Un saludo,\nRobin"),
    ],
)
def test_a_letter_ends_as_its_language_and_form_do(language, formal, informal):
    assert letter(Recipient("Anna Weber", language)).body.endswith(formal)
    assert letter(Recipient("Anna Weber", language, form="informal")).body.endswith(informal)


def test_a_sender_without_a_name_ends_with_the_last_words():
    assert letter(Recipient("Anna Weber", "en"), Sender(" ")).body.endswith("Kind regards,")
