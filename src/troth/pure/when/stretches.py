"""Where in a text a date can stand.

Most words are in no list and belong to no date. No rule reaches past such a word, so only the
stretches between them need to be taken apart, and of those only the ones that hold a digit or a
word from which a date can be made.
"""

import re

from troth.pure.when.vocabulary import Vocabulary, fold

Stretch = tuple[int, int]
"""Start and end in code points, the end exclusive."""

_DIGIT = re.compile("[0-9]")
_WORD = re.compile(r"[^\W\d_]+")


def stretches(text: str, *, vocabulary: Vocabulary) -> list[Stretch]:
    """The parts of the text that may hold dates, in order; the others hold none.

    Each begins and ends where a token does: at the edge of the text, or at the end of a word that
    is in no list. That word belongs to the stretch before it, because rules ask what follows.
    """
    found: list[Stretch] = []
    relevant = vocabulary.relevant
    start = place = 0
    is_telling, after_word = False, True
    for key in _small(text).replace("\n", " ").split(" "):
        end = place + len(key)
        tells = relevant.get(key)
        if tells is not None:
            is_telling = is_telling or tells
            after_word = True
        elif not (key.isalpha() and key.isascii()):
            is_telling = is_telling or _tells(key, vocabulary)
            after_word = False
        elif not after_word:
            # The "pm" of "5 pm" belongs to the number before it.
            after_word = True
        else:
            if is_telling:
                found.append((start, end))
            start, is_telling = end, False
        place = end + 1
    return [*found, (start, len(text))] if is_telling else found


def _small(text: str) -> str:
    """The text in small letters and in its own length, which only one letter would change."""
    return text.replace("\u0130", "I").lower()


def _tells(piece: str, vocabulary: Vocabulary) -> bool:
    """Whether there is a digit or a telling word among signs or foreign letters."""
    if _DIGIT.search(piece):
        return True
    return not vocabulary.telling.isdisjoint(_WORD.findall(fold(piece)))
