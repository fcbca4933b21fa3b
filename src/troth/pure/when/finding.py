"""Every date in a text."""

from datetime import date, datetime
from typing import Any

from troth.pure.when.cascade import rewritten
from troth.pure.when.context import Context
from troth.pure.when.grammar import LEVELS
from troth.pure.when.lexer import tokens_of
from troth.pure.when.model import Granularity, Interval, When
from troth.pure.when.nodes import Day, Period, Span
from troth.pure.when.order import writes_month_first
from troth.pure.when.stretches import stretches
from troth.pure.when.tokens import Token
from troth.pure.when.vocabulary import Vocabulary, vocabulary

_RESULTS = frozenset(("DAY", "PERIOD", "SPAN", "MOMENT"))


def find(
    text: str, *, at: datetime, language: str = "en", month_first: bool | None = None
) -> list[When]:
    """Every date in the text, in order, not overlapping.

    `at` is the aware instant at which the text was written; its words are read in the zone of
    `at`, and instants in the answer are aware in that zone. A date without a year is the next one
    ahead; "ago", "last" and their like give past values. The end of a day is 17:00, of a week its
    Friday. `month_first` says how the writer orders 3/4 where the text does not show it; None is as
    usual in the language. No text raises; a naive `at` raises ValueError, a language without words
    UnknownLanguage.
    """
    if at.tzinfo is None:
        raise ValueError("`at` carries no zone; give an aware instant.")
    words = vocabulary(language)
    parts = stretches(text, vocabulary=words)
    if not parts:
        return []
    context = Context(at, at.tzinfo, words, _month_first(text, words, usual=month_first))
    tokens = tokens_of(text, parts, vocabulary=words)
    tokens = rewritten(tokens, levels=LEVELS, context=context)
    return [_when(token, text) for token in tokens if token.tag in _RESULTS]


def _month_first(text: str, words: Vocabulary, *, usual: bool | None) -> bool:
    shown = writes_month_first(text)
    if shown is not None:
        return shown
    return words.month_first if usual is None else usual


def _when(token: Token, text: str) -> When:
    value, granularity = _meaning(token.value)
    # The second word of a contraction begins where its letters end: "del 14" holds "14".
    words = text[token.start : token.end].lstrip()
    return When(words, token.end - len(words), token.end, value, granularity)


def _meaning(node: Any) -> tuple[date | datetime | Interval, Granularity]:
    match node:
        case Day():
            return node.value, Granularity.DAY
        case Period():
            return Interval(node.start, node.end), node.granularity
        case Span():
            return Interval(node.start, node.end), Granularity.MINUTE
    moment: datetime = node
    return moment, Granularity.MINUTE
