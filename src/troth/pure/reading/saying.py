"""One way of saying what a rule is about: whether it holds for a sentence, and where."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from troth.pure.reading.expressions import Expression
from troth.pure.reading.patterns import NAME

_BORDERS = {code: " " for code in range(128) if not chr(code).isalnum()}


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


class Test:
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
class Saying:
    """One way to say what a rule is about, with the conditions of the rule and of its file."""

    act: str
    rule: str
    certainty: float
    said: Test
    only: tuple[Test, ...]
    unless: tuple[Test, ...]
    shifts: tuple[tuple[float, Test], ...]
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
        words = _words_of(folded)
        if not all(test.holds(folded, words) for test in self.only):
            return None
        if any(test.holds(folded, words) for test in self.unless):
            return None
        shift = sum(amount for amount, test in self.shifts if test.holds(folded, words))
        return Hit(self.act, self.rule, self.certainty + shift, *said.span(), actor)


def ends_so(endings: Sequence[str]) -> re.Pattern[str] | None:
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


def _words_of(folded: str) -> frozenset[str]:
    """The runs of letters and digits in a folded sentence, and "?" where it has one."""
    words = folded.translate(_BORDERS).split()
    return frozenset([*words, "?"] if "?" in folded else words)
