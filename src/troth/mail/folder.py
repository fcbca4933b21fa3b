"""A directory tree of letters: Maildirs, mboxes, single letters, and any mixture of them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from troth.mail import maildir
from troth.mail.mbox import SNIFFED_BYTES, Mbox, starts_mbox
from troth.mail.places import FilePlace, Place, Source, read_file, shown
from troth.mail.spool import GZIP_MAGIC, Spool, from_gzip
from troth.mail.usual_names import is_left_out
from troth.web.because import because

SIDE_FILES = tuple(
    ".msf .dat .idx .index .cache .lock .log .sqlite .db .json .ini .plist .html .htm .pdf .zip "
    ".tgz .tar.gz".split()
)
"""Endings of what mail programs and people keep beside letters; never a letter."""
THUNDERBIRD_INDEX = ".msf"
THUNDERBIRD_SUBFOLDERS = ".sbd"


class Folder:
    """A directory and everything below it. Links are followed; each directory is read once."""

    def __init__(self, path: str) -> None:
        self._root = path.rstrip("/") or "/"
        self.name = shown(path)
        self.problems: list[str] = []
        self.left_out: list[str] = []

    def count(self) -> int | None:
        total = 0
        for held in self.held(Notes()):
            number = 1 if isinstance(held, Letter) else _cheap_count(held)
            if number is None:
                return None
            total += number
        return total

    def places(self) -> Iterator[Place]:
        self.problems.clear()
        self.left_out.clear()
        notes = Notes(self.problems, self.left_out)
        for held in self.held(notes):
            if isinstance(held, Letter):
                yield held.place
            else:
                yield from held.places()
                self.problems.extend(held.problems)

    def held(self, notes: "Notes") -> "Iterator[Letter | Source]":
        for directory in _directories(self._root, notes=notes):
            if maildir.is_maildir(directory.folders):
                for place in maildir.letters(directory.path, problems=notes.problems):
                    yield Letter(place)
            else:
                yield from _held_in_files(directory, notes=notes)


class Letter(NamedTuple):
    """One letter in a folder, beside the mboxes that may lie there."""

    place: Place


@dataclass(slots=True)
class Notes:
    problems: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


class _Directory(NamedTuple):
    path: str
    folders: list[str]
    files: list[str]


def _cheap_count(held: Source) -> int | None:
    """None also for what would have to be unpacked."""
    return None if isinstance(held, Spool) else held.count()


def _directories(root: str, *, notes: Notes) -> Iterator[_Directory]:
    """`root` and what lies below it, parents first, in the order of names."""
    waiting, seen = [root], set[tuple[int, int]]()
    while waiting:
        path = waiting.pop()
        try:
            status = os.stat(path)  # noqa: PTH116
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            directory = _listed(path, notes=notes)
        except OSError as error:
            notes.problems.append(f"{shown(path)} could not be listed: {because(error)}.")
            continue
        yield directory
        waiting.extend(reversed(list(_below(directory, notes=notes))))


def _listed(path: str, *, notes: Notes) -> _Directory:
    directory = _Directory(path, [], [])
    with os.scandir(path) as entries:
        for entry in entries:
            try:
                if entry.is_dir():
                    directory.folders.append(entry.name)
                elif entry.is_file():
                    directory.files.append(entry.name)
                elif entry.is_symlink():
                    notes.problems.append(f"{shown(entry.path)} leads nowhere.")
            except OSError as error:
                notes.problems.append(f"{shown(entry.path)} leads nowhere: {because(error)}.")
    directory.folders.sort()
    directory.files.sort()
    return directory


def _below(directory: _Directory, *, notes: Notes) -> Iterator[str]:
    """The directories to go on with: no drafts, trash and junk, no inner parts of a Maildir."""
    in_maildir = maildir.is_maildir(directory.folders)
    for name in directory.folders:
        path = f"{directory.path}/{name}"
        if in_maildir and name in (*maildir.HALVES, "tmp"):
            continue
        if _is_left_out(name):
            notes.left_out.append(shown(path))
        elif in_maildir or not name.startswith(".") or os.path.isdir(f"{path}/cur"):  # noqa: PTH112
            yield path


def _is_left_out(directory: str) -> bool:
    plain = directory.removesuffix(THUNDERBIRD_SUBFOLDERS)
    return is_left_out(plain) or maildir.is_left_out_directory(directory)


def _held_in_files(directory: _Directory, *, notes: Notes) -> Iterator[Letter | Source]:
    """What the files of a plain directory hold; beside Thunderbird's indexes only mboxes count."""
    only_mboxes = any(name.endswith(THUNDERBIRD_INDEX) for name in directory.files)
    for name in directory.files:
        path = f"{directory.path}/{name}"
        if name.startswith(".") or name.lower().endswith(SIDE_FILES):
            continue
        if only_mboxes and is_left_out(name):
            notes.left_out.append(shown(path))
            continue
        try:
            head = read_file(path, SNIFFED_BYTES)
        except OSError as error:
            notes.problems.append(f"{shown(path)} could not be read: {because(error)}.")
            continue
        if starts_mbox(head):
            yield Mbox(path)
        elif head.startswith(GZIP_MAGIC):
            yield from_gzip(path)
        elif not only_mboxes and (head or name.endswith(".eml")):
            yield Letter(FilePlace(path))
