"""The numbers they can be called on."""

from collections.abc import Iterator

from troth.pure.courtesy.case import Case
from troth.pure.courtesy.model import Field, Proposal
from troth.pure.courtesy.persons import compact

MOST = 4
"""Numbers a person; more come from signatures that list a whole office."""


def phone(case: Case) -> Iterator[Proposal]:
    """The numbers of their signatures, newest first, each once."""
    seen: set[str] = set()
    for letter, signed in case.signatures:
        for value, line, certainty in signed.phones:
            if compact(value) not in seen and len(seen) < MOST:
                seen.add(compact(value))
                yield Proposal(Field.PHONE, value, line, letter.message_id, certainty)
