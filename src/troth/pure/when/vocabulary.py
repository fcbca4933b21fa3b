"""The words of one language, each with its tag and value."""

import importlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from troth.pure.when.zones import COMMON

MODULES = {"en": "troth.pure.when.en"}
"""Language -> the module with its words. It is imported when a text in it is first read."""

# Words from which a date can be made without a digit beside them.
_TELLING = frozenset(
    "MONTH MONTHISH WEEKDAY WEEKDAYISH DAYNAME UNIT SECOND PART TONIGHT WEEKEND DAYEND "
    "NOON OCLOCK VAGUE NOW NUMWORD ORDWORD PERIODEND".split()
)


class UnknownLanguage(ValueError):  # noqa: N818 - named for what is wrong, like the others
    """No words are known in a language; the sentence names those that are."""


Entry = tuple[str, Any]
"""A tag and a value."""

Phrase = tuple[tuple[str, ...], Entry]
"""The words after the first, and what all of them mean."""


@dataclass(frozen=True)
class Vocabulary:
    """What `find` knows of one language.

    `words` maps tag -> words or phrases -> value. `ordinal` and `meridiem` are patterns of what
    follows a number ("14th", "8 pm"); `month_first` says how 3/4 is read without other evidence.
    """

    language: str
    words: Mapping[str, Mapping[str, Any]]
    ordinal: str
    meridiem: str
    zones: Mapping[str, str]
    month_first: bool
    twelve_hours: bool

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Single words."""
        return {key: entry for key, entry in self._all() if " " not in key}

    @cached_property
    def phrases(self) -> dict[str, dict[str, list[Phrase]]]:
        """First word -> second word -> the phrases that begin so, longest first."""
        heads: dict[str, dict[str, list[Phrase]]] = {}
        for key, entry in self._all():
            head, *rest = key.split()
            if rest:
                heads.setdefault(head, {}).setdefault(rest[0], []).append((tuple(rest), entry))
        for seconds in heads.values():
            for phrases in seconds.values():
                phrases.sort(key=lambda phrase: -len(phrase[0]))
        return heads

    @cached_property
    def telling(self) -> frozenset[str]:
        """Words without one of which (or a digit) a text holds no date."""
        keys = [key for key, (tag, _) in self._all() if tag in _TELLING]
        single = {key for key in keys if " " not in key}
        phrases = [key.split() for key in keys if " " in key]
        # A phrase without a telling word of its own is known by its longest.
        return frozenset(
            single | {max(words, key=len) for words in phrases if single.isdisjoint(words)}
        )

    @cached_property
    def relevant(self) -> dict[str, bool]:
        """Words that a rule or a phrase may take up -> whether they are `telling`."""
        keys = [key for key, (tag, _) in self._all() if tag != "FUNCTION" or " " in key]
        words = {word for key in keys for word in key.split()}
        words |= {fold(name) for name in (*self.zones, *COMMON)}
        return {word: word in self.telling for word in words if word[-1].isalpha()}

    def _all(self) -> list[tuple[str, Entry]]:
        return [
            (fold(key), (tag, value))
            for tag, words in self.words.items()
            for key, value in words.items()
        ]


def fold(word: str) -> str:
    """The word as it is looked up: small letters, straight apostrophe, no accents."""
    if not word.isascii():
        word = unicodedata.normalize("NFD", word.replace("\u2019", "'"))
        word = _ACCENTS.sub("", word)
    return word.lower()


_ACCENTS = re.compile("[\u0300-\u036f]")


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of `language`, an ISO 639-1 code. Raises UnknownLanguage."""
    module = MODULES.get(language)
    if module is None:
        known = ", ".join(sorted(MODULES))
        raise UnknownLanguage(f"No dates are known in {language!r}. Known are: {known}.")
    words: Vocabulary = importlib.import_module(module).VOCABULARY
    return words
