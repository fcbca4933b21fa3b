"""All that is known of one contact, or of all contacts of a client, before it is asked."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from troth.pure.courtesy.heard import Heard, heard
from troth.pure.courtesy.persons import family_name, given_name
from troth.pure.courtesy.signed import Signed, signed
from troth.pure.ledger.people import client_of
from troth.pure.letter import Address, Letter


@dataclass(frozen=True, slots=True)
class Names:
    """The given and the family names by which letters call somebody, in lower case."""

    given: frozenset[str]
    family: frozenset[str]


@dataclass(frozen=True, slots=True)
class Case:
    """A contact's letters and mine to them, newest first, and who the two are.

    `me` and `them` are addresses. `domain` is their client's, or their address with a freemail
    house. `signatures` holds each different one of theirs once, with its newest letter.
    """

    theirs: Sequence[Heard]
    mine: Sequence[Heard]
    me: frozenset[str]
    them: frozenset[str]
    my_names: Names
    their_names: Names
    domain: str
    signatures: Sequence[tuple[Letter, Signed]]


def hear(theirs: Iterable[Letter], mine: Iterable[Letter], *, me: Collection[str]) -> Case:
    """The case that these letters make; what machines and lists sent is left out."""
    from_them, from_me = heard(theirs), heard(mine)
    both = [each.letter for each in (*from_them, *from_me)]
    addresses = frozenset(address.lower() for address in me)
    them = _senders(from_them) - addresses or _first_readers(from_me) - addresses
    domain = client_of(min(them)) if them else ""
    return Case(
        from_them,
        from_me,
        addresses,
        them,
        _names(both, addresses),
        _names(both, them),
        domain,
        _signatures((each.letter for each in from_them), domain),
    )


def _senders(letters: Iterable[Heard]) -> frozenset[str]:
    return frozenset(each.letter.sender.email for each in letters if each.letter.sender)


def _first_readers(letters: Iterable[Heard]) -> frozenset[str]:
    return frozenset(to.email for each in letters for to in each.letter.to[:1])


def _names(letters: Iterable[Letter], addresses: frozenset[str]) -> Names:
    people = {
        person
        for letter in letters
        for person in (letter.sender, *letter.to, *letter.cc)
        if person and person.email in addresses
    }
    return Names(_known(map(given_name, people)), _known(map(family_name, people)))


def _known(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.lower() for name in names if name)


def _signatures(letters: Iterable[Letter], domain: str) -> list[tuple[Letter, Signed]]:
    known: dict[tuple[str, Address | None], Letter] = {}
    for letter in letters:
        if letter.signature:
            known.setdefault((letter.signature, letter.sender), letter)
    return [
        (letter, signed(letter.signature, sender=letter.sender, domain=domain))
        for letter in known.values()
    ]
