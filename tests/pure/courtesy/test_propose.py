"""What is asked at all, and what every proposal rests on."""

import pytest

from tests.pure.courtesy.contact import ME, from_me, letter
from troth.pure.courtesy import Field, propose

RICH = """\
Hi Robin,

what is DNS? My boss Clara asks. I'll pass it on to our IT.
In urgent cases call +49 40 5550123. The audit is on 12 December.

--{blank}
Dr. Anna Weber
Head of Marketing
Lindenhof GmbH
""".format(blank=" ")


def test_every_proposal_quotes_its_letter_word_for_word():
    written = letter(RICH)

    proposals = propose([written], [], me=ME)

    assert {each.field for each in proposals} >= {
        *(Field.NAME, Field.TITLE, Field.ROLE, Field.ORGANISATION, Field.LANGUAGE),
        *(Field.ADDRESS_FORM, Field.FLUENCY, Field.RANK, Field.REPORTS_TO),
        *(Field.URGENT_CHANNEL, Field.WEIGHS_ON, Field.IS_LIAISON),
    }
    for each in proposals:
        assert each.sentence in f"{written.new}\n{written.signature}\n{written.sender.name}"
        assert each.sentence or each.reason
        assert each.message_id == written.message_id
        assert 0 < each.certainty < 1


@pytest.mark.parametrize(
    "head",
    [
        "List-Id: <news.lindenhof.example>\nList-Unsubscribe: <mailto:off@lindenhof.example>\n",
        "Auto-Submitted: auto-replied\n",
    ],
)
def test_lists_and_machines_say_nothing(head):
    assert propose([letter(RICH, head=head)], [], me=ME) == ()


def test_no_letter_says_nothing():
    assert propose([], [], me=ME) == ()


def test_my_own_words_tell_nothing_of_what_they_know_or_want():
    asked = {each.field for each in propose([], [from_me(RICH)], me=ME)}

    assert asked <= {Field.LANGUAGE, Field.ADDRESS_FORM, Field.GENDER}


@pytest.mark.parametrize(
    "body", ["", "\n\n\n", "ok", "\0\ufffd", "» « ¿¡", "a" * 50_000, "> " * 9_000]
)
def test_an_odd_letter_is_asked_without_harm(body):
    assert isinstance(propose([letter(body)], [from_me(body)], me=ME), tuple)
