"""The rules of one language: which of them hold for a sentence, and where."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import re2

from troth.pure.reading.patterns import NAME, Expression
from troth.pure.reading.rulebook import Rulebook, Words, read_entries, read_rules, read_words

FOLDER = Path(__file__).parent

AUTOMATON_BYTES = 32 << 20
"""Room for the states of a language's automaton. When it is full it starts afresh and loses
nothing; only room for less than a handful of states would make it miss what is there."""

_BORDERS = {code: " " for code in range(128) if not chr(code).isalnum()}


class UnknownLanguageError(ValueError):
    """A language without rules."""

    def __init__(self, language: str) -> None:
        known = ", ".join(languages())
        super().__init__(f"There are no rules for the language {language!r}. Choose from: {known}.")


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that holds for a sentence, on the words from `start` to `end` of it.

    `act` is the file it stands in: what the writer does with the sentence; `rule` is
    `language/act/name`. `actor` is the name of who is to do it, where the rule has one.
    """

    act: str
    rule: str
    certainty: float
    start: int
    end: int
    actor: str = ""


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
        self._tests: dict[str, _Test] = {}
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
            if hit is None or hit.actor.lower() in self._nobody:
                continue
            if hit.act not in best or hit.certainty > best[hit.act].certainty:
                best[hit.act] = hit
        return list(best.values())

    def _sayings_of(self, book: Rulebook) -> "Iterable[_Saying]":
        for rule in book.rules:
            conditions = (rule, book.common)
            name = f"{self.language}/{book.kind}/{rule.name}"
            only = tuple(self._test(each) for part in conditions for each in part.only)
            unless = tuple(self._test(each) for part in conditions for each in part.unless)
            shifts = tuple(
                (amount, self._test(said)) for part in conditions for amount, said in part.shifts
            )
            endings = [ending for part in conditions for ending in part.unless_ending]
            for said in rule.say:
                yield _Saying(
                    book.kind,
                    name,
                    rule.certainty or 0,
                    self._test(said),
                    only,
                    unless,
                    shifts,
                    _ends_so(endings),
                )

    def _test(self, expression: Expression) -> "_Test":
        """The test of `expression`; the same one where two rules say the same."""
        return self._tests.setdefault(expression.regex, _Test(expression))


class _Test:
    """One expression, which is compiled when a sentence has the words it needs."""

    __slots__ = ("_needs", "_regex", "_search", "expression")

    def __init__(self, expression: Expression) -> None:
        self.expression = expression
        self._regex = expression.regex
        self._needs = sorted(expression.needs, key=len)  # the small ones rule out most, cost least
        self._search: Callable[[str], re.Match[str] | None] | None = None

    def search(self, folded: str) -> re.Match[str] | None:
        """Where it matches."""
        return (self._search or self._compile())(folded)

    def holds(self, folded: str, words: frozenset[str]) -> bool:
        """Whether it matches; `words` are the words of the sentence."""
        for need in self._needs:  # all() over a generator takes three times as long
            if need.isdisjoint(words):
                return False
        return self.search(folded) is not None

    def _compile(self) -> Callable[[str], re.Match[str] | None]:
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
    unless_ending: re.Pattern[str] | None

    def kernel(self) -> str:
        """What must stand in a sentence for this to hold: the rarest of what it says and asks."""
        tests = (self.said, *self.only)
        return min((test.expression for test in tests), key=lambda it: it.commonness).kernel

    def hit(self, folded: str, written: str) -> Hit | None:
        said = self.said.search(folded)
        if said is None:
            return None
        actor = _actor(said, written)
        if actor is None or (
            self.unless_ending and self.unless_ending.search(written, *said.span())
        ):
            return None
        words = words_of(folded)
        if not all(test.holds(folded, words) for test in self.only):
            return None
        if any(test.holds(folded, words) for test in self.unless):
            return None
        shift = sum(amount for amount, test in self.shifts if test.holds(folded, words))
        return Hit(self.act, self.rule, self.certainty + shift, *said.span(), actor)


def _ends_so(endings: Sequence[str]) -> re.Pattern[str] | None:
    """Finds a word of some letters and one of the endings, as they are written."""
    if not endings:
        return None
    return re.compile(rf"\w{{3}}(?:{'|'.join(map(re.escape, endings))})\b", re.IGNORECASE)


def _actor(said: re.Match[str], written: str) -> str | None:
    """The name that a rule speaks of, "" where it speaks of none, None where it is no name."""
    if not said.re.groupindex:
        return ""
    name = written[slice(*said.span(NAME))]
    return name if name[0].isupper() and not name.isupper() else None


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


def words_of(folded: str) -> frozenset[str]:
    """The runs of letters and digits in a folded sentence, and "?" where it has one."""
    words = folded.translate(_BORDERS).split()
    return frozenset([*words, "?"] if "?" in folded else words)


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
