"""A list under "From your side I still need:" is as many matters as it has items."""

import re
from collections.abc import Callable, Sequence

from troth.pure.reading.due import Due
from troth.pure.reading.model import Finding, Kind

LESS_CERTAIN = 0.1
"""An item is so much less certain than the sentence above it: it may be part of a longer tale."""

LISTED = frozenset({Kind.PROMISE, Kind.ASK, Kind.NEED})

_ITEM = re.compile(r"(?:[-*•–>+]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t]+(?=\S)")


def with_items(
    findings: list[Finding],
    *,
    text: str,
    spans: Sequence[tuple[int, int]],
    due: Callable[[int, int], Due | None],
) -> list[Finding]:
    """The findings, those that announce a list replaced by one for each of its items.

    `spans` are the sentences of `text`; `due` says when the words from one place to another are
    due by themselves: an item without a date has that of the sentence above. An item with a
    finding of its own keeps it.
    """
    if not any(_announces(finding) for finding in findings):
        return findings
    said = {finding.start for finding in findings}
    after = {start: number + 1 for number, (start, _) in enumerate(spans)}
    spelled: list[Finding] = []
    for finding in findings:
        items = _items(text, spans[after[finding.start] :]) if _announces(finding) else []
        spelled += [
            _one(finding, text, start, end, due=due) for start, end in items if start not in said
        ] or ([] if items else [finding])
    return sorted(spelled, key=lambda finding: finding.start)


def _announces(finding: Finding) -> bool:
    return finding.kind in LISTED and finding.sentence.endswith(":")


def _items(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The items of a list that begins at once."""
    items: list[tuple[int, int]] = []
    for start, end in spans:
        if not _ITEM.match(text, start, end):
            break
        items.append((start, end))
    return items


def _one(
    above: Finding, text: str, start: int, end: int, *, due: Callable[[int, int], Due | None]
) -> Finding:
    own = due(start, end)
    bullet = _ITEM.match(text, start, end)
    return above._replace(
        sentence=text[start:end],
        start=start,
        end=end,
        due=own.last if own else above.due,
        due_words=own.words if own else above.due_words,
        certainty=round(max(LESS_CERTAIN, above.certainty - LESS_CERTAIN), 2),
        words=text[bullet.end() if bullet else start : end],
    )
