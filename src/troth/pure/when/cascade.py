"""Levels of rules, each rewriting runs of tokens into one.

Every level reads the whole row once, from left to right, and takes the longest rule that applies
at each place. Patterns are bounded, so the work grows with the length of the text and no faster.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from troth.pure.when.context import Context
from troth.pure.when.openings import openings
from troth.pure.when.tokens import CODES, Token, codes, pattern


class Found:
    """A place where a rule's pattern matched: `found["month"]` is the value of that token."""

    __slots__ = ("_match", "_tokens")

    def __init__(self, match: re.Match[str], tokens: list[Token]) -> None:
        self._match = match
        self._tokens = tokens

    def __getitem__(self, name: str) -> Any:
        token = self.token(name)
        return token and token.value

    def token(self, name: str) -> Token | None:
        """The first token of that group, or None where the group took no part or is not there."""
        match = self._match
        if name not in match.re.groupindex:
            return None
        start, end = match.span(name)
        return self._tokens[start] if start < end else None

    def tokens(self, name: str) -> list[Token]:
        """All tokens of that group, which took part."""
        start, end = self._match.span(name)
        return self._tokens[start:end]


Builder = Callable[[Found, Context], Any]
"""Makes the value of the new token, or None where the words mean no date after all."""


class Rule(NamedTuple):
    """Wherever `source` matches, `build` makes a token of `tag`."""

    tag: str
    source: str
    build: Builder


class Level:
    """Rules that apply at the same time, to rows with at least one of the tags in `needs`."""

    def __init__(self, needs: str = "") -> None:
        self._needs = frozenset(CODES[tag] for tag in needs.split())
        self._rules: list[Rule] = []
        self._by_opening: dict[str, list[Rule]] = {}

    @property
    def sources(self) -> tuple[str, ...]:
        """The patterns as they were written."""
        return tuple(rule.source for rule in self._rules)

    def rule(self, tag: str, source: str) -> Callable[[Builder], Builder]:
        """The function below makes a token of `tag` wherever the pattern `source` matches."""

        def add(build: Builder) -> Builder:
            self._rules.append(Rule(tag, source, build))
            self._by_opening.clear()
            return build

        return add

    def rewrite(self, tokens: list[Token], row: str, context: Context) -> list[Token]:
        """The tokens with every run that a rule understands replaced by what it means.

        `row` is their codes. Where no rule applies, the answer is `tokens` itself.
        """
        if self._needs and self._needs.isdisjoint(row):
            return tokens
        by_opening = self._by_opening or self._sorted_by_opening()
        result: list[Token] = []
        place = kept = 0
        while place < len(row):
            rules = by_opening.get(row[place])
            made = rules and _longest(rules, row, place, tokens, context)
            if not made:
                place += 1
                continue
            token, end = made
            result += tokens[kept:place]
            result.append(token)
            place = kept = end
        return result + tokens[kept:] if result else tokens

    def _sorted_by_opening(self) -> dict[str, list[Rule]]:
        """The rules that may begin with a token, by its code. Made when a text first needs it."""
        for rule in self._rules:
            for tag in openings(rule.source):
                self._by_opening.setdefault(CODES[tag], []).append(rule)
        return self._by_opening


def rewritten(
    tokens: list[Token], *, levels: Iterable[Level], context: Context
) -> list[Token]:
    """What is left of the tokens when each level has read them."""
    row = codes(tokens)
    for level in levels:
        changed = level.rewrite(tokens, row, context)
        if changed is not tokens:
            tokens, row = changed, codes(changed)
    return tokens


def _longest(
    rules: list[Rule], row: str, place: int, tokens: list[Token], context: Context
) -> tuple[Token, int] | None:
    """The token of the longest rule that has a meaning at `place`, and the place after it."""
    matches = [
        (match.end(), rule, match)
        for rule in rules
        if (match := pattern(rule.source).match(row, place)) and match.end() > place
    ]
    if len(matches) > 1:
        # Equally long ones stay in the order in which they are written.
        matches.sort(key=lambda item: -item[0])
    for end, rule, match in matches:
        value = _value(rule.build, Found(match, tokens), context)
        if value is not None:
            return Token(rule.tag, tokens[place].start, tokens[end - 1].end, value), end
    return None


def _value(build: Builder, found: Found, context: Context) -> Any:
    try:
        return build(found, context)
    except (ValueError, OverflowError):
        # The 31st of June, the year 0, ten thousand years from now: no day of any calendar.
        return None
