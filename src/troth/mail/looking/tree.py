"""What of a directory tree, or of one file, was not looked at before."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import NamedTuple

from troth.mail import maildir
from troth.mail.folder import (
    THUNDERBIRD_SUBFOLDERS,
    Folder,
    Letter,
    Notes,
)
from troth.mail.looking.letters import Trouble, is_sent_name
from troth.mail.looking.mbox import unseen
from troth.mail.looking.state import (
    Marks,
    MboxMark,
    NamesMark,
    key_of,
    mbox_mark,
    name_of,
    names_mark,
)
from troth.mail.maildir import MaildirPlace
from troth.mail.mbox import Mbox
from troth.mail.places import FilePlace, Place, Source, shown
from troth.mail.sources import OneLetter, open_source
from troth.web.because import because

AGAIN = "The next look tries it again."


class OnDisk(NamedTuple):
    """A letter that was not looked at before; `remember` is called once it was."""

    place: Place
    folder: str
    is_sent: bool
    remember: Callable[[], None]


class Tree:
    """All letters at a path, with what is remembered of them."""

    def __init__(self, path: str, state: Marks) -> None:
        """Raises SourceError."""
        self.left_out: list[str] = []
        self.unread = 0
        self._source = open_source(path, stdin=BytesIO(), password=lambda _: "")
        self._root = path.rstrip("/") or "/"
        self._marks = dict(state)
        self._shelves: dict[str, _Shelf] = {}
        self._by_path: dict[str, _Shelf] = {}
        self._troubles: list[Trouble] = []
        self._is_whole = True

    def unseen(self) -> Iterator[OnDisk]:
        """Every letter that is not remembered."""
        for held in self._held():
            try:
                if isinstance(held, Mbox):
                    yield from self._in_mbox(held)
                elif isinstance(held, Letter):
                    yield from self._letter(held.place)
                else:
                    yield from self._in_archive(held)
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError as error:
                name = held.place.name if isinstance(held, Letter) else held.name
                self.tell(f"{name} could not be read: {because(error)}.")

    def tell(self, sentence: str) -> None:
        self._troubles.append(Trouble(f"{sentence} {AGAIN}"))

    def tell_unread(self, place: Place, error: OSError) -> None:
        """Of a letter that is there and cannot be had."""
        self.unread += 1
        self.tell(f"{place.name} could not be read: {because(error)}.")

    def told(self) -> tuple[Trouble, ...]:
        """The troubles since this was last asked."""
        troubles, self._troubles = tuple(self._troubles), []
        return troubles

    def state(self) -> Marks:
        """What is remembered by now."""
        for shelf in self._shelves.values():
            if shelf.is_changed:
                self._marks[shelf.key] = shelf.names.as_json()
                shelf.is_changed = False
        return dict(self._marks)

    def finish(self) -> None:
        """Forget what is gone, unless something could not be listed and may be there."""
        if not self._is_whole:
            return
        for shelf in self._shelves.values():
            shelf.keep_only_met()
        for key in self._marks.keys() - self._shelves.keys():
            path = os.path.join(os.fsencode(self._root), name_of(key))  # noqa: PTH118  # bytes
            if not os.path.lexists(path):
                del self._marks[key]
                name = shown(os.fsdecode(path))
                self._troubles.append(Trouble(f"{name} is gone. What was read there is kept."))

    def _held(self) -> Iterator[Letter | Source]:
        if isinstance(self._source, Folder):
            notes = Notes()
            yield from self._source.held(notes)
            self.left_out += notes.left_out
            for problem in notes.problems:
                self._is_whole = False
                self.tell(problem)
        elif isinstance(self._source, OneLetter):
            yield from map(Letter, self._source.places())
        else:
            yield self._source

    def _letter(self, place: Place) -> Iterator[OnDisk]:
        directory, name = _where(place)
        shelf = self._shelf(self._root if isinstance(self._source, OneLetter) else directory)
        if shelf.is_new(name):
            yield OnDisk(place, shelf.folder, shelf.is_sent, partial(shelf.remember, name))

    def _in_mbox(self, held: Mbox) -> Iterator[OnDisk]:
        shelf = self._shelf(held.path)
        for place, mark in unseen(held.path, mbox_mark(self._marks.get(shelf.key))):
            remember = partial(self._remember_mbox, shelf.key, mark)
            if place is None:
                remember()
            else:
                yield OnDisk(place, shelf.folder, shelf.is_sent, remember)
                if self._marks.get(shelf.key) != mark.as_json():
                    return  # it could not be read: no mark may stand behind it

    def _remember_mbox(self, key: str, mark: MboxMark) -> None:
        self._marks[key] = mark.as_json()

    def _in_archive(self, held: Source) -> Iterator[OnDisk]:
        """A compressed file changes as a whole: it is unpacked only until all of it was read."""
        shelf = self._shelf(held.name)
        size = os.stat(held.name).st_size  # noqa: PTH116
        whole = b"%d whole" % size
        if not shelf.is_new(whole):
            return
        for number, place in enumerate(held.places()):
            name = b"%d letter %d" % (size, number)
            if shelf.is_new(name):
                yield OnDisk(place, shelf.folder, shelf.is_sent, partial(shelf.remember, name))
        shelf.remember(whole)
        for problem in held.problems:
            self._troubles.append(Trouble(problem))

    def _shelf(self, path: str) -> "_Shelf":
        if path not in self._by_path:
            key, levels = key_of(os.path.relpath(path, self._root)), _levels(path, self._root)
            names = names_mark(self._marks.get(key))
            shelf = _Shelf(key, "/".join(levels), is_sent_name(levels), names)
            self._by_path[path] = self._shelves.setdefault(key, shelf)
        return self._by_path[path]


@dataclass(slots=True)
class _Shelf:
    """A directory of letters or a file of them: its name for people, and what is remembered."""

    key: str
    folder: str
    is_sent: bool
    names: NamesMark
    met: list[bytes] = field(default_factory=list)
    is_changed: bool = False

    def is_new(self, name: bytes) -> bool:
        self.met.append(name)
        return name not in self.names

    def remember(self, name: bytes) -> None:
        self.names.add(name)
        self.is_changed = True

    def keep_only_met(self) -> None:
        if self.met:
            self.is_changed |= self.names.keep_only(self.met)


def _where(place: Place) -> tuple[str, bytes]:
    """The directory of a letter, and what tells it there from others. Raises OSError."""
    if isinstance(place, MaildirPlace):
        return place.folder, os.fsencode(place.file.partition(":")[0])
    assert isinstance(place, FilePlace)
    directory, _, file = place.path.rpartition("/")
    size = os.stat(place.path).st_size  # noqa: PTH116
    return directory or ".", os.fsencode(file) + b"\0%d" % size


def _levels(path: str, root: str) -> list[str]:
    """A folder's name for people, level by level; the root's is its own."""
    parts = os.path.relpath(path, root).split("/") if path != root else [_own_name(root)]
    plain = [part.removesuffix(THUNDERBIRD_SUBFOLDERS) for part in parts[:-1]]
    last = maildir.levels(parts[-1]) if parts[-1].startswith(".") else [shown(parts[-1])]
    return [*map(shown, plain), *last]


def _own_name(root: str) -> str:
    return os.path.basename(os.path.abspath(root))  # noqa: PTH100, PTH119  # keeps odd bytes
