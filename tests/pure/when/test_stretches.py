"""What is left out of a text unread holds no date."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.pure.when import find, finding
from troth.pure.when.stretches import stretches
from troth.pure.when.vocabulary import vocabulary

from .test_find import TEXTS, WORDS

AT = datetime(2026, 3, 3, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
ENGLISH = vocabulary("en")

MIXED = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from([word.capitalize() for word in WORDS]),
        st.sampled_from(
            ["Ben", "file", "wird", "ready", "will", "(ok)", "café", "Ben's", "pm", "a."]
        ),
        st.sampled_from(
            ["CET", "5", "5 pm", "8:30", "5 EUR", "14th", "3-5", "2027", "may@x.example"]
        ),
        st.sampled_from([",", ".", "-", ")", "\n", "\n\n", "\u00a0", "\t"]),
    ),
    max_size=16,
)


@given(text=st.one_of(TEXTS, MIXED.map(" ".join)))
@settings(max_examples=600, deadline=None)
def test_reading_the_whole_text_finds_the_same_dates(text: str):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding, "stretches", lambda text, **_: [(0, len(text))])
        whole = find(text, at=AT)

    assert find(text, at=AT) == whole


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Please send the file to Ben.", []),
        ("Friday", ["Friday"]),
        ("Ben sends it on Friday and Clara reads it", [" on Friday and Clara"]),
        ("Ben calls at 5 pm sharp please", [" at 5 pm sharp"]),
        ("Ben calls at noon CET sharp", [" at noon CET sharp"]),
        ("Monday will do. Ben wants Tuesday", ["Monday will", " Tuesday"]),
        ("by Frïday Ben", ["by Frïday Ben"]),
        ("Ben knows\nthat Friday suits", [" Friday suits"]),
        ("İ Ben Friday", [" Friday"]),
        ("", []),
    ],
)
def test_a_stretch_goes_from_one_unlisted_word_to_the_next(text: str, parts: list[str]):
    found = stretches(text, vocabulary=ENGLISH)

    assert [text[start:end] for start, end in found] == parts
