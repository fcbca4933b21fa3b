"""Whom they answer to."""

from collections.abc import Iterator

from troth.pure.courtesy.case import Case
from troth.pure.courtesy.model import Field, Proposal
from troth.pure.reading import fold
from troth.pure.reading.grammar import entries_of

NAMED, UNNAMED = 0.8, 0.4


def reports_to(case: Case) -> Iterator[Proposal]:
    """The newest name that they say decides for them; else their words that somebody does."""
    found = next(_named(case), None) or next(_unnamed(case), None)
    if found:
        yield found


def _named(case: Case) -> Iterator[Proposal]:
    for heard in case.theirs:
        nobody = entries_of(heard.language)["nobody"] if heard.language else ()
        for mark, sentence in heard.said("reports-to"):
            called, ours = mark.name.lower(), case.my_names.given | case.their_names.given
            if fold(called) not in nobody and called not in ours:
                yield Proposal(
                    Field.REPORTS_TO, mark.name, sentence, heard.letter.message_id, NAMED
                )


def _unnamed(case: Case) -> Iterator[Proposal]:
    for heard in case.theirs:
        for mark, sentence in heard.said("reports-to-someone"):
            words = heard.letter.new[mark.start : mark.end].strip()
            yield Proposal(Field.REPORTS_TO, words, sentence, heard.letter.message_id, UNNAMED)
