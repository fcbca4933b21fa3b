"""A text is cut where its writer ended a sentence."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.pure.reading.sentences import LONGEST, sentences

ABBREVIATIONS = frozenset(["mr.", "e.g.", "p.m."])


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text, abbreviations=ABBREVIATIONS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        (
            "Ask Mr. Moss at 3.30 p.m. today. Thanks.",
            ["Ask Mr. Moss at 3.30 p.m. today.", "Thanks."],
        ),
        (
            "See https://shop.example/a.b?c=d. Then go.",
            ["See https://shop.example/a.b?c=d.", "Then go."],
        ),
        ("Version 2.10 is out. Good.", ["Version 2.10 is out.", "Good."]),
        ("ask J. Moss. ok? fine", ["ask J. Moss.", "ok?", "fine"]),
        ('He said "no." Then he left.', ['He said "no."', "Then he left."]),
        ("Wait... what?!", ["Wait...", "what?!"]),
        ("I would take B. Please tell me.", ["I would take B.", "Please tell me."]),
        ("Ask Anna B. Moss.", ["Ask Anna B. Moss."]),
        ("So easy :-) While at it", ["So easy :-)", "While at it"]),
        ("so easy :) and fast", ["so easy :) and fast"]),
        ("Hi Ben,\nplease call.", ["Hi Ben,", "please call."]),
        ("Hello\n\nworld", ["Hello", "world"]),
        ("Please send:\n- the logos\n- the texts", ["Please send:", "- the logos", "- the texts"]),
        ("To do:\n1. call Anna\n2. write", ["To do:", "1. call Anna", "2. write"]),
        ("Thanks\nAnna", ["Thanks", "Anna"]),
        (
            "this line was wrapped by a mail program after about here\nand goes on. End.",
            ["this line was wrapped by a mail program after about here\nand goes on.", "End."],
        ),
        ("I will send it\nby Friday.", ["I will send it\nby Friday."]),
        ("", []),
        (" \n\t\n ", []),
    ],
)
def test_a_text_is_cut_where_its_writer_ended_a_sentence(text: str, expected: list[str]):
    assert cut(text) == expected


@given(st.text(alphabet=st.sampled_from('ab .!?\n\t-•1"”,A…é')))
def test_sentences_are_in_order_apart_and_lose_nothing_but_space(text: str):
    places = list(sentences(text, abbreviations=ABBREVIATIONS))

    assert all(a < b for a, b in places)
    assert all(left[1] <= right[0] for left, right in pairwise(places))
    assert "".join("".join(text[a:b].split()) for a, b in places) == "".join(text.split())


def test_an_endless_sentence_is_read_in_pieces():
    places = list(sentences("word " * 1_000))

    assert len(places) == 5
    assert all(b - a <= LONGEST for a, b in places)


def test_an_endless_word_is_read_in_pieces():
    assert [b - a for a, b in sentences("x" * 2_500)] == [LONGEST, LONGEST, 500]
