"""Letters that only say thanks."""

import re
from collections.abc import Sequence
from functools import cache

from troth.pure.reading.folding import fold
from troth.pure.reading.grammar import languages, words_of_language
from troth.pure.reading.mixture import parts

_LONGEST = 300
_MOST_NAMES = 4
_NAME = re.compile(r"[^\W\d_][\w'’.-]*")


def thanks_only(text: str, *, usual: Sequence[str] = ()) -> bool:
    """Whether `text` only thanks, greets or says OK: it neither closes nor opens anything.

    A name may follow ("Great, thank you!" and below it "Anna"). An empty text says nothing at
    all, so it is not a thanks. Words of no clear language are taken as in `usual`, or in any.
    """
    stripped = text.strip()
    if not stripped or len(stripped) > _LONGEST:
        return False
    folded = fold(stripped)
    told = parts(stripped, folded, languages=languages(), usual=usual)
    return len(told) == 1 and any(_only_thanks(stripped, folded, one) for one in told[0].languages)


def _only_thanks(text: str, folded: str, language: str) -> bool:
    courtesy, nobody = _courtesy(language)
    said, names, place = False, 0, 0
    while place < len(folded):
        if not folded[place].isalnum():
            place += 1
            continue
        match = courtesy.match(folded, place)
        if match:
            said, place = True, match.end()
            continue
        name = _NAME.match(text, place)
        names += 1
        if not said or names > _MOST_NAMES or name is None or not name[0][0].isupper():
            return False
        if fold(name[0]) in nobody:
            return False
        place = name.end()
    return said


@cache
def _courtesy(language: str) -> tuple[re.Pattern[str], frozenset[str]]:
    """What courtesies look like, and the words that are no names."""
    words = words_of_language(language)
    courtesy = re.compile(words.expressions["courtesy"].regex, re.ASCII)
    return courtesy, frozenset(words.entries["nobody"])
