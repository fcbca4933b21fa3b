"""Notes of calls and chats: whose word each sentence is, in four languages."""

from datetime import UTC, datetime

import pytest

from troth.pure.reading.reported import DOUBTFUL, read_note

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
OTHERS = {"Anna": "anna", "Anna Berg": "anna", "Ben": "ben"}


def said(text: str) -> list[tuple[str, bool, str, str]]:
    found = read_note(text, at=MONDAY, me=["Alice"], others=OTHERS)
    return [(it.finding.kind, it.is_mine, it.who, str(it.finding.due)) for it in found]


@pytest.mark.parametrize(
    ("text", "who", "due"),
    [
        ("Anna will send the texts by Friday", "anna", "2026-03-06"),
        ("Anna Berg will send me the texts by Friday", "anna", "2026-03-06"),
        ("Ben promised the logo by Friday", "ben", "2026-03-06"),
        ("She promised to send the texts by Friday.", "", "2026-03-06"),
        ("Anna said she'll send the texts by Friday.", "anna", "2026-03-06"),
        ("Anna schickt die Texte bis Freitag", "anna", "2026-03-06"),
        ("Anna wird die Texte bis Freitag schicken", "anna", "2026-03-06"),
        ("Sie hat die Texte bis Freitag versprochen", "", "2026-03-06"),
        ("Anna enverra les textes d'ici vendredi", "anna", "2026-03-06"),
        ("Elle va envoyer les textes vendredi", "", "2026-03-06"),
        ("Anna enviará los textos antes del viernes", "anna", "2026-03-06"),
        ("Ella va a enviar los textos el viernes", "", "2026-03-06"),
    ],
)
def test_what_they_said_they_would_do_is_a_need_of_ours(text, who, due):
    assert said(text) == [("need", False, who, due)]


@pytest.mark.parametrize(
    "text",
    [
        "I promised the plan for Tuesday",
        "I promised Anna the plan by Tuesday.",
        "We agreed to send the plan by Tuesday",
        "I'll send the plan by Tuesday",
        "Ich habe Anna den Plan bis Dienstag zugesagt",
        "Ich habe den Plan für Dienstag versprochen",
        "J'ai promis le plan pour mardi",
        "Prometí el plan para el martes",
        "He prometido el plan para el martes",
    ],
)
def test_what_i_promised_is_a_promise_of_mine(text):
    assert said(text) == [("promise", True, "", "2026-03-03")]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("She asked for a quote by Friday", ""),
        ("Anna asked me to send the quote by Friday", "anna"),
        ("Anna needs the quote by Friday.", "anna"),
        ("Sie bat um ein Angebot bis Freitag", ""),
        ("Anna hat um ein Angebot bis Freitag gebeten", "anna"),
        ("Anna braucht das Angebot bis Freitag", "anna"),
        ("Elle a demandé un devis pour vendredi", ""),
        ("Anna a demandé un devis pour vendredi", "anna"),
        ("Pidió un presupuesto para el viernes", ""),
        ("Anna pidió un presupuesto para el viernes", "anna"),
    ],
)
def test_what_they_asked_for_is_an_ask(text, who):
    assert said(text) == [("ask", False, who, "2026-03-06")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Talked about the weather.",
        "Anna is not going to pay",
        "Anna will not come",
        "Anna wird nicht kommen",
        "Anna was here.",
        "Clara will send the texts to Anna's sister",
        ":" * 5_000,
        "\x00\udcff: \n" * 100,
    ],
)
def test_small_talk_refusals_and_strangers_are_nothing_of_theirs(text):
    assert [it for it in said(text) if not it[1]] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Anna: Could you send the quote by Thursday?\nMe: I'll send it on Wednesday.",
            [("ask", False, "anna", "2026-03-05"), ("promise", True, "", "2026-03-04")],
        ),
        (
            """[10:32] Anna Berg: Ich schicke die Texte bis Freitag
[10:33] Ich: Ich schicke dir den Plan bis Dienstag""",
            [("need", False, "anna", "2026-03-06"), ("promise", True, "", "2026-03-03")],
        ),
        (
            "02/03/2026, 10:32 - Ben: Je vous envoie les textes d'ici vendredi",
            [("need", False, "ben", "2026-03-06")],
        ),
        ("Alice: Te envío el plan el martes", [("promise", True, "", "2026-03-03")]),
        ("Call: Anna will send the texts by Friday", []),
    ],
)
def test_a_name_before_a_colon_has_the_word_until_the_next(text, found):
    assert said(text) == found


def test_spans_are_those_of_the_note():
    text = "Good call.\nAnna: I'll send the texts by Friday.\nI promised the plan for Tuesday."

    for it in read_note(text, at=MONDAY, me=["Alice"], others=OTHERS):
        finding = it.finding
        assert text[finding.start : finding.end] == finding.sentence


def test_a_request_under_nobodys_name_is_doubtful():
    (it,) = read_note("Could you send the logo?", at=MONDAY, me=["Alice"], others=OTHERS)

    assert it.finding.certainty <= DOUBTFUL
