"""The rules of one language, compiled: which of them hold for a sentence, and where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Protocol

import re2

from troth.pure.reading.patterns import Pattern, either
from troth.pure.reading.rulebook import Conditions, Rulebook, Words, read_rules, read_words

FOLDER = Path(__file__).parent
SET_MEMORY = 64 << 20
"""Bytes that the automaton may grow to; it is cleared and rebuilt beyond, never given up."""


class UnknownLanguageError(ValueError):
    """A language without rules."""

    def __init__(self, language: str) -> None:
        known = ", ".join(languages())
        super().__init__(f"There are no rules for the language {language!r}. Choose from: {known}.")


class AutomatonError(RuntimeError):
    """The automaton ran out of memory and its answer cannot be relied on."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that holds for a sentence, on the words from `start` to `end` of it."""

    act: str
    rule: str
    certainty: float
    start: int
    end: int


class Condition:
    """One expression, compiled on its first use."""

    def __init__(self, number: int, said: Pattern) -> None:
        self.number = number
        self.said = said

    @cached_property
    def search(self) -> "_Search":
        return re.compile(self.said.exact, re.ASCII).search


class _Search(Protocol):
    def __call__(self, string: str, /) -> re.Match[str] | None: ...


@dataclass(frozen=True, slots=True)
class _Rule:
    act: str
    name: str
    certainty: float
    say: Condition
    unless: tuple[Condition, ...]
    shifts: tuple[tuple[float, Condition], ...]


class Grammar:
    """Every rule of one language. Use `grammar(language)`, which keeps it."""

    def __init__(self, language: str, words: Words, books: list[Rulebook]) -> None:
        self.language = language
        self.words = words
        self._conditions: list[Condition] = []
        self._rules = [rule for book in books for rule in self._compiled(book)]
        self._by_say = {rule.say.number: rule for rule in self._rules}
        self._automaton = _automaton(self._conditions)

    def hits(self, folded: str, *, plain: bool) -> list[Hit]:
        """The rules that hold for a folded sentence, at most one per act, the most certain.

        `plain` asks every rule in turn instead of the automaton; the answer is the same.
        """
        if plain:
            return _best(self._hits(folded, self._rules, range(len(self._conditions))))
        numbers = self._automaton.Match(folded)
        if not numbers:
            return []
        possible = [self._by_say[n] for n in sorted(numbers) if n in self._by_say]
        return _best(self._hits(folded, possible, frozenset(numbers))) if possible else []

    def condition(self, list_name: str) -> Condition:
        """One of the language's lists, to be searched for outside of any rule."""
        return Condition(-1, self.words.patterns[list_name])

    def warm(self) -> None:
        """Compiles every expression now, so that processes forked afterwards share them."""
        for condition in self._conditions:
            _ = condition.search
        self._automaton.Match("i will send you the draft by friday, could you please have a look?")

    def _hits(
        self, folded: str, rules: list[_Rule], possible: frozenset[int] | range
    ) -> Iterator[Hit]:
        for rule in rules:
            match = rule.say.search(folded)
            if match is None:
                continue
            if any(c.number in possible and c.search(folded) for c in rule.unless):
                continue
            certainty = rule.certainty + sum(
                amount for amount, c in rule.shifts if c.number in possible and c.search(folded)
            )
            yield Hit(rule.act, rule.name, certainty, *match.span())

    def _compiled(self, book: Rulebook) -> Iterator[_Rule]:
        common_unless, common_shifts = self._compiled_conditions(book.common)
        for rule in book.rules:
            unless, shifts = self._compiled_conditions(rule)
            yield _Rule(
                act=book.kind,
                name=rule.name,
                certainty=rule.certainty or 0,
                say=self._condition(either(rule.say)),
                unless=(*unless, *common_unless),
                shifts=(*shifts, *common_shifts),
            )

    def _compiled_conditions(
        self, written: Conditions
    ) -> tuple[tuple[Condition, ...], tuple[tuple[float, Condition], ...]]:
        unless = tuple(self._condition(p) for p in written.unless)
        return unless, tuple((amount, self._condition(p)) for amount, p in written.shifts)

    def _condition(self, said: Pattern) -> Condition:
        condition = Condition(len(self._conditions), said)
        self._conditions.append(condition)
        return condition


@cache
def grammar(language: str) -> Grammar:
    """The grammar of `language` ("en"); raises UnknownLanguageError, or RulesError."""
    if language not in languages():
        raise UnknownLanguageError(language)
    folder = FOLDER / language
    words = read_words(folder / "words.txt")
    books = [read_rules(path, words=words) for path in sorted(folder.glob("*.rules"))]
    return Grammar(language, words, books)


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are rules for, as two letters each."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/words.txt")))


def _automaton(conditions: list[Condition]) -> "re2.Set":
    options = re2.Options()
    options.max_mem = SET_MEMORY
    automaton = re2.Set.SearchSet(options)
    for condition in conditions:
        automaton.Add(condition.said.loose)
    automaton.Compile()
    return automaton


def _best(hits: Iterator[Hit]) -> list[Hit]:
    """At most one hit per act: the most certain, the earlier rule among equals."""
    best: dict[str, Hit] = {}
    for hit in hits:
        known = best.get(hit.act)
        if known is None or hit.certainty > known.certainty:
            best[hit.act] = hit
    return list(best.values())
