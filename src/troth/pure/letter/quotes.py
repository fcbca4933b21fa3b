"""Which lines of a text are somebody else's words."""

from troth.pure.letter.marks import (
    ENDING_CHARS,
    VERB_ENDINGS,
    begins_attribution,
    breaks_address,
    field_name,
    is_attribution,
    is_divider,
    is_rule,
    is_ruled_attribution,
    may_end_attribution,
    may_hold_block,
    names_recipient,
    names_sender,
    opens_attribution,
)
from troth.pure.letter.runs import mark_under_attribution, stands_in_run

_ATTRIBUTION_LINES = 4
"""An attribution is broken into at most so many lines."""

_BLOCK_LINES = 14
"""The header lines above a quote stand within so many lines, folded and empty ones included."""

_BLOCK_FIELDS = 3
"""So many different fields, the sender among them, make a block; two may be a person's list."""

_WRAPPED_CHARS = 60
"""A program that wraps quoted lines without marking the rest leaves lines at least so long."""

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
        or _has_dashes(text)
        or "\n20" in text
        or text.startswith("20")
        or ("|" in text and ("\n|" in text or text.startswith("|")))
    )


def _has_dashes(text: str) -> bool:
    """Whether two dashes stand in the text besides those of one signature."""
    dashes = text.find("--")
    if dashes > 0 and text.startswith(_SIGNATURE_LINE, dashes - 1):
        dashes = text.find("--", dashes + 2)
    return dashes >= 0


def _may_be_introduced(text: str) -> bool:
    """Whether a colon of the text may be that of an attribution or of a block of header lines."""
    if ":\n" in text or text.endswith(":"):
        return True
    return text.count(":") >= _BLOCK_FIELDS and may_hold_block(text)


def quoted_lines(lines: list[str], text: str) -> list[bool]:
    """For every line of the text (without blanks at its end), whether it is quoted or says who is.

    Lines marked with ">" are quoted one by one, so that answers between them stay new. A divider,
    a block of header lines, or an attribution without marked lines below it quotes all that
    follows. Where nothing new stands above, the answer may stand below: then an attribution, and
    a divider with marked lines under it, quotes only itself.
    """
    quoted = [
        line[:1] == ">" or (line[:1] in _BLANKS and line.lstrip().startswith(">")) for line in lines
    ]
    is_wide = "：" in text
    first_new = len(lines)
    for number, line in enumerate(lines):
        if not line or quoted[number]:
            continue
        is_odd = ">" in line or "<" in line or line[0] == "|"
        if is_odd and _is_odd_quote(lines, number, quoted):
            continue
        if number and quoted[number - 1] and _is_spilt(lines, number):
            quoted[number] = True
            continue
        if (
            line[0] in "-_=* \t"
            or ":" in line[:24]
            or line[-1] in ":："
            or line[:2] == "20"
            or (is_odd and line[-ENDING_CHARS:] in VERB_ENDINGS)
            or (is_wide and "：" in line[:24])
        ):
            begin, stop = _mark_at(lines, number, quoted, first_new=first_new)
            quoted[begin:stop] = [True] * (stop - begin)
            if begin < stop == len(lines):
                break
            first_new = first_new if first_new < begin else len(lines)
        if number < first_new and not quoted[number]:
            first_new = number
    return quoted


def _is_odd_quote(lines: list[str], number: int, quoted: list[bool]) -> bool:
    """Whether the line is quoted by another sign; ">" is no sign where it ends an address."""
    below = lines[number + 1] if number + 1 < len(lines) else ""
    if below[:1] == ">" and below[-1] in ":：" and breaks_address(lines[number]):
        quoted[number + 1] = False
    line = lines[number]
    quoted[number] = (line[0] == "|" or ">" in line[:5]) and stands_in_run(lines, number)
    return quoted[number]


def _is_spilt(lines: list[str], number: int) -> bool:
    """Whether a marked line was wrapped and this is its rest: it goes on in the next marked one."""
    line, above = lines[number], lines[number - 1]
    return (
        line[0].islower()
        and len(above) >= _WRAPPED_CHARS
        and above[0] == ">"
        and above[-1] not in ".?!:"
        and lines[number + 1 : number + 2] != []
        and lines[number + 1].startswith(">")
    )


def _mark_at(
    lines: list[str], number: int, quoted: list[bool], *, first_new: int
) -> tuple[int, int]:
    """Where the mark at this line begins, and up to where it quotes; both the same without one."""
    line = lines[number]
    if is_divider(line) or (line[0] == "-" and is_ruled_attribution(line)):
        return number, _end_of_quote(lines, number, quoted, new_above=first_new < number)
    names = _block_names(lines, number) if field_name(line) else set()
    if names:
        top = _with_rule_above(lines, number)
        if _is_own_head(names, lines, top, quoted):
            return top, _end_of_block(lines, number)
        return top, _end_of_quote(lines, number, quoted, new_above=first_new < top)
    if not may_end_attribution(line):
        return number + 1, number + 1
    return _attribution_at(lines, number, quoted, first_new=first_new)


def _attribution_at(
    lines: list[str], number: int, quoted: list[bool], *, first_new: int
) -> tuple[int, int]:
    """As `_mark_at`, for an attribution that may end at this line."""
    below = _next_written(lines, number + 1)
    follows = below < len(lines) and (quoted[below] or stands_in_run(lines, below))
    begin = _attribution_begin(lines, number, quoted, follows=follows)
    if begin is None:
        return number + 1, number + 1
    follows = follows or mark_under_attribution(lines, quoted, below)
    return begin, len(lines) if first_new < begin and not follows else number + 1


def _end_of_quote(lines: list[str], number: int, quoted: list[bool], *, new_above: bool) -> int:
    """Up to where a divider or block quotes: to the end, or to the marked lines below it."""
    below = _end_of_block(lines, number)
    marked = below < len(lines) and quoted[below]
    return below if not new_above and marked else len(lines)


def _end_of_block(lines: list[str], number: int) -> int:
    """The first written line under the header lines that begin at or below this line."""
    below = _next_written(lines, number + 1)
    stop = min(number + _BLOCK_LINES, len(lines))
    while below < stop and (field_name(lines[below]) or field_name(lines[below - 1])):
        below = _next_written(lines, below + 1)
    return below


def _next_written(lines: list[str], number: int) -> int:
    """The first line from here on that is not empty; one past the last where none is."""
    while number < len(lines) and not lines[number]:
        number += 1
    return number


def _block_names(lines: list[str], number: int) -> set[str]:
    """The fields of the block of header lines that begins here; none where no block does."""
    names = {field_name(line) for line in lines[number : number + _BLOCK_LINES]} - {""}
    return names if len(names) >= _BLOCK_FIELDS and any(map(names_sender, names)) else set()


def _is_own_head(names: set[str], lines: list[str], top: int, quoted: list[bool]) -> bool:
    """Whether the block is the head of this very letter, as ticket systems and printouts put it.

    It stands on top without a rule, and does not say to whom the letter went: a forward does.
    """
    return (
        not any(map(names_recipient, names))
        and not any(lines[:top])
        and not is_rule(lines[top])
        and not any(quoted[:top])
    )


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
        joined = " ".join(map(str.strip, lines[begin : number + 1]))
        if is_attribution(joined, quote_follows=follows):
            return _opening(lines, begin, top)
    return None


def _opening(lines: list[str], begin: int, top: int) -> int:
    """The nearest line above that opens the attribution, else one that may; else `begin`."""
    for opening in range(begin, top - 1, -1):
        if opens_attribution(lines[opening]):
            return _further_up(lines, opening, top)
    return next(
        (at for at in range(begin - 1, top - 1, -1) if begins_attribution(lines[at])), begin
    )


def _further_up(lines: list[str], opening: int, top: int) -> int:
    """The first of the lines that each end in a comma and open the attribution: "On 3 May,"."""
    while opening > top and lines[opening - 1][-1] == "," and opens_attribution(lines[opening - 1]):
        opening -= 1
    return opening
