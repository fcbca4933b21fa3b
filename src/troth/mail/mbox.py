r"""Letters in one file, one after the other, each after a line that begins with "From ".

Source: RFC 4155 (the format), qmail's mbox(5) (mboxo, mboxrd and their quoting of "From ").
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import FileIO
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

from troth.mail.places import Place, shown
from troth.web.because import because

CHUNK_BYTES = 4 * 2**20
LOOKAHEAD_BYTES = 4096
"""More than a separator, the line after it and the first header fields take together."""
SNIFFED_BYTES = 2048
COUNTED_BYTES = 256 * 2**20
"""Counting a larger mbox takes longer than a progress bar is worth."""

SEPARATOR = re.compile(
    rb"""
    From[ ]
    (?: # a sender, then a date in one of the many shapes that programs write
        (?= [^\n]{0,500}? \b(?:19|20)\d\d\b )
        (?= [^\n]{0,500}? (?<!\d) \d{1,2}:\d\d:\d\d (?!\d)
          | [^\n]{0,500}? \b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b
            [^\n]{0,40}? (?<!\d) \d{1,2}:\d\d (?!\d) )
        [^\n]{0,1000} (?: \n | \Z )
    |   # Thunderbird since 2023 writes no more than "From "; then a header field must follow
        [ ]{0,9} \r? \n (?= [!-9;-~]{1,80} [ \t]? : )
    )
    """,
    re.VERBOSE,
)
DELETED = re.compile(rb"(?m)^X-Mozilla-Status:[ ]?[0-9A-Fa-f]{3}[89A-Fa-f]\r?$")
"""Thunderbird marks a deleted letter so (bit 8) and takes it out when it next compacts."""
DELETED_WITHIN_BYTES = 400
ESCAPED = re.compile(rb"(?m)^>(>*From )")


def starts_mbox(head: bytes) -> bool:
    """Whether a file that begins with `head` is an mbox rather than one letter."""
    return SEPARATOR.match(head) is not None


class Mbox:
    """A file of many letters."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.name = shown(path)
        self.problems: list[str] = []
        self.left_out: list[str] = []

    def count(self) -> int | None:
        try:
            if Path(self.path).stat().st_size > COUNTED_BYTES:
                return None
            return sum(1 for _ in self._spans())
        except OSError:
            return None

    def places(self) -> Iterator[Place]:
        self.problems.clear()
        try:
            for number, span in enumerate(self._spans(), start=1):
                yield MboxPlace(self.path, number, *span)
        except OSError as error:
            self.problems.append(f"{self.name} could not be read to its end: {because(error)}.")

    def _spans(self) -> Iterator["Span"]:
        # Read in chunks and not mapped: a mapping counts as this process's memory, and kills it
        # when the mail program shortens the file meanwhile.
        with FileIO(self.path) as file:
            yield from spans(file)


@dataclass(frozen=True, slots=True)
class MboxPlace:
    """One letter of an mbox: `offset` is where its "From " line begins, `skip` how long that is."""

    path: str
    number: int
    offset: int
    skip: int
    length: int

    @property
    def name(self) -> str:
        return f"{shown(self.path)}, letter {self.number}"

    def read(self, limit: int | None = None) -> bytes:
        return without_escapes(self._raw, length=self.length, limit=limit)

    def _raw(self, size: int) -> bytes:
        with FileIO(self.path) as file:
            file.seek(self.offset)
            data = file.read(self.skip + size)
        if not data.startswith(b"From ") or len(data) < self.skip:
            raise OSError(None, "the file was changed by another program while it was read")
        return data[self.skip :]


class Span(NamedTuple):
    """A letter within an mbox, in bytes from the file's start."""

    offset: int
    skip: int
    length: int


def spans(file: BinaryIO, *, chunk_bytes: int = CHUNK_BYTES) -> Iterator[Span]:
    """Where each letter lies, save those that Thunderbird has marked as deleted.

    The empty line before the next separator belongs to neither letter. Raises OSError.
    """
    for here, following in pairwise(_separators(file, chunk_bytes=chunk_bytes)):
        if not here.deleted:
            length = following.start - following.gap - here.body
            yield Span(here.start, here.body - here.start, max(length, 0))


def unescaped(raw: bytes) -> bytes:
    """`raw` without the ">" that mboxo and mboxrd put before lines beginning with "From "."""
    return ESCAPED.sub(rb"\1", raw) if b">From " in raw else raw


def without_escapes(read: Callable[[int], bytes], *, length: int, limit: int | None) -> bytes:
    """The first `limit` bytes of a letter, of which `read` gives as many as it is asked for.

    A cut can fall into an escape, and each escape taken out makes room for one byte more: only
    then is the whole letter read.
    """
    if limit is None or limit >= length:
        return unescaped(read(length))
    raw = read(limit)
    return unescaped(read(length))[:limit] if _may_hide_escape(raw) else raw


class _Separator(NamedTuple):
    start: int
    body: int
    gap: int
    deleted: bool


def _separators(file: BinaryIO, *, chunk_bytes: int) -> Iterator[_Separator]:
    """Every separator, and the file's end as if one stood there."""
    # The two line ends stand for what is before the file: its first line follows an empty one.
    window, base, searched = b"\n\n", -2, 1
    while True:
        file.seek(base + len(window))
        chunk = file.read(chunk_bytes)
        window += chunk
        settled = len(window) - LOOKAHEAD_BYTES if chunk else len(window)
        if settled > searched:
            for start, body in _matches(window, searched, settled):
                gap = 2 if window[start - 2 : start] == b"\r\n" else 1
                deleted = DELETED.search(window, body, body + DELETED_WITHIN_BYTES) is not None
                yield _Separator(base + start, base + body, gap, deleted)
            kept = max(settled - 3, 0)
            window, base, searched = window[kept:], base + kept, settled - kept
        if not chunk:
            break
    end = base + len(window)
    yield _Separator(end, end, _gap_at_end(window), deleted=False)


def _matches(window: bytes, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Start and end of each separator whose preceding line end lies in [first, last)."""
    at = window.find(b"\nFrom ", first, last + 5)
    while at >= 0:
        after_empty_line = window.endswith((b"\n", b"\n\r"), max(at - 2, 0), at)
        if after_empty_line and (match := SEPARATOR.match(window, at + 1)):
            yield match.span()
        at = window.find(b"\nFrom ", at + 1, last + 5)


def _gap_at_end(window: bytes) -> int:
    if window.endswith(b"\n\r\n"):
        return 2
    return 1 if window.endswith(b"\n\n") else 0


def _may_hide_escape(raw: bytes) -> bool:
    """Whether taking escapes out could change `raw`, which was cut somewhere."""
    last_line = raw[raw.rfind(b"\n") + 1 :]
    return last_line.startswith(b">") or b">From " in raw
