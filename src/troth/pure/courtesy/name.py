"""What they are called."""

from collections.abc import Iterator

from troth.pure.courtesy.case import Case
from troth.pure.courtesy.model import Field, Proposal
from troth.pure.courtesy.persons import person_name
from troth.pure.courtesy.signed import is_of_domain, names_domain

FULL, SHORT, FAMILY_OR_HOUSE = 0.95, 0.7, 0.5


def name(case: Case) -> Iterator[Proposal]:
    """The fullest name of their From fields; that of their signatures where it says more."""
    best = max([*_from(case), *_signed(case)], key=_words, default=None)
    if best:
        yield best


def _from(case: Case) -> Iterator[Proposal]:
    seen: set[str] = set()
    for heard in case.theirs:
        sender = heard.letter.sender
        if sender is None or sender.name in seen:
            continue
        seen.add(sender.name)
        found, _ = person_name(sender.name)
        if found and (_is_in(found, sender.email) or not is_of_domain(found, case.domain)):
            certainty = _certainty(found, sender.email, case.domain)
            yield Proposal(Field.NAME, found, sender.name, heard.letter.message_id, certainty)


def _signed(case: Case) -> Iterator[Proposal]:
    for letter, signed in case.signatures:
        if signed.name:
            found, line, certainty = signed.name
            yield Proposal(Field.NAME, found, line, letter.message_id, certainty)


def _certainty(found: str, email: str, domain: str) -> float:
    """A name with the domain's word may be a person's or a house's: "Hotel Lindenhof"."""
    if names_domain(found, domain) and not _is_in(found, email):
        return FAMILY_OR_HOUSE
    return FULL if " " in found else SHORT


def _is_in(found: str, email: str) -> bool:
    """Whether the address before its @ holds a word of the name."""
    return any(word.lower() in email.partition("@")[0] for word in found.split())


def _words(proposal: Proposal) -> int:
    """How full a name is; of equals the first is taken, which is the newest."""
    return len(proposal.value.split())
