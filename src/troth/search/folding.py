"""What makes two words the same: how they are written does not matter, only what they say.

# Note [Folding is done here]
SQLite and PostgreSQL each cut and fold text in their own way. Both are given words that were cut
and folded here, and take them as they are, so that both find the same.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_WORD = 40
"""Code points of a word that count; nobody types more, and what is longer is seldom a word."""

_OTHER_LETTERS = str.maketrans(
    {"æ": "ae", "ð": "d", "ø": "o", "þ": "th", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "œ": "oe"}
)
"""Letters that Unicode does not take apart, as people write them where they are wanting."""

_WORD = re.compile(
    r"""[぀-ヿ㐀-䶿一-鿿]        # written without spaces: each sign is a word
    | [^\W_぀-ヿ㐀-䶿一-鿿]+    # letters and digits of any other script
    """,
    re.VERBOSE,
)


class Span(NamedTuple):
    """A folded word and where it stands in the text: code points, the end exclusive."""

    word: str
    start: int
    end: int


def fold(text: str) -> str:
    """The text in small letters, without marks over or under them.

    >>> fold("Zürich, ŒUVRE, straße")
    'zurich, oeuvre, strasse'
    """
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order.

    >>> words_of("Re: Müller's e-mail")
    ['re', 'muller', 's', 'e', 'mail']
    """
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


def spans_of(text: str) -> Iterator[Span]:
    """The folded words of a text, each with its place in the text as it was written."""
    folded = fold(text)
    places = range(len(text) + 1) if text.isascii() else _places(text)
    for found in _WORD.finditer(folded):
        word = found.group()[:LONGEST_WORD]
        yield Span(word, places[found.start()], places[found.end() - 1] + 1)


class _Folded(dict[int, str]):
    """Code point -> what it is folded to, found out once for each."""

    def __missing__(self, code: int) -> str:
        apart = unicodedata.normalize("NFKD", chr(code)).casefold()
        apart = unicodedata.normalize("NFKD", apart).translate(_OTHER_LETTERS)
        kept = "".join(each for each in apart if unicodedata.category(each) != "Mn")
        self[code] = kept
        return kept


_FOLDED = _Folded()


def _places(text: str) -> list[int]:
    """For each code point of the folded text, the place of the one it was made from."""
    return [place for place, each in enumerate(text) for _ in fold(each)] + [len(text)]
