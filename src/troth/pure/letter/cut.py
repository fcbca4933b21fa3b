"""A text taken apart into what is new, what is quoted, and the signature."""

from collections.abc import Iterator

from troth.pure.letter.model import Cut
from troth.pure.letter.quotes import quoted_lines, quotes_nobody
from troth.pure.letter.signature import signature_begin

_SIGNATURE_LINE = "-- "
_BLANKS = frozenset(" \t")


def cut(text: str) -> Cut:
    """What is new in the text, what it quotes, and what stands under the name. Never raises.

    Every written line goes to exactly one of the three and keeps its order there.
    """
    lines = text.split("\n")
    if " \n" in text or "\t\n" in text or text[-1:] in _BLANKS:
        lines = [line if line == _SIGNATURE_LINE else line.rstrip() for line in lines]
        text = "\n".join(lines)
    if quotes_nobody(text):
        name = signature_begin(lines, 0, len(lines))
        return Cut(_joined(lines, 0, name), "", _joined(lines, name, len(lines)))
    return _interleaved(lines)


def _interleaved(lines: list[str]) -> Cut:
    """Runs of quoted lines and of others; every run of the sender's own may end in a signature."""
    new: list[str] = []
    signature: list[str] = []
    quoted: list[str] = []
    for begin, end, is_quoted in _runs(quoted_lines(lines)):
        if is_quoted:
            quoted.append(_joined(lines, begin, end))
        elif any(lines[begin:end]):
            name = signature_begin(lines, begin, end)
            new.append(_joined(lines, begin, name))
            signature.append(_joined(lines, name, end))
    return Cut(_paragraphs(new), _paragraphs(quoted), _paragraphs(signature))


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
    return "\n\n".join(piece for piece in pieces if piece)
