"""A note of a call, a meeting or a chat: several speak in it, or one tells of the others.

"Anna: ..." and "Me: ..." begin what that person said. What stands under nobody's name is the
writer's own account: "Anna will send the texts by Friday", "I promised the plan for Tuesday".
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from troth.pure.reading.due import Due, due_of, is_past, last_moment
from troth.pure.reading.folding import fold
from troth.pure.reading.grammar import languages as known
from troth.pure.reading.manner import manner_of
from troth.pure.reading.mixture import told
from troth.pure.reading.model import Finding, Kind
from troth.pure.reading.reader import DATE_RAISES, read
from troth.pure.reading.reported_words import Deed, Way, ways
from troth.pure.reading.sentences import sentences
from troth.pure.when import When

MYSELF = frozenset({"me", "i", "we", "us", "ich", "wir", "moi", "je", "nous", "yo", "nosotros"})
"""What the writer of a note calls themselves."""

DOUBTFUL = 0.45
"""How certain a request is that stands under nobody's name: either side may have made it."""

_TURN = re.compile(
    r"""^[ \t]*
    (?: \[? \d [\d:.,/\- ]{2,20} (?:[ap]m)? \]? [ \t]* [-–]? [ \t]* )?  # a chat's own time
    (?P<who> [^\W\d_][^\n:]{0,40} ) : [ \t]+
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_KIND = {
    (True, Deed.PROMISED): Kind.PROMISE,
    (True, Deed.ASKED): Kind.NEED,
    (False, Deed.PROMISED): Kind.NEED,
    (False, Deed.ASKED): Kind.ASK,
}


class Said(NamedTuple):
    """A finding of a note.

    `who` is the person of the other side by whom or to whom it was said, as one of the values of
    `others`, or "" where the note does not name them.
    """

    finding: Finding
    is_mine: bool
    who: str


class _Turn(NamedTuple):
    """What one person said. `is_mine` is None for what stands under nobody's name."""

    start: int
    end: int
    is_mine: bool | None
    who: str


def read_note(
    text: str, *, at: datetime, me: Sequence[str], others: Mapping[str, str]
) -> list[Said]:
    """The findings of a note, in the order of its sentences, each with whose word it is.

    `me` are names of the writer's side. `others` maps every name of the other side, as a note may
    have it, to what `Said.who` is to say. `at` is the aware instant of the call, the meeting or the
    chat. Never raises on any text.
    """
    names = {fold(name): who for name, who in others.items() if name.strip()}
    mine = MYSELF | {fold(name) for name in me}
    found: list[Said] = []
    for turn in _turns(text, mine=mine, names=names):
        part = text[turn.start : turn.end]
        if turn.is_mine is None:
            said = _told(part, at=at, names=names)
        else:
            heard = read(part, mine=turn.is_mine, at=at)
            said = [Said(finding, turn.is_mine, turn.who) for finding in heard]
        found.extend(_moved(it, by=turn.start) for it in said)
    return found


def _turns(text: str, *, mine: frozenset[str], names: Mapping[str, str]) -> list[_Turn]:
    """Who has the word from where to where; a label that is nobody's name is no label."""
    begins: list[tuple[int, int, bool | None, str]] = [(0, 0, None, "")]
    for match in _TURN.finditer(text):
        who = fold(match["who"]).strip()
        if who in mine:
            begins.append((match.start(), match.end(), True, ""))
        elif who in names:
            begins.append((match.start(), match.end(), False, names[who]))
    ends = [begin[0] for begin in begins[1:]] + [len(text)]
    return [
        _Turn(start, end, is_mine, who)
        for (_, start, is_mine, who), end in zip(begins, ends, strict=True)
        if text[start:end].strip()
    ]


def _told(text: str, *, at: datetime, names: Mapping[str, str]) -> list[Said]:
    """The writer's own account: what it reports of somebody, and else their own words."""
    said: list[Said] = []
    covered: list[tuple[int, int]] = []
    for start, end in sentences(text):
        one = _reported(text[start:end], at=at, names=names)
        if one is not None:
            said.append(_moved(one, by=start))
            covered.append((start, end))
    said.extend(
        _own(finding, names)
        for finding in read(text, mine=True, at=at)
        if not any(start < finding.end and finding.start < end for start, end in covered)
    )
    return sorted(said, key=lambda it: (it.finding.start, it.finding.kind))


def _reported(sentence: str, *, at: datetime, names: Mapping[str, str]) -> Said | None:
    folded = fold(sentence)
    languages = told(sentence, languages=known())
    for way in _ways(tuple(sorted(names))):
        match = way.words.match(folded) if way.language in languages else None
        if match:
            name = match.groupdict().get("name") or ""
            finding = _finding(sentence, folded, way, match.span(), at=at)
            return Said(finding, way.is_mine, names.get(name, ""))
    return None


def _finding(
    sentence: str, folded: str, way: Way, span: tuple[int, int], *, at: datetime
) -> Finding:
    manner = manner_of(way.language)
    dates = manner.dates(sentence, at=at, month_first=None)
    due = due_of(dates, folded=folded, verb=span[1], at=at, words=manner.date_words)
    if due is None and way.deed is Deed.PROMISED:
        due = _promised_for(dates, at=at)
    kind = _KIND[way.is_mine, way.deed]
    return Finding(
        kind=kind,
        sentence=sentence,
        start=0,
        end=len(sentence),
        due=due.last if due else None,
        due_words=due.words if due else None,
        certainty=round(way.certainty + (DATE_RAISES if due else 0), 2),
        rule=f"{way.language}/{kind.value}/told",
        language=way.language,
        words=sentence[slice(*span)].strip(),
    )


def _promised_for(dates: Sequence[When], *, at: datetime) -> Due | None:
    """The only date ahead: "for Tuesday", which elsewhere says of what day a thing is."""
    ahead = [
        Due(last, when.words)
        for when in dates
        if not is_past(last := last_moment(when.value), at=at)
    ]
    return ahead[0] if len(ahead) == 1 else None


def _own(finding: Finding, names: Mapping[str, str]) -> Said:
    """The writer's own sentence: theirs who are named in it as the ones to do it, else ours."""
    actor = fold(finding.actor)
    who = next((names[name] for name in names if actor and actor in name.split()), "")
    if who and finding.kind is Kind.PROMISE:
        return Said(finding._replace(kind=Kind.NEED), is_mine=False, who=who)
    if finding.kind is Kind.NEED:
        finding = finding._replace(certainty=min(finding.certainty, DOUBTFUL))
    return Said(finding, is_mine=True, who="")


def _moved(said: Said, *, by: int) -> Said:
    it = said.finding
    return said._replace(finding=it._replace(start=it.start + by, end=it.end + by))


@lru_cache(maxsize=64)
def _ways(names: tuple[str, ...]) -> list[Way]:
    longest_first = sorted(names, key=len, reverse=True)
    return ways("|".join(map(re.escape, longest_first)))
