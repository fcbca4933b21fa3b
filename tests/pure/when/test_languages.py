"""What holds for every text in every language with words."""

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.pure.when import LANGUAGES, find, finding
from troth.pure.when.vocabulary import vocabulary

AT = datetime(2026, 3, 3, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))

SHAPES = [
    "14.", "14th", "1er", "3.3.", "3.3.26", "14.05.", "14.-16.", "14.03.-16.03.", "31.12.2026",
    "5/14", "12/2026", "14/2026", "05.2026", "2026-05-14", "KW12", "8:30", "17 Uhr", "8 Uhr 30",
    "5pm", "14h30", "14 h", "24/7", "10-12", "d'", "l'", "J",
]  # fmt: skip
SIGNS = [",", ".", "-", "–", "(", ")", ":", "\n\n", "/", "#", "§"]


def texts(language: str) -> st.SearchStrategy[str]:
    """Rows of that language's own words, of numbers and signs; and any text at all."""
    known = vocabulary(language)
    words = sorted({*known.entries, *known.contractions, "Ben", "file", "Müller"})
    pieces = st.one_of(
        st.sampled_from([*words, *(word.capitalize() for word in words)]),
        st.integers(0, 3000).map(str),
        st.sampled_from(SHAPES),
        st.sampled_from(SIGNS),
    )
    return st.one_of(st.lists(pieces, max_size=14).map(" ".join), st.text())


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_text_is_answered_with_ordered_spans_of_itself(language: str, data: st.DataObject):
    text = data.draw(texts(language))

    found = find(text, at=AT, language=language)

    assert all(when.words == text[when.start : when.end] and when.words for when in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_reading_the_whole_text_finds_the_same_dates(language: str, data: st.DataObject):
    text = data.draw(texts(language))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding, "stretches", lambda text, **_: [(0, len(text))])
        whole = find(text, at=AT, language=language)

    assert find(text, at=AT, language=language) == whole
