"""Whether a letter that was sent is one that was drafted."""

import re

SAME_ENOUGH = 0.5
"""Half of a draft's lines in a sent letter make it that draft: a person changes some, adds some."""

SHORTEST = 12
"""Letters and digits from which on a line tells letters apart; "Best regards" stands in all."""

_NOT_WORD = re.compile(r"\W+")


def likeness(draft: str, sent: str) -> float:
    """The share of the draft's telling lines that stand in the sent text, from 0 to 1.

    Mail programs break long lines anew and quote with marks of their own; so words alone are
    compared, without spaces. A draft without a telling line is like nothing.
    """
    lines = [line for line in map(_words, draft.splitlines()) if len(line) >= SHORTEST]
    if not lines:
        return 0.0
    text = _words(sent)
    return sum(line in text for line in lines) / len(lines)


def is_same_letter(draft: str, sent: str) -> bool:
    return likeness(draft, sent) >= SAME_ENOUGH


def _words(text: str) -> str:
    return _NOT_WORD.sub("", text).casefold()
