"""Which language a text is written in."""

from functools import lru_cache
from typing import Any

_LEAST_LETTERS = 12
"""Fewer letters than this say too little."""

_MOST_CHARS = 4_000
"""More text than this does not change the answer."""

_LEAST_CERTAINTY = 0.5
_CODE_LENGTH = 2


def language_of(text: str) -> str:
    """The ISO 639-1 code of the text's language, or "und" where there is too little text."""
    sample = text[:_MOST_CHARS]
    if sum(map(str.isalpha, sample)) < _LEAST_LETTERS:
        return "und"
    code, certainty = _identifier().classify(sample)
    return str(code) if certainty >= _LEAST_CERTAINTY and len(code) == _CODE_LENGTH else "und"


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """The classifier, loaded when the first text asks for it: that takes a quarter of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
