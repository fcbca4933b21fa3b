"""How somebody's words stand in a list."""

import pytest

from troth.pure.wording import Facts, Item, Recipient, reminder_letter, status_letter

from .scene import ROBIN, SUNDAY


def line(what: str, *, language: str = "en") -> str:
    """The item as the reader owes it, without a date."""
    facts = Facts(on=SUNDAY, they_owe=(Item(what, SUNDAY),))
    draft = status_letter(facts, recipient=Recipient("Anna Weber", language), sender=ROBIN)
    return next(line for line in draft.body.splitlines() if line.startswith("- "))


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("texts for the shop", "- texts for the shop: open since today"),
        ("US hosting", "- US hosting: open since today"),
        ("I'll send the texts.", "- “I'll send the texts.” Open since today."),
        ("I'll send the texts", "- “I'll send the texts”: open since today"),
        ("my comments on the draft", "- “my comments on the draft”: open since today"),
        ("Ich schicke es", "- “Ich schicke es”: open since today"),
        ("J'envoie le texte", "- “J'envoie le texte”: open since today"),
        ("Mandaré el texto", "- “Mandaré el texto”: open since today"),
        ("Could you check?", "- “Could you check?” Open since today."),
        ("texts:", "- “texts:” Open since today."),
        ("“Texts.”", "- “Texts.” Open since today."),
        ("- texts", "- texts: open since today"),
        ("3. Dezember", "- 3. Dezember: open since today"),
        ("texts\r\nfor  the\tshop\x00", "- texts for the shop: open since today"),
        ("half a sign \ud83d", "- half a sign \ufffd: open since today"),
    ],
)
def test_a_phrase_stands_alone_and_a_sentence_is_quoted(what, expected):
    assert line(what) == expected


def test_a_sentence_is_quoted_as_the_letters_language_does():
    quoted = [line("Done.", language=language)[2:10] for language in ("de", "fr", "es")]

    assert quoted == ["„Done.“ ", "«\u00a0Done.\u00a0", "«Done.» "]


@pytest.mark.parametrize(
    ("what", "subject"),
    [
        ("texts for the shop", "A short reminder: texts for the shop"),
        ("I'll send the texts.", "A short reminder"),
        ("x" * 61, "A short reminder"),
    ],
)
def test_a_subject_names_a_short_phrase_only(what, subject):
    item = Item(what, SUNDAY)
    draft = reminder_letter(item, on=SUNDAY, recipient=Recipient("Anna", "en"), sender=ROBIN)

    assert draft.subject == subject


def test_a_line_too_long_for_mail_is_broken_and_loses_no_word():
    words = " ".join(f"word{number}" for number in range(400))
    facts = Facts(on=SUNDAY, we_owe=(Item(words, SUNDAY), Item("ä" * 1500, SUNDAY)))
    body = status_letter(facts, recipient=Recipient("Anna", "en"), sender=ROBIN).body

    assert max(len(line.encode()) for line in body.splitlines()) <= 998
    assert words in " ".join(body.split())
    assert "ä" * 1500 in "".join(body.split())
