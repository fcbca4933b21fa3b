"""The words of one language, each with its tag and value."""

import importlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from troth.pure.when.zones import COMMON

MODULES = {
    "de": "troth.pure.when.de",
    "en": "troth.pure.when.en",
    "es": "troth.pure.when.es",
    "fr": "troth.pure.when.fr",
}
"""Language -> the module with its words. It is imported when a text in it is first read."""

# Words from which a date can be made without a digit beside them.
_TELLING = frozenset(
    "MONTH MONTHISH WEEKDAY WEEKDAYISH DAYNAME UNIT SECOND PART TONIGHT WEEKEND DAYEND "
    "NOON OCLOCK VAGUE NOW NUMWORD ORDWORD PERIODEND MORROW".split()
)


class UnknownLanguage(ValueError):  # noqa: N818 - named for what is wrong, like the others
    """No words are known in a language; the sentence names those that are."""


AM_OR_PM = r"[aApP](?:[mM]\b|\.\ ?[mM]\b\.?)"

Entry = tuple[str, Any]
"""A tag and a value."""

Phrase = tuple[tuple[str, ...], Entry]
"""The words after the first, and what all of them mean."""


@dataclass(frozen=True)
class Vocabulary:
    """What `find` knows of one language.

    `words` maps tag -> words or phrases -> value. `ordinal` and `meridiem` are patterns of what
    follows a number ("14th", "8 pm"); `month_first` says how 3/4 is read without other evidence.

    `contractions` maps a word to those that it is short for ("du" is "de le"), a head before an
    apostrophe among them ("d'"); `look_alikes` only look like a listed word without their accents.
    `hours` is a pattern of what stands between the hours and the minutes of a clock time ("14 h
    30") and may stand after the hours alone. `ways_follow` says that "next" follows its noun
    and that months are written small,
    `capital_nouns` that a small letter begins no noun and short weekdays have a capital,
    `before_is_ago` that "before two days" is two days ago.
    """

    language: str
    words: Mapping[str, Mapping[str, Any]]
    ordinal: str
    meridiem: str = AM_OR_PM
    zones: Mapping[str, str] = field(default_factory=dict)
    month_first: bool = False
    twelve_hours: bool = True
    contractions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    look_alikes: frozenset[str] = frozenset()
    hours: str = r"(?!)"
    ways_follow: bool = False
    capital_nouns: bool = False
    before_is_ago: bool = False

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
        single |= {max(words, key=len) for words in phrases if single.isdisjoint(words)}
        single |= {
            word for word, parts in self.contractions.items() if not single.isdisjoint(parts)
        }
        # Where signs are taken away an apostrophe is too: "hui" tells "aujourd'hui".
        return frozenset(single | {max(word.split("'"), key=len) for word in single})

    @cached_property
    def relevant(self) -> dict[str, bool]:
        """Words that a rule or a phrase may take up -> whether they are `telling`."""
        keys = [key for key, (tag, _) in self._all() if tag != "FUNCTION" or " " in key]
        words = {word for key in keys for word in key.split()} | self.contractions.keys()
        words |= {fold(name) for name in (*self.zones, *COMMON)}
        return {word: word in self.telling for word in words if word[-1].isalpha()}

    def _all(self) -> list[tuple[str, Entry]]:
        return [
            (self._expanded(fold(key)), (tag, value))
            for tag, words in self.words.items()
            for key, value in words.items()
        ]

    def _expanded(self, key: str) -> str:
        """The words of `key` with contractions written out, as a text's words are looked up."""
        if not self.contractions:
            return key
        words = (
            self.contractions.get(word, (word,)) for word in _ELIDED.sub(self._apart, key).split()
        )
        return " ".join(word for parts in words for word in parts)

    def _apart(self, elided: re.Match[str]) -> str:
        return f"{elided[0]} " if elided[0] in self.contractions else elided[0]


_ELIDED = re.compile(r"\b[a-z]{1,6}'")


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
