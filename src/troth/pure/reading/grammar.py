"""The rules of one language: which of them hold for a sentence, and where."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import re2

from troth.pure.reading.expressions import Expression
from troth.pure.reading.folding import fold
from troth.pure.reading.rulebook import Rulebook, Words, read_entries, read_rules, read_words
from troth.pure.reading.saying import Hit, Saying, Test, ends_so

FOLDER = Path(__file__).parent

AUTOMATON_BYTES = 32 << 20
"""Room for the states of a language's automaton. When it is full it starts afresh and loses
nothing; only room for less than a handful of states would make it miss what is there."""


class UnknownLanguageError(ValueError):
    """A language without rules."""

    def __init__(self, language: str) -> None:
        known = ", ".join(languages())
        super().__init__(f"There are no rules for the language {language!r}. Choose from: {known}.")


# Note [Kernels before expressions]
# Trying some 300 expressions on every sentence takes 0.5 ms, and few sentences matter. So one
# automaton says first which rules could hold: those whose kernel stands in the sentence. It takes
# 1 µs where it has met the words before and 10 µs where it has not. It is google-re2's `Set`, and
# its members are kernels, without counted gaps: with the whole expressions its states multiply
# with every gap, to 100 µs and 40 MB. What is left is tried by `re`, which also says where.


class Grammar:
    """Every rule of one language. Ask `grammar(language)` for it, which keeps it."""

    def __init__(self, language: str, words: Words, books: Iterable[Rulebook]) -> None:
        self.language = language
        self.words = words
        self._tests: dict[str, Test] = {}
        self._nobody = frozenset(words.entries.get("nobody", ()))
        self._sayings = [saying for book in books for saying in self._sayings_of(book)]
        by_kernel: dict[str, list[int]] = {}
        for number, saying in enumerate(self._sayings):
            by_kernel.setdefault(saying.kernel(), []).append(number)
        self.kernels = tuple(by_kernel)
        self._by_kernel = dict(enumerate(by_kernel.values()))

    def hits(self, folded: str, kernels: Iterable[int] | None, *, written: str) -> list[Hit]:
        """The rules that hold for a folded sentence: for each act the most certain one.

        `written` is the sentence before it was folded, by which names are known.
        `kernels` are the positions of those of `self.kernels` that are in the sentence; others mean
        nothing. None tries every expression: the answer is the same. Of equally certain rules, the
        one that is written first is taken.
        """
        if kernels is None:
            numbers: Iterable[int] = range(len(self._sayings))
        else:
            known = self._by_kernel
            numbers = sorted([number for at in kernels for number in known.get(at, ())])
        best: dict[str, Hit] = {}
        for number in numbers:
            hit = self._sayings[number].hit(folded, written)
            if hit is None or fold(hit.actor) in self._nobody:
                continue
            if hit.act not in best or hit.certainty > best[hit.act].certainty:
                best[hit.act] = hit
        return list(best.values())

    def _sayings_of(self, book: Rulebook) -> "Iterable[Saying]":
        for rule in book.rules:
            conditions = (rule, book.common)
            name = f"{self.language}/{book.kind}/{rule.name}"
            only = tuple(self._test(each) for part in conditions for each in part.only)
            unless = tuple(self._test(each) for part in conditions for each in part.unless)
            shifts = tuple(
                (amount, self._test(said)) for part in conditions for amount, said in part.shifts
            )
            endings = [ending for part in conditions for ending in part.unless_ending]
            unless_ending = ends_so(endings)
            for said in rule.say:
                yield Saying(
                    book.kind,
                    name,
                    rule.certainty or 0,
                    self._test(said),
                    only,
                    unless,
                    shifts,
                    unless_ending,
                )

    def _test(self, expression: Expression) -> "Test":
        """The test of `expression`; the same one where two rules say the same."""
        known = self._tests.get(expression.regex)
        if known is None:
            known = self._tests[expression.regex] = Test(expression)
        return known


@cache
def grammar(language: str) -> Grammar:
    """The grammar of `language` ("en"); raises UnknownLanguageError, or RulesError."""
    if language not in languages():
        raise UnknownLanguageError(language)
    words = words_of_language(language)
    paths = sorted((FOLDER / language).glob("*.rules"))
    return Grammar(language, words, [read_rules(path, words=words) for path in paths])


@cache
def words_of_language(language: str) -> Words:
    """The lists of a language that there are rules for; raises RulesError."""
    return read_words(FOLDER / language / "words.txt")


@cache
def entries_of(language: str) -> dict[str, tuple[str, ...]]:
    """The lists of a language that there are rules for, as they are written."""
    return read_entries(FOLDER / language / "words.txt")


@cache
def says_little(language: str) -> frozenset[str]:
    """The words that tell nothing of what a sentence is about; none where nobody listed them."""
    return frozenset(entries_of(language).get("says-little", ()))


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are rules for, as two letters each."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/words.txt")))


def automaton(expressions: Iterable[str]) -> Callable[[bytes], Sequence[int] | None]:
    """Says in one pass which of the expressions match in a folded sentence; None where none does.

    The numbers come in no order.
    """
    options = re2.Options()
    options.max_mem = AUTOMATON_BYTES
    whole = re2.Set.SearchSet(options)
    for each in expressions:
        whole.Add(each)
    try:
        whole.Compile()
    except re2.error as error:
        raise ValueError(
            "The rules of a language are too large together: make lists shorter, or put a gap"
            " between two long lists."
        ) from error
    found: Callable[[bytes], Sequence[int] | None] = whole.Match
    return found
