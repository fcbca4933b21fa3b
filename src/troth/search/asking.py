"""What somebody typed into a search, understood; there is nothing that cannot be."""

import re
from typing import NamedTuple

from troth.search.folding import words_of

LONGEST_TYPED = 400
"""Code points that are read; what is typed behind them is not looked for."""

SHORTEST_BEGINNING = 3
"""Letters from which on a word that is still being typed is looked for. A shorter one is left out:
what the words before it found stays on the screen; alone, it is a whole word."""

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»‹›", '"'))

_PART = re.compile(
    r"""(?P<not> -? )
    (?: " (?P<quoted> [^"]* ) (?P<end> "? )
      | (?P<plain> [^\s"]+ )
    )""",
    re.VERBOSE,
)

Phrase = tuple[str, ...]


class Asked(NamedTuple):
    """Phrases that a text must have and must not have; a word alone is a phrase of one.

    `is_open` says that the last wanted word may go on: whoever types has not left it yet.
    """

    wanted: tuple[Phrase, ...] = ()
    refused: tuple[Phrase, ...] = ()
    is_open: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.wanted and not self.refused


def asked(typed: str) -> Asked:
    """What was typed: words that all must be there, "several in a row", and -what must not be.

    Anything else is plain text: an address or a name with a hyphen is its words in a row.

    >>> asked('quote "new server" -draft ann')
    Asked(wanted=(('quote',), ('new', 'server'), ('ann',)), refused=(('draft',),), is_open=True)
    """
    typed = typed[:LONGEST_TYPED].translate(_QUOTES)
    wanted: list[Phrase] = []
    refused: list[Phrase] = []
    is_open = False
    for part in _PART.finditer(typed):
        phrase = tuple(words_of(part["plain"] or part["quoted"] or ""))
        if phrase:
            (refused if part["not"] else wanted).append(phrase)
        is_open = bool(phrase) and not part["not"] and _goes_on(part, typed)
    if is_open and len(wanted[-1][-1]) < SHORTEST_BEGINNING:
        wanted, is_open = _without_last_word(wanted), False
    return Asked(tuple(wanted), tuple(refused), is_open)


def _goes_on(part: re.Match[str], typed: str) -> bool:
    return part.end() == len(typed) and not part["end"] and not typed[-1].isspace()


def _without_last_word(wanted: list[Phrase]) -> list[Phrase]:
    *before, last = wanted
    kept = [*before, last[:-1]] if last[:-1] else before
    return kept or wanted
