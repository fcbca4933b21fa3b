"""The letters of an mbox that came since the last look."""

import os
import re
from collections.abc import Iterator
from hashlib import blake2b
from io import FileIO
from itertools import chain, pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from troth.mail.looking.state import MboxMark
from troth.mail.mbox import MboxPlace, spans

TAIL_BYTES = 1024
CLOSING_BYTES = 3
CHANGED_IN_PLACE = re.compile(rb"(?m)^X-Mozilla-(?:Status2?|Keys):.*\n?")
"""Thunderbird writes a letter's flags over the old ones, in a file that is otherwise the same."""


class Found(NamedTuple):
    """A letter with the mark that holds once it was taken in; no place at the end of the file."""

    place: MboxPlace | None
    mark: MboxMark


def unseen(path: str, mark: MboxMark | None) -> Iterator[Found]:
    """The letters behind `mark`, or all of them where the file was rewritten. Raises OSError.

    A last letter that no empty line closes may still be being written: it is left until a look
    finds the file as long as the look before.
    """
    with FileIO(path) as file:
        size = os.fstat(file.fileno()).st_size
        is_settled = mark is not None and mark.size == size
        mark = _begin(cast("BinaryIO", file), mark, size=size)
        start = mark.end
        found = spans(cast("BinaryIO", _Stretch(file, start, size)))
        for span, following in pairwise(chain(found, (None,))):
            assert span is not None
            if following is None and not (is_settled or _is_closed(file, path, size=size)):
                break
            end = size if following is None else start + following.offset
            mark = _after(file, mark, last=start + span.offset, end=end)
            place = MboxPlace(path, mark.letters, mark.last, span.skip, span.length)
            yield Found(place, mark)
        yield Found(None, mark)


class _Stretch:
    """A part of a file, read as if it were one; what is appended meanwhile is not seen."""

    def __init__(self, file: FileIO, start: int, end: int) -> None:
        self._file = file
        self._start = start
        self._end = end
        self._at = start

    def seek(self, at: int) -> int:
        self._at = self._start + at
        return at

    def read(self, size: int) -> bytes:
        piece = os.pread(self._file.fileno(), max(min(size, self._end - self._at), 0), self._at)
        self._at += len(piece)
        return piece


def _begin(file: BinaryIO, mark: MboxMark | None, *, size: int) -> MboxMark:
    """Where to go on: behind the last letter, at it where it has grown, else at the beginning."""
    afresh = MboxMark(size, 0, 0, 0, "")
    if mark is None or mark.end > size or _tail(file, mark.end) != mark.tail:
        return afresh
    if b"From ".startswith(os.pread(file.fileno(), 5, mark.end)):
        return mark._replace(size=size)
    if mark.letters and os.pread(file.fileno(), 5, mark.last) == b"From ":
        tail = _tail(file, mark.last)
        return mark._replace(size=size, end=mark.last, letters=mark.letters - 1, tail=tail)
    return afresh


def _after(file: FileIO, mark: MboxMark, *, last: int, end: int) -> MboxMark:
    tail = _tail(cast("BinaryIO", file), end)
    return mark._replace(end=end, last=last, letters=mark.letters + 1, tail=tail)


def _tail(file: BinaryIO, end: int) -> str:
    begin = max(end - TAIL_BYTES, 0)
    lines = os.pread(file.fileno(), end - begin, begin)
    # A line that the window cuts could be one of those that change.
    whole = lines[lines.find(b"\n") + 1 :] if begin else lines
    return blake2b(CHANGED_IN_PLACE.sub(b"", whole), digest_size=16).hexdigest()


def _is_closed(file: FileIO, path: str, *, size: int) -> bool:
    """Whether the last letter is followed by an empty line and nobody is writing behind it."""
    end = os.pread(file.fileno(), CLOSING_BYTES, max(size - CLOSING_BYTES, 0))
    is_growing = os.fstat(file.fileno()).st_size != size or Path(f"{path}.lock").exists()
    return end.endswith((b"\n\n", b"\n\r\n")) and not is_growing
