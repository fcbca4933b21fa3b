"""A text that only thanks neither opens nor closes anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.pure.reading import thanks_only


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, OK",
        "Great, thank you!\n\nAnna",
        "Hi Ben,\n\nperfect, thanks a lot for the quick help.\n\nBest regards\nAnna Moss",
        "ok",
        "Thank you very much!",
        "Super 👍",
        "Thanks for the update, much appreciated.",
        "Got it, thanks. Have a nice weekend!",
        "Noted.",
    ],
)
def test_a_text_that_only_thanks_is_known_as_such(text: str):
    assert thanks_only(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, I'll send the logos tomorrow.",
        "OK, go ahead with option B.",
        "Thank you. Could you also change the colour?",
        "No",
        "Anna",
        "",
        "  \n ",
        "Thanks, but we decided against it.",
        "thanks " * 100,
        "The site is down",
        "Vielen Dank! Natürlich",
        "Gracias. También",
    ],
)
def test_a_text_that_says_more_is_not(text: str):
    assert not thanks_only(text)


@given(st.text())
def test_any_text_gets_an_answer(text: str):
    assert thanks_only(text) in (True, False)
