"""Whom they write for."""

from collections.abc import Iterator

from troth.pure.courtesy.case import Case
from troth.pure.courtesy.model import Field, Proposal


def organisation(case: Case) -> Iterator[Proposal]:
    """The surest organisation of their signatures; of equals the newest."""
    lines = [(letter, signed.organisation) for letter, signed in case.signatures]
    found = [(letter, line) for letter, line in lines if line]
    if found:
        letter, (value, line, certainty) = max(found, key=lambda pair: pair[1].certainty)
        yield Proposal(Field.ORGANISATION, value, line, letter.message_id, certainty)
