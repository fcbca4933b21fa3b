"""What stands between quotation marks: somebody else's word, or a title."""

import re
from collections.abc import Iterable

from troth.pure.reading.sentences import PARAGRAPH_END

_QUOTED = re.compile(r'(?<![a-z0-9])"(?! )[^"]{1,400}[^" ]"(?![a-z0-9])')
_GUILLEMETS = re.compile("«[^«»]{1,400}»")  # with blanks inside, in French


def without_quotes(text: str, folded: str) -> str:
    """`folded`, which is `fold(text)`, with what is quoted blanked out; every place stays.

    A mark that is not closed within its paragraph quotes nothing.
    """
    if "«" in text:
        folded = _blanked(_GUILLEMETS.finditer(text), folded)
    pieces: list[str] = []
    start = 0
    while (mark := folded.find('"', start)) >= 0:
        end = _paragraph_end(text, mark)
        pieces += (
            folded[start:mark],
            _QUOTED.sub(_blank, folded[max(mark - 1, 0) : end])[mark > 0 :],
        )
        start = end
    return "".join(pieces) + folded[start:]


def _paragraph_end(text: str, place: int) -> int:
    match = PARAGRAPH_END.search(text, place)
    return match.end() if match else len(text)


def _blanked(quoted: Iterable[re.Match[str]], folded: str) -> str:
    pieces: list[str] = []
    start = 0
    for match in quoted:
        pieces += (folded[start : match.start()], _blank(match))
        start = match.end()
    return "".join(pieces) + folded[start:]


def _blank(quoted: re.Match[str]) -> str:
    return '"' + "~" * (len(quoted[0]) - 2) + '"'
