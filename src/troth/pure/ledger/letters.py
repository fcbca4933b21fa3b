"""All letters that were read, in columns: a tenth of the memory that rows would take."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from troth.pure.ledger.model import Posted

People = tuple[str, tuple[str, ...], tuple[str, ...]]

UNDATED = -(2**62)
"""Stands in the column of dates for a letter without one."""


class Letters(Sequence[Posted]):
    """A growing row of letters. What it gives for a position equals what was appended."""

    def __init__(self, letters: Iterable[Posted] = ()) -> None:
        self.keys = array("Q")
        self.subjects = array("Q")
        self.sents = array("q")
        self.all_references = array("Q")
        self.reference_ends = array("Q")
        self.quiets = bytearray()
        self.people: list[People] = []
        self._known: dict[People, int] = {}
        self.people_of = array("Q")
        for letter in letters:
            self.append(letter)

    def append(self, letter: Posted) -> None:
        self.keys.append(letter.key)
        self.subjects.append(letter.subject)
        self.sents.append(UNDATED if letter.sent is None else letter.sent)
        self.all_references.extend(letter.references)
        self.reference_ends.append(len(self.all_references))
        self.quiets.append(letter.quiet)
        self.people_of.append(self._number((letter.sender, letter.to, letter.cc)))

    def extend(self, others: "Letters") -> None:
        """Append all of `others`, a column at a time."""
        shift = len(self.all_references)
        numbers = [self._number(people) for people in others.people]
        self.keys.extend(others.keys)
        self.subjects.extend(others.subjects)
        self.sents.extend(others.sents)
        self.all_references.extend(others.all_references)
        self.reference_ends.extend([end + shift for end in others.reference_ends])
        self.quiets.extend(others.quiets)
        self.people_of.extend([numbers[number] for number in others.people_of])

    def identities(self) -> Iterator[tuple[int, str, int]]:
        """For each letter what tells it from others: key, sender, and when it was sent."""
        senders = [people[0] for people in self.people]
        senders_of = (senders[number] for number in self.people_of)
        return zip(self.keys, senders_of, self.sents, strict=True)

    def _number(self, people: People) -> int:
        number = self._known.setdefault(people, len(self.people))
        if number == len(self.people):
            self.people.append(people)
        return number

    def __getstate__(self) -> dict[str, object]:
        """Everything but what can be looked up again: batches travel between processes."""
        return self.__dict__ | {"_known": {}}

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
        sender, to, cc = self.people[self.people_of[at]]
        sent = self.sents[at]
        return Posted(
            key=self.keys[at],
            references=self.references(at),
            subject=self.subjects[at],
            sender=sender,
            to=to,
            cc=cc,
            sent=None if sent == UNDATED else sent,
            quiet=bool(self.quiets[at]),
        )

    def __iter__(self) -> Iterator[Posted]:
        return (self[at] for at in range(len(self)))

    def everybody(self, place: int) -> frozenset[str]:
        """Who wrote the letter and to whom, copies included."""
        sender, to, cc = self.people[self.people_of[place]]
        return frozenset((sender, *to, *cc))

    def references(self, place: int) -> tuple[int, ...]:
        """The keys a letter refers to, oldest first."""
        begin = self.reference_ends[place - 1] if place else 0
        return tuple(self.all_references[begin : self.reference_ends[place]])

    def sent(self, place: int) -> int:
        """When a letter was sent, for sorting: the undated before all others."""
        return self.sents[place]
