"""Whose mailbox it may be, and who the clients may be, by who writes to whom."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple

from troth.mail.looking.letters import Envelope
from troth.pure.ledger import (
    Letters,
    Posted,
    client_of,
    counterparts,
    key,
    likely_owners,
    subject_key,
)

OWN_SHARE = 0.1
"""Of the letters in folders of sent mail: whoever wrote fewer may have lain there by chance."""


class ProposedClient(NamedTuple):
    """Who may be a client, and the letters both ways; mass and automatic mail is not counted.

    `names` are the people's, `addresses` theirs; both come with the busiest first. Days are
    those of UTC.
    """

    key: str
    names: tuple[str, ...]
    addresses: tuple[str, ...]
    received: int
    sent: int
    first_on: date
    last_on: date

    @property
    def is_two_way(self) -> bool:
        return self.received > 0 and self.sent > 0


class ProposedOwner(NamedTuple):
    """Whose mailbox it may be: in which share of all letters they stand, how many they sent."""

    address: str
    share: float
    sent: int


@dataclass(slots=True)
class _Traffic:
    """The letters both ways between me and one client: their keys, for one may go to several."""

    received: set[tuple[int, int]] = field(default_factory=set)
    sent: set[tuple[int, int]] = field(default_factory=set)
    first: int = 2**62
    last: int = -(2**62)
    people: Counter[str] = field(default_factory=Counter)

    def count(self, letter: Posted, person: str, *, is_mine: bool) -> None:
        at = letter.sent or 0
        (self.sent if is_mine else self.received).add((letter.key, at))
        self.first, self.last = min(self.first, at), max(self.last, at)
        self.people[person] += 1


class Correspondence:
    """Letters by their envelopes, each once, in the little memory that columns take."""

    def __init__(self) -> None:
        self._letters = Letters()
        self._met: set[tuple[int, str, int | None]] = set()
        self._names: dict[str, str] = {}
        self._senders: Counter[str] = Counter()

    def add(self, envelope: Envelope, *, is_sent: bool) -> None:
        """Take in a letter that has a sender and a date, unless it was met in another folder."""
        posted = _posted(envelope)
        if is_sent:
            self._senders[posted.sender] += 1
        identity = (posted.key, posted.sender, posted.sent)
        if identity in self._met:
            return
        self._met.add(identity)
        self._letters.append(posted)
        for person in (envelope.sender, *envelope.to, *envelope.cc):
            if person and len(person.name) > len(self._names.get(person.email, "")):
                self._names[person.email] = person.name

    def owners(self) -> tuple[ProposedOwner, ...]:
        """Whoever sends from here or stands in most letters, the likeliest first."""
        total = len(self._letters)
        counted: Counter[str] = Counter()
        for place in range(total):
            counted.update(self._letters.everybody(place))
        likely = likely_owners(map(self._letters.everybody, range(total)))
        found = [
            ProposedOwner(address, counted[address] / total, self._senders[address])
            for address in {address for address, _ in likely} | self._senders_from_here()
        ]
        return tuple(sorted(found, key=lambda it: (-it.sent, -it.share, it.address)))

    def likeliest_me(self, *, account: str) -> frozenset[str]:
        """The owner's addresses, as far as the letters tell; `account` is one where it is known."""
        known = self._senders_from_here() | ({account} if account else set())
        return frozenset(known or {owner.address for owner in self.owners()[:1]})

    def clients(self, *, me: frozenset[str]) -> tuple[ProposedClient, ...]:
        """Everybody whom I wrote to or who wrote to me alone, those of both kinds first.

        My own house is no client.
        """
        persons = counterparts(self._by_people(), me=me)
        keys = {client_of(person) for person in persons} - {client_of(mine) for mine in me}
        traffic = {key: _Traffic() for key in keys}
        for letter in self._by_people():
            is_mine = letter.sender in me
            for person in {*letter.to, *letter.cc} if is_mine else {letter.sender}:
                if person not in me and (its := traffic.get(client_of(person))):
                    its.count(letter, person, is_mine=is_mine)
        found = [self._proposed(key, its) for key, its in traffic.items()]
        return tuple(sorted(found, key=_busiest_first))

    def _proposed(self, key: str, its: _Traffic) -> ProposedClient:
        addresses = tuple(address for address, _ in its.people.most_common())
        return ProposedClient(
            key=key,
            names=tuple(self._names[each] for each in addresses if each in self._names),
            addresses=addresses,
            received=len(its.received),
            sent=len(its.sent),
            first_on=_day(its.first),
            last_on=_day(its.last),
        )

    def _by_people(self) -> Iterator[Posted]:
        """The letters that a person wrote."""
        return (letter for letter in self._letters if not letter.quiet)

    def _senders_from_here(self) -> set[str]:
        total = self._senders.total()
        return {it for it, number in self._senders.items() if number >= OWN_SHARE * total}


def _posted(envelope: Envelope) -> Posted:
    assert envelope.sender is not None
    assert envelope.sent_at is not None
    subject = subject_key(envelope.subject)
    return Posted(
        key=key(envelope.message_id) if envelope.message_id else subject,
        references=(),
        subject=subject,
        sender=envelope.sender.email,
        to=tuple(person.email for person in envelope.to),
        cc=tuple(person.email for person in envelope.cc),
        sent=int(envelope.sent_at.timestamp()),
        quiet=envelope.is_mass,
    )


def _busiest_first(client: ProposedClient) -> tuple[bool, int, str]:
    return (not client.is_two_way, -(client.received + client.sent), client.key)


def _day(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, tz=UTC).date()
