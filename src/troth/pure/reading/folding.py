"""A copy of a text in plain lower-case ASCII in which every place is the same as before."""

import re
import unicodedata
from functools import cache

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_TYPOGRAPHIC = str.maketrans("‘’‚‛ʼ′´`“”„‟«»″‐‑‒–—―−…¿¡ß", "''''''''\"\"\"\"\"\"\"-------.  s")
_SPACES = dict.fromkeys((*range(32), 127, ord("*"), ord("_")), " ")
"""Control signs, line ends and the marks people put round a *stressed* word."""


def fold(text: str) -> str:
    """`text` in lower-case ASCII, one sign for one code point, line ends as spaces.

    Accents and curly quotes are taken off, so that a rule is written once and offsets hold. A
    letter of another script becomes "x" and any other sign "~", so that words keep their borders.
    """
    if not text.isascii():
        text = _NOT_ASCII.sub(_plain, text)
    return text.lower().translate(_SPACES)


def _plain(match: re.Match[str]) -> str:
    return _plain_sign(match[0])


@cache
def _plain_sign(sign: str) -> str:
    known = sign.translate(_TYPOGRAPHIC)
    if known.isascii():
        return known
    first = unicodedata.normalize("NFKD", sign)[0]
    if first.isascii():
        return first
    if first.isspace():
        return " "
    return "x" if first.isalnum() else "~"
