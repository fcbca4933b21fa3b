"""All letters that were read, in columns: a tenth of the memory that rows would take."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from troth.pure.ledger.model import Posted

UNDATED = -(2**62)
"""Stands in the column of dates for a letter without one."""


class Letters(Sequence[Posted]):
    """A growing row of letters. What it gives for a position equals what was appended."""

    def __init__(self, letters: Iterable[Posted] = ()) -> None:
        self.keys = array("Q")
        self.subjects = array("Q")
        self._sent = array("q")
        self._references = array("Q")
        self._references_end = array("Q")
        self._quiet = bytearray()
        self._people: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
        self._known: dict[tuple[str, tuple[str, ...], tuple[str, ...]], int] = {}
        self._people_of = array("Q")
        for letter in letters:
            self.append(letter)

    def append(self, letter: Posted) -> None:
        self.keys.append(letter.key)
        self.subjects.append(letter.subject)
        self._sent.append(UNDATED if letter.sent is None else letter.sent)
        self._references.extend(letter.references)
        self._references_end.append(len(self._references))
        self._quiet.append(letter.quiet)
        people = (letter.sender, letter.to, letter.cc)
        number = self._known.setdefault(people, len(self._people))
        if number == len(self._people):
            self._people.append(people)
        self._people_of.append(number)

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> Posted: ...
    @overload
    def __getitem__(self, place: slice) -> list[Posted]: ...
    def __getitem__(self, place: int | slice) -> Posted | list[Posted]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        at = range(len(self))[place]
        sender, to, cc = self._people[self._people_of[at]]
        sent = self._sent[at]
        return Posted(
            key=self.keys[at],
            references=self.references(at),
            subject=self.subjects[at],
            sender=sender,
            to=to,
            cc=cc,
            sent=None if sent == UNDATED else sent,
            quiet=bool(self._quiet[at]),
        )

    def __iter__(self) -> Iterator[Posted]:
        return (self[at] for at in range(len(self)))

    def references(self, place: int) -> tuple[int, ...]:
        """The keys a letter refers to, oldest first."""
        begin = self._references_end[place - 1] if place else 0
        return tuple(self._references[begin : self._references_end[place]])

    def sent(self, place: int) -> int:
        """When a letter was sent, for sorting: the undated before all others."""
        return self._sent[place]
