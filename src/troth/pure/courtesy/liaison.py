"""Whether they pass matters on between me and others."""

from collections.abc import Iterator

from troth.pure.courtesy.case import Case
from troth.pure.courtesy.model import Field, Proposal

ONCE, OFTEN = 0.6, 0.8


def liaison(case: Case) -> Iterator[Proposal]:
    """The newest sentence in which they say that they pass something on."""
    said = [(heard, pair) for heard in case.theirs for pair in heard.said("passes-on")[:1]]
    if said:
        heard, (_, sentence) = said[0]
        certainty = OFTEN if len(said) > 1 else ONCE
        yield Proposal(Field.IS_LIAISON, "yes", sentence, heard.letter.message_id, certainty)
