"""Language, form of address and gender: how they are written to."""

import pytest

from tests.pure.courtesy.contact import ANNA, from_me, letter, told, values
from troth.pure.courtesy import Field


@pytest.mark.parametrize(
    ("body", "form"),
    [
        ("Sehr geehrter Herr Hale,\n\nkönnten Sie uns bitte die Rechnung schicken?", ["formal"]),
        ("Lieber Robin,\n\nhast du die Texte schon gesehen? Sag mir bitte Bescheid.", ["informal"]),
        ("Hallo Robin,\n\nich wollte fragen, ob Sie schon Zeit hatten.", ["formal"]),
        ("Hallo,\n\nsie haben gestern angerufen und ihre Texte sind noch nicht da.", []),
        ("Bonjour Monsieur,\n\npourriez-vous nous envoyer votre facture ?", ["formal"]),
        ("Salut Robin,\n\ntu as pu regarder la page ? Dis-moi si ça te convient.", ["informal"]),
        ("Bonjour,\n\nle prix du service est dû demain, et la page est en ligne.", []),
        ("Estimado señor Hale:\n\nle agradezco su respuesta y quedo a la espera.", ["formal"]),
        ("Hola Robin:\n\n¿tienes un momento mañana? Dime cuándo puedes hablar.", ["informal"]),
        ("Hola:\n\nla página ya está lista y los textos también.", []),
        ("Dear Mr Hale,\n\nthank you for the draft. We will read it this week.", ["formal"]),
        ("Hi Robin,\n\nthank you for the draft. We will read it this week.", ["informal"]),
        ("Hi Max,\n\nthank you for the draft. We will read it this week.", []),
    ],
)
def test_the_form_of_address_is_heard_from_their_words_to_me(body, form):
    assert values(Field.ADDRESS_FORM, letter(body)) == form


def test_what_is_quoted_is_not_their_word():
    body = (
        "Vielen Dank, das ist sehr schön und wir sind zufrieden.\n\n"
        "Am 1. März 2026 schrieb Robin Hale:\n> Hast du die Texte? Sag mir bitte Bescheid.\n"
    )

    assert values(Field.ADDRESS_FORM, letter(body)) == []


def test_mine_are_asked_where_theirs_show_no_form():
    mine = from_me("Sehr geehrte Frau Weber,\n\nhaben Sie die Texte schon gesehen?")

    proposal, *_ = told(Field.ADDRESS_FORM, letter("Vielen Dank, das ist gut."), mine=(mine,))

    assert proposal.value == "formal"
    assert proposal.certainty < 0.8


def test_the_newest_letters_decide_the_form():
    sie = [letter("Haben Sie die Texte schon gesehen?", number=n) for n in range(1, 4)]
    du = [letter("Hast du die Texte schon gesehen?", number=n) for n in range(4, 8)]

    proposal, *_ = told(Field.ADDRESS_FORM, *reversed(du), *reversed(sie))

    assert (proposal.value, proposal.message_id) == ("informal", "7@lindenhof.example")
    assert proposal.certainty < 0.8


def test_the_language_is_that_of_most_letters():
    german = letter("Vielen Dank für die Texte, wir sehen sie uns morgen an.", number=3)
    english = [letter("Thank you for the texts, we will read them.", number=n) for n in (1, 2)]

    proposal, *_ = told(Field.LANGUAGE, german, *english)

    assert proposal.value == "en"
    assert proposal.sentence == "Thank you for the texts, we will read them."
    assert proposal.reason == "2 of their 3 letters whose language can be told."


@pytest.mark.parametrize(
    ("body", "gender"),
    [
        ("Sehr geehrte Frau Weber,\n\nanbei die Texte.", ["f"]),
        ("Dear Mrs Weber,\n\nhere are the texts.", ["f"]),
        ("Dear Mr. Weber,\n\nhere are the texts.", ["m"]),
        ("Bonjour Madame Weber,\n\nvoici les textes que vous vouliez.", ["f"]),
        ("Estimada Sra. Weber:\n\nle envío los textos que me pidió.", ["f"]),
        ("Dear Anna,\n\nhere are the texts. Mr Hill has them too.", []),
        ("Dear Sir or Madam,\n\nhere are the texts.", []),
    ],
)
def test_gender_is_proposed_only_where_a_letter_says_it(body, gender):
    theirs = letter("Thank you for the texts, we will read them.", sender=ANNA)

    assert values(Field.GENDER, theirs, mine=(from_me(body),)) == gender


def test_two_letters_that_disagree_propose_no_gender():
    mine = (from_me("Dear Mr Weber,\n\nthank you."), from_me("Dear Mrs Weber,\n\nthank you."))

    assert values(Field.GENDER, letter("Thank you for the texts."), mine=mine) == []
