"""Which language each paragraph of a text is written in, of those that there are rules for."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from troth.pure.reading.folding import fold
from troth.pure.reading.grammar import automaton, entries_of
from troth.pure.reading.sentences import PARAGRAPH_END

FEW = 1
"""So many words of a language may be a name, a title or a loan: they tell nothing."""

SMALL = 0.15
"""The share of all telling words up to which another language is not looked for by paragraph."""

LONG = 200
"""Code points of a text that has some telling words if it is in one of the languages at all."""

_WORD = re.compile("[a-z][a-z']*")


class Part(NamedTuple):
    """A stretch of a text and its language; several where its words do not tell."""

    start: int
    end: int
    languages: tuple[str, ...]


# Note [Words that tell]
# A text of a few lines is told by words that stand in the lists of one language and in no other's:
# surer on short paragraphs than letter n-grams, and some 10 µs a letter.
# Source: Grefenstette 1995, Comparing two language identification schemes.


def parts(
    text: str, folded: str, *, languages: Sequence[str], usual: Sequence[str] = ()
) -> list[Part]:
    """The text in parts of one language each, in order; most texts are one part.

    `folded` is `fold(text)`. A paragraph whose words do not tell has the language of the text; a
    text whose words do not tell has those of `languages` that are `usual`, or all where none is
    said to be. A text without a word has no part, nor has a long one that hardly a word tells of:
    it is damaged, or in another language.
    """
    languages = tuple(languages)
    if len(languages) == 1:
        return [Part(0, len(text), languages)]
    present = _present(languages)(folded.encode("ascii"))
    if present and len(present) == 1:
        return [Part(0, len(text), (languages[present[0]],))]
    counts = _counts(folded, languages)
    most = max(counts)
    if most <= FEW:
        nothing = len(folded) > LONG or not _WORD.search(folded)
        return [] if nothing else [Part(0, len(text), tuple(usual) or languages)]
    others = sum(counts) - most
    leading = _leading(languages, counts)
    if others <= FEW or others <= SMALL * most:
        return [Part(0, len(text), leading)]
    return _joined(_by_paragraph(text, folded, languages, leading=leading))


def told(text: str, *, languages: Sequence[str]) -> tuple[str, ...]:
    """The one of `languages` that most words of the text tell of; several where none leads."""
    return _leading(tuple(languages), _counts(fold(text), tuple(languages)))


def _by_paragraph(
    text: str, folded: str, languages: tuple[str, ...], *, leading: tuple[str, ...]
) -> list[Part]:
    found: list[Part] = []
    start = 0
    for end in [*(match.end() for match in PARAGRAPH_END.finditer(text)), len(text)]:
        best = _leading(languages, _counts(folded[start:end], languages))
        found.append(Part(start, end, best if len(best) == 1 else leading))
        start = end
    return found


def _leading(languages: tuple[str, ...], counts: list[int]) -> tuple[str, ...]:
    """The language most words tell of, those that share the lead, or all where one word tells."""
    most = max(counts)
    if most <= FEW:
        return languages
    return tuple(each for each, count in zip(languages, counts, strict=True) if count == most)


def _joined(found: list[Part]) -> list[Part]:
    """Neighbours of one language as one part."""
    joined: list[Part] = []
    for part in found:
        if joined and joined[-1].languages == part.languages:
            joined[-1] = joined[-1]._replace(end=part.end)
        else:
            joined.append(part)
    return joined


def _counts(folded: str, languages: tuple[str, ...]) -> list[int]:
    """For each language the words of the text that tell of it."""
    telling = _telling(languages)
    told = [telling.get(word.rstrip(",.!?")) for word in folded.split()]
    return [told.count(language) for language in languages]


@cache
def _present(languages: tuple[str, ...]) -> Callable[[bytes], Sequence[int] | None]:
    """Finds the positions of the languages that have two telling words side by side in a text.

    Frequent words are enough for it: that is so in most texts of some lines, and by chance in
    hardly any of another language.
    """
    told = _telling(languages)
    frequent = (
        [word for word in entries_of(language)["frequent"] if told.get(word) == language]
        for language in languages
    )
    either = [f"(?:{'|'.join(map(re.escape, words))})" for words in frequent]
    return automaton(rf"\b{each} {each}\b" for each in either)


@cache
def _telling(languages: tuple[str, ...]) -> dict[str, str]:
    """Word -> the one language in whose lists it stands."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for language in languages:
        for word in _words(language):
            if found.setdefault(word, language) != language:
                shared.add(word)
    return {word: language for word, language in found.items() if word not in shared}


def _words(language: str) -> set[str]:
    entries = entries_of(language)
    return {
        word
        for written in entries.values()
        for entry in written
        if _WORD.fullmatch(word := entry.strip())
    }
