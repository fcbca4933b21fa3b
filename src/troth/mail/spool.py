"""Letters that come as a stream: standard input, a pipe, a compressed mbox."""

import os
import tempfile
import weakref
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from gzip import BadGzipFile, GzipFile
from io import FileIO
from typing import BinaryIO, cast

from troth.mail.mbox import SNIFFED_BYTES, Span, spans, starts_mbox, without_escapes
from troth.mail.places import HeldPlace, Place, shown
from troth.web.because import because

GZIP_MAGIC = b"\x1f\x8b\x08"
COPIED_BYTES = 2**20
SPOOLED_BYTES = 16 * 2**30
"""More of one stream is not kept: a small archive can unpack to any size."""
SENT_BYTES = 2**20
"""How much of a letter goes along when its place is sent to another process."""


class Spool:
    """A stream, read to its end when it is first needed.

    It is kept in a temporary file that has no name and goes with the process.
    """

    def __init__(self, name: str, opening: Callable[[], AbstractContextManager[BinaryIO]]) -> None:
        self.name = name
        self.problems: list[str] = []
        self.left_out: list[str] = []
        self._opening = opening
        self._trouble: list[str] = []
        self._kept: BinaryIO | None = None

    def count(self) -> int | None:
        return sum(1 for _ in self._spans())

    def places(self) -> Iterator[Place]:
        is_mbox = self._is_mbox()
        self.problems[:] = self._trouble
        for number, span in enumerate(self._spans(), start=1):
            name = f"{self.name}, letter {number}" if is_mbox else self.name
            yield SpoolPlace(self, name, span, is_mbox=is_mbox)

    def bytes_at(self, offset: int, size: int) -> bytes:
        """What lies there; the file's position, which `places` is using, stays where it is."""
        return os.pread(self._file().fileno(), size, offset)

    def _spans(self) -> Iterator[Span]:
        if self._is_mbox():
            return spans(self._file())
        length = self._file().seek(0, os.SEEK_END)
        return iter([Span(0, 0, length)] if length else [])

    def _is_mbox(self) -> bool:
        return starts_mbox(self.bytes_at(0, SNIFFED_BYTES))

    def _file(self) -> BinaryIO:
        if self._kept is None:
            self._kept = cast("BinaryIO", tempfile.TemporaryFile(buffering=0))  # noqa: SIM115
            weakref.finalize(self, self._kept.close)
            self._fill(self._kept)
        return self._kept

    def _fill(self, file: BinaryIO) -> None:
        try:
            with self._opening() as stream:
                self._copy(stream, file)
        except (BadGzipFile, EOFError, zlib.error):
            self._trouble.append(f"{self.name} is damaged: what lies behind the damage is lost.")
        except OSError as error:
            self._trouble.append(f"{self.name} could not be read to its end: {because(error)}.")

    def _copy(self, stream: BinaryIO, file: BinaryIO) -> None:
        room = SPOOLED_BYTES
        # `read` of a damaged archive throws away what it had unpacked before the damage.
        read = getattr(stream, "read1", stream.read)
        while room > 0 and (chunk := read(min(COPIED_BYTES, room))):
            file.write(chunk)
            room -= len(chunk)
        if room <= 0:
            self._trouble.append(f"{self.name}: only the first {SPOOLED_BYTES >> 30} GB were read.")


class SpoolPlace:
    """One letter of a stream; sent to another process, it becomes a letter held in memory."""

    __slots__ = ("_is_mbox", "_span", "_spool", "name")

    def __init__(self, spool: Spool, name: str, span: Span, *, is_mbox: bool) -> None:
        self.name = name
        self._spool = spool
        self._span = span
        self._is_mbox = is_mbox

    def read(self, limit: int | None = None) -> bytes:
        length = self._span.length
        if self._is_mbox:
            return without_escapes(self._raw, length=length, limit=limit)
        return self._raw(length if limit is None else limit)

    def _raw(self, size: int) -> bytes:
        return self._spool.bytes_at(self._span.offset + self._span.skip, size)

    def __reduce__(self) -> tuple[type[HeldPlace], tuple[str, bytes, int]]:
        return HeldPlace, (self.name, self.read(SENT_BYTES), self._span.length)


def from_stream(stream: BinaryIO, *, name: str) -> Spool:
    """An mbox or one letter as it comes."""
    return Spool(name, lambda: nullcontext(stream))


def from_pipe(path: str) -> Spool:
    """An mbox or one letter that another program writes into a named pipe."""
    return Spool(shown(path), lambda: cast("AbstractContextManager[BinaryIO]", FileIO(path)))


def from_gzip(path: str) -> Spool:
    """A compressed mbox or letter."""

    @contextmanager
    def unpacking() -> Iterator[BinaryIO]:
        with FileIO(path) as packed, GzipFile(fileobj=packed) as stream:
            yield cast("BinaryIO", stream)

    return Spool(shown(path), unpacking)
