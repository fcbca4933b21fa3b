"""What a letter's place is, and what a source of letters is."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from io import FileIO
from typing import Protocol


class SourceError(Exception):
    """A source that cannot be opened; the sentence says what to do next."""


class Place(Protocol):
    """Where one letter lies; small and picklable."""

    @property
    def name(self) -> str:
        """What a person would look for: "inbox.mbox, letter 12", a path, "INBOX, UID 17"."""

    def read(self, limit: int | None = None) -> bytes:
        """The letter's bytes, the first `limit` of them.

        Fewer than `limit` come back only where the letter ends before. Raises OSError.
        """


class Source(Protocol):
    """A mailbox, a folder, a file or a stream that holds letters."""

    @property
    def name(self) -> str:
        """The source as a person would name it."""

    @property
    def problems(self) -> list[str]:
        """What could not be read, in sentences; filled while `places` runs."""

    @property
    def left_out(self) -> list[str]:
        """Folders of drafts, trash and junk that were passed over; filled while `places` runs."""

    def count(self) -> int | None:
        """How many letters there are, or None where that costs nearly as much as reading them."""

    def places(self) -> Iterator[Place]:
        """Every letter's place, one after the other; memory does not grow with their number."""


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A file that is one letter."""

    path: str

    @property
    def name(self) -> str:
        return shown(self.path)

    def read(self, limit: int | None = None) -> bytes:
        return read_file(self.path, limit)


@dataclass(frozen=True, slots=True)
class HeldPlace:
    """A letter that had to be fetched already: from a stream or a server.

    `size` is the letter's own, in bytes, and exceeds `len(data)` where a limit cut it.
    """

    name: str
    data: bytes
    size: int

    def read(self, limit: int | None = None) -> bytes:
        return self.data[:limit]


def read_file(path: str, limit: int | None = None) -> bytes:
    """The first `limit` bytes of a file, unbuffered: half the cost of `open` on small letters."""
    with FileIO(path) as file:
        return file.read(-1 if limit is None else limit) or b""


def shown(path: str) -> str:
    """A path that can be printed whatever bytes it is made of."""
    return os.fsencode(path).decode("utf-8", "replace")
