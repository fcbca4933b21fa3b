"""What was read and what could not be, with the reason."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from troth.promises.survey import Survey
from troth.web.days import count_words

SHOWN = 15
"""Reasons and folders that are named before it is said how many more there are."""


def summary(survey: Survey, *, everything: bool) -> Iterator[str]:
    """The lines of the summary; `everything` names every place, not each reason once."""
    yield "".join(_counts(survey)) + "."
    if survey.left_out:
        names = ", ".join(survey.left_out[:SHOWN])
        yield f"Passed over {count_words(len(survey.left_out), 'folder')}: {names}."
    if everything:
        yield from (f"  {why} ({place})" for place, why in survey.problems)
    else:
        yield from (f"  {line}" for line in _reasons(survey.problems))


def _counts(survey: Survey) -> Iterator[str]:
    yield f"Read {count_words(len(survey.letters), 'letter')}"
    if survey.repeated:
        yield f"; {count_words(survey.repeated, 'copy', 'copies')} counted once"
    damaged = len({place for place, _ in survey.problems}) - survey.unreadable
    if damaged > 0:
        yield f"; {damaged:,} damaged and read as far as possible"
    if survey.unreadable:
        yield f"; {survey.unreadable:,} could not be read"


def _reasons(problems: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Each reason once, the most frequent first, with how often it was met and where first."""
    places: dict[str, list[str]] = defaultdict(list)
    for place, why in problems:
        places[why].append(place)
    order = sorted(places, key=lambda why: (-len(places[why]), why))
    for why in order[:SHOWN]:
        first = places[why][0]
        count = "" if len(places[why]) == 1 else f"{len(places[why]):,} letters, first "
        yield f"{why} ({count}{first})"
    if len(order) > SHOWN:
        yield f"and {len(order) - SHOWN} other reasons (--all shows them)"
