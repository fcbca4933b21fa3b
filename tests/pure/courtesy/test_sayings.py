"""What sentences of theirs tell: fluency, rank, channels, key days, passing on."""

from datetime import date

import pytest

from tests.pure.courtesy.contact import letter, told, values
from troth.pure.courtesy import Field


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Thank you. What is DNS? And is it in our contract?", ["lay"]),
        ("I'm not very technical, so please tell me what to click.", ["lay"]),
        ("Was ist denn ein Zertifikat? Ich habe davon noch nie gehört.", ["lay"]),
        ("C'est quoi un serveur ? Je ne suis pas technicien.", ["lay"]),
        ("¿Qué es un dominio? Perdona, no soy experta en estas cosas.", ["lay"]),
        ("The TTL of the CNAME is too long, and nginx sends JSON with the wrong status code.", ["expert"]),
        ("The server and the backup are on the same domain, I think, and the browser is slow.", ["some"]),
        ("The meeting is on Friday and we have a cake.", []),
        ("What is the date of the meeting? I will bring a cake.", []),
    ],
)  # fmt: skip
def test_fluency_rests_on_their_own_words(body, expected):
    proposals = told(Field.FLUENCY, letter(body))

    assert [each.value for each in proposals] == expected
    assert all(each.certainty <= 0.6 and each.sentence in body for each in proposals)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Thank you. My boss Clara wants to see it first.", ["Clara"]),
        ("Good. I'll ask Clara for approval and come back to you.", ["Clara"]),
        ("Das ist gut. Meine Chefin Clara muss das noch sehen.", ["Clara"]),
        ("C'est bien. Ma responsable Clara veut le voir avant.", ["Clara"]),
        ("Está bien. Mi jefa Clara quiere verlo antes.", ["Clara"]),
        ("Das ist gut, aber meine Chefin will es noch sehen.", ["meine Chefin"]),
        ("My boss wants to see it first, I think.", ["My boss"]),
        ("Thank you, Robin, I will ask Clara about the cake.", []),
    ],
)
def test_whom_they_answer_to_is_said_in_a_sentence(body, expected):
    assert values(Field.REPORTS_TO, letter(body)) == expected


@pytest.mark.parametrize(
    ("body", "usual", "urgent"),
    [
        ("Thank you. It is easier by phone, we can talk there.", ["phone"], []),
        ("Can you call me tomorrow? I have a question.", ["phone"], []),
        ("In urgent cases call +49 40 5550123, day and night.", [], ["phone +49 40 5550123"]),
        ("If it is urgent, text me on my mobile.", [], ["message"]),
        ("Im Notfall bitte anrufen, sonst reicht eine Nachricht.", [], ["phone"]),
        ("En cas d'urgence, appelez le 01 99 00 12 34 et pas moi.", [], ["phone 01 99 00 12 34"]),
        ("En caso de urgencia, por favor llame al móvil.", [], ["phone"]),
        ("Am besten telefonisch, dann geht es schneller.", ["phone"], []),
        ("Please write, better by e-mail than anything else.", ["mail"], []),
        ("They call me the queen of the cakes.", [], []),
        ("It is urgent that the texts are changed.", [], []),
    ],
)
def test_channels_are_proposed_where_they_ask_for_one(body, usual, urgent):
    assert values(Field.USUAL_CHANNEL, letter(body)) == usual
    assert values(Field.URGENT_CHANNEL, letter(body)) == urgent


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The audit is on 12 December, we need the papers.", [("audit", date(2026, 12, 12))]),
        ("Our go-live is planned for 4 May.", [("go-live", date(2026, 5, 4))]),
        ("Die Messe beginnt am 14. April, das wird eng.", [("Messe", date(2026, 4, 14))]),
        ("L'audit est prévu pour le 15 juin, il nous faut les papiers.", [("audit", date(2026, 6, 15))]),
        ("La auditoría es el 15 de junio y faltan los papeles.", [("auditoría", date(2026, 6, 15))]),
        ("It must be ready before the audit, please.", [("audit", None)]),
        ("The audit on 2 February went well.", []),
        ("How did the launch go?", []),
    ],
)  # fmt: skip
def test_what_weighs_on_them_has_the_day_that_is_named(body, expected):
    proposals = told(Field.WEIGHS_ON, letter(body))

    assert [(each.value, each.on) for each in proposals] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Thank you, I'll pass it on to our IT.", ["yes"]),
        ("Danke, ich gebe das an unsere IT weiter.", ["yes"]),
        ("Merci, je le transmets à notre service informatique.", ["yes"]),
        ("Gracias, lo paso a nuestro departamento de informática.", ["yes"]),
        ("Thank you, I'll pass the salt to my sister.", []),
    ],
)
def test_who_passes_matters_on_may_be_a_liaison(body, expected):
    assert values(Field.IS_LIAISON, letter(body)) == expected
