"""One letter, made ready to be asked what it tells."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from troth.pure.courtesy.marks import Mark, languages, marks
from troth.pure.letter import Letter
from troth.pure.reading import fold
from troth.pure.reading.grammar import entries_of
from troth.pure.reading.mixture import parts
from troth.pure.reading.sentences import sentences

MOST_CHARS = 20_000
"""What stands further down in a letter's new text is pasted in, and is not asked."""

_PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class Heard:
    """A letter that a person wrote, its language or "", and the marks in it by their kind.

    `is_told` is whether its own words tell the language, which else is that of the others.
    """

    letter: Letter
    language: str
    marks: Mapping[str, list[Mark]]
    is_told: bool

    def first_sentence(self) -> str:
        """The first sentence of `new`, which may be its greeting."""
        text = self.letter.new[:MOST_CHARS].lstrip("\n").partition(_PARAGRAPH)[0]
        return next((text[start:end] for start, end in sentences(text)), "")

    def sentence(self, mark: Mark) -> str:
        """The sentence of `new` that holds the mark; "" where the mark goes beyond it."""
        text = self.letter.new
        begin = text.rfind(_PARAGRAPH, 0, mark.start) + 1
        stop = text.find(_PARAGRAPH, mark.start)
        text = text[begin : stop if stop >= 0 else len(text)]
        last = begin + len(text[: mark.end - begin].rstrip())
        for start, end in sentences(text, abbreviations=_abbreviations(self.language)):
            if begin + start <= mark.start < begin + end:
                return text[start:end] if last <= begin + end else ""
        return ""

    def said(self, kind: str) -> list[tuple[Mark, str]]:
        """The marks of a kind, each with its sentence."""
        if kind not in self.marks:
            return []
        pairs = ((mark, self.sentence(mark)) for mark in self.marks[kind])
        return [(mark, sentence) for mark, sentence in pairs if sentence]


def heard(letters: Iterable[Letter]) -> list[Heard]:
    """The letters that persons wrote; where words do not tell the language, it is the usual one.

    What machines and lists sent is left out.
    """
    written = [letter for letter in letters if is_written(letter)]
    folded = [fold(letter.new[:MOST_CHARS]) for letter in written]
    told = [_language(letter, text) for letter, text in zip(written, folded, strict=True)]
    usual = next((language for language, _ in Counter(filter(None, told)).most_common(1)), "")
    return [
        _heard(letter, text, language=language or usual, is_told=bool(language))
        for letter, text, language in zip(written, folded, told, strict=True)
    ]


def is_written(letter: Letter) -> bool:
    """Whether a person wrote it, to persons."""
    return not (letter.mass or letter.auto_reply or letter.bounce)


def _language(letter: Letter, folded: str) -> str:
    """The language that most of a letter's new text is in, or "" where its words do not tell."""
    found = parts(letter.new[:MOST_CHARS], folded, languages=languages())
    if len(found) == 1:
        return found[0].languages[0] if len(found[0].languages) == 1 else ""
    lengths: Counter[str] = Counter()
    for part in found:
        if len(part.languages) == 1:
            lengths[part.languages[0]] += part.end - part.start
    return next((language for language, _ in lengths.most_common(1)), "")


def _heard(letter: Letter, folded: str, *, language: str, is_told: bool) -> Heard:
    said = marks(letter.new, folded, language=language) if language else {}
    return Heard(letter, language, said, is_told)


def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(entries_of(language)["abbreviations"])
