"""The fast path: walk to the first text of a letter and no further.

Header scan, walk to the text, decode, cut, flags. It understands what nearly all programs write;
at anything else it steps aside for `parse_plain`, which is also its judge.
"""

import re
from collections.abc import Iterator

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

_NAME = re.compile(rb"[!-9;-~]+")
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
    fields, body = _fields(text, start, whole=whole)
    if not whole and not first(fields, "message-id").strip("<> \t\0"):
        raise Truncated("Read the whole letter: it has no Message-ID, so its digest is its name.")
    walk = _Walk(text, whole=whole)
    return compose(Frame(fields, walk.leaves(fields, body, outer=(), alternative=False), raw, []))


def _with_plain_line_ends(raw: bytes, *, whole: bool) -> bytes:
    if b"\r" not in raw:
        return raw
    text = raw.replace(b"\r\n", b"\n")
    if not whole:
        text = text.removesuffix(b"\r")
    if b"\r" in text:
        raise _Odd
    return text


def _fields(text: bytes, start: int, *, whole: bool) -> tuple[Fields, int]:
    """The wanted header fields of the letter or part at `start`, and where its body begins."""
    if text.startswith(b"\n", start):
        return {}, start + 1
    end = text.find(b"\n\n", start)
    if end < 0:
        if whole:
            raise _Odd
        raise Truncated("Read the whole letter: its header does not end here.")
    if end - start > Limits.HEADER_BYTES:
        raise _Odd
    return _scanned(text[start:end]), end + 2


def _scanned(block: bytes) -> Fields:
    if block[0] in b" \t":
        raise _Odd
    lines = block.replace(b"\n ", b" ").replace(b"\n\t", b"\t").split(b"\n")
    if len(lines) > Limits.HEADERS:
        raise _Odd
    fields: Fields = {}
    for line in lines:
        name, colon, value = line.partition(b":")
        wanted = _NAMES.get(name)
        if wanted is None:
            wanted = _learned(name)
        if not colon:
            raise _Odd
        if wanted:
            if not value.isascii():
                raise _Odd
            fields.setdefault(wanted, []).append(value.decode("ascii").strip())
    return fields


_NAMES: dict[bytes, str] = {}
"""Header name as written -> the wanted field it is, or "" for one that nobody asks for."""


def _learned(name: bytes) -> str:
    if not _NAME.fullmatch(name) or name.startswith(b"--"):
        raise _Odd
    lower = name.decode("ascii").lower()
    wanted = lower if lower in WANTED else ""
    if len(_NAMES) < _MOST_NAMES:
        _NAMES[name] = wanted
    return wanted


class _Walk:
    """The leaves of a letter in their order, each found only when it is asked for."""

    def __init__(self, text: bytes, *, whole: bool) -> None:
        self._text = text
        self._whole = whole
        self._parts = 0
        self._containers = 0

    def leaves(
        self, fields: Fields, body: int, *, outer: tuple[bytes, ...], alternative: bool
    ) -> Iterator[Part]:
        """`body` is where the part's body begins; `outer` are the delimiters around it."""
        self._parts += 1
        if self._parts > Limits.PARTS or len(outer) > Limits.DEPTH:
            raise _Odd
        described = content_type(fields)
        kind = described.kind
        if kind.startswith("multipart/"):
            delimiter = _delimiter(fields, described)
            self._containers += 1
            if delimiter in outer or self._containers > Limits.CONTAINERS:
                raise _Odd
            yield from self._children(
                body, outer=(*outer, delimiter), alternative=kind == "multipart/alternative"
            )
        elif kind.startswith("message/"):
            raise _Odd
        elif kind in READABLE and not (outer and is_file(fields, described)):
            end = self._end(body, outer)
            yield Part(
                described, encoding_of(fields), self._text[body:end], alternative=alternative
            )

    def _children(
        self, start: int, *, outer: tuple[bytes, ...], alternative: bool
    ) -> Iterator[Part]:
        position = self._next(start, outer)
        if position is None:
            raise _Odd
        while position is not None:
            fields, body = _fields(self._text, position, whole=self._whole)
            yield from self.leaves(fields, body, outer=outer, alternative=alternative)
            position = self._next(body, outer)

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
