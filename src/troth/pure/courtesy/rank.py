"""How high they stand: 1 can end the agreement."""

from collections.abc import Iterator

from troth.pure.courtesy.case import Case
from troth.pure.courtesy.marks import role_lists
from troth.pure.courtesy.model import Field, Proposal
from troth.pure.reading import fold

LEAST = 4
CERTAINTY = {1: 0.8, 2: 0.7, 3: 0.6, 4: 0.6}


def rank(case: Case) -> Iterator[Proposal]:
    """The rank that the role in their newest signature has."""
    for letter, signed in case.signatures:
        value = rank_of(signed.role.value) if signed.role else None
        if value and signed.role:
            reason = f"Their signature says {signed.role.value}."
            yield Proposal(
                Field.RANK,
                str(value),
                signed.role.line,
                letter.message_id,
                CERTAINTY[value],
                reason=reason,
            )
            return


def rank_of(role: str) -> int | None:
    """1 to 4, or None where the words of a role do not tell.

    Who assists or stands in for somebody is not that somebody.

    >>> rank_of("Managing Director"), rank_of("Assistant to the Managing Director")
    (1, 4)
    """
    folded, lists = fold(role), role_lists()
    if lists["rank-4"].search(folded):
        return LEAST
    for value in (1, 2, 3):
        if lists[f"rank-{value}"].search(folded):
            return min(LEAST, value + (lists["deputy"].search(folded) is not None))
    return None
