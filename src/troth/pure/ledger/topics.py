"""What a sentence is about, as far as its words show."""

import re

from troth.pure.reading import fold, says_little

WORD = re.compile("[a-z]{3,}")


PLURALS = ("ies", "es", "s")


def topic(sentence: str, *, language: str) -> frozenset[str]:
    """The stems of the words that name the matter; empty for "Done, here it is".

    Two sentences are about the same matter when their topics share a stem. A stem is the word
    without accents and its plural ending, at most seven letters, so that "migrating" and
    "migration" agree. What says nothing of the matter is the language's list `says-little`.
    """
    common = says_little(language)
    words = WORD.findall(fold(sentence))
    return frozenset([_stem(word) for word in words if word not in common])


def _stem(word: str) -> str:
    for ending in PLURALS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:7]
