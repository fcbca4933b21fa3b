"""No pattern that reads a stranger's text can be made to try a way for every subset of it.

What is proven, on the trees that Python's `re` makes of the patterns (those of every rule and list
of every language that `re` looks for, of each language's tokens, of the levels of `when`, and every
pattern that a module of `pure.letter`, `pure.reading` and `pure.when` keeps; not the kernels, which
are for an automaton):

1. In the rules there is no look-around and no reference back, and no count beyond `WIDEST_GAP`.
2. In a group that repeats without an end, or more than `FEW` times, each sign is read in one place
   only: no two rounds can be told apart in two ways, so that no way is tried exponentially often.
3. Repetitions without an end, or of more than `FEW` signs, that one row of signs can be dealt out
   between: a search takes at most the power `POWER` of the row's length (`RULE_POWER` in a rule,
   whose sentence has at most `sentences.LONGEST` signs), as it is one more than the most borders
   that can be moved, and the search for a beginning counts as the first repetition.

Two repetitions share a row if both take one sign, and everything between them can be nothing or
such signs. Borders of words part letters, anchors part all; other look-arounds are taken to hold.
Counts of up to `FEW` are constants. The exempt are named below, each with its reason. Patterns
that a function compiles from words (`phrases`) have no repetition but what they are given there.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants as code  # type: ignore[attr-defined]
from typing import Any

import pytest
from tests.pure.reading.backtracking import (
    LOOKS,
    REPEATS,
    UNBOUNDED,
    degree,
    is_told_apart,
    nodes,
    rounds_of,
    tree_of,
)

import troth.pure.letter
import troth.pure.reading
import troth.pure.when
from troth.pure.reading.grammar import languages
from troth.pure.reading.manner import manner_of
from troth.pure.reading.patterns import WIDEST_GAP
from troth.pure.reading.thanks import _courtesy
from troth.pure.when.grammar import LEVELS
from troth.pure.when.shapes import shapes_of
from troth.pure.when.tokens import pattern
from troth.pure.when.vocabulary import MODULES, vocabulary

pytestmark = pytest.mark.slow

POWER, RULE_POWER = 2, 3
EXEMPT = {
    "letter.flags._NO_REPLY": "the cube, of the first 100 signs of an address",
    "letter.report._ADDRESS": "the cube of 64 and 255 signs, as both counts are bounded",
    "letter.undelivered._PARAGRAPH": "the cube of a line's beginning; blanks around an address",
    "letter.shown_hosts._WEB": "its last group takes whatever is left, so that nothing is tried again",
    "letter.weight._TAG": "every repeat in a tag is possessive: what was read is not tried again",
    "letter.weight._WHOLE_TAG": "as the tag, and what follows ends at the next sign of one",
    "reading.addressee._GREETED": "the cube: names are of 31 signs, and the blanks before them lie in a sentence of at most 1,000",
}
EXEMPT_RULES = {
    "es/alarm/no-longer-works": "the fourth power of a row of signs: it names the end twice",
}


def searched(language: str) -> Iterator[str]:
    """What `re` looks for in a sentence; the kernels are looked for by an automaton instead."""
    manner = manner_of(language)
    yield from manner.grammar._tests
    words = manner.date_words
    for each in (words.due_after, words.not_due_after, words.not_due_before, manner.greeting):
        yield each.pattern
    yield _courtesy(language)[0].pattern


def rules_of(language: str) -> dict[str, str]:
    """Each regex that the rules of a language look for, with a rule that does."""
    return {
        test.expression.regex: saying.rule
        for saying in manner_of(language).grammar._sayings
        for test in (saying.said, *saying.only, *saying.unless, *(it for _, it in saying.shifts))
    }


def compiled() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Every pattern that a module of the three packages keeps, with its name."""
    for package in (troth.pure.letter, troth.pure.reading, troth.pure.when):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, kept in vars(importlib.import_module(info.name)).items():
                if isinstance(kept, re.Pattern):
                    module = info.name.removeprefix("troth.pure.")
                    yield f"{module}.{name}", kept


def text_of(kept: re.Pattern[Any]) -> str:
    return kept.pattern if isinstance(kept.pattern, str) else kept.pattern.decode("latin-1")


@pytest.mark.parametrize(
    ("regex", "power"),
    [
        ("send it", 1),
        (r"\b[a-z]*ing\b", 1),
        ("[^?]*x", 2),
        ("send[^ ]* ", 2),
        ("a *,? *b", 2),
        ("a *b? *c? *d", 3),
        (r"(?:[a-z]+-)*x", 2),
        (r"(?:[a-z]+-?)*x", UNBOUNDED),
        (r"^(?:\s*a*)*x", UNBOUNDED),
        (r"(?:a{1,3} ){0,5}", 1),
    ],
)
def test_the_power_of_a_pattern_is_counted_right(regex: str, power: int):
    assert min(degree(regex), UNBOUNDED) == power


@pytest.mark.parametrize(
    "regex", ["(?:[ab]c|[ac])*", "(?:a|aa)*", "(?:a+-?)*", "(?:a?a)*", "(?: *a| b)*"]
)
def test_rounds_that_could_be_told_apart_in_two_ways_are_seen(regex: str):
    assert not all(is_told_apart(group, 0) for group in rounds_of(regex))


@pytest.mark.parametrize("regex", ["(?:ab|c)*", "(?:-+[a-z]+)*", "(?:a|b)*", '(?:[^"\\\\]|\\\\.)*'])
def test_rounds_that_are_read_in_one_way_pass(regex: str):
    assert all(is_told_apart(group, 0) for group in rounds_of(regex))


@pytest.mark.parametrize("language", languages())
def test_no_rule_looks_around_or_back_or_has_a_wide_count(language: str):
    for regex in searched(language):
        for sort, value in nodes(tree_of(regex)):
            assert sort not in (*LOOKS, code.GROUPREF, code.GROUPREF_EXISTS), regex
            if sort in REPEATS and value[1] is not code.MAXREPEAT:
                assert value[1] <= WIDEST_GAP, regex


@pytest.mark.parametrize("language", languages())
def test_no_round_of_a_rule_can_be_read_in_two_ways(language: str):
    rounds = [group for regex in searched(language) for group in rounds_of(regex)]

    assert all(is_told_apart(group, 0) for group in rounds)


def test_a_rule_takes_at_most_the_cube_of_a_stretch_of_its_sentence():
    late = {
        rule
        for language in languages()
        for regex, rule in rules_of(language).items()
        if degree(regex) > RULE_POWER
    }

    assert late == EXEMPT_RULES.keys()


@pytest.mark.parametrize("language", sorted(MODULES))
def test_the_tokens_of_dates_take_at_most_the_square(language: str):
    assert degree(shapes_of(vocabulary(language)).pattern, re.VERBOSE) <= POWER


def test_the_rules_of_dates_are_bounded():
    sources = [source for level in LEVELS for source in level.sources]
    late = [source for source in sources if degree(pattern(source).pattern, re.VERBOSE) > POWER]

    assert late == []


def test_no_pattern_of_a_letter_takes_more_than_the_square_but_those_named():
    powers = {name: degree(text_of(kept), kept.flags) for name, kept in compiled()}

    assert {name for name, power in powers.items() if power > POWER} == EXEMPT.keys()


def test_no_round_of_a_letters_pattern_can_be_read_in_two_ways():
    late = {
        name
        for name, kept in compiled()
        for group in rounds_of(text_of(kept), kept.flags)
        if not is_told_apart(group, kept.flags)
    }

    assert late == set()
