"""The language of rules means what docs/rules.md says."""

import re

import pytest

from troth.pure.reading.patterns import PatternError, expression

LISTS = {
    "deliver": expression("send | get back", lists={}),
    "day": expression("monday | friday", lists={}),
}


def matches(written: str, sentence: str) -> bool:
    return re.search(expression(written, lists=LISTS).regex, sentence, re.ASCII) is not None


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("i will", "and i will"),
        ("i will", "i   will"),
        ("follow-up", "a follow up"),
        ("follow-up", "a followup"),
        ("follow-up", "a follow-up"),
        ("send*", "he sends"),
        ("*ing", "we are going"),
        ("i 'll go", "i'll go"),
        ("{deliver} it", "get back it"),
        ("( on | by ) {day}", "by friday"),
        ("send ( it )? now", "send now"),
        ("send it? now", "send it now"),
        ("send ...2 now", "send all of now"),
        ("send ... now", "send it, ben, now"),
        ("^ send", "- 1. send"),
        ("^ send", '"send'),
        ("now $", "do it now!!"),
        ("ben ,", "ben: go"),
        ("you ?", "can you go?"),
        ("hi *", "hi ben"),
    ],
)
def test_a_pattern_matches_what_it_says(written: str, sentence: str):
    assert matches(written, sentence)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("i will", "i willed"),
        ("i will", "hi will"),
        ("send", "resend-it-sender"),
        ("send ...1 now", "send all of now"),
        ("send ... now", "send it; now"),
        ("^ send", "please send"),
        ("now $", "now and then"),
        ("you ?", "you go."),
        ("hi * there", "hi there"),
    ],
)
def test_a_pattern_matches_no_more(written: str, sentence: str):
    assert not matches(written, sentence)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("send {unknown}", "no list {unknown}"),
        ("( send", "is not closed"),
        ("send )", "too many"),
        ("send ( a | )", "is empty"),
        ("Send", "`Send` is not understood"),
        ("send [it]", "`[it]` is not understood"),
        ("send ...99 it", "1 to 20 words"),
        ("  ", "nothing to match"),
    ],
)
def test_a_wrong_pattern_says_what_to_write(written: str, says: str):
    with pytest.raises(PatternError, match=re.escape(says)):
        expression(written, lists=LISTS)


@pytest.mark.parametrize(
    ("written", "needs"),
    [
        ("send it", [{"it"}, {"send"}]),
        ("send it?", [{"send"}]),
        ("( send | get back )", [{"back", "send"}]),
        ("i'll go", [{"go"}, {"i"}, {"ll"}]),
        ("follow-up", [{"follow", "followup"}, {"followup", "up"}]),
        ("go ?", [{"?"}, {"go"}]),
        ("send*", []),
        ("( send | *ing )", []),
    ],
)
def test_a_pattern_knows_the_words_it_cannot_do_without(written: str, needs: list[set[str]]):
    assert sorted(map(sorted, expression(written, lists=LISTS).needs)) == sorted(map(sorted, needs))
