"""The fast path: walk to the first text of a letter and no further.

Header scan, walk to the text, decode, cut, flags. It understands what nearly all programs write;
at anything else it steps aside for `parse_plain`, which is also its judge.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from troth.pure.letter.bounce import speaks_for_a_server
from troth.pure.letter.compose import Frame, compose
from troth.pure.letter.fields import WANTED, Fields, first
from troth.pure.letter.limits import Limits
from troth.pure.letter.model import Letter
from troth.pure.letter.part import (
    READABLE,
    Described,
    Part,
    content_type,
    encoding_of,
    is_file,
)
from troth.pure.letter.plain import parse_plain

_NAME = re.compile(r"[!-9;-~]+")
_BOUNDARY = re.compile(
    r""";\s*boundary=(?:
        "([0-9A-Za-z'()+_,./:=?\ -]{1,200})"
      |  ([0-9A-Za-z'()+_,./:=?-]{1,200})
    )\s*(?:;|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_MOST_NAMES = 4096


class Truncated(Exception):  # noqa: N818 - it is a request, not a failure
    """The wanted part runs past the bytes given: read the whole letter and parse it again."""


class _Odd(Exception):  # noqa: N818 - nothing failed; the plain path takes over
    """The letter is not built as nearly all are."""


def parse(raw: bytes, *, whole: bool = True) -> Letter:
    """The letter that the bytes hold, by the fast path where it can.

    Never raises where `whole` is True. With `whole=False`, `raw` is the beginning of a longer
    letter; raises `Truncated` when what is wanted lies beyond, or the plain path is needed.
    """
    try:
        return _fast(raw, whole=whole)
    except _Odd:
        if not whole:
            raise Truncated("Read the whole letter: it is built in an unusual way.") from None
        return parse_plain(raw)


def _fast(raw: bytes, *, whole: bool) -> Letter:
    text = _with_plain_line_ends(raw, whole=whole)
    start = text.find(b"\n") + 1 if text.startswith(b"From ") else 0
    block, body = _header(text, start, whole=whole)
    fields = _scanned(block)
    if not whole and not first(fields, "message-id").strip("<> \t\0"):
        raise Truncated("Read the whole letter: it has no Message-ID, so its digest is its name.")
    head = _head(fields)
    letter = compose(Frame(fields, _Walk(text, whole=whole).leaves(head, body), raw))
    if head.delimiter and speaks_for_a_server(fields, letter.sender):
        raise _Odd  # What it reports may stand in parts beyond the first text.
    return letter


def _with_plain_line_ends(raw: bytes, *, whole: bool) -> bytes:
    if b"\r" not in raw:
        return raw
    text = raw.replace(b"\r\n", b"\n")
    if not whole:
        text = text.removesuffix(b"\r")
    if b"\r" in text:
        raise _Odd
    return text


def _header(text: bytes, start: int, *, whole: bool) -> tuple[bytes, int]:
    """The header of the letter or part at `start`, and where its body begins."""
    if text.startswith(b"\n", start):
        return b"", start + 1
    end = text.find(b"\n\n", start)
    if end < 0:
        if whole:
            raise _Odd
        raise Truncated("Read the whole letter: its header does not end here.")
    if end - start > Limits.HEADER_BYTES:
        raise _Odd
    return text[start:end], end + 2


def _scanned(block: bytes) -> Fields:
    """The wanted fields of a header."""
    fields: Fields = {}
    if not block:
        return fields
    if block[0] in b" \t":
        raise _Odd
    unfolded = block.decode("latin-1").replace("\n ", " ").replace("\n\t", "\t")
    lines = unfolded.split("\n")
    if len(lines) > Limits.HEADERS:
        raise _Odd
    for line in lines:
        name, colon, value = line.partition(":")
        wanted = _NAMES.get(name)
        if wanted is None:
            wanted = _learned(name)
        if not colon:
            raise _Odd
        if wanted:
            if not value.isascii():
                raise _Odd
            if wanted in fields:
                fields[wanted].append(value.strip())
            else:
                fields[wanted] = [value.strip()]
    return fields


_NAMES: dict[str, str] = {}
"""Header name as written -> the wanted field it is, or "" for one that nobody asks for."""


def _learned(name: str) -> str:
    if not _NAME.fullmatch(name) or name.startswith("--"):
        raise _Odd
    lower = name.lower()
    wanted = lower if lower in WANTED else ""
    if len(_NAMES) < _MOST_NAMES:
        _NAMES[name] = wanted
    return wanted


class _Head(NamedTuple):
    """What a header says of the part below it; `delimiter` is empty where it is no container."""

    type: Described
    encoding: str
    is_file: bool
    delimiter: bytes


def _head(fields: Fields) -> _Head:
    described = content_type(fields)
    if described.kind.startswith("message/"):
        raise _Odd
    delimiter = b""
    if described.kind.startswith("multipart/"):
        delimiter = _delimiter(fields, described)
    return _Head(described, encoding_of(fields), is_file(fields, described), delimiter)


@lru_cache(maxsize=1024)
def _head_of_part(block: bytes) -> _Head:
    """Parts of the same kind have the same header in most letters of a mailbox."""
    return _head(_scanned(block))


class _Walk:
    """The leaves of a letter in their order, each found only when it is asked for."""

    def __init__(self, text: bytes, *, whole: bool) -> None:
        self._text = text
        self._whole = whole
        self._parts = 1
        self._containers = 0

    def leaves(self, head: _Head, body: int) -> Iterator[Part]:
        """`body` is where the body of the letter begins."""
        if head.delimiter:
            yield from self._children(head, body, outer=())
        elif head.type.kind in READABLE:
            yield Part(head.type, head.encoding, self._text[body : self._end(body, ())])

    def _children(self, head: _Head, body: int, *, outer: tuple[bytes, ...]) -> Iterator[Part]:
        """The leaves of a container; `outer` are the delimiters around it."""
        alternative = head.type.kind == "multipart/alternative"
        outer = self._within(head.delimiter, outer)
        position = self._next(body, outer)
        if position is None:
            raise _Odd
        while position is not None:
            block, body = _header(self._text, position, whole=self._whole)
            head = _head_of_part(block)
            self._parts += 1
            if self._parts > Limits.PARTS:
                raise _Odd
            if head.delimiter:
                yield from self._children(head, body, outer=outer)
            elif head.type.kind in READABLE and not head.is_file:
                text = self._text[body : self._end(body, outer)]
                yield Part(head.type, head.encoding, text, alternative=alternative)
            position = self._next(body, outer)

    def _within(self, delimiter: bytes, outer: tuple[bytes, ...]) -> tuple[bytes, ...]:
        self._containers += 1
        if delimiter in outer or self._containers > Limits.CONTAINERS or len(outer) >= Limits.DEPTH:
            raise _Odd
        return (*outer, delimiter)

    def _next(self, start: int, outer: tuple[bytes, ...]) -> int | None:
        """Where the next child of the innermost container begins; None after the last."""
        found = self._delimiter_line(start, outer)
        after = found + len(outer[-1])
        if self._text.startswith(b"--", after):
            return None
        return self._text.find(b"\n", after) + 1 or len(self._text)

    def _end(self, body: int, outer: tuple[bytes, ...]) -> int:
        if outer:
            return max(self._delimiter_line(body, outer), body)
        if not self._whole:
            raise Truncated("Read the whole letter: its only text runs on.")
        return len(self._text)

    def _delimiter_line(self, start: int, outer: tuple[bytes, ...]) -> int:
        """Where the innermost delimiter stands next, at its line break; never past an outer one."""
        text, delimiter = self._text, outer[-1]
        at = max(start - 1, 0)
        found = text.find(delimiter, at)
        if found < 0:
            if self._whole:
                raise _Odd
            raise Truncated("Read the whole letter: its text runs on.")
        if not self._alone(found + len(delimiter)):
            raise _Odd
        for other in outer[:-1]:
            if text.find(other, at, found) >= 0:
                raise _Odd
        return found

    def _alone(self, after: int) -> bool:
        """Whether nothing but the end mark and blanks follows on the delimiter's line."""
        text = self._text
        line_end = text.find(b"\n", after)
        if line_end < 0:
            if not self._whole:
                raise Truncated("Read the whole letter: it is cut in a delimiter.")
            line_end = len(text)
        return text[after:line_end].removeprefix(b"--").strip(b" \t") == b""


def _delimiter(fields: Fields, described: Described) -> bytes:
    """The bytes that begin a line between two parts. Source: RFC 2046 section 5.1.1."""
    value = fields["content-type"][0]
    match = _BOUNDARY.search(value)
    if match is None or described.kind in {"multipart/report", "multipart/digest"}:
        raise _Odd
    if "\\" in value or value.count('"', 0, match.start()) % 2:
        raise _Odd
    boundary = (match[1] or match[2]).rstrip()
    return b"\n--" + boundary.encode("ascii")
