"""Maildir: one file per letter in `new` and `cur`, flags in its name.

Source: the Maildir page of Courier and https://cr.yp.to/proto/maildir.html (names, flags), and
Courier's Maildir++ (subfolders whose names begin with a dot and hold their levels in dots).
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from troth.mail.places import read_file, shown
from troth.mail.usual_names import LEFT_OUT, top_level
from troth.mail.utf7 import decoded
from troth.web.because import because

HALVES = ("cur", "new")
LEFT_OUT_FLAGS = frozenset("DT")
"""A draft, or a letter put into the trash."""


@dataclass(frozen=True, slots=True)
class MaildirPlace:
    """One letter of a Maildir, found again when its flags change and with them its file's name."""

    folder: str
    half: str
    file: str

    @property
    def name(self) -> str:
        return shown(self._path)

    @property
    def _path(self) -> str:
        return f"{self.folder}/{self.half}/{self.file}"

    def read(self, limit: int | None = None) -> bytes:
        try:
            return read_file(self._path, limit)
        except FileNotFoundError:
            return read_file(_renamed(self.folder, self.file), limit)


def is_maildir(folders: Sequence[str]) -> bool:
    """Whether a directory that holds these directories is a Maildir."""
    return "cur" in folders


def letters(folder: str, *, problems: list[str]) -> Iterator[MaildirPlace]:
    """The letters of one Maildir, those of `cur` first; drafts and trashed ones left out."""
    for half in HALVES:
        for file in _files(folder, half, problems=problems):
            if LEFT_OUT_FLAGS.isdisjoint(_flags(file)):
                yield MaildirPlace(folder, half, file)


def levels(directory: str) -> list[str]:
    """The levels of a Maildir++ subfolder: ".Clients.Ann" is Ann beneath Clients."""
    return [
        decoded(level.encode("utf-8", "surrogateescape"))
        for level in directory.removeprefix(".").split(".")
    ]


def is_left_out_directory(directory: str) -> bool:
    """Whether a Maildir++ subfolder holds drafts, trash or junk, or lies beneath one that does."""
    return directory.startswith(".") and top_level(levels(directory)) in LEFT_OUT


def _files(folder: str, half: str, *, problems: list[str]) -> list[str]:
    """Sorted, for a Maildir's names begin with the time of delivery."""
    try:
        with os.scandir(f"{folder}/{half}") as entries:
            return sorted(e.name for e in entries if e.name[0] != "." and e.is_file())
    except FileNotFoundError:
        return []
    except OSError as error:
        problems.append(f"{shown(folder)}/{half} could not be listed: {because(error)}.")
        return []


def _flags(file: str) -> str:
    return file.rpartition(":2,")[2] if ":2," in file else ""


def _renamed(folder: str, file: str) -> str:
    """The path that the letter `file` has now. Raises FileNotFoundError."""
    base = file.partition(":")[0]
    for half in HALVES:
        with suppress(FileNotFoundError):
            changed_ns = os.stat(f"{folder}/{half}").st_mtime_ns  # noqa: PTH116
            if found := _by_base(f"{folder}/{half}", changed_ns).get(base):
                return f"{folder}/{half}/{found}"
    raise FileNotFoundError(None, "the letter was moved or deleted while the mailbox was read")


@lru_cache(maxsize=len(HALVES))
def _by_base(half: str, changed_ns: int) -> dict[str, str]:  # noqa: ARG001 - only keys the cache
    # A mail program marks thousands of letters as read at once; each of them would otherwise
    # cost a listing of the whole directory.
    with os.scandir(half) as entries:
        return {entry.name.partition(":")[0]: entry.name for entry in entries}
