"""How a technical matter is best told to them, by the words they use themselves."""

from collections.abc import Iterator

from troth.pure.courtesy.case import Case
from troth.pure.courtesy.heard import Heard
from troth.pure.courtesy.marks import Mark
from troth.pure.courtesy.model import Field, Proposal
from troth.pure.reading import fold

EXPERT_WORDS, SOME_DEEP, SOME_COMMON = 4, 2, 3
"""Different words that people use who work with it; the last, different everyday ones."""

SAID_SO, ASKED, USED = 0.6, 0.5, 0.5
FEW = 0.35
"""The certainty of what rests on fewer words."""


def fluency(case: Case) -> Iterator[Proposal]:
    """One guess of low certainty, with the sentence it rests on; none where words do not tell.

    Their own word about themselves comes first, then the terms they use, then what they ask.
    """
    found = next(_said_so(case), None)
    deep, common = _used(case, "deep"), _used(case, "term-common")
    asked = [pair for heard in case.theirs for pair in _asked(heard)]
    if found:
        yield found
    elif len(deep) >= EXPERT_WORDS:
        yield _by_words("expert", deep, USED)
    elif asked:
        heard, sentence = asked[0]
        certainty = ASKED if len(asked) > 1 else FEW
        reason = "They ask what a term means: everyday words serve them."
        yield _proposal("lay", heard, sentence, certainty, reason)
    elif len(deep) >= SOME_DEEP or len(common) >= SOME_COMMON:
        yield _by_words("some", {**deep, **common}, FEW)


def _said_so(case: Case) -> Iterator[Proposal]:
    reason = "They ask for everyday words."
    for heard in case.theirs:
        for _, sentence in heard.said("not-technical"):
            yield _proposal("lay", heard, sentence, SAID_SO, reason)


def _asked(heard: Heard) -> Iterator[tuple[Heard, str]]:
    return ((heard, sentence) for _, sentence in heard.said("asks-meaning"))


def _used(case: Case, kind: str) -> dict[str, tuple[Heard, Mark]]:
    """Each different word of a list that they use and do not ask about, where it stands first."""
    used: dict[str, tuple[Heard, Mark]] = {}
    for heard in case.theirs:
        asked = [mark.end for mark in heard.marks.get("asks-meaning", ())]
        for mark in heard.marks.get(kind, ()):
            if mark.end not in asked:
                word = fold(heard.letter.new[mark.start : mark.end]).strip()
                used.setdefault(word, (heard, mark))
    return used


def _by_words(value: str, used: dict[str, tuple[Heard, Mark]], certainty: float) -> Proposal:
    heard, mark = next(iter(used.values()))
    shown = ", ".join(list(used)[:EXPERT_WORDS])
    reason = f"They use {len(used)} technical terms: {shown}."
    return _proposal(value, heard, heard.sentence(mark), certainty, reason)


def _proposal(value: str, heard: Heard, sentence: str, certainty: float, reason: str) -> Proposal:
    return Proposal(
        Field.FLUENCY, value, sentence, heard.letter.message_id, certainty, reason=reason
    )
