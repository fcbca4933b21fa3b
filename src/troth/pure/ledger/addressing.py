"""To whom a sentence of a letter is spoken."""

import re
from collections.abc import Collection, Iterable

from troth.pure.ledger.people import domain, is_freemail
from troth.pure.letter import Address, Letter

NAME_PART = re.compile(r"[^\W\d_]+")


def spoken_to(addressee: str, letter: Letter, *, me: Collection[str]) -> tuple[str, ...]:
    """The addresses a sentence of `letter` is spoken to; empty if to nobody that concerns me.

    `addressee` is the name in the sentence or the greeting, or "". From me: the one named, else
    everybody in To. To me: my address when I am the one named, the only one written to, or in To
    while nobody else is named. A letter that only copies me asks me nothing unless it names me.
    """
    sender = letter.sender.email if letter.sender else ""
    everybody = (*letter.to, *letter.cc)
    named = tuple(
        person.email for person in everybody if addressee and is_called(addressee, person)
    )
    if sender in me:
        others = [person.email for person in letter.to if person.email not in me]
        return tuple(dict.fromkeys(email for email in named if email not in me)) or tuple(others)
    mine = _my_addresses(letter, sender=sender, me=me)
    if named and not any(email in me for email in named) and len(everybody) > 1:
        return ()
    if any(email in me for email in named):
        return tuple(email for email in named if email in me)
    return mine


def is_called(name: str, person: Address) -> bool:
    """Whether every word of `name` is part of the person's name, or of their address."""
    local = person.email.partition("@")[0]
    parts = {part.casefold() for part in NAME_PART.findall(f"{person.name} {local}")}
    return parts.issuperset(part.casefold() for part in NAME_PART.findall(name))


def _my_addresses(letter: Letter, *, sender: str, me: Collection[str]) -> tuple[str, ...]:
    direct = tuple(person.email for person in letter.to if person.email in me)
    if direct:
        return direct
    if any(person.email in me for person in letter.cc):
        return ()
    return tuple(sorted(me))[:1] if _is_role_address(letter.to, sender=sender, me=me) else ()


def _is_role_address(to: Iterable[Address], *, sender: str, me: Collection[str]) -> bool:
    """Whether a letter that does not name me came to my house: to info@ or by blind copy."""
    houses = {domain(email) for email in me if not is_freemail(domain(email))}
    recipients = {domain(person.email) for person in to}
    return recipients <= houses and domain(sender) not in houses
