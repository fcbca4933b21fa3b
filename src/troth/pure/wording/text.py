"""Words from outside, made fit for a line of a letter."""

import re

LONGEST_LINE = 998
"""Bytes in a line, its end not counted. Source: RFC 5322, section 2.1.1."""

_INDENT = "  "
_ROOM = 900
"""Bytes at which a line is broken: room for an indent and for one more sign of any length."""

# Ordinary spaces, line ends and controls in any number are one space; unbreakable spaces stay.
_GAPS = re.compile(r"(?:[^\S\u00a0\u202f]|[\x00-\x1f\x7f-\x9f])+")
_HALF_SIGNS = re.compile(r"[\ud800-\udfff]")


def one_line(words: str) -> str:
    """The words on one line, without control characters or halves of characters."""
    return _GAPS.sub(" ", _HALF_SIGNS.sub("\ufffd", words)).strip()


def upper_first(words: str) -> str:
    """The words with a capital at the start."""
    return words[:1].upper() + words[1:]


def broken(text: str) -> str:
    """The text with every line over 998 bytes broken at a space, or within a word as long as that.

    Source: RFC 5322, section 2.1.1.
    """
    return "\n".join(part for line in text.split("\n") for part in _pieces(line))


def _pieces(line: str) -> list[str]:
    pieces = []
    while len(line.encode()) > LONGEST_LINE:
        head = line.encode()[:_ROOM].decode(errors="ignore")
        cut = head.rfind(" ", len(_INDENT) + 1)
        cut = cut if cut > 0 else len(head)
        pieces.append(line[:cut].rstrip(" "))
        line = _INDENT + line[cut:].lstrip(" ")
    return [*pieces, line]
