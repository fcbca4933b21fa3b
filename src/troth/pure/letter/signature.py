"""Where the text ends and what stands under the name begins; and what stands above the text."""

from troth.pure.letter.endings import (
    ENDING_WORDS,
    HEAD_WORDS,
    closes_alone,
    ends_letter,
    is_banner,
    is_contact,
    is_signed_mark,
)
from troth.pure.letter.marks import is_rule

_LOOKED_AT = 80
"""Lines from the end: signatures with their small print are shorter."""

_AFTER_DASHES = 25
"""Written lines under a "--" that lost its blank; more of them are a text with a dash above."""

_AFTER_RULE = 8
_LONG_RULE = 5
_LONG_DASHES = frozenset("–—")
"""What telephones make of two dashes."""

_AFTER_NAME = 12
_NAME_CHARS, _NAME_WORDS = 40, 5
_SHORT_WORDS = 5
_LONGEST_LINE = 90
_BANNER_LINES = 8
_WRAPPED_CHARS = 50
"""A line of a warning that goes on below is at least so long."""

_FIRST_PRINTED = "!"
"""An indented line sorts before it, every other written one does not."""
_NOT_OF_NAME = frozenset({"sent from", "disclaimer", "delimiter", "dashes"})


def head_end(lines: list[str], begin: int, end: int) -> int:
    """Up to where programs wrote on top of the letter; `begin` where they wrote nothing.

    That is a gateway's warning ("CAUTION: This e-mail came from outside"), and PGP's first mark.
    """
    first = lines[begin]
    if first and first.partition(" ")[0] not in HEAD_WORDS:
        return begin
    while begin < end and not lines[begin]:
        begin += 1
    if begin == end or lines[begin].partition(" ")[0] not in HEAD_WORDS:
        return begin
    stop = begin + 1
    if is_signed_mark(lines[begin]):
        while stop < end and lines[stop].startswith("Hash:"):
            stop += 1
        return stop
    last = min(end, begin + _BANNER_LINES)
    while stop < last and len(lines[stop - 1]) >= _WRAPPED_CHARS and lines[stop]:
        if lines[stop - 1][-1] in ".!?*]":
            break
        stop += 1
    return stop if is_banner(" ".join(lines[begin:stop])) else begin


def signature_begin(lines: list[str], begin: int, end: int) -> int:
    """The first line of the signature among `lines[begin:end]`; `end` where there is none."""
    begin = max(begin, end - _LOOKED_AT)
    marked = [
        at
        for at, line in enumerate(lines[begin:end], begin)
        if line.partition(" ")[0] in ENDING_WORDS or "" < line < _FIRST_PRINTED
    ]
    for number in marked:
        found = _begin_at(lines, number, begin, end)
        if found is not None:
            return found
    return end


def _begin_at(lines: list[str], number: int, begin: int, end: int) -> int | None:
    """Where the signature begins that this line begins or stands above; None where it does not."""
    mark = ends_letter(lines[number])
    if not mark:
        return None
    if mark == "closing":
        return _under_closing(lines, number, end)
    below = [line for line in lines[number + 1 : end] if line]
    if mark == "sent perhaps" and (below or (number > begin and lines[number - 1])):
        return None
    if mark == "dashes" and len(below) > _AFTER_DASHES:
        return None
    if mark == "rule" and not _is_footer(lines[number], below):
        return None
    return number


def _is_footer(rule: str, below: list[str]) -> bool:
    if len(below) > _AFTER_RULE:
        return False
    if not below:
        return True
    if len(rule) < _LONG_RULE:
        is_told = any(map(_is_sentence, below))
        return not is_told and (rule in _LONG_DASHES or any(map(is_contact, below)))
    return rule[0] == "_" or any(map(is_contact, below))


def _under_closing(lines: list[str], closing: int, end: int) -> int | None:
    """Where the signature begins under a closing: at a rule with contacts below, else at the name.

    A name with nothing below it is no signature, nor is what a person still says there.
    """
    written = [number for number in range(closing + 1, end) if lines[number]]
    if not written:
        return None
    if is_rule(lines[written[0]]):
        first = [lines[number] for number in written[1 : 1 + _AFTER_RULE]]
        return written[0] if any(map(is_contact, first)) else None
    if closes_alone(lines[closing]):
        return _name_above_block(lines, written)
    return written[0] if _is_block(_block(lines, written)) else None


def _name_above_block(lines: list[str], written: list[int]) -> int | None:
    if not _is_name(lines[written[0]]) or len(written) == 1:
        return None
    block = _block(lines, written[1:])
    if not _is_block(block):
        return None
    return written[0] if block else written[1]


def _block(lines: list[str], written: list[int]) -> list[str]:
    """The lines up to the next sign of a signature or of small print."""
    block: list[str] = []
    for number in written:
        mark = ends_letter(lines[number])
        if (
            mark in _NOT_OF_NAME
            or lines[number][:2] == "--"
            or (mark == "rule" and not lines[number - 1])
        ):
            break
        block.append(lines[number])
    return block


def _is_name(line: str) -> bool:
    return len(line) <= _NAME_CHARS and len(line.split()) <= _NAME_WORDS


def _is_block(block: list[str]) -> bool:
    """Short lines with a number, an address or a link among them; or a few words on each."""
    if len(block) > _AFTER_NAME or any(map(_is_sentence, block)):
        return False
    return any(map(is_contact, block)) or all(len(line.split()) <= _SHORT_WORDS for line in block)


def _is_sentence(line: str) -> bool:
    if len(line) > _LONGEST_LINE or line[:4].upper().startswith(("PS", "P.S")):
        return True
    return line[-1] in ".?!" and len(line.split()) >= _SHORT_WORDS
