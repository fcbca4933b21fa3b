"""Whatever is typed is a question, and is answered by the same texts on either database."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.search.kept import found, kept, text

from troth.search.asking import asked
from troth.search.folding import fold, spans_of, words_of
from troth.search.lighting import lit

pytestmark = pytest.mark.django_db

SOME = [
    "the new server", "a new mail server", "Straße nach Zürich", "ﬁne, İstanbul and Ångström",
    "東京の会議", "C'est l'été; naïve café", "100 % of 3.5 GB (a/b) -not", "emoji 🎉 und Öl",
]  # fmt: skip
PIECES = st.sampled_from(
    ["new", "server", "ser", "str", "zür", "été", "東京", "not", "fine", '"', "-", " ", "*", "'",
     "(", ")", ":", "&", "|", "!", "<->", "\\", "\0", "OR", "NEAR", "%", "^", "{", "🎉", "ß", '-"']
)  # fmt: skip
TYPED = st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=30)
MANY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(TYPED)
@MANY
def test_any_typing_is_answered_with_the_texts_that_say_it(db, typed):
    if not found("-nowhere"):
        kept(*SOME)

    assert found(typed) == [it for it in reversed(SOME) if _has(it, typed)]


def _has(words: str, typed: str) -> bool:
    """What was asked, looked for word by word without any index."""
    meant = asked(typed)
    said = words_of(words)

    def stands(phrase, *, opens=False) -> bool:
        rows = (said[at : at + len(phrase)] for at in range(len(said) - len(phrase) + 1))
        return any(
            tuple(row[:-1]) == phrase[:-1]
            and (row[-1].startswith(phrase[-1]) if opens else row[-1] == phrase[-1])
            for row in rows
        )

    last = len(meant.wanted) - 1
    return (
        not meant.is_empty
        and all(
            stands(it, opens=meant.is_open and at == last) for at, it in enumerate(meant.wanted)
        )
        and not any(stands(it) for it in meant.refused)
    )


@given(st.text(max_size=200))
def test_any_text_can_be_kept_and_its_words_stand_where_they_are_said_to(words):
    spans = list(spans_of(words))

    assert [it.word for it in spans] == words_of(words)
    assert all(words_of(words[it.start : it.end])[:1] for it in spans)
    assert all(" " not in it.word and it.word.isalnum() for it in spans)


@given(st.text(max_size=60).filter(words_of), st.text(max_size=400))
def test_what_is_lit_is_what_was_asked_and_nothing_of_the_text_is_altered(typed, words):
    line = f"{words} {typed} {words}"
    pieces = lit(line, asked(f'"{typed}"'), most=100)
    shown = "".join(it.words for it in pieces)

    assert shown.removeprefix("…").removesuffix("…") in line


@pytest.mark.parametrize(
    ("words", "typed", "shown"),
    [
        ("Here is the plan.", "plan ", "Here is the [plan]."),
        ("Here is the planning", "plan", "Here is the [planning]"),
        ("Here is the planning", "plan ", "Here is the planning"),
        ("Café in Zürich", "cafe zurich", "[Café] in [Zürich]"),
        ("the new new server", '"new server"', "the new [new server]"),
        ("ﬁne", "fine", "[ﬁne]"),
        ("nothing of it", "x", "nothing of it"),
        ("", "x", ""),
    ],
)
def test_the_words_that_were_looked_for_are_lit(words, typed, shown):
    pieces = lit(words, asked(typed), most=100)

    assert "".join(f"[{it.words}]" if it.is_lit else it.words for it in pieces) == shown


def test_of_a_long_text_the_place_is_shown_with_what_stands_around_it():
    line = f"{'before ' * 200}needle {'after ' * 200}".strip()
    shown = "".join(it.words for it in lit(line, asked("needle"), most=120))

    assert shown.startswith("…before")
    assert "needle after" in shown
    assert shown.endswith("after…")
    assert len(shown) <= 122


@pytest.mark.parametrize("words", ["\0", "\ud800 half", "x" * 500_000, "a b " * 100_000, "é" * 99])
def test_no_text_is_too_odd_or_too_long_to_be_kept(words):
    kept(text(words.replace("\0", "").replace("\ud800", ""), title="odd"))

    assert len(found("odd")) == 1


def test_a_text_of_many_clients_is_kept_however_long_it_is():
    from uuid import UUID

    many = tuple(UUID(int=100 + number) for number in range(30))
    kept(text(" ".join(f"word{number}" for number in range(20_000)), clients=many))

    assert len(found("word1 ")) == 1
    assert len(found("word1 ", client=many[-1])) == 1


def test_folding_is_the_same_for_every_way_of_writing():
    assert fold("e\u0301") == fold("é") == fold("É") == "e"
