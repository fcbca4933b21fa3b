"""What weighs on them: the days when their matter comes first."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

from troth.pure.courtesy.case import Case
from troth.pure.courtesy.heard import Heard
from troth.pure.courtesy.marks import Mark, expression_of
from troth.pure.courtesy.model import Field, Proposal
from troth.pure.reading import fold
from troth.pure.when import Granularity, Interval, When, find

DATED, VAGUE, UNDATED = 0.8, 0.65, 0.4
MOST = 5
FAR = timedelta(days=300)
_YEAR = re.compile(r"\d{4}")
_ELIDED = re.compile("^[ld]['’]", re.IGNORECASE)


def weighs_on(case: Case) -> Iterator[Proposal]:
    """Their events with the day that the same sentence names, newest first; each once.

    Where no sentence about an event names a day, its words alone are proposed.
    """
    yield from islice(_events(case), MOST)


def _events(case: Case) -> Iterator[Proposal]:
    found = [*_dated(case), *_undated(case)]
    seen: set[str] = set()
    for proposal in found:
        event = fold(proposal.value)
        if event not in seen:
            seen.add(event)
            yield proposal


def _dated(case: Case) -> Iterator[Proposal]:
    for heard in case.theirs:
        for mark, sentence in heard.said("event") if heard.letter.sent_at else ():
            when = _ahead(heard, sentence)
            if when:
                day = _first_day(when)
                is_day = when.granularity in (Granularity.DAY, Granularity.MINUTE)
                yield _proposal(heard, mark, sentence, DATED if is_day else VAGUE, on=day)


def _undated(case: Case) -> Iterator[Proposal]:
    for heard in case.theirs:
        for mark, sentence in heard.said("event-dateless"):
            yield _proposal(heard, mark, sentence, UNDATED)


def _ahead(heard: Heard, sentence: str) -> When | None:
    """The first day of the sentence that lies ahead of the letter.

    A day without a year that seems far ahead is more likely one that has just been.
    """
    at = heard.letter.sent_at
    if at is None:
        return None
    dates = find(sentence, at=at, language=heard.language)
    latest = at.date() + FAR
    return next(
        (
            when
            for when in dates
            if at.date() < _first_day(when)
            and (_first_day(when) < latest or _YEAR.search(when.words))
        ),
        None,
    )


def _first_day(when: When) -> date:
    value = when.value.start if isinstance(when.value, Interval) else when.value
    return value.date() if isinstance(value, datetime) else value


def _occasion(heard: Heard, mark: Mark) -> str:
    """The words of the event without what stands before them."""
    words = heard.letter.new[mark.start : mark.end].strip()
    match = expression_of("occasion", language=heard.language).search(fold(words))
    return _ELIDED.sub("", " ".join(words[match.start() :].split() if match else words.split()))


def _proposal(
    heard: Heard, mark: Mark, sentence: str, certainty: float, *, on: date | None = None
) -> Proposal:
    words = _occasion(heard, mark)
    return Proposal(Field.WEIGHS_ON, words, sentence, heard.letter.message_id, certainty, on=on)
