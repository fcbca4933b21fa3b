"""What is remembered of each folder from one look to the next: small, and plain JSON.

A mark that cannot be read counts as none: that folder is looked at afresh, and what was taken in
before is known by its digest.
"""

from base64 import b64decode, b64encode
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from os import fsencode
from typing import NamedTuple, cast
from urllib.parse import quote, unquote_to_bytes

NAME_BYTES = 6
"""A name's digest: among a million letters, a new one is mistaken for an old one in 3 of 10^9."""

Marks = dict[str, object]
"""The state: each folder's key, and its mark."""


def key_of(name: bytes | str) -> str:
    """A folder's key: whatever bytes it is called, a text that every database takes."""
    return quote(fsencode(name))


def name_of(key: str) -> bytes:
    """The folder that `key_of` made a key of."""
    return unquote_to_bytes(key)


class ServerMark(NamedTuple):
    """A folder on a server: all UIDs up to `uid` were looked at, but for those in `again`.

    `uid_next` is what the server gave when the folder had been looked at to its end, else 0.
    """

    validity: int
    uid: int = 0
    letters: int = 0
    uid_next: int = 0
    again: tuple[int, ...] = ()

    def after(self, looked_at: Collection[int], *, missing: Collection[int]) -> "ServerMark":
        """The mark once these UIDs were looked at, but for the missing."""
        again = (set(self.again) - set(looked_at)) | set(missing)
        return self._replace(
            uid=max((self.uid, *looked_at)), again=tuple(sorted(again)), uid_next=0
        )

    def to_its_end(self, *, letters: int, uid_next: int, listed: Collection[int]) -> "ServerMark":
        """The mark once everything in `listed` was looked at; what it lacks is no longer there."""
        again = tuple(uid for uid in self.again if uid in set(listed))
        return self._replace(letters=letters, uid_next=uid_next, again=again)

    def as_json(self) -> dict[str, object]:
        return self._asdict() | {"again": list(self.again)}


class MboxMark(NamedTuple):
    """An mbox: its letters up to `end` were looked at, the last of them begins at `last`.

    `tail` is a digest of what stands before `end`; `size` was the file's; `letters` counts.
    """

    size: int
    end: int
    last: int
    letters: int
    tail: str

    def as_json(self) -> dict[str, object]:
        return self._asdict()


@dataclass(slots=True)
class NamesMark:
    """A folder of files: the digests of their names, in the order in which they were seen."""

    names: bytearray = field(default_factory=bytearray)
    _known: set[bytes] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._known = set(_cut(self.names))

    def __contains__(self, name: bytes) -> bool:
        return _digest(name) in self._known

    def add(self, name: bytes) -> None:
        digest = _digest(name)
        if digest not in self._known:
            self._known.add(digest)
            self.names += digest

    def keep_only(self, names: Iterable[bytes]) -> bool:
        """Forget the letters that are gone; whether there were any."""
        kept = {_digest(name) for name in names}
        if self._known <= kept:
            return False
        self.names = bytearray(b"".join(each for each in _cut(self.names) if each in kept))
        self._known &= kept
        return True

    def as_json(self) -> dict[str, object]:
        return {"names": b64encode(self.names).decode("ascii")}


def server_mark(stored: object) -> ServerMark | None:
    match stored:
        case {
            "validity": int(validity),
            "uid": int(uid),
            "letters": int(letters),
            "uid_next": int(uid_next),
            "again": list(again),
        } if all(isinstance(each, int) for each in again):
            return ServerMark(validity, uid, letters, uid_next, tuple(cast("list[int]", again)))
        case _:
            return None


def mbox_mark(stored: object) -> MboxMark | None:
    match stored:
        case {
            "size": int(size),
            "end": int(end),
            "last": int(last),
            "letters": int(letters),
            "tail": str(tail),
        } if 0 <= last <= end <= size:
            return MboxMark(size, end, last, letters, tail)
        case _:
            return None


def names_mark(stored: object) -> NamesMark:
    match stored:
        case {"names": str(names)}:
            try:
                digests = b64decode(names, validate=True)
            except ValueError:
                return NamesMark()
            return NamesMark(bytearray(digests if len(digests) % NAME_BYTES == 0 else b""))
        case _:
            return NamesMark()


def _digest(name: bytes) -> bytes:
    return blake2b(name, digest_size=NAME_BYTES).digest()


def _cut(digests: bytes | bytearray) -> list[bytes]:
    every = bytes(digests)
    return [every[at : at + NAME_BYTES] for at in range(0, len(every), NAME_BYTES)]
