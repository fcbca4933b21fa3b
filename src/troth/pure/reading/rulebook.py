"""Reads a language's words.txt and *.rules: plain text that a person can edit.

docs/rules.md tells the two formats to those who write sentences and not programs.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from troth.pure.reading.expressions import Expression, either
from troth.pure.reading.folding import fold
from troth.pure.reading.patterns import PatternError, expression

UNLESS_ENDING = "unless-ending"
_HEADING = re.compile(r"\[([a-z0-9-]+)\]")
_LIST = re.compile(r"([a-z0-9-]+):(.*)")
_WEIGHTED = re.compile(r"(0?\.\d+|1(?:\.0+)?)\s+(\S.*)")


class RulesError(ValueError):
    """A file of rules or words that cannot be read: names file and line, and what to write."""

    def __init__(self, path: Path, line: int, sentence: str) -> None:
        super().__init__(f"{path.parent.name}/{path.name}, line {line}: {sentence}")


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of a language: as expressions for rules, and as they are written."""

    expressions: Mapping[str, Expression]
    entries: Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class Conditions:
    """When a rule holds, when it does not, and what makes it more or less certain.

    `unless_ending` are endings with their accents: of words as they are written, not folded.
    """

    only: list[Expression] = field(default_factory=list)
    unless: list[Expression] = field(default_factory=list)
    shifts: list[tuple[float, Expression]] = field(default_factory=list)
    unless_ending: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Rule(Conditions):
    """One way of speaking: its name, how certain it is, and the patterns that say it."""

    name: str = ""
    line: int = 0
    certainty: float | None = None
    say: list[Expression] = field(default_factory=list)


@dataclass(slots=True)
class Rulebook:
    """The rules of one file, and the conditions that hold for all of them."""

    kind: str
    common: Conditions
    rules: list[Rule]


def read_words(path: Path) -> Words:
    """The lists of a words.txt; raises RulesError."""
    expressions: dict[str, Expression] = {}
    entries: dict[str, tuple[str, ...]] = {}
    for line, name, written in _lists(path):
        entries[name] = written
        try:
            expressions[name] = either([expression(entry, lists=expressions) for entry in written])
        except PatternError as error:
            raise RulesError(path, line, f"in the list {name}: {error}") from error
    return Words(expressions, entries)


def read_entries(path: Path) -> dict[str, tuple[str, ...]]:
    """The lists of a words.txt as they are written, which is fast; raises RulesError."""
    return {name: written for _, name, written in _lists(path)}


def read_rules(path: Path, *, words: Words) -> Rulebook:
    """The rules of one file, whose name is the kind; raises RulesError."""
    book = Rulebook(path.stem, Conditions(), [])
    for line, written in _lines(path):
        heading = _HEADING.fullmatch(written)
        if heading:
            book.rules.append(Rule(name=heading[1], line=line))
            continue
        try:
            _take(written, book, lists=words.expressions)
        except PatternError as error:
            raise RulesError(path, line, str(error)) from error
    _check(path, book)
    return book


def _lists(path: Path) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Line, name and entries of every list; none is empty or there twice."""
    names: set[str] = set()
    for line, name, written in _written_lists(path):
        if name in names:
            raise RulesError(path, line, f"the list {name} is there twice: join the two.")
        entries = tuple(entry for entry in map(str.strip, written) if entry)
        if not entries:
            raise RulesError(path, line, f"the list {name} is empty: write words after the colon.")
        names.add(name)
        yield line, name, entries


def _written_lists(path: Path) -> Iterator[tuple[int, str, list[str]]]:
    """Line, name and entries of every list; an entry begins after a `|` or on a new line."""
    current: tuple[int, str, list[str]] | None = None
    for line, written in _lines(path, stripped=False):
        if written[0].isspace() and current:
            current[2].extend(_split(written))
            continue
        heading = _LIST.fullmatch(written)
        if heading is None:
            raise RulesError(path, line, "a list begins `name:` and goes on in indented lines.")
        if current:
            yield current
        current = (line, heading[1], _split(heading[2]))
    if current:
        yield current


def _split(written: str) -> list[str]:
    """The entries between the bars that stand outside of brackets."""
    if "(" not in written:
        return written.split("|")
    parts, depth = [""], 0
    for sign in written:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _take(written: str, book: Rulebook, *, lists: Mapping[str, Expression]) -> None:
    """Adds one line to the latest rule, or to what holds for all where no rule has begun."""
    word, _, rest = written.partition(" ")
    rule = book.rules[-1] if book.rules else None
    conditions = rule or book.common
    if word == "unless":
        conditions.unless.append(expression(rest, lists=lists))
    elif word == "only":
        conditions.only.append(expression(rest, lists=lists))
    elif word == UNLESS_ENDING:
        conditions.unless_ending += [ending.strip() for ending in rest.split("|")]
    elif word in ("raise", "lower"):
        amount, said = _weighted(rest)
        signed = amount if word == "raise" else -amount
        conditions.shifts.append((signed, expression(said, lists=lists)))
    elif word == "say" and rule:
        rule.say.append(expression(rest, lists=lists))
    elif word == "certainty" and rule:
        rule.certainty = _number(rest)
    else:
        raise PatternError(
            f"`{written}` is not understood: a rule begins `[its-name]`, and its lines begin"
            " `certainty`, `say`, `only`, `unless`, `unless-ending`, `raise` or `lower`."
        )


def _weighted(written: str) -> tuple[float, str]:
    match = _WEIGHTED.fullmatch(written.strip())
    if match is None:
        raise PatternError("write by how much, then the words: `lower 0.2 maybe`.")
    return float(match[1]), match[2]


def _number(written: str) -> float:
    try:
        value = float(written)
    except ValueError:
        value = -1
    if not 0 < value <= 1:
        raise PatternError("a certainty is a number above 0 and up to 1: `certainty 0.9`.")
    return value


def _check(path: Path, book: Rulebook) -> None:
    names: set[str] = set()
    for rule in book.rules:
        if rule.name in names:
            raise RulesError(path, rule.line, f"the rule [{rule.name}] is there twice.")
        if rule.certainty is None or not rule.say:
            raise RulesError(
                path, rule.line, f"the rule [{rule.name}] needs a `certainty` and a `say`."
            )
        names.add(rule.name)


def _lines(path: Path, *, stripped: bool = True) -> Iterator[tuple[int, str]]:
    """Number and folded words of every line that holds any; `#` begins a comment."""
    text = path.read_text(encoding="utf-8")
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.partition("#")[0].rstrip()
        if line:
            as_written = line.lstrip().startswith(UNLESS_ENDING)
            folded = line.lower() if as_written else _fold_keeping_stars(line)
            yield number, folded.strip() if stripped else folded


def _fold_keeping_stars(line: str) -> str:
    """Rules are folded as letters are, save for the `*` and `_` that folding takes off."""
    return "*".join(fold(part) for part in line.split("*"))
