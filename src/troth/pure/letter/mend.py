"""A header with a damaged line, so that the fields below it are not taken for the body."""

import re

from troth.pure.letter.fields import WANTED
from troth.pure.letter.limits import Limits

_HEADER_END = re.compile(rb"\r\n\r\n|\n\n|\r\r")
_FIELD = re.compile(rb"([!-9;-~]{1,998}):")
_BLANK_BEFORE_COLON = re.compile(rb"([!-9;-~]{1,78})[ \t]{1,78}:")
_WANTED = frozenset(name.encode("ascii") for name in WANTED)


def mended(raw: bytes) -> bytes | None:
    """The letter without the damaged lines that stand between its header fields.

    A blank before the colon is taken out. Source: RFC 5322 section 4.5. None where nothing is to be
    mended: the header is sound, or no field that matters stands below its first damaged line.
    """
    end = _HEADER_END.search(raw, 0, Limits.HEADER_BYTES)
    if end is None:
        return None
    lines = raw[: end.start()].splitlines(keepends=True)
    lines = [_BLANK_BEFORE_COLON.sub(rb"\1:", line, count=1) for line in lines]
    names = [_name(line) for line in lines]
    last = max((at for at, name in enumerate(names) if name in _WANTED), default=-1)
    if not names or names[0] is None:
        return None
    kept = [
        line
        for at, (line, name) in enumerate(zip(lines, names, strict=True))
        if name is not None or at > last
    ]
    header = b"".join(kept)
    return None if header == raw[: end.start()] else header + raw[end.start() :]


def _name(line: bytes) -> bytes | None:
    """The lower-case name of the field, b"" for a folded line, None for a damaged one."""
    if line[:1] in {b" ", b"\t"} or line.startswith(b"From "):
        return b""
    match = _FIELD.match(line)
    return match[1].lower() if match else None
