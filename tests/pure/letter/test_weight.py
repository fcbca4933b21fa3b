"""Markup that would take a parser minutes is read all the same, and in one pass."""

import pytest

from troth.pure.letter.html import lines_of
from troth.pure.letter.weight import is_light, too_heavy

HEAVY = {
    "nested": "<div>" * 50_000 + "Hello" + "</div>" * 50_000,
    "attributes": "<p " + " ".join(f"a{n}=b" for n in range(100_000)) + ">Hello</p>",
    "tags": "<p>Hello</p>" * 40_000,
}
MARKS = "".join(f"<b id={n}>" for n in range(3_000)) + "<p>Hello</p>" * 3_000


@pytest.mark.parametrize("name", HEAVY)
def test_the_words_of_heavy_markup_are_read_without_a_parser(name):
    assert too_heavy(HEAVY[name])
    assert lines_of(HEAVY[name]).startswith("Hello")


def test_marks_that_multiply_are_laid_bare_before_a_parser_sees_them():
    assert lines_of(MARKS).count("Hello") == 3_000


def test_an_ordinary_letter_need_not_be_weighed():
    assert is_light('<p style="x">Hello <b class="y">Anna</b></p>' * 50)
    assert not is_light(MARKS)


def test_what_stands_between_heavy_tags_keeps_its_entities_and_drops_its_scripts():
    markup = "<p>" * 40_000 + "A &amp; B<script>alert(1)</script>"

    assert lines_of(markup).splitlines()[0] == "A & B"
