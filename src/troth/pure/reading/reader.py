"""Reads a text sentence by sentence."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from troth.pure.reading.addressee import called, greeted
from troth.pure.reading.due import Due, due_of
from troth.pure.reading.folding import fold
from troth.pure.reading.grammar import UnknownLanguageError
from troth.pure.reading.grammar import languages as known
from troth.pure.reading.items import with_items
from troth.pure.reading.manner import Manner, manner_of
from troth.pure.reading.mixture import parts
from troth.pure.reading.model import Finding, Kind
from troth.pure.reading.quotations import without_quotes
from troth.pure.reading.saying import Hit
from troth.pure.reading.sentences import sentences
from troth.pure.when import When, writes_month_first

DATE_RAISES = 0.05
"""How much more certain a matter is when somebody put a date to it."""

LOWEST, HIGHEST = 0.05, 0.99

LONGEST_AFTERTHOUGHT = 48
"""A sentence that only carries the date of the one before it is at most this long."""

_OWED = frozenset({Kind.PROMISE, Kind.ASK, Kind.NEED, Kind.DEFERRAL})
_DATED_ACTS = frozenset({"promise", "ask", "need", "deferral", "away"})
_MINE = {"promise": Kind.PROMISE, "ask": Kind.NEED, "need": Kind.NEED}
_THEIRS = {"promise": Kind.NEED, "ask": Kind.ASK, "need": Kind.ASK}
_WORD = re.compile("[a-z0-9]+")


class Sentence(NamedTuple):
    """Where a sentence stands, its words, and their folded copy."""

    start: int
    end: int
    words: str
    folded: str


def read(  # noqa: PLR0913 -- each says how to read, by its name
    text: str,
    *,
    mine: bool,
    at: datetime,
    languages: Sequence[str] | None = None,
    usual: Sequence[str] = (),
    plain: bool = False,
) -> list[Finding]:
    """The findings of a letter's new text, in the order of its sentences.

    `mine` says whether I wrote it: the same words are my promise or what they owe me. `at` is the
    aware instant of writing in the writer's zone; no due is before its day. Each paragraph is read
    in the one of `languages` that it is written in; None means all there are rules for. A text
    whose words do not tell is read in those that are `usual` here, or in all. At most one finding
    per sentence and kind. `plain` takes the slow path, which gives the same findings. Raises
    UnknownLanguageError; never on any text.
    """
    languages = known() if languages is None else languages
    _check(languages)
    folded = fold(text)
    findings: list[Finding] = []
    habit = writes_month_first(text)
    speech = _Speech(_MINE if mine else _THEIRS, at=at, plain=plain, month_first=habit)
    for start, end, told in parts(text, folded, languages=languages, usual=usual):
        manners = [manner_of(language) for language in told]
        found = speech.read(text[start:end], folded[start:end], manners)
        findings += [_moved(finding, by=start) for finding in found] if start else found
    return findings


def warm(languages: Sequence[str]) -> None:
    """Load the rules of these languages now, so that processes forked afterwards share them.

    Expressions are compiled where they are needed: a mailbox needs about a third of them.
    """
    for language in languages:
        manner_of(language)


class _Speech:
    """One writer's words, read part by part: whom they speak to holds on."""

    def __init__(
        self, kinds: Mapping[str, Kind], *, at: datetime, plain: bool, month_first: bool | None
    ) -> None:
        self._kinds = kinds
        self._at = at
        self._plain = plain
        self._month_first = month_first
        self._to = ""

    def read(self, text: str, folded: str, manners: Sequence[Manner]) -> list[Finding]:
        """The findings of a part that may be in the languages of `manners`."""
        plain, first = self._plain, manners[0]
        spans = sentences(text, abbreviations=first.abbreviations)
        if '"' in folded:
            folded = without_quotes(text, folded)
        findings: list[Finding] = []
        undated = range(0)
        blob = folded.encode("ascii")  # slices of bytes go to the sieve as they are
        sieve, others = first.sieve, manners[1:]
        for start, end in spans:
            kernels = sieve(blob[start:end])
            if not (kernels or undated or others or plain):
                continue
            sentence = Sentence(start, end, text[start:end], folded[start:end])
            found = self._said(sentence, first, kernels)
            for other in others:
                found += self._said(sentence, other, other.sieve(blob[start:end]))
            found = _one_per_kind(found) if len(found) > 1 else found
            if undated and not found:
                self._date_from_afterthought(findings, undated, sentence, first)
            undated = range(len(findings), len(findings) + len(found))
            findings.extend(found)
        return with_items(
            findings, text=text, spans=spans, due=self._due_between(text, folded, first)
        )

    def _due_between(
        self, text: str, folded: str, manner: Manner
    ) -> Callable[[int, int], Due | None]:
        """Says when the words from one place to another are due."""

        def due(start: int, end: int) -> Due | None:
            sentence = Sentence(start, end, text[start:end], folded[start:end])
            return self._due(self._dates(sentence, manner), sentence, manner, verb=0)

        return due

    def _said(
        self, sentence: Sentence, manner: Manner, kernels: Sequence[int] | None
    ) -> list[Finding]:
        """The findings of a sentence in one language."""
        plain = self._plain
        if plain or (kernels and manner.greeting_kernel in kernels):
            self._to = _greeted(sentence, manner, before=self._to)
        held = None if plain else kernels or ()
        hits = manner.grammar.hits(sentence.folded, held, written=sentence.words)
        return list(self._findings(hits, sentence, manner)) if hits else []

    def _findings(self, hits: list[Hit], sentence: Sentence, manner: Manner) -> Iterator[Finding]:
        """What the hits mean, with their dates. Dates cost most and are read once or never."""
        acts = {hit.act for hit in hits}
        dates = [] if acts.isdisjoint(_DATED_ACTS) else self._dates(sentence, manner)
        addressee = called(sentence.words, nobody=manner.nobody) or self._to
        for hit in hits:
            due = None
            if dates and hit.act in _DATED_ACTS:
                due = self._due(dates, sentence, manner, verb=hit.start)
            kind = self._kinds.get(hit.act) or Kind(hit.act)
            yield _finding(hit, kind, sentence, due=due, addressee=addressee)

    def _dates(self, sentence: Sentence, manner: Manner) -> list[When]:
        return manner.dates(sentence.words, at=self._at, month_first=self._month_first)

    def _due(
        self, dates: Sequence[When], sentence: Sentence, manner: Manner, *, verb: int
    ) -> Due | None:
        words = manner.date_words
        return due_of(dates, folded=sentence.folded, verb=verb, at=self._at, words=words)

    def _date_from_afterthought(
        self, findings: list[Finding], undated: range, after: Sentence, manner: Manner
    ) -> None:
        """Gives the date of "Friday at the latest." to the sentence before it that has none."""
        if len(after.words) > LONGEST_AFTERTHOUGHT:
            return
        dates = self._dates(after, manner)
        due = self._due(dates, after, manner, verb=0)
        if due is None or not _only_dates(after, dates, manner):
            return
        for number in undated:
            if findings[number].kind in _OWED and findings[number].due is None:
                findings[number] = findings[number]._replace(due=due.last, due_words=due.words)


def _moved(finding: Finding, *, by: int) -> Finding:
    return finding._replace(start=finding.start + by, end=finding.end + by)


def _check(languages: Sequence[str]) -> None:
    for language in languages:
        if language not in known():
            raise UnknownLanguageError(language)


def _greeted(sentence: Sentence, manner: Manner, *, before: str) -> str:
    """Whom the letter speaks to from here on: `before`, unless the sentence greets somebody."""
    greeting = manner.greeting.match(sentence.folded)
    if greeting is None:
        return before
    name = greeted(sentence.words, after=greeting.end(), nobody=manner.nobody)
    return before if name is None else name


def _finding(
    hit: Hit, kind: Kind, sentence: Sentence, *, due: Due | None, addressee: str
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
        language=hit.rule[:2],
        addressee=addressee,
        words=sentence.words[hit.start : hit.end].strip(),
        actor=hit.actor,
    )


def _one_per_kind(found: Iterable[Finding]) -> list[Finding]:
    best: dict[Kind, Finding] = {}
    for finding in found:
        known = best.get(finding.kind)
        if known is None or finding.certainty > known.certainty:
            best[finding.kind] = finding
    return list(best.values())


def _only_dates(sentence: Sentence, dates: Sequence[When], manner: Manner) -> bool:
    """Whether a sentence says nothing but when."""
    rest = sentence.folded
    for when in reversed(dates):
        rest = rest[: when.start] + " " + rest[when.end :]
    return manner.beside_a_date.issuperset(_WORD.findall(rest))
