"""Letters that come as a stream: standard input, a pipe, a compressed mbox."""

import tempfile
import zlib
from collections.abc import Iterator
from gzip import BadGzipFile, GzipFile
from io import FileIO
from typing import IO, BinaryIO, cast

from troth.mail.mbox import SNIFFED_BYTES, Span, spans, starts_mbox, unescaped
from troth.mail.places import HeldPlace, Place, because, shown

GZIP_MAGIC = b"\x1f\x8b\x08"
IN_MEMORY_BYTES = 16 * 2**20
"""A longer stream is kept in a temporary file that has no name and goes with the process."""
SPOOLED_BYTES = 16 * 2**30
LETTER_BYTES = 32 * 2**20
"""What is held of one letter at a time."""
COPIED_BYTES = 2**20


class Spool:
    """A stream, read to its end and kept so that it can be looked through twice."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[str] = []
        self.left_out: list[str] = []
        self._trouble: list[str] = []
        self._file = cast("IO[bytes]", tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES))  # noqa: SIM115

    def fill(self, stream: BinaryIO) -> "Spool":
        try:
            self._copy(stream)
        except (BadGzipFile, EOFError, zlib.error):
            self._trouble.append(f"{self.name} is damaged: what lies behind the damage is lost.")
        except OSError as error:
            self._trouble.append(f"{self.name} could not be read to its end: {because(error)}.")
        return self

    def count(self) -> int | None:
        return sum(1 for _ in self._spans())

    def places(self) -> Iterator[Place]:
        self.problems[:] = self._trouble
        is_mbox = self._is_mbox()
        for number, span in enumerate(self._spans(), start=1):
            name = f"{self.name}, letter {number}" if is_mbox else self.name
            yield self._place(name, span, is_mbox=is_mbox)

    def _place(self, name: str, span: Span, *, is_mbox: bool) -> Place:
        self._file.seek(span.offset + span.skip)
        data = self._file.read(min(span.length, LETTER_BYTES))
        if span.length > LETTER_BYTES:
            read = f"only its first {LETTER_BYTES >> 20} MB were read"
            self.problems.append(f"{name} is too long: {read}.")
        return HeldPlace(name, unescaped(data) if is_mbox else data, span.length)

    def _spans(self) -> Iterator[Span]:
        if self._is_mbox():
            return spans(cast("BinaryIO", self._file))
        length = self._file.seek(0, 2)
        return iter([Span(0, 0, length)] if length else [])

    def _is_mbox(self) -> bool:
        self._file.seek(0)
        return starts_mbox(self._file.read(SNIFFED_BYTES))

    def _copy(self, stream: BinaryIO) -> None:
        room = SPOOLED_BYTES
        while room > 0 and (chunk := stream.read(min(COPIED_BYTES, room))):
            self._file.write(chunk)
            room -= len(chunk)
        if room <= 0:
            self._trouble.append(f"{self.name}: only the first {SPOOLED_BYTES >> 30} GB were read.")


def from_stream(stream: BinaryIO, *, name: str) -> Spool:
    """An mbox or one letter as it comes."""
    return Spool(name).fill(stream)


def from_gzip(path: str) -> Spool:
    """A compressed mbox or letter."""
    spool = Spool(shown(path))
    try:
        with FileIO(path) as packed, GzipFile(fileobj=packed) as stream:
            return spool.fill(cast("BinaryIO", stream))
    except OSError as error:
        spool.problems.append(f"{spool.name} could not be read: {because(error)}.")
        return spool
