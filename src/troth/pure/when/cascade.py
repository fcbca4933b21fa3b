"""Levels of rules, each rewriting runs of tokens into one.

Every level reads the whole row once, from left to right, and takes the longest rule that applies
at each place. Patterns are bounded, so the work grows with the length of the text and no faster.
"""

import re
from collections.abc import Callable
from typing import Any

from troth.pure.when.context import Context
from troth.pure.when.tokens import CODES, Token, codes, pattern

_GROUP_NAME = re.compile(r"\(\?P<\w+>")


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
        return next(iter(self.tokens(name)), None)

    def tokens(self, name: str) -> list[Token]:
        """All tokens of that group; empty where it took no part or the rule has none so named."""
        if name not in self._match.re.groupindex:
            return []
        start, end = self._match.span(name)
        return self._tokens[start:end] if start >= 0 else []


Builder = Callable[[Found, Context], Any]
"""Makes the value of the new token, or None where the words mean no date after all."""


class Level:
    """Rules that apply at the same time, to rows with at least one of the tags in `needs`."""

    def __init__(self, needs: str = "") -> None:
        self._needs = frozenset(CODES[tag] for tag in needs.split())
        self._rules: list[tuple[str, str, Builder]] = []
        self._any: re.Pattern[str] | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """The patterns as they were written."""
        return tuple(source for _, source, _ in self._rules)

    def rule(self, tag: str, source: str) -> Callable[[Builder], Builder]:
        """The function below makes a token of `tag` wherever the pattern `source` matches."""

        def add(build: Builder) -> Builder:
            self._rules.append((tag, source, build))
            self._any = None
            return build

        return add

    def rewrite(self, tokens: list[Token], context: Context) -> list[Token]:
        """The row with every run that a rule understands replaced by what it means."""
        row = codes(tokens)
        if self._needs and self._needs.isdisjoint(row):
            return tokens
        hit = self._anything().search(row)
        if hit is None:
            return tokens
        result: list[Token] = []
        place = 0
        while hit is not None:
            result += tokens[place : hit.start()]
            place = hit.start()
            token, width = self._longest(row, place, tokens, context)
            result.append(token)
            place += width
            hit = self._anything().search(row, place)
        return result + tokens[place:]

    def _anything(self) -> re.Pattern[str]:
        if self._any is None:
            nameless = (_GROUP_NAME.sub("(?:", source) for source in self.sources)
            self._any = pattern("|".join(f"(?:{source}\n)" for source in nameless))
        return self._any

    def _longest(
        self, row: str, place: int, tokens: list[Token], context: Context
    ) -> tuple[Token, int]:
        matches = [
            (match.end(), tag, match, build)
            for tag, source, build in self._rules
            if (match := pattern(source).match(row, place)) and match.end() > place
        ]
        matches.sort(key=lambda item: -item[0])
        for end, tag, match, build in matches:
            value = _value(build, Found(match, tokens), context)
            if value is not None:
                return Token(tag, tokens[place].start, tokens[end - 1].end, value), end - place
        return tokens[place], 1


def _value(build: Builder, found: Found, context: Context) -> Any:
    try:
        return build(found, context)
    except (ValueError, OverflowError):
        # The 31st of June, the year 0, ten thousand years from now: no day of any calendar.
        return None
