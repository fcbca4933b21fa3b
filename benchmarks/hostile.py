"""How long the worst inputs take: seconds per 100 kB of text and letters meant to take long.

Signs, half-finished dates, quotes, attributions, header fields, boundaries, tags and the like, each
repeated (`hostile_shapes`), and the words of every rule and every date: what matches a rule, what
almost does, and every word from which dates are made, alone and in drawn pairs. Words run a heat of
2 kB first, and the slowest of each function go on. What is slowest at 40 kB, or grew most from 20,
is measured at 100 and 200 kB, the better of two. The processor's time counts. It ends with 1 where
something takes over a second or more than 2.5 times as long for twice the length.
"""

import argparse
import json
import re
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from random import Random
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from benchmarks.hostile_shapes import Shape, letters, shown, texts

from troth.pure.letter import parse, parse_body
from troth.pure.reading import languages, read, thanks_only
from troth.pure.reading.grammar import grammar
from troth.pure.when import find
from troth.pure.when.vocabulary import vocabulary

SIZE = 100_000
HEAT = 2_000
ALLOWED_SECONDS, ALLOWED_GROWTH = 1.0, 2.5
LEAST_SECONDS = 0.02
"""What takes less for 200 kB is too short for its growth to say anything."""

FIRST_SIZE = 20_000
GO_ON = 5
FINALISTS = 20
TRIES = 2
GIVEN_UP_SECONDS = 2.0
"""For 100 kB: a call that takes longer is given up, and counts as this long."""

SHOWN = 10
PAIRS = 2_500
SEED = 20261122
LONGEST_THANKS = 300
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """A function with an input that may take it long."""

    name: str
    function: Callable[[str], object]
    shape: Shape

    def seconds(self, size: int, *, tries: int = 1) -> float:
        """The processor's time for `size` characters: the least of some tries."""
        text = self.shape.text(size)
        least = _seconds(self.function, text)
        for _ in range(tries - 1):
            if least < ALLOWED_SECONDS:  # what is late anyway is not tried again
                least = min(least, _seconds(self.function, text))
        return least


@dataclass(frozen=True)
class Result:
    function: str
    what: str
    seconds: float
    growth: float

    @property
    def is_good(self) -> bool:
        grows = self.growth > ALLOWED_GROWTH and self.seconds * self.growth > LEAST_SECONDS
        return self.seconds <= ALLOWED_SECONDS and not grows


def main() -> int:
    options = _options()
    signal.signal(signal.SIGVTALRM, _give_up)
    _warm_up()
    entries = [*_shaped(), *_gone_on()]
    results = sorted(map(_result, _finalists(entries)), key=lambda it: it.seconds, reverse=True)
    if options.json:
        print(json.dumps({"inputs": len(entries), "slowest": [asdict(it) for it in results]}))
    else:
        print(_sentences(results, len(entries), show=options.show))
    return 0 if all(result.is_good for result in results) else 1


def _options() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--show", type=int, default=SHOWN, help="so many of the slowest")
    asked.add_argument("--json", action="store_true")
    return asked.parse_args()


class _GivenUpError(Exception):
    """A call that took too long."""


def _give_up(*_: object) -> None:
    raise _GivenUpError


def _seconds(function: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, GIVEN_UP_SECONDS * len(text) / SIZE)
    with suppress(_GivenUpError):
        function(text)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - began


def _warm_up() -> None:
    """What is loaded and compiled on the first call is no input's fault."""
    for language in languages():
        _reader(language)("a")
        _finder(language)("1 a")
        _thanks("a")


def _shaped() -> Iterator[Entry]:
    """Everything that is the same for all languages, whole."""
    yield from (Entry("letter.parse", _parse, shape) for shape in letters())
    readers = {"letter.parse_body": parse_body, "thanks_only": _thanks, "read, all": _reader(None)}
    for language in languages():
        readers |= {f"read, {language}": _reader(language), f"find, {language}": _finder(language)}
    for name, function in readers.items():
        yield from (Entry(name, function, shape) for shape in texts())


def _gone_on() -> Iterator[Entry]:
    """Of the words that each function knows, those that took longest in their heat."""
    for language in languages():
        for name, function, units in (
            (f"read, {language}", _reader(language), _said(language)),
            (f"find, {language}", _finder(language), _dated(language)),
            ("thanks_only", _thanks, _listed(language)),
        ):
            heat = [Entry(name, function, Shape(shown(unit), unit)) for unit in units]
            heat.sort(key=lambda entry: entry.seconds(HEAT), reverse=True)
            yield from heat[:GO_ON]


def _finalists(entries: Iterable[Entry]) -> list[Entry]:
    """The slowest of a short first round, and those that grew most for twice its length."""
    taken = [(entry.seconds(FIRST_SIZE), entry.seconds(2 * FIRST_SIZE), entry) for entry in entries]
    slowest = sorted(taken, key=lambda it: it[1], reverse=True)[:FINALISTS]
    long_enough = [it for it in taken if it[1] > LEAST_SECONDS / 4]
    grown = sorted(long_enough, key=lambda it: it[1] / max(it[0], 1e-6), reverse=True)
    return list(dict.fromkeys(entry for *_, entry in [*slowest, *grown[:FINALISTS]]))


def _result(entry: Entry) -> Result:
    once, twice = (entry.seconds(size, tries=TRIES) for size in (SIZE, 2 * SIZE))
    return Result(entry.name, entry.shape.what, round(once, 4), round(twice / max(once, 1e-6), 2))


def _sentences(results: list[Result], inputs: int, *, show: int) -> str:
    late = [result for result in results if not result.is_good]
    worst = results[:show] + [result for result in late if result not in results[:show]]
    lines = [f"{'function':18} {'seconds':>7} {'growth':>6}  what is repeated to 100 kB"]
    lines += [f"{it.function:18} {it.seconds:7.3f} {it.growth:6.2f}  {it.what}" for it in worst]
    said = f"{len(late)} do not" if late else "all do"
    lines.append(
        f"{inputs:,} inputs. None should take over {ALLOWED_SECONDS:g} s per 100 kB, nor over"
        f" {ALLOWED_GROWTH:g} times as long for 200 kB: {said}."
    )
    return "\n".join(lines)


def _parse(text: str) -> object:
    return parse(text.encode("utf-8", "surrogatepass"))


def _reader(language: str | None) -> Callable[[str], object]:
    return partial(read, mine=False, at=AT, languages=None if language is None else [language])


def _finder(language: str) -> Callable[[str], object]:
    return partial(find, at=AT, language=language)


def _thanks(text: str) -> object:
    """Longer texts are no thanks, so the text is read in pieces."""
    step = LONGEST_THANKS
    return [thanks_only(text[place : place + step]) for place in range(0, len(text), step)]


def _said(language: str) -> Iterator[str]:
    """Words that a rule is looking for, and those that break off before its last word."""
    rules = grammar(language)
    lists = [each.regex for each in rules.words.expressions.values()]
    for regex in dict.fromkeys([*rules._tests, *rules.kernels, *lists]):  # noqa: SLF001  # all of them
        for said in _examples(regex):
            yield f"{said} "
            yield f"{said.replace(' ', '-')}-"
            if " " in said:
                yield f"{said.rpartition(' ')[0]} "


def _dated(language: str) -> Iterator[str]:
    """Every word of dates, and pairs of them drawn by seed."""
    words = [*sorted(vocabulary(language).entries), *"1234567890-", "2026", "5.", "5/6", "5:30"]
    yield from (f"{word} " for word in words)
    random = Random(f"{SEED} {language}")
    yield from (f"{random.choice(words)} {random.choice(words)} " for _ in range(PAIRS))


def _listed(language: str) -> Iterator[str]:
    """Every entry of every list."""
    for entries in grammar(language).words.entries.values():
        yield from (f"{said} " for said in map(_plain, entries) if said)


def _plain(entry: str) -> str:
    return " ".join(re.findall("[a-z0-9']+", entry))


def _examples(regex: str) -> set[str]:
    """Some texts that match, drawn by seed."""
    tree, random = parser.parse(regex), Random(f"{SEED} {regex}")
    return {said for _ in range(2) if (said := _example(tree, random).strip())}


def _example(tree: Any, random: Random) -> str:
    return "".join(_piece(sort, value, random) for sort, value in tree)


def _piece(sort: Any, value: Any, random: Random) -> str:
    if sort is code.LITERAL:
        return chr(value)
    if sort is code.IN:
        return _sign(value)
    if sort is code.BRANCH:
        return _example(random.choice(value[1]), random)
    if sort is code.SUBPATTERN:
        return _example(value[-1], random)
    if sort in (code.MAX_REPEAT, code.MIN_REPEAT):
        least, most, tree = value
        times = random.choice((least, min(most, least + 1), min(most, 5)))
        return "".join(_example(tree, random) for _ in range(times))
    return ""


def _sign(members: Any) -> str:
    """One sign of a class."""
    (sort, value), *_ = members
    if sort is code.NEGATE:
        return "x"
    return chr(value if sort is code.LITERAL else value[0])


if __name__ == "__main__":
    sys.exit(main())
