"""What the ledger takes from automatic replies: until when somebody is away, and nothing else."""

from datetime import date

import pytest

from tests.pure.letter.letters import letter
from troth.promises.absence import back_on
from troth.promises.digest import Reader, digest
from troth.pure.letter import parse
from troth.pure.reading import Kind

AUTOMATIC = "Auto-Submitted: auto-replied\n"
ME = Reader(frozenset({"ben@firm.example"}), languages=("en",))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I am out of the office until Friday.\n", date(2026, 3, 6)),
        ("I am on vacation from 9 to 13 March.\n", date(2026, 3, 13)),
        ("I am away until 13 March. I am back on 16 March.\n", date(2026, 3, 16)),
        ("I am on parental leave.\n", None),
    ],
)
def test_the_day_that_an_absence_ends_on_is_the_last_that_its_note_names(text, day):
    assert back_on(parse(letter(text, head=AUTOMATIC))) == day


def test_a_person_who_tells_of_an_absence_is_left_to_the_findings():
    assert back_on(parse(letter("I am out of the office until Friday.\n"))) is None


def test_of_an_automatic_reply_only_the_absence_counts():
    text = (
        "I am out of the office until Friday.\n\nI will send you the offer as soon as I am back. "
        "Please contact Maria about the invoice. Can you confirm the date?\n"
    )
    by_hand = digest(parse(letter(text)), ME).filed
    automatic = digest(parse(letter(text, head=AUTOMATIC)), ME).filed

    assert {it.finding.kind for it in by_hand} > {Kind.AWAY}
    assert [(it.finding.kind, it.finding.due) for it in automatic] == [
        (Kind.AWAY, date(2026, 3, 6))
    ]


def test_what_a_machine_sends_to_many_is_read_in_full_for_those_who_ask_for_mass_mail():
    raw = letter("Please confirm the date by Friday.\n", head="Auto-Submitted: auto-generated\n")
    with_mass = Reader(ME.me, languages=("en",), include_mass=True)

    assert digest(parse(raw), ME).filed == ()
    assert digest(parse(raw), with_mass).filed != ()
