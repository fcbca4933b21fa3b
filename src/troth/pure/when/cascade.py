"""Levels of rules, each rewriting runs of tokens into one.

Every level reads the whole row once, from left to right, and takes the longest rule that applies
at each place. Patterns are bounded, so the work grows with the length of the text and no faster.
"""

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from troth.pure.when.context import Context
from troth.pure.when.openings import DEPTH, openings
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


class Rule:
    """Wherever `source` matches, `build` makes a token of `tag`."""

    def __init__(self, tag: str, source: str, build: Builder) -> None:
        self.tag = tag
        self.source = source
        self.build = build

    @cached_property
    def match(self) -> Callable[[str, int], re.Match[str] | None]:
        """The pattern's own method; compiled when a text first needs it."""
        return pattern(self.source).match

    @cached_property
    def openings(self) -> frozenset[str]:
        return openings(self.source)


class Level:
    """Rules that apply at the same time, to rows with at least one of the tags in `needs`."""

    def __init__(self, needs: str = "") -> None:
        self._needs = frozenset(CODES[tag] for tag in needs.split())
        self._rules: list[Rule] = []
        self._beginning = _Beginning(self._rules)

    @property
    def sources(self) -> tuple[str, ...]:
        """The patterns as they were written."""
        return tuple(rule.source for rule in self._rules)

    def rule(self, tag: str, source: str) -> Callable[[Builder], Builder]:
        """The function below makes a token of `tag` wherever the pattern `source` matches."""

        def add(build: Builder) -> Builder:
            self._rules.append(Rule(tag, source, build))
            return build

        return add

    def rewrite(self, tokens: list[Token], row: str, context: Context) -> list[Token]:
        """The tokens with every run that a rule understands replaced by what it means.

        `row` is their codes. Where no rule applies, the answer is `tokens` itself.
        """
        if self._needs and self._needs.isdisjoint(row):
            return tokens
        first = self._first
        result: list[Token] = []
        kept = 0
        for place, code in enumerate(row):
            if code not in first or place < kept:
                continue
            rules = self._beginning[row[place : place + DEPTH]]
            made = rules and _longest(rules, row, place, tokens, context)
            if made:
                token, end = made
                result += tokens[kept:place]
                result.append(token)
                kept = end
        return result + tokens[kept:] if result else tokens

    @cached_property
    def _first(self) -> frozenset[str]:
        """The codes with which any match may begin."""
        return frozenset(tags[0] for rule in self._rules for tags in rule.openings if tags)


class _Beginning(dict[str, list[Rule]]):
    """The codes of two tags, or of the last one -> the rules whose match may begin with them.

    The rules stay in the order of writing. Filled as rows are read, when all rules are there.
    """

    def __init__(self, rules: list[Rule]) -> None:
        super().__init__()
        self._rules = rules

    def __missing__(self, tags: str) -> list[Rule]:
        begins = {tags[:length] for length in range(1, DEPTH + 1)}
        self[tags] = [rule for rule in self._rules if not begins.isdisjoint(rule.openings)]
        return self[tags]


def rewritten(tokens: list[Token], *, levels: Iterable[Level], context: Context) -> list[Token]:
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
        if (match := rule.match(row, place)) and match.end() > place
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
