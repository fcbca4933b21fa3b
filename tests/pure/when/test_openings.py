"""No rule is passed over at a place where it applies."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.pure.when.grammar import LEVELS
from troth.pure.when.openings import openings
from troth.pure.when.tokens import CODES, pattern

SOURCES = sorted({source for level in LEVELS for source in level.sources})
ROWS = st.text(st.sampled_from(sorted(CODES.values())), max_size=4)


def said(codes: frozenset[str]) -> set[str]:
    names = {code: tag for tag, code in CODES.items()}
    return {" ".join(names[code] for code in pair) for pair in codes}


@pytest.mark.parametrize(
    ("source", "first"),
    [
        ("IN THE PART", {"IN THE"}),
        ("NOON", {"NOON"}),
        ("(?P<day>DAY) COMMA? TIME", {"DAY COMMA", "DAY TIME"}),
        ("(?:THE)? (?P<way>NEXT|LAST) UNIT", {"THE NEXT", "THE LAST", "NEXT UNIT", "LAST UNIT"}),
        ("UNIT (?: AND UNIT){0,3}", {"UNIT", "UNIT AND"}),
        ("(?<!AT) DAYEND (?=STOP|\\Z)", {"DAYEND"}),
        ("MONTH DOT?? YEAR", {"MONTH DOT", "MONTH YEAR"}),
        ("(?:IN THE | AT | COMMA)? PART", {"IN THE", "AT PART", "COMMA PART", "PART"}),
        ("ANYWEEKDAY DAY", {"WEEKDAY DAY", "WEEKDAYISH DAY"}),
    ],
)
def test_openings_are_the_first_two_tags_of_every_match(source: str, first: set[str]):
    assert said(openings(source)) == first


@pytest.mark.parametrize("source", SOURCES)
def test_every_match_of_a_rule_begins_with_one_of_its_openings(source: str):
    @given(before=ROWS, match=st.from_regex(pattern(source), fullmatch=False))
    @settings(max_examples=5, deadline=None, database=None)
    def check(before: str, match: str):
        row = before + match
        for found in pattern(source).finditer(row):
            assert {found[0][:1], found[0][:2]} & openings(source) or not found[0]

    check()
