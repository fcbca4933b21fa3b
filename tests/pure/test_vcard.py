"""Address books in the three versions of vCard, sound and broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.pure.vcard import read_cards

THREE = """\
BEGIN:VCARD
VERSION:3.0
N:Weber;Anna;;Dr.;
FN:Dr. Anna Weber
ORG:Lindenhof\\, Hotel;Marketing
TITLE:Head of Marketing
item1.EMAIL;type=INTERNET:office@lindenhof.example
EMAIL;type=INTERNET;type=pref:Anna@Lindenhof.example
TEL;TYPE=WORK,FAX:+49 40 5550124
TEL;TYPE=CELL:+49 170 5550125
NOTE:A long note that a program has fold
 ed in two\\nand in three.
END:VCARD
"""
FOUR = """\
BEGIN:VCARD
VERSION:4.0
FN:Ben Hill
TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+44-1632-960203;ext=12
EMAIL:ben@fernley.example
LANG;PREF=1:en
TZ:Europe/London
GENDER:M;he
END:VCARD
"""
TWO_ONE = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\n"
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg\r\n"
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg =\r\nM=C3=BCller\r\n"
    "TEL;WORK;VOICE:030 5550123\r\nEMAIL;INTERNET:joerg@hafen.example\r\n"
    "PHOTO;ENCODING=BASE64;JPEG:AAAA\r\n BBBB\r\n\r\nEND:VCARD\r\n"
)


def test_version_3_gives_each_field_with_the_preferred_address_first():
    (card,), problems = read_cards(THREE.encode())

    assert problems == ()
    assert card.line == 1
    assert (card.name, card.title, card.role) == ("Anna Weber", "Dr.", "Head of Marketing")
    assert card.organisation == "Lindenhof, Hotel"
    assert card.emails == ("anna@lindenhof.example", "office@lindenhof.example")
    assert card.phones == ("+49 170 5550125",)


def test_version_4_gives_language_zone_and_gender():
    (card,), problems = read_cards(FOUR.encode())

    assert problems == ()
    assert card.phones == ("+44-1632-960203",)
    assert (card.language, card.zone, card.gender) == ("en", "Europe/London", "m")


def test_version_2_1_is_read_with_its_quoted_printable_and_bare_types():
    (card,), problems = read_cards(TWO_ONE.encode())

    assert problems == ()
    assert card.name == "Jörg Müller"
    assert (card.emails, card.phones) == (("joerg@hafen.example",), ("030 5550123",))


@pytest.mark.parametrize(
    "raw",
    [
        (THREE + FOUR).replace("\n", "\r\n").encode(),
        (THREE + FOUR).replace("\n", "\r").encode(),
        (THREE + "\n\n" + FOUR).encode("utf-8-sig"),
        (THREE + FOUR).encode("utf-16"),
        (THREE + FOUR).replace("BEGIN:VCARD", "begin:vCard ").encode(),
    ],
)
def test_several_cards_are_read_however_lines_end_and_letters_are_stored(raw):
    cards, problems = read_cards(raw)

    assert [card.name for card in cards] == ["Anna Weber", "Ben Hill"]
    assert problems == ()


def test_a_card_within_a_card_is_passed_over():
    agent = FOUR.replace("FN:", "AGENT:\n" + THREE + "FN:")

    cards, problems = read_cards(agent.encode())

    assert [card.name for card in cards] == ["Ben Hill"]
    assert problems == ()


@pytest.mark.parametrize(
    ("raw", "names", "problem"),
    [
        (THREE.replace("END:VCARD\n", "") + FOUR, ["Anna Weber", "Ben Hill"], (1, "END:VCARD")),
        (THREE + FOUR.replace("END:VCARD\n", ""), ["Anna Weber", "Ben Hill"], (14, "END:VCARD")),
        (THREE.replace("TITLE:", "TITLE "), ["Anna Weber"], (6, "no vCard line")),
        (THREE.replace("office@", "office "), ["Anna Weber"], (7, "no mail address")),
        (FOUR.replace("tel:+44-1632-960203", "by pigeon"), ["Ben Hill"], (4, "no telephone number")),
        ("BEGIN:VCARD\nVERSION:3.0\nTEL:5550123\nEND:VCARD\n" + FOUR, ["Ben Hill"], (1, "no name")),
        ("Hello\n" + FOUR, ["Ben Hill"], (1, "stands in no card")),
        (FOUR.replace("FN:", "FN;CHARSET=NONE:"), ["Ben Hill"], (3, "not in none")),
    ],
)  # fmt: skip
def test_what_is_broken_is_told_with_its_line_and_its_neighbours_are_kept(raw, names, problem):
    cards, problems = read_cards(raw.encode())

    assert [card.name for card in cards] == names
    assert [(each.line, problem[1] in each.sentence) for each in problems] == [(problem[0], True)]


def test_letters_of_windows_are_read_and_told():
    cards, problems = read_cards(FOUR.replace("Hill", "Müller").encode("cp1252"))

    assert cards[0].name == "Ben Müller"
    assert [each.line for each in problems] == [3]


@pytest.mark.parametrize(
    "raw", [b"", b"\n\n", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", b"\x89PNG\r\n\x1a\n"]
)
def test_a_file_without_cards_says_what_to_do(raw):
    cards, problems = read_cards(raw)

    assert cards == ()
    assert any("Export your contacts as vCard" in each.sentence for each in problems)


@given(st.binary(max_size=300), st.integers(0, len(THREE + TWO_ONE)), st.integers(0, 80))
def test_no_bytes_raise(junk, place, gone):
    whole = (THREE + TWO_ONE).encode()

    cards, problems = read_cards(whole[:place] + junk + whole[place + gone :])

    assert cards or problems
