"""Where the text ends and what stands under the name begins."""

from troth.pure.letter.marks import (
    ENDING_WORDS,
    closing_of,
    ends_letter,
    is_contact,
)

_LOOKED_AT = 80
"""Lines from the end: signatures with their small print are shorter."""

_AFTER_DASHES = 25
"""Written lines under a "--" that lost its blank; more of them are a text with a dash above."""

_AFTER_RULE = 8
_AFTER_NAME = 12
_NAME_CHARS, _NAME_WORDS = 40, 5
_SHORT_WORDS = 5
_LONGEST_LINE = 90
_NO_WORDS = ("",)


def signature_begin(lines: list[str], begin: int, end: int) -> int:
    """The first line of the signature among `lines[begin:end]`; `end` where there is none."""
    begin = max(begin, end - _LOOKED_AT)
    marked = [
        at
        for at, line in enumerate(lines[begin:end], begin)
        if (line.split(None, 1) or _NO_WORDS)[0] in ENDING_WORDS
    ]
    for number in marked:
        found = _begin_at(lines, number, end)
        if found is not None:
            return found
    return end


def _begin_at(lines: list[str], number: int, end: int) -> int | None:
    """Where the signature begins that this line begins or stands above; None where it does not."""
    mark = ends_letter(lines[number])
    if not mark:
        return None
    if mark == "closing":
        return _under_name(lines, number, end)
    below = [line for line in lines[number + 1 : end] if line]
    if mark == "dashes" and len(below) > _AFTER_DASHES:
        return None
    if mark == "rule" and not _is_footer(lines[number], below):
        return None
    return number


def _is_footer(rule: str, below: list[str]) -> bool:
    if len(below) > _AFTER_RULE:
        return False
    return rule[0] == "_" or not below or any(map(is_contact, below))


def _under_name(lines: list[str], closing: int, end: int) -> int | None:
    """The first line under closing and name, if what stands there is a block of contacts."""
    written = [number for number in range(closing + 1, end) if lines[number]]
    if closing_of(lines[closing]) == lines[closing].strip(" \t*,.!").lower():
        if not written or not _is_name(lines[written[0]]):
            return None
        written = written[1:]
    block: list[str] = []
    for number in written:
        if ends_letter(lines[number]) in {"sent from", "disclaimer"} or lines[number][:2] == "--":
            break
        block.append(lines[number])
    return written[0] if written and _is_block(block) else None


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
