"""A text as a row of tokens; each is made by what reads its shape."""

import re
from collections.abc import Iterable

from troth.pure.when.figures import READERS
from troth.pure.when.nodes import HalfDate
from troth.pure.when.phrases import with_phrases
from troth.pure.when.shapes import shapes_of
from troth.pure.when.stretches import Stretch
from troth.pure.when.tokens import Token
from troth.pure.when.vocabulary import Vocabulary, fold
from troth.pure.when.zones import zone_named

_QUARTER = re.compile(r"[qQ]([1-4])\Z")


def tokens_of(text: str, parts: Iterable[Stretch], *, vocabulary: Vocabulary) -> list[Token]:
    """The tokens of those parts of the text, in order; `start` and `end` are code points into it.

    What stands outside the parts is seen where a sign's meaning depends on its neighbours.
    """
    shapes = shapes_of(vocabulary)
    tokens: list[Token] = []
    for start, end in parts:
        for found in shapes.finditer(text, start):
            kind = found.lastgroup or "other"
            if kind in _WORDS:
                token = _WORDS[kind](found[0], *found.span(), vocabulary)
                if token.word in vocabulary.contractions:
                    tokens += _parts(token, vocabulary)
                    token = tokens.pop()
            else:
                token = READERS[kind](found)
            tokens.append(token)
            if token.end >= end:
                break
    return with_phrases(tokens, vocabulary)


def _parts(token: Token, vocabulary: Vocabulary) -> list[Token]:
    """The words for which a contraction stands: its letters are those of the first."""
    start, end = token.start, token.end
    first, *others = vocabulary.contractions[token.word]
    rest = [_word(part, end, end, vocabulary) for part in others]
    return [_word(first, start, end, vocabulary), *rest]


def _word(word: str, start: int, end: int, vocabulary: Vocabulary) -> Token:
    """The token of a word made of letters."""
    if word.lower() in vocabulary.look_alikes:
        return Token("FUNCTION", start, end, None, word.lower())
    key = fold(word)
    entry = vocabulary.entries.get(key)
    if entry is None and key[-2:] == "'s" and (entry := vocabulary.entries.get(key[:-2])):
        key, end = key[:-2], end - 2
    if entry is None:
        return _unknown(word, start, end, key, vocabulary)
    tag, value = entry
    if tag == "WEEKDAYISH" and vocabulary.capital_nouns and not word[0].isupper():
        return Token("WORD", start, end, None, key)
    if tag == "MONTHISH" and word[0].isupper():
        # A month that is another word too is told apart by its capital letter.
        tag = "MONTHNAME"
    elif tag == "MONTHISH" and vocabulary.ways_follow:
        # Where months are written small, the capital is that of a planet or of a first name.
        tag = "MONTH"
    return Token(tag, start, end, value, key)


def _unknown(word: str, start: int, end: int, key: str, vocabulary: Vocabulary) -> Token:
    zone = zone_named(word, names=vocabulary.zones) if word.isupper() else None
    if zone:
        return Token("ZONE", start, end, zone, key)
    return Token("NAME" if word[0].isupper() else "WORD", start, end, None, key)


def _word_with_digits(word: str, start: int, end: int, vocabulary: Vocabulary) -> Token:
    if quarter := _QUARTER.match(word):
        return Token("QUARTERNO", start, end, int(quarter[1]))
    letters = re.match(r"[^\W\d_]+", word)
    entry = vocabulary.entries.get(fold(letters[0])) if letters else None
    digits = word[letters.end() :] if letters else ""
    if entry and entry[0] == "MONTH" and digits.isascii() and digits.isdigit() and len(digits) < 3:
        return Token("HALFDATE", start, end, HalfDate(str(entry[1]), digits, ""))
    if entry and entry[0] == "QUARTERHEAD" and digits in ("1", "2", "3", "4"):
        return Token("QUARTERNO", start, end, int(digits))
    if entry and entry[0] == "WEEKNO" and digits.isascii() and digits.isdigit():
        return Token("WEEKNO", start, end, int(digits[:4]))
    return Token("OTHER", start, end)


_WORDS = {"elided": _word, "plain": _word, "word": _word, "mixed": _word_with_digits}
