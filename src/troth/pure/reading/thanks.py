"""Letters that only say thanks."""

import re
from functools import cache

from troth.pure.reading.folding import fold
from troth.pure.reading.grammar import grammar, languages

_LONGEST = 300
_NAME = re.compile(r"(?:[^\W\d_][\w'’-]*\.?(?:[ ]+|\Z)){1,3}")


def thanks_only(text: str) -> bool:
    """Whether `text` only thanks, greets or says OK: it neither closes nor opens anything.

    A name may follow ("Great, thank you!" and below it "Anna"). An empty text says nothing at
    all, so it is not a thanks.
    """
    stripped = text.strip()
    if not stripped or len(stripped) > _LONGEST:
        return False
    return any(_only_thanks(stripped, language) for language in languages())


def _only_thanks(text: str, language: str) -> bool:
    folded = fold(text)
    courtesy = _courtesy(language)
    said = False
    place = 0
    while place < len(folded):
        if not folded[place].isalnum():
            place += 1
            continue
        match = courtesy.match(folded, place)
        if match:
            said, place = True, match.end()
            continue
        name = _NAME.match(text, place)
        if not said or name is None or not all(w[0].isupper() for w in name[0].split()):
            return False
        place = name.end()
    return said


@cache
def _courtesy(language: str) -> re.Pattern[str]:
    return re.compile(grammar(language).words.expressions["courtesy"].regex, re.ASCII)
