"""What holds for every text, whatever is in it."""

import re
import string
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.pure.when import Granularity, Interval, UnknownLanguage, When, find
from troth.pure.when.grammar import LEVELS
from troth.pure.when.vocabulary import vocabulary

BERLIN = ZoneInfo("Europe/Berlin")
AT = datetime(2026, 3, 3, 10, 0, tzinfo=BERLIN)

WORDS = sorted({*vocabulary("en").entries, "Ben", "the", "of", "file"})
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.integers(0, 3000).map(str),
    st.sampled_from(["14th", "5/14", "2026-05-14", "14.05.", "8:30", "5pm", "24/7", "31.12.2026"]),
    st.sampled_from([",", ".", "-", "–", "(", ")", ":", "\n\n", "/", "#", "v"]),
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=14).map(" ".join))
INSTANTS = st.datetimes(timezones=st.sampled_from([UTC, BERLIN, ZoneInfo("America/New_York")]))


@given(text=TEXTS, at=INSTANTS)
@settings(max_examples=400, deadline=None)
def test_any_text_at_any_time_is_answered_with_ordered_spans_of_itself(text: str, at: datetime):
    found = find(text, at=at)

    assert all(when.words == text[when.start : when.end] and when.words for when in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(text=TEXTS, at=INSTANTS)
@settings(max_examples=200, deadline=None)
def test_values_fit_their_granularity_and_intervals_do_not_run_backwards(text: str, at: datetime):
    for when in find(text, at=at):
        value = when.value
        if isinstance(value, Interval):
            assert value.start < value.end
            assert type(value.start) is type(value.end)
        elif when.granularity == Granularity.DAY:
            assert type(value) is date
        else:
            assert isinstance(value, datetime)
            assert value.tzinfo is at.tzinfo


@given(text=TEXTS, spaces=st.integers(1, 9))
@settings(max_examples=200, deadline=None)
def test_spaces_before_a_text_shift_the_offsets_and_nothing_else(text: str, spaces: int):
    shifted = [
        When(when.words, when.start + spaces, when.end + spaces, when.value, when.granularity)
        for when in find(text, at=AT)
    ]

    assert find(" " * spaces + text, at=AT) == shifted


ALONE = [
    "14 May", "May 14th, 2026", "5/14", "Friday", "next Friday", "tomorrow at 9", "EOD Friday",
    "in three days", "within 48 hours", "two weeks ago", "the end of the month", "early next week",
    "mid-March", "from 3 to 5 May", "the 14th", "half past four", "Q3 2026", "soon", "this morning",
]  # fmt: skip


@pytest.mark.parametrize("words", ALONE)
def test_words_found_in_a_sentence_mean_the_same_when_they_stand_alone(words: str):
    (inside,) = find(f"I will send it {words}, Ben.", at=AT)
    (alone,) = find(words, at=AT)

    assert (inside.words, inside.value) == (alone.words, alone.value) == (words, inside.value)


REPEATED = {
    "words": "please send the file to Ben and ask him about it ",
    "dates": "by Friday 14 May at 5pm or in two weeks, ",
    "digits": "1.1.1,1/1-1:1 ",
    "one word": "a",
    "one number": "7",
    "dots": "1.",
    "ranges": "Monday to ",
    "addresses": "may.june+",
    "lines": "\n \n",
    "brackets": "(3/21",
    "units": "two days and ",
}


@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED)
def test_twice_the_text_takes_no_more_than_twice_the_steps(piece: str):
    short, long = piece * (4000 // len(piece)), piece * (8000 // len(piece))

    assert steps(lambda: find(long, at=AT)) <= 2.2 * steps(lambda: find(short, at=AT)) + 200


def steps(work: Callable[[], object]) -> int:
    """How many calls the work makes; a count is the same on every machine."""
    count = 0

    def tick(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    work()
    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_no_rule_repeats_without_a_bound():
    sources = [source for level in LEVELS for source in level.sources]

    assert len(sources) > 100
    assert not [source for source in sources if re.search(r"[*+]|\{\d*,\}", source)]


@pytest.mark.parametrize(
    "text", ["\x00", "\ud800 Friday", "Friday\u0301", "İ Friday", "٣ May", "²"]
)
def test_odd_characters_keep_their_offsets(text: str):
    assert all(when.words == text[when.start : when.end] for when in find(text, at=AT))


@pytest.mark.parametrize(
    "text",
    ["in 9999 years", "9999 months ago", "31/12/9999", "tomorrow", "in 9999 working days",
     "0000-00-00", "99:99", "in 9999 hours", "Feb 30", "week 99", "the 31st"],
)  # fmt: skip
@pytest.mark.parametrize(
    "at", [datetime(9999, 12, 31, 23, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)]
)
def test_the_ends_of_the_calendar_are_no_reason_to_fail(text: str, at: datetime):
    assert isinstance(find(text, at=at), list)


def test_the_zone_of_the_answer_is_the_zone_of_the_question():
    offset = timezone(timedelta(hours=5, minutes=30))
    (when,) = find("tomorrow at noon", at=datetime(2026, 3, 3, 10, tzinfo=offset))

    assert when.value == datetime(2026, 3, 4, 12, tzinfo=offset)
    assert when.value.tzinfo is offset


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        find("Friday", at=datetime(2026, 3, 3))  # noqa: DTZ001


def test_a_language_without_words_is_named_with_those_that_have_some():
    with pytest.raises(UnknownLanguage, match=r"'xx'.*en"):
        find("Friday", at=AT, language="xx")


def test_a_text_without_a_telling_word_is_not_even_taken_apart(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("troth.pure.when.finding.tokens_of", lambda *_, **__: pytest.fail("read"))

    assert find(f"The file is ready. {string.ascii_letters}", at=AT) == []
