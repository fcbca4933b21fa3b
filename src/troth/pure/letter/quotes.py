"""Which lines of a text are somebody else's words."""

from troth.pure.letter.marks import (
    begins_attribution,
    field_name,
    is_attribution,
    is_divider,
    is_rule,
    may_end_attribution,
    may_hold_block,
    names_sender,
    opens_attribution,
)

_ATTRIBUTION_LINES = 4
"""An attribution is broken into at most so many lines."""

_BLOCK_LINES = 14
"""The header lines above a quote stand within so many lines, folded and empty ones included."""

_BLOCK_FIELDS = 3
"""So many different fields, the sender among them, make a block; two may be a person's list."""

_BLANKS = frozenset(" \t")
_SIGNATURE_LINE = "\n-- \n"


def quotes_nobody(text: str) -> bool:
    """Whether a look at the whole text shows that no line of it can be quoted.

    True for most letters, and then the lines need not be asked one by one. The text's lines have
    no blanks at their ends. A single sign is looked for first: it is found many times faster.
    """
    return not (
        ">" in text
        or "：" in text
        or (":" in text and _may_be_introduced(text))
        or ("_" in text and "__" in text)
        or ("=" in text and "==" in text)
        or "--" in text.replace(_SIGNATURE_LINE, "\n")
        or "\n20" in text
        or text.startswith("20")
    )


def _may_be_introduced(text: str) -> bool:
    """Whether a colon of the text may be that of an attribution or of a block of header lines."""
    if ":\n" in text or text.endswith(":"):
        return True
    return text.count(":") >= _BLOCK_FIELDS and may_hold_block(text)


def quoted_lines(lines: list[str]) -> list[bool]:
    """For every line (without blanks at its end), whether it is quoted or says who is.

    Lines marked with ">" are quoted one by one, so that answers between them stay new. A divider,
    a block of header lines, or an attribution without marked lines below it quotes all that
    follows. Where nothing new stands above, the answer may stand below: then an attribution, and
    a divider with marked lines under it, quotes only itself.
    """
    quoted = [
        line[:1] == ">" or (line[:1] in _BLANKS and line.lstrip().startswith(">")) for line in lines
    ]
    first_new = len(lines)
    for number, line in enumerate(lines):
        if not line or quoted[number]:
            continue
        if line[0] in "-_=* \t" or ":" in line[:24] or line[-1] in ":：" or line[:2] == "20":
            begin, stop = _mark_at(lines, number, quoted, first_new=first_new)
            quoted[begin:stop] = [True] * (stop - begin)
            if begin < stop == len(lines):
                break
            first_new = first_new if first_new < begin else len(lines)
        if number < first_new and not quoted[number]:
            first_new = number
    return quoted


def _mark_at(
    lines: list[str], number: int, quoted: list[bool], *, first_new: int
) -> tuple[int, int]:
    """Where the mark at this line begins, and up to where it quotes; both the same without one."""
    line = lines[number]
    if is_divider(line):
        return number, _end_of_quote(lines, number, new_above=first_new < number)
    if field_name(line) and _is_block(lines, number):
        top = _with_rule_above(lines, number)
        return top, _end_of_quote(lines, number, new_above=first_new < top)
    if not may_end_attribution(line):
        return number + 1, number + 1
    follows = _is_marked(lines, _next_written(lines, number + 1))
    begin = _attribution_begin(lines, number, quoted, follows=follows)
    if begin is None:
        return number + 1, number + 1
    return begin, len(lines) if first_new < begin and not follows else number + 1


def _end_of_quote(lines: list[str], number: int, *, new_above: bool) -> int:
    """Up to where a divider or block quotes: to the end, or to the marked lines below it."""
    below = _next_written(lines, number + 1)
    stop = min(number + _BLOCK_LINES, len(lines))
    while below < stop and (field_name(lines[below]) or field_name(lines[below - 1])):
        below = _next_written(lines, below + 1)
    return below if not new_above and _is_marked(lines, below) else len(lines)


def _next_written(lines: list[str], number: int) -> int:
    """The first line from here on that is not empty; one past the last where none is."""
    while number < len(lines) and not lines[number]:
        number += 1
    return number


def _is_marked(lines: list[str], number: int) -> bool:
    return number < len(lines) and lines[number].lstrip().startswith(">")


def _is_block(lines: list[str], number: int) -> bool:
    names = {field_name(line) for line in lines[number : number + _BLOCK_LINES]} - {""}
    return len(names) >= _BLOCK_FIELDS and any(map(names_sender, names))


def _with_rule_above(lines: list[str], number: int) -> int:
    above = number - 1
    while above >= 0 and not lines[above]:
        above -= 1
    return above if above >= 0 and is_rule(lines[above]) else number


def _attribution_begin(
    lines: list[str], number: int, quoted: list[bool], *, follows: bool
) -> int | None:
    """The first line of the attribution that ends here; None where none does."""
    top = number
    while top > max(number - _ATTRIBUTION_LINES + 1, 0):
        if not lines[top - 1] or quoted[top - 1]:
            break
        top -= 1
    for begin in range(number, top - 1, -1):
        joined = " ".join(line.strip() for line in lines[begin : number + 1])
        if is_attribution(joined, quote_follows=follows):
            return _opening(lines, begin, top)
    return None


def _opening(lines: list[str], begin: int, top: int) -> int:
    """The nearest line above that opens the attribution, else one that may; else `begin`."""
    above = range(begin, top - 1, -1)
    opening = next((at for at in above if opens_attribution(lines[at])), None)
    if opening is not None:
        return opening
    return next((at for at in above[1:] if begins_attribution(lines[at])), begin)
