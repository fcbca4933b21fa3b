"""One line that a person wrote down: which way it goes, by when, and what is left of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from troth.promises.one_line_words import PATTERNS, SETS_A_DAY, SPEAKS
from troth.pure.ledger import Debt
from troth.pure.reading import fold, told
from troth.pure.reading.due import Due, due_of
from troth.pure.reading.manner import manner_of
from troth.pure.when import LANGUAGES, When

SOMEBODY = "@"
"""What stands for the person named while a line is looked at."""

SPACES = re.compile(r"\s+")
EDGES = " ,;:.-–"


@dataclass(frozen=True, slots=True)
class Said:
    """A line without its date. `due` is the day or aware instant it names, None where none is."""

    what: str
    due: date | datetime | None
    language: str


def said_in(line: str, *, at: datetime) -> Said:
    """Take the date out of a line. `at` is when it was written, in the writer's zone."""
    language, dates = _language_and_dates(line, at=at)
    folded, words = fold(line), manner_of(language).date_words
    due = due_of(dates, folded=folded, verb=0, at=at, words=words)
    if due is None:
        return Said(_tidy(line), None, language)
    start, end = _span(due, dates)
    before = words.due_after.search(folded, 0, start) or SETS_A_DAY.search(folded, 0, start)
    without = f"{line[: before.start() if before else start]} {line[end:]}"
    return Said(_tidy(without) or _tidy(line), due.last, language)


def debt_in(line: str, *, name: tuple[int, int], language: str) -> Debt:
    """Who owes what, where the person named stands at `name`: a promise, unless words say else."""
    start, end = name
    masked = fold(line[:start]) + SOMEBODY + fold(line[end:])
    for debt, pattern in PATTERNS[language]:
        if pattern.search(masked):
            return debt
    if not line[:start].strip() and SPEAKS[language].match(line, end):
        return Debt.NEED
    return Debt.PROMISE


def _language_and_dates(line: str, *, at: datetime) -> tuple[str, list[When]]:
    """The language that most words tell of; where several may be, the one that reads most dates."""
    may_be: Sequence[str] = told(line, languages=tuple(LANGUAGES))
    read = [(each, manner_of(each).dates(line, at=at, month_first=None)) for each in may_be]
    return max(read, key=lambda it: sum(len(when.words) for when in it[1]))


def _span(due: Due, dates: Sequence[When]) -> tuple[int, int]:
    when = next(when for when in dates if when.words == due.words)
    return when.start, when.end


def _tidy(words: str) -> str:
    return SPACES.sub(" ", words).strip(EDGES)
