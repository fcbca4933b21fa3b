"""What they do, as their signature puts it."""

from collections.abc import Iterator

from troth.pure.courtesy.case import Case
from troth.pure.courtesy.model import Field, Proposal


def role(case: Case) -> Iterator[Proposal]:
    """The role in the newest signature that gives one."""
    for letter, signed in case.signatures:
        if signed.role:
            value, line, certainty = signed.role
            yield Proposal(Field.ROLE, value, line, letter.message_id, certainty)
            return
