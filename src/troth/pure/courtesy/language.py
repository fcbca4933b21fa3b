"""The language they write in."""

from collections import Counter
from collections.abc import Iterator

from troth.pure.courtesy.case import Case
from troth.pure.courtesy.heard import Heard
from troth.pure.courtesy.model import Field, Proposal
from troth.pure.language import language_of

SURE, LIKELY, OTHER = 0.95, 0.8, 0.7
SEVERAL = 3
_LEAST = 80
"""Characters of a letter from which on a language that there are no rules for can be told."""


def language(case: Case) -> Iterator[Proposal]:
    """The language of most of their letters; mine are asked only where they wrote none."""
    letters = [heard for heard in case.theirs or case.mine if heard.is_told]
    counts = Counter(heard.language for heard in letters)
    if not counts:
        yield from _another(case)
        return
    value, most = counts.most_common(1)[0]
    newest = next(heard for heard in letters if heard.language == value)
    whose = "their" if case.theirs else "my"
    reason = f"{most} of {whose} {len(letters)} letters whose language can be told."
    certainty = SURE if most >= SEVERAL and most * 4 >= len(letters) * 3 else LIKELY
    if not case.theirs:
        certainty = OTHER
    yield _proposal(newest, value, certainty, reason)


def _another(case: Case) -> Iterator[Proposal]:
    """A language that there are no rules for, by the letters' look."""
    for heard in case.theirs:
        if len(heard.letter.new) >= _LEAST:
            code = language_of(heard.letter.new)
            if code != "und":
                yield _proposal(heard, code, OTHER, "A language that Troth has no rules for.")
            return


def _proposal(heard: Heard, value: str, certainty: float, reason: str) -> Proposal:
    sentence = heard.first_sentence()
    return Proposal(
        Field.LANGUAGE, value, sentence, heard.letter.message_id, certainty, reason=reason
    )
