"""Whether they are greeted as a woman or a man, where a letter says so and only there."""

from collections.abc import Iterator

from troth.pure.courtesy.case import Case
from troth.pure.courtesy.model import Field, Proposal
from troth.pure.courtesy.persons import compact

GREETED, ALONE = 0.9, 0.8
_KINDS = (("f", "madam"), ("m", "sir"))


def gender(case: Case) -> Iterator[Proposal]:
    """What their signature says, or a "Frau Weber" with their name in a letter of theirs or mine.

    A title without their name, as in "Dear Sir", may be anybody's and says nothing.
    """
    found = [*_signed(case), *_titled(case)]
    if found and len({proposal.value for proposal in found}) == 1:
        yield found[0]


def _signed(case: Case) -> Iterator[Proposal]:
    for letter, signed in case.signatures:
        if signed.gender:
            value, line, certainty = signed.gender
            yield Proposal(Field.GENDER, value, line, letter.message_id, certainty)


def _titled(case: Case) -> Iterator[Proposal]:
    names = _family_names(case)
    for letters, certainty in ((case.mine, GREETED), (case.theirs, ALONE)):
        for heard in letters:
            for value, kind in _KINDS:
                for mark, sentence in heard.said(kind):
                    if compact(mark.name) in names:
                        yield Proposal(
                            Field.GENDER, value, sentence, heard.letter.message_id, certainty
                        )


def _family_names(case: Case) -> frozenset[str]:
    """The last words of their names; none that is mine too, for it may be me."""
    return frozenset(map(compact, case.their_names.family - case.my_names.family))
