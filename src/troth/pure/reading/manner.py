"""What a language says about sentences, dates and names, beside its rules."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from troth.pure.reading.due import DateWords
from troth.pure.reading.grammar import Grammar, automaton, grammar
from troth.pure.when import When, find


@dataclass(frozen=True, slots=True)
class Manner:
    """The rules of a language, and the words that mark greetings, names, dates and dues.

    `sieve` finds the positions of the grammar's kernels that are in a sentence, and
    `greeting_kernel` where it greets; None in most.
    """

    grammar: Grammar
    abbreviations: frozenset[str]
    greeting: re.Pattern[str]
    nobody: frozenset[str]
    beside_a_date: frozenset[str]
    date_words: DateWords
    sieve: Callable[[bytes], Sequence[int] | None]
    greeting_kernel: int

    def dates(self, words: str, *, at: datetime, month_first: bool | None) -> list[When]:
        return find(words, at=at, language=self.grammar.language, month_first=month_first)


@cache
def manner_of(language: str) -> Manner:
    """The manner of a language; raises UnknownLanguageError, or RulesError."""
    rules = grammar(language)
    entries = rules.words.entries
    greeting = "[^a-z]*" + rules.words.expressions["greetings"].regex
    return Manner(
        grammar=rules,
        abbreviations=frozenset(entries["abbreviations"]),
        greeting=re.compile(greeting, re.ASCII),
        nobody=frozenset(entries["nobody"]),
        beside_a_date=frozenset(entries["beside-a-date"]),
        date_words=DateWords(
            due_after=_directly_before(rules, "due-after"),
            not_due_after=_directly_before(rules, "not-due-after"),
            not_due_before=re.compile(rules.words.expressions["not-due-before"].regex, re.ASCII),
        ),
        sieve=automaton((*rules.kernels, f"^{greeting}")),
        greeting_kernel=len(rules.kernels),
    )


def _directly_before(rules: Grammar, list_name: str) -> re.Pattern[str]:
    return re.compile(rules.words.expressions[list_name].regex + r"\Z", re.ASCII)
