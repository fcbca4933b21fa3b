"""A text taken apart into what is new, what is quoted, and the signature."""

from collections.abc import Iterator

from troth.pure.letter.model import Cut
from troth.pure.letter.quotes import quoted_lines, quotes_nobody
from troth.pure.letter.signature import head_end, signature_begin

LONGEST_ASKED = 400
"""Characters of a quoted paragraph that are kept beside its answer, from its end."""

BETWEEN = "\n\n"
"""What stands between two stretches that were not together."""

_SIGNATURE_LINE = "-- "
_BLANKS = frozenset(" \t")


def cut(text: str) -> Cut:
    """What is new in the text, what it quotes, and what stands under the name. Never raises.

    Every written line goes to exactly one of the three and keeps its order there.
    """
    lines = text.split("\n")
    if _may_end_in_blanks(text):
        lines = [line if line == _SIGNATURE_LINE else line.rstrip() for line in lines]
        text = "\n".join(lines)
    if quotes_nobody(text):
        new, above, below = _own(lines, 0, len(lines))
        return Cut(new, "", f"{above}\n\n{below}".strip("\n") if above else below)
    return _interleaved(lines, text)


def _may_end_in_blanks(text: str) -> bool:
    """Whether a line may have blanks at its end, other than the one that marks a signature."""
    blank = text.find(" \n")
    if blank >= 0 and text[blank - 3 : blank] == "\n--":
        blank = text.find(" \n", blank + 1)
    return blank >= 0 or "\t\n" in text or text[-1:] in _BLANKS


def _interleaved(lines: list[str], text: str) -> Cut:
    """Runs of quoted lines and of others; every run of the sender's own may end in a signature."""
    new: list[str] = []
    length = 0
    signature: list[str] = []
    quoted: list[str] = []
    answered: list[tuple[int, str]] = []
    for begin, end, is_quoted in _runs(quoted_lines(lines, text)):
        if is_quoted:
            quoted.append(_joined(lines, begin, end))
        elif any(lines[begin:end]):
            own, above, below = _own(lines, begin, end)
            if own:
                answered += [(length, said) for said in _asked(quoted)]
                new.append(own)
                length += len(own) + len(BETWEEN)
            signature += (above, below)
    return Cut(BETWEEN.join(new), _paragraphs(quoted), _paragraphs(signature), tuple(answered))


def _asked(quoted: list[str]) -> list[str]:
    """The last quoted paragraph without its marks, cut short: what the lines below it answer."""
    if not quoted:
        return []
    lines = [line.lstrip("> \t") for line in quoted[-1][-2 * LONGEST_ASKED :].split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    begin = max((at + 1 for at, line in enumerate(lines) if not line), default=0)
    return [" ".join(lines[begin:])[-LONGEST_ASKED:]]


def _own(lines: list[str], begin: int, end: int) -> tuple[str, str, str]:
    """What the sender says in a run of own lines, what stands on top of it, what below the name."""
    head = head_end(lines, begin, end) if begin == 0 else begin
    name = signature_begin(lines, head, end)
    above = _joined(lines, begin, head) if begin < head else ""
    return _joined(lines, head, name), above, _joined(lines, name, end)


def _runs(quoted: list[bool]) -> Iterator[tuple[int, int, bool]]:
    """Where each run of equal answers begins, where it ends, and its answer."""
    begin, size = 0, len(quoted)
    while begin < size:
        is_quoted = quoted[begin]
        try:
            end = quoted.index(not is_quoted, begin)
        except ValueError:
            end = size
        yield begin, end, is_quoted
        begin = end


def _joined(lines: list[str], begin: int, end: int) -> str:
    return "\n".join(lines[begin:end]).strip("\n") if begin < end else ""


def _paragraphs(pieces: list[str]) -> str:
    return BETWEEN.join(piece for piece in pieces if piece)
