"""The rules of one language: which of them hold for a sentence, and where."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import re2

from troth.pure.reading.patterns import RARE, Expression
from troth.pure.reading.rulebook import Rulebook, Words, read_rules, read_words

FOLDER = Path(__file__).parent

AUTOMATON_BYTES = 32 << 20
"""Room for the states of a language's automaton. When it is full it starts afresh and loses
nothing; only room for less than a handful of states would make it miss what is there."""

MOST_FREQUENT = 0.5
"""The share of sentences with the most frequent word of a language."""

SHORT, MOST_KNOWN = 40, 4096
"""Short sentences come again and again ("Hi Anna,", "Any news?"): what holds for them is kept."""

_BORDERS = {code: " " for code in range(128) if not chr(code).isalnum()}


class UnknownLanguageError(ValueError):
    """A language without rules."""

    def __init__(self, language: str) -> None:
        known = ", ".join(languages())
        super().__init__(f"There are no rules for the language {language!r}. Choose from: {known}.")


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that holds for a sentence, on the words from `start` to `end` of it.

    `act` is the file it stands in: what the writer does with the sentence.
    """

    act: str
    rule: str
    certainty: float
    start: int
    end: int


# Note [Words before expressions]
# Trying some 300 expressions on every sentence takes 0.5 ms, and few sentences matter. So three
# sieves come first, each of which lets through whatever could hold:
# 1. One automaton says whether a sentence holds the kernel of any rule (`reader`): 1.5 µs. It is
#    google-re2's, with all kernels as one expression. A `Set` of the whole expressions was tried:
#    5 µs on text it has met, but 100 µs on text that is new to it, and mail is always new, because
#    the states multiply with every counted gap and every rule that was met; and 40 MB of them.
# 2. Of a sentence that is left, its words say which rules could hold: each rule needs some.
# 3. Only those are tried, by `re`, which also says where.


class Grammar:
    """Every rule of one language. Ask `grammar(language)` for it, which keeps it."""

    def __init__(self, language: str, words: Words, books: Iterable[Rulebook]) -> None:
        self.language = language
        self.words = words
        self._tests: dict[str, _Test] = {}
        self._rank = {word: rank for rank, word in enumerate(words.entries.get("frequent", ()))}
        self._rank["?"] = len(self._rank) // 2
        self._sayings = [saying for book in books for saying in self._sayings_of(book)]
        self._by_word: dict[str, list[tuple[int, tuple[frozenset[str], ...]]]] = {}
        self._always: list[int] = []
        self._known: dict[str, list[Hit]] = {}
        for number, saying in enumerate(self._sayings):
            self._file(number, saying)

    def kernels(self) -> Iterator[str]:
        """Expressions without gaps, one of which stands in every sentence that a rule holds for."""
        return (saying.kernel() for saying in self._sayings)

    def hits(self, folded: str, *, plain: bool) -> list[Hit]:
        """The rules that hold for a folded sentence: for each act the most certain one.

        `plain` tries every expression, whatever the words; the answer is the same.
        """
        if plain:
            return self._best(range(len(self._sayings)), folded, words=None)
        if len(folded) > SHORT:
            return self._hits(folded)
        known = self._known.get(folded)
        if known is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            known = self._known[folded] = self._hits(folded)
        return known

    def _hits(self, folded: str) -> list[Hit]:
        words = words_of(folded)
        numbers = set(self._always)
        for word in words & self._by_word.keys():
            for number, needs in self._by_word[word]:
                if _meets(needs, words):
                    numbers.add(number)
        return self._best(sorted(numbers), folded, words=words) if numbers else []

    def _best(
        self, numbers: Iterable[int], folded: str, *, words: frozenset[str] | None
    ) -> list[Hit]:
        """For each act the most certain hit; of equals, the one that is written first."""
        best: dict[str, Hit] = {}
        for number in numbers:
            hit = self._sayings[number].hit(folded, words=words)
            if hit and (hit.act not in best or hit.certainty > best[hit.act].certainty):
                best[hit.act] = hit
        return list(best.values())

    def _file(self, number: int, saying: "_Saying") -> None:
        needs = saying.needs()
        if not needs:
            self._always.append(number)
            return
        telling = min(needs, key=lambda need: (sum(map(self._commonness, need)), sorted(need)))
        others = _ordered(needs - {telling})
        for word in telling:
            self._by_word.setdefault(word, []).append((number, others))

    def _commonness(self, word: str) -> float:
        """A guess of the share of sentences with this word. Source: Zipf 1949, for the frequent."""
        rank = self._rank.get(word)
        return RARE if rank is None else max(RARE, MOST_FREQUENT / (1 + rank / 10))

    def _sayings_of(self, book: Rulebook) -> "Iterable[_Saying]":
        for rule in book.rules:
            conditions = (rule, book.common)
            only = tuple(self._test(each) for part in conditions for each in part.only)
            unless = tuple(self._test(each) for part in conditions for each in part.unless)
            shifts = tuple(
                (amount, self._test(said)) for part in conditions for amount, said in part.shifts
            )
            for said in rule.say:
                yield _Saying(
                    book.kind,
                    rule.name,
                    rule.certainty or 0,
                    self._test(said),
                    only,
                    unless,
                    shifts,
                )

    def _test(self, expression: Expression) -> "_Test":
        """The test of `expression`; the same one where two rules say the same."""
        return self._tests.setdefault(expression.regex, _Test(expression))


class _Test:
    """One expression, which is compiled when a sentence has the words it needs."""

    __slots__ = ("_ordered_needs", "_regex", "_search", "expression", "needs")

    def __init__(self, expression: Expression) -> None:
        self.expression = expression
        self._regex = expression.regex
        self.needs = expression.needs
        self._ordered_needs = _ordered(expression.needs)
        self._search: Callable[[str], re.Match[str] | None] | None = None

    def search(self, folded: str, words: frozenset[str] | None) -> re.Match[str] | None:
        """Where it matches; `words` are all words of the sentence, None to look in any case."""
        if words is not None and not _meets(self._ordered_needs, words):
            return None
        return (self._search or self.compile())(folded)

    def compile(self) -> Callable[[str], re.Match[str] | None]:
        """Compiles and keeps it. What begins with `^` need not be looked for further on."""
        pattern = re.compile(self._regex, re.ASCII)
        self._search = pattern.match if self._regex.startswith("^") else pattern.search
        return self._search


@dataclass(frozen=True, slots=True)
class _Saying:
    """One way to say what a rule is about, with the conditions of the rule and of its file."""

    act: str
    rule: str
    certainty: float
    said: _Test
    only: tuple[_Test, ...]
    unless: tuple[_Test, ...]
    shifts: tuple[tuple[float, _Test], ...]

    def needs(self) -> frozenset[frozenset[str]]:
        """What a sentence must have for this to be said in it."""
        return frozenset(need for test in (self.said, *self.only) for need in test.needs)

    def kernel(self) -> str:
        """What must stand in a sentence for this to hold: the rarest of what it says and asks."""
        tests = (self.said, *self.only)
        return min((test.expression for test in tests), key=lambda it: it.commonness).kernel

    def hit(self, folded: str, *, words: frozenset[str] | None) -> Hit | None:
        said = self.said.search(folded, words)
        if said is None or not all(test.search(folded, words) for test in self.only):
            return None
        if any(test.search(folded, words) for test in self.unless):
            return None
        shift = sum(amount for amount, test in self.shifts if test.search(folded, words))
        return Hit(self.act, self.rule, self.certainty + shift, *said.span())


@cache
def grammar(language: str) -> Grammar:
    """The grammar of `language` ("en"); raises UnknownLanguageError, or RulesError."""
    if language not in languages():
        raise UnknownLanguageError(language)
    folder = FOLDER / language
    words = read_words(folder / "words.txt")
    paths = sorted(folder.glob("*.rules"))
    return Grammar(language, words, [read_rules(path, words=words) for path in paths])


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are rules for, as two letters each."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/words.txt")))


def words_of(folded: str) -> frozenset[str]:
    """The runs of letters and digits in a folded sentence, and "?" where it has one."""
    words = folded.translate(_BORDERS).split()
    return frozenset([*words, "?"] if "?" in folded else words)


def automaton(expressions: Iterable[str]) -> "re2.Set":
    """Says in one pass whether any of the expressions matches somewhere in a folded sentence."""
    options = re2.Options()
    options.max_mem = AUTOMATON_BYTES
    whole = re2.Set.SearchSet(options)
    whole.Add("|".join(f"(?:{each})" for each in dict.fromkeys(expressions)))
    whole.Compile()
    return whole


def _ordered(needs: frozenset[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """The same, the small ones first: they rule out most and cost least."""
    return tuple(sorted(needs, key=len))


def _meets(needs: tuple[frozenset[str], ...], words: frozenset[str]) -> bool:
    for need in needs:  # noqa: SIM110 -- all() over a generator takes three times as long
        if need.isdisjoint(words):
            return False
    return True
