"""Reads a text sentence by sentence."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import NamedTuple

from troth.pure.reading.addressee import called, greeted
from troth.pure.reading.due import DateWords, Due, due_of
from troth.pure.reading.folding import fold
from troth.pure.reading.grammar import Grammar, Hit, automaton, grammar
from troth.pure.reading.model import Finding, Kind
from troth.pure.reading.sentences import sentences
from troth.pure.when import When, find

DATE_RAISES = 0.05
"""How much more certain a matter is when somebody put a date to it."""

LOWEST, HIGHEST = 0.05, 0.99

LONGEST_AFTERTHOUGHT = 48
"""A sentence that only carries the date of the one before it is at most this long."""

_OWED = frozenset({Kind.PROMISE, Kind.ASK, Kind.NEED, Kind.DEFERRAL})
_DATED_ACTS = frozenset({"promise", "ask", "need", "deferral"})
_MINE = {"promise": Kind.PROMISE, "ask": Kind.NEED, "need": Kind.NEED}
_THEIRS = {"promise": Kind.NEED, "ask": Kind.ASK, "need": Kind.ASK}
_WORD = re.compile("[a-z0-9]+")
_QUOTED = re.compile(r'(?<![a-z0-9])"(?! )[^"]+[^" ]"(?![a-z0-9])')


class _Sentence(NamedTuple):
    """Where a sentence stands, its words, and their folded copy."""

    start: int
    end: int
    words: str
    folded: str


@dataclass(frozen=True, slots=True)
class _Manner:
    """What a language says about sentences, dates and names, beside its rules.

    `sieve` finds the positions of the grammar's kernels that are in a sentence, and
    `greeting_kernel` where it greets; None in most.
    """

    grammar: Grammar
    abbreviations: frozenset[str]
    greeting: re.Pattern[str]
    nobody: frozenset[str]
    beside_a_date: frozenset[str]
    date_words: DateWords
    sieve: Callable[[bytes], Sequence[int] | None]
    greeting_kernel: int

    def dates(self, sentence: _Sentence, *, at: datetime) -> list[When]:
        return find(sentence.words, at=at, language=self.grammar.language)


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
    first = manners[0]
    kinds = _MINE if mine else _THEIRS
    folded = fold(text)
    spans = sentences(text, abbreviations=first.abbreviations)
    if '"' in folded:
        folded = _without_quotes(folded, spans)
    findings: list[Finding] = []
    undated = range(0)
    letter_to = ""
    blob = folded.encode("ascii")  # slices of bytes go to the sieve as they are
    for start, end in spans:
        said = blob[start:end]
        held = [manner.sieve(said) for manner in manners]
        if not (plain or undated or any(held)):
            continue
        sentence = _Sentence(start, end, text[start:end], folded[start:end])
        if plain or (held[0] and first.greeting_kernel in held[0]):
            letter_to = _greeted(sentence, first, before=letter_to)
        found = [
            finding
            for manner, kernels in zip(manners, held, strict=True)
            if (hits := manner.grammar.hits(sentence.folded, None if plain else kernels or ()))
            for finding in _findings(hits, sentence, manner, kinds=kinds, at=at, to=letter_to)
        ]
        found = _one_per_kind(found) if len(found) > 1 else found
        if undated and not found:
            _date_from_afterthought(findings, undated, sentence, first, at=at)
        undated = range(len(findings), len(findings) + len(found))
        findings.extend(found)
    return findings


def warm(languages: Sequence[str] = ("en",)) -> None:
    """Load the rules now, so that processes forked afterwards share them.

    Expressions are compiled where they are needed: a mailbox needs about a third of them.
    """
    for language in languages:
        _manner(language)


def _greeted(sentence: _Sentence, manner: _Manner, *, before: str) -> str:
    """Whom the letter speaks to from here on: `before`, unless the sentence greets somebody."""
    if not manner.greeting.match(sentence.folded):
        return before
    name = greeted(sentence.words, nobody=manner.nobody)
    return before if name is None else name


def _without_quotes(folded: str, spans: Iterable[tuple[int, int]]) -> str:
    """What stands between quotation marks is somebody else's word, or a title: blanked out."""
    for start, end in spans:
        if '"' in (said := folded[start:end]):
            folded = folded[:start] + _QUOTED.sub(_blank, said) + folded[end:]
    return folded


def _blank(quoted: re.Match[str]) -> str:
    return '"' + "~" * (len(quoted[0]) - 2) + '"'


def _findings(  # noqa: PLR0913 -- everything that a finding is made of
    hits: list[Hit],
    sentence: _Sentence,
    manner: _Manner,
    *,
    kinds: Mapping[str, Kind],
    at: datetime,
    to: str,
) -> Iterator[Finding]:
    """What the hits mean, with their dates. Dates cost most of all and are read once or never."""
    acts = {hit.act for hit in hits}
    dates = manner.dates(sentence, at=at) if not acts.isdisjoint(_DATED_ACTS) else []
    addressee = called(sentence.words, nobody=manner.nobody) or to
    for hit in hits:
        due = None
        if dates and hit.act in _DATED_ACTS:
            due = due_of(
                dates, folded=sentence.folded, verb=hit.start, at=at, words=manner.date_words
            )
        yield _finding(
            hit,
            kinds.get(hit.act) or Kind(hit.act),
            sentence,
            due=due,
            addressee=addressee,
            language=manner.grammar.language,
        )


def _finding(  # noqa: PLR0913 -- everything that a finding is made of
    hit: Hit, kind: Kind, sentence: _Sentence, *, due: Due | None, addressee: str, language: str
) -> Finding:
    certainty = hit.certainty + (DATE_RAISES if due else 0)
    return Finding(
        kind=kind,
        sentence=sentence.words,
        start=sentence.start,
        end=sentence.end,
        due=due.last if due else None,
        due_words=due.words if due else None,
        certainty=round(min(HIGHEST, max(LOWEST, certainty)), 2),
        rule=hit.rule,
        language=language,
        addressee=addressee,
        words=sentence.words[hit.start : hit.end].strip(),
    )


def _one_per_kind(found: Iterable[Finding]) -> list[Finding]:
    best: dict[Kind, Finding] = {}
    for finding in found:
        known = best.get(finding.kind)
        if known is None or finding.certainty > known.certainty:
            best[finding.kind] = finding
    return list(best.values())


def _date_from_afterthought(
    findings: list[Finding], undated: range, after: _Sentence, manner: _Manner, *, at: datetime
) -> None:
    """Gives the date of "Friday at the latest." to the sentence before it that has none."""
    if len(after.words) > LONGEST_AFTERTHOUGHT:
        return
    dates = manner.dates(after, at=at)
    due = due_of(dates, folded=after.folded, verb=0, at=at, words=manner.date_words)
    if due is None or not _only_dates(after, dates, manner):
        return
    for number in undated:
        if findings[number].kind in _OWED and findings[number].due is None:
            findings[number] = findings[number]._replace(due=due.last, due_words=due.words)


def _only_dates(sentence: _Sentence, dates: Sequence[When], manner: _Manner) -> bool:
    """Whether a sentence says nothing but when."""
    rest = sentence.folded
    for when in reversed(dates):
        rest = rest[: when.start] + " " + rest[when.end :]
    return manner.beside_a_date.issuperset(_WORD.findall(rest))


@cache
def _manner(language: str) -> _Manner:
    rules = grammar(language)
    entries = rules.words.entries
    greeting = "[^a-z]*" + rules.words.expressions["greetings"].regex
    return _Manner(
        grammar=rules,
        abbreviations=frozenset(entries["abbreviations"]),
        greeting=re.compile(greeting, re.ASCII),
        nobody=frozenset(entries["nobody"]),
        beside_a_date=frozenset(entries["beside-a-date"]),
        date_words=DateWords(
            due_after=_directly_before(rules, "due-after"),
            not_due_after=_directly_before(rules, "not-due-after"),
            not_due_before=re.compile(rules.words.expressions["not-due-before"].regex, re.ASCII),
        ),
        sieve=automaton((*rules.kernels, f"^{greeting}")),
        greeting_kernel=len(rules.kernels),
    )


def _directly_before(rules: Grammar, list_name: str) -> re.Pattern[str]:
    return re.compile(rules.words.expressions[list_name].regex + r"\Z", re.ASCII)
