"""Who signs, as what and for whom."""

import pytest

from tests.pure.courtesy.contact import letter, told, values
from troth.pure.courtesy import Field
from troth.pure.courtesy.rank import rank_of

SIGNED = """\
Hello Robin,

the texts are ready.

--{blank}
Dr. Anna Weber (she/her)
Head of Marketing
Lindenhof GmbH
Tel.: +49 (0)40 5550123 | Fax: +49 40 5550124
Mobile +49 170 5550125
anna@lindenhof.example
VAT DE123456789, HRB 123456, 20095 Hamburg
""".format(blank=" ")


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (Field.NAME, ["Anna Weber"]),
        (Field.TITLE, ["Dr."]),
        (Field.GENDER, ["f"]),
        (Field.ROLE, ["Head of Marketing"]),
        (Field.ORGANISATION, ["Lindenhof GmbH"]),
        (Field.PHONE, ["+49 (0)40 5550123", "+49 170 5550125"]),
        (Field.RANK, ["2"]),
    ],
)
def test_a_signature_gives_each_field_its_line(field, expected):
    proposals = told(field, letter(SIGNED, sender="Anna <anna@lindenhof.example>"))

    assert [each.value for each in proposals] == expected
    assert all(each.sentence in SIGNED for each in proposals)


@pytest.mark.parametrize(
    ("under_the_name", "role", "organisation"),
    [
        ("Anna\nDirector, Hotel Lindenhof", ["Director"], ["Hotel Lindenhof"]),
        ("Anna / IT / Lindenhof", [], ["Lindenhof"]),
        ("Anna Weber, Practice Manager\nNorthgate Dental", ["Practice Manager"], ["Northgate Dental"]),
        ("Anna Weber | Gérante | Lindenhof SARL", ["Gérante"], ["Lindenhof SARL"]),
        ("Anna Weber\nDirectora general\nLindenhof", ["Directora general"], ["Lindenhof"]),
        ("Anna\nLindenhof", [], ["Lindenhof"]),
        ("Hotel Lindenhof\nAnna", [], ["Hotel Lindenhof"]),
        ("Anna\nGartenweg 3\n12345 Neustadt", [], []),
        ("Lindenhof GmbH\nGeschäftsführer: Max Kurz\nSitz: Hamburg", [], ["Lindenhof GmbH"]),
    ],
)  # fmt: skip
def test_role_and_organisation_are_told_apart(under_the_name, role, organisation):
    signed = letter(f"Hello Robin,\n\nit is done.\n\n-- \n{under_the_name}")

    assert values(Field.ROLE, signed) == role
    assert values(Field.ORGANISATION, signed) == organisation


@pytest.mark.parametrize(
    ("sender", "name", "title"),
    [
        ("Anna Weber <anna@lindenhof.example>", ["Anna Weber"], []),
        ('"Weber, Dr. Anna (IT)" <anna@lindenhof.example>', ["Anna Weber"], ["Dr."]),
        ("Prof. Dr. Anna Weber <anna@lindenhof.example>", ["Anna Weber"], ["Prof. Dr."]),
        ("Dipl.-Ing. Anna Weber <anna@lindenhof.example>", ["Anna Weber"], ["Dipl.-Ing."]),
        ('"Anna Weber, Ph.D." <anna@lindenhof.example>', ["Anna Weber"], ["Ph.D."]),
        ("ANNA WEBER <anna@lindenhof.example>", ["Anna Weber"], []),
        ("Anna von der Heide <anna@lindenhof.example>", ["Anna von der Heide"], []),
        ("Lindenhof Support <support@lindenhof.example>", [], []),
        ("Lindenhof <info@lindenhof.example>", [], []),
        ("anna@lindenhof.example", [], []),
    ],
)
def test_a_name_is_a_persons_and_its_title_stands_beside_it(sender, name, title):
    written = letter("Hello Robin,\n\nthe texts are ready.", sender=sender)

    assert values(Field.NAME, written) == name
    assert values(Field.TITLE, written) == title


def test_a_name_that_may_be_the_houses_is_uncertain():
    proposal, *_ = told(
        Field.NAME, letter("All is well.", sender="Hotel Lindenhof <info@lindenhof.example>")
    )

    assert proposal.certainty <= 0.5


def test_the_fullest_name_of_several_letters_is_proposed():
    short = letter("All is well.", sender="Anna <anna@lindenhof.example>", number=2)
    full = letter("All is well.", number=1)

    assert [each.message_id for each in told(Field.NAME, short, full)] == ["1@lindenhof.example"]


@pytest.mark.parametrize(
    "line",
    [
        "Fax: +49 40 5550124",
        "IBAN DE02 1203 0000 0000 2020 51",
        "HRB 123456",
        "192.168.10.12",
        "Load: 0.13 0.09 0.09",
        "Open 12.04.2026 to 30.09.2026",
        "12345 Neustadt",
    ],
)
def test_other_numbers_are_no_telephone(line):
    assert values(Field.PHONE, letter(f"It is done.\n\n-- \nAnna\n{line}")) == []


@pytest.mark.parametrize(
    ("role", "rank"),
    [
        ("Managing Director", 1),
        ("CEO & Founder", 1),
        ("Geschäftsführerin", 1),
        ("Gérant", 1),
        ("Directora general", 1),
        ("Directora", 1),
        ("Marketing Director", 2),
        ("Director de marketing", 2),
        ("Leiterin Einkauf", 2),
        ("Responsable de sistemas", 2),
        ("Jefa de informática", 2),
        ("Deputy Managing Director", 2),
        ("Stellv. Geschäftsführer", 2),
        ("Projektleiterin", 3),
        ("Cheffe de projet", 3),
        ("Assistant to the Managing Director", 4),
        ("Assistenz der Geschäftsführung", 4),
        ("Assistante de direction", 4),
        ("Software Engineer", None),
    ],
)
def test_a_role_has_the_rank_of_its_words(role, rank):
    assert rank_of(role) == rank
