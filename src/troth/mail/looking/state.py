"""What is remembered of each folder from one look to the next: small, and plain JSON.

A mark that cannot be read counts as none: that folder is looked at afresh, and what was taken in
before is known by its digest.
"""

from base64 import b64decode, b64encode
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from os import fsencode
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import quote, unquote_to_bytes

if TYPE_CHECKING:  # the client library takes a tenth of a second, and a look on disk needs none
    from troth.mail.imap.answers import Examined

NAME_BYTES = 6
"""A name's digest: among a million letters, a new one is mistaken for an old one in 3 of 10^9."""

NO_MARK: dict[str, object] = {}
"""What stands for a mark that moved elsewhere: whoever keeps marks drops none."""

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
    `modseq` and `identity` are what it told then of its changes and of which folder it is. Up to
    `careful`, letters are asked for one at a time: a reply that holds one of them broke off twice.
    `is_gone` once it was told that the folder is no longer there; it may come back.
    """

    validity: int
    uid: int = 0
    letters: int = 0
    uid_next: int = 0
    again: tuple[int, ...] = ()
    modseq: int = 0
    identity: str = ""
    careful: int = 0
    is_gone: bool = False

    def after(self, looked_at: Collection[int], *, missing: Collection[int]) -> "ServerMark":
        """The mark once these UIDs were looked at, but for the missing."""
        again = (set(self.again) - set(looked_at)) | set(missing)
        return self._replace(
            uid=max((self.uid, *looked_at)), again=tuple(sorted(again)), uid_next=0
        )

    def to_its_end(self, opened: "Examined", *, listed: Collection[int]) -> "ServerMark":
        """The mark once everything in `listed` was looked at; what it lacks is no longer there."""
        there = set(listed)
        return self._replace(
            letters=opened.letters,
            uid_next=opened.uid_next,
            again=tuple(uid for uid in self.again if uid in there),
            modseq=opened.modseq,
            identity=opened.identity or self.identity,
            careful=0,
            is_gone=False,
        )

    def as_json(self) -> dict[str, object]:
        """Without what says nothing; a mark of the first release has the first five."""
        said = self._asdict() | {"again": list(self.again)}
        optional = ("modseq", "identity", "careful", "is_gone")
        return {key: value for key, value in said.items() if value or key not in optional}


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
            **later,
        } if all(isinstance(each, int) for each in again):
            mark = ServerMark(validity, uid, letters, uid_next, tuple(cast("list[int]", again)))
            return mark._replace(
                modseq=_number(later.get("modseq")),
                identity=str(later.get("identity", "")),
                careful=_number(later.get("careful")),
                is_gone=later.get("is_gone") is True,
            )
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


def _number(stored: object) -> int:
    return stored if isinstance(stored, int) else 0


def _digest(name: bytes) -> bytes:
    return blake2b(name, digest_size=NAME_BYTES).digest()


def _cut(digests: bytes | bytearray) -> list[bytes]:
    every = bytes(digests)
    return [every[at : at + NAME_BYTES] for at in range(0, len(every), NAME_BYTES)]
