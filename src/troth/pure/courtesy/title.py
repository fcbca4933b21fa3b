"""Their academic title."""

from collections.abc import Iterator

from troth.pure.courtesy.case import Case
from troth.pure.courtesy.model import Field, Proposal
from troth.pure.courtesy.persons import person_name

SURE = 0.95


def title(case: Case) -> Iterator[Proposal]:
    """The fullest title that stands in their From fields or before their signed name."""
    best = max(_found(case), key=lambda proposal: len(proposal.value), default=None)
    if best:
        yield best


def _found(case: Case) -> Iterator[Proposal]:
    seen: set[str] = set()
    for heard in case.theirs:
        written = heard.letter.sender.name if heard.letter.sender else ""
        if written and written not in seen:
            seen.add(written)
            _, found = person_name(written)
            if found:
                yield Proposal(Field.TITLE, found, written, heard.letter.message_id, SURE)
    for letter, signed in case.signatures:
        if signed.title:
            found, line, certainty = signed.title
            yield Proposal(Field.TITLE, found, line, letter.message_id, certainty)
