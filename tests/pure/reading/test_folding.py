"""A folded text is plain lower-case ASCII, place for place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.pure.reading.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("I’ll send “it”", 'i\'ll send "it"'),
        ("Déjà vu – naïve", "deja vu - naive"),
        ("line\nline\tline", "line line line"),
        ("*please* _now_", " please   now "),
        ("Straße", "strase"),
        ("Привет", "xxxxxx"),
        ("İstanbul", "istanbul"),
        ("ok 👍", "ok ~"),
        ("wait…", "wait."),
    ],
)
def test_accents_quotes_and_emphasis_are_taken_off(text: str, folded: str):
    assert fold(text) == folded


@given(st.text())
def test_every_code_point_keeps_its_place(text: str):
    folded = fold(text)

    assert len(folded) == len(text)
    assert folded.isascii()
    assert folded == folded.lower()
    assert folded.isprintable()
