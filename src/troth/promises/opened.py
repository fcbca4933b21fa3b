"""What opening letters takes and gives: whose are kept, and what was found in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from troth.mail.filing import Taken
from troth.mail.places import Place
from troth.promises.digest import Reader
from troth.pure.ledger import client_of

MOST_LETTERS = 2_000
"""Letters that are stored in one transaction: each costs some milliseconds for every client."""

MOST_BYTES = 64 << 20
"""Packed bytes of one transaction, and held in memory."""


class Chosen(NamedTuple):
    """How letters are read, and whose are kept: the address keys of the practice's clients."""

    reader: Reader
    keys: frozenset[str]

    def key_of(self, email: str) -> str:
        """The chosen client's key that an address falls under, or ""."""
        if email in self.keys:
            return email
        key = client_of(email)
        return key if key in self.keys else ""


class Dealt(NamedTuple):
    """Places to be opened, and how far their folders were looked into once they are stored."""

    places: Sequence[Place]
    states: Mapping[str, object] = {}


class Discovery(NamedTuple):
    """A finding of the letter at `letter`, ready to be stored.

    `key` is the client's address key, `counterpart` the address of the other side, `to` JSON.
    """

    letter: int
    key: str
    counterpart: str
    kind: str
    language: str
    rule: str
    words: str
    certainty: float
    sentence: str
    start: int
    end: int
    is_mine: bool
    to: str
    actor: str
    due: str
    said_at: datetime


@dataclass(slots=True)
class Opened:
    """What some letters gave.

    `people` holds the addresses of clients in letters that no machine wrote: each with the client's
    key and the fullest name it was seen with. `unreadable` says of which letters nothing could be
    had, and why: (place, why). `others` counts those of nobody chosen, of which nothing is kept.
    """

    taken: list[Taken] = field(default_factory=list)
    discoveries: list[Discovery] = field(default_factory=list)
    people: dict[str, tuple[str, str]] = field(default_factory=dict)
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    others: int = 0
    packed_bytes: int = 0
    states: dict[str, object] = field(default_factory=dict)

    def add(self, more: "Opened") -> None:
        """Take in what the next letters gave."""
        shift = len(self.taken)
        self.taken += more.taken
        self.discoveries += (
            [it._replace(letter=it.letter + shift) for it in more.discoveries]
            if shift
            else more.discoveries
        )
        for email, (key, name) in more.people.items():
            self.meet(email, key=key, name=name)
        self.unreadable += more.unreadable
        self.others += more.others
        self.packed_bytes += more.packed_bytes
        self.states |= more.states

    def meet(self, email: str, *, key: str, name: str) -> None:
        """Remember an address of the client `key`, with the fullest name it was seen with."""
        known = self.people.get(email)
        if known is None or len(name) > len(known[1]):
            self.people[email] = (key, name)

    @property
    def is_full(self) -> bool:
        """Whether so much is held that it should be stored."""
        most = max(len(self.taken), len(self.unreadable))
        return most >= MOST_LETTERS or self.packed_bytes >= MOST_BYTES
