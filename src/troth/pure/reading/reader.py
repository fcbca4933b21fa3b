"""Reads a text sentence by sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache

from troth.pure.reading.addressee import called, greeted
from troth.pure.reading.due import due_of
from troth.pure.reading.folding import fold
from troth.pure.reading.grammar import Grammar, Hit, grammar
from troth.pure.reading.model import Finding, Kind
from troth.pure.reading.sentences import sentences
from troth.pure.when import find as _find


def find(text, *, at, language="en"):  # type: ignore[no-untyped-def]  # while pure.when is built
    try:
        return _find(text, at=at, language=language)
    except NotImplementedError:
        return []


DATE_RAISES = 0.05
"""How much more certain a matter is when somebody put a date to it."""

LOWEST, HIGHEST = 0.05, 0.99

_OWED = frozenset({Kind.PROMISE, Kind.ASK, Kind.NEED, Kind.DEFERRAL})
_MINE = {"promise": Kind.PROMISE, "ask": Kind.NEED, "need": Kind.NEED}
_THEIRS = {"promise": Kind.NEED, "ask": Kind.ASK, "need": Kind.ASK}
_QUOTED = re.compile(r'"[^"]{3,}"')
_AFTERTHOUGHT = 48
"""A sentence that only carries the date of the one before it is at most this long."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One sentence: where it stands, its folded copy, and who is spoken to."""

    start: int
    end: int
    folded: str
    addressee: str


@dataclass(frozen=True, slots=True)
class _Manner:
    """What a language says about sentences, dates and names, beside its rules."""

    grammar: Grammar
    abbreviations: frozenset[str]
    greetings: frozenset[str]
    nobody: frozenset[str]
    by: re.Pattern[str]
    not_due: re.Pattern[str]


def read(
    text: str, *, mine: bool, at: datetime, languages: Sequence[str] = ("en",), plain: bool = False
) -> list[Finding]:
    """The findings of a letter's new text, in the order of its sentences.

    `mine` says whether I wrote it: the same words are my promise or what they owe me. `at` is the
    aware instant of writing in the writer's zone; no due is before its day. At most one finding
    per sentence and kind. `plain` takes the slow path, which gives the same findings. Raises
    UnknownLanguageError; never on any text.
    """
    manners = [_manner(language) for language in languages]
    findings: list[Finding] = []
    undated: list[int] = []
    for place in _places(text, manners[0]):
        found = [
            finding
            for manner in manners
            for finding in _read_sentence(text, place, manner, mine=mine, at=at, plain=plain)
        ]
        if undated and not found:
            _date_from_afterthought(findings, undated, text, place, manners[0], at=at)
        found = _one_per_kind(found)
        undated = [
            len(findings) + number
            for number, finding in enumerate(found)
            if finding.kind in _OWED and finding.due is None
        ]
        findings.extend(found)
    return findings


def warm(languages: Sequence[str] = ("en",)) -> None:
    """Compiles all rules now, so that processes forked afterwards need not."""
    for language in languages:
        _manner(language).grammar.warm()


def _places(text: str, manner: _Manner) -> Iterator[_Place]:
    folded = fold(text)
    letter_to = ""
    for start, end in sentences(text, abbreviations=manner.abbreviations):
        sentence = text[start : min(end, start + 80)]
        greeting = greeted(sentence, greetings=manner.greetings, nobody=manner.nobody)
        if greeting is not None:
            letter_to = greeting
        spoken_to = called(sentence, nobody=manner.nobody) or letter_to
        yield _Place(start, end, _without_quotes(folded[start:end]), spoken_to)


def _without_quotes(folded: str) -> str:
    """What stands between quotation marks is somebody else's word, or a title."""
    if '"' not in folded:
        return folded
    return _QUOTED.sub(lambda match: '"' + "~" * (len(match[0]) - 2) + '"', folded)


def _read_sentence(
    text: str, place: _Place, manner: _Manner, *, mine: bool, at: datetime, plain: bool
) -> Iterator[Finding]:
    hits = manner.grammar.hits(place.folded, plain=plain)
    if not hits:
        return
    sentence = text[place.start : place.end]
    language = manner.grammar.language
    dates = find(sentence, at=at, language=language)
    for hit in hits:
        kind = (_MINE if mine else _THEIRS).get(hit.act) or Kind(hit.act)
        due = due_of(
            dates, folded=place.folded, verb=hit.start, at=at, by=manner.by, not_due=manner.not_due
        )
        yield Finding(
            kind=kind,
            sentence=sentence,
            start=place.start,
            end=place.end,
            due=due[0] if due else None,
            due_words=due[1] if due else None,
            certainty=_certainty(hit, dated=due is not None and kind in _OWED),
            rule=f"{language}/{hit.act}/{hit.rule}",
            language=language,
            addressee=place.addressee,
            words=sentence[hit.start : hit.end].strip(),
        )


def _certainty(hit: Hit, *, dated: bool) -> float:
    certainty = hit.certainty + (DATE_RAISES if dated else 0)
    return round(min(HIGHEST, max(LOWEST, certainty)), 2)


def _one_per_kind(found: list[Finding]) -> list[Finding]:
    best: dict[Kind, Finding] = {}
    for finding in found:
        known = best.get(finding.kind)
        if known is None or finding.certainty > known.certainty:
            best[finding.kind] = finding
    return list(best.values())


def _date_from_afterthought(
    findings: list[Finding],
    undated: list[int],
    text: str,
    place: _Place,
    manner: _Manner,
    *,
    at: datetime,
) -> None:
    """ "I'll send the draft. Friday at the latest." gives its date to the sentence before it."""
    if place.end - place.start > _AFTERTHOUGHT:
        return
    dates = find(text[place.start : place.end], at=at, language=manner.grammar.language)
    due = due_of(dates, folded=place.folded, verb=0, at=at, by=manner.by, not_due=manner.not_due)
    if due is None:
        return
    for number in undated:
        findings[number] = replace(findings[number], due=due[0], due_words=due[1])


@cache
def _manner(language: str) -> _Manner:
    rules = grammar(language)
    entries = rules.words.entries
    return _Manner(
        grammar=rules,
        abbreviations=frozenset(entries["abbreviations"]),
        greetings=frozenset(entries["greetings"]),
        nobody=frozenset(entries["nobody"]),
        by=_directly_before(rules, "due-after"),
        not_due=_directly_before(rules, "not-due-after"),
    )


def _directly_before(rules: Grammar, list_name: str) -> re.Pattern[str]:
    return re.compile(rules.words.patterns[list_name].exact + r"\Z", re.ASCII)
