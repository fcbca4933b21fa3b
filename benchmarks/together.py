"""Whether one person's misjudgements go together, on the development histories of estimates.

First the correlation of pieces that were estimated within some days of each other. Then what
counts: the hours of a person's next pieces in sum, forecast from what was known as the first of
them was estimated, with efforts that err together more and less. Needs the shared data (forecast/).
What is printed here stands in docs/forecast.md, and is what `together.usual` rests on.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from statistics import NormalDist
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
from benchmarks.effort_data import SOURCE, effort_histories
from numpy.typing import NDArray

from troth.pure.forecast.draws import Draws
from troth.pure.forecast.effort import Done, forecasts
from troth.pure.forecast.effort.judging import Judging
from troth.pure.forecast.effort.past import past
from troth.pure.forecast.history_csv import read_history
from troth.pure.forecast.scoring import PINBALL_LEVELS
from troth.pure.forecast.spread import LEVELS, STRATA, Spread
from troth.pure.forecast.together import Together, usual

Numbers = NDArray[np.float64]

WARM_UP = 100
DAYS = 7, 30
PIECES = 5, 10, 20
BEGINNINGS = 5
"""So many rows of windows are laid over the work of a person, each begun a little later."""

RHOS = 0.0, 0.05, 0.1, 0.2, 0.3
SHARES = np.array([0.5, 0.8, 0.9, 0.95])
KNOWN = ((0, 1), (1, 10), (10, 40), (40, 100), (100, 200), (200, 10_000))
FEW = 40
"""Whose pieces are fewer is not looked at alone."""

TRIALS, SEED, AGAIN = 4_000, 20261122, 500
ALIKE = 2e-6
"""A forecast that a piece comes out as estimated is spread by a millionth or so."""


class Window(NamedTuple):
    """Pieces of one person that follow each other, and the spread of each when they began."""

    done: list[Done]
    spreads: NDArray[np.float64]
    known: int
    """How many pieces of that person were finished by then."""


def main() -> None:
    argparse.ArgumentParser(description=__doc__.partition("\n")[0]).parse_args()
    if not SOURCE.is_dir():
        print("Skipped: the shared data does not lie beside this checkout.")
        return
    with TemporaryDirectory() as folder:
        whole = read_history(effort_histories(Path(folder))[0].read_bytes()).done
    for line in chain(_pairs_report(whole), _sums_report(whole)):
        print(line, flush=True)


def _pairs_report(history: Sequence[Done]) -> Iterator[str]:
    told = list(forecasts(history))[WARM_UP:]
    done = [each for each, _, _ in told]
    chance = np.random.default_rng(SEED)
    yield "Correlation of forecast errors as normal numbers, same person (± by person and month)"
    for words, at in (("mid-point", 0.5), ("randomised", chance.random(len(told)))):
        scores = _scores(told, at)
        for days in DAYS:
            sums = _pairs(done, scores, days=days)
            off = np.std([_correlation(_again(sums, chance)) for _ in range(AGAIN)])
            yield f"  {words}, within {days} days: {_correlation(sums):.3f} ± {off:.3f}"
        others = _pairs(done, scores, days=DAYS[-1], same_person=False)
        yield f"  {words}, other people, within {DAYS[-1]} days: {_correlation(others):.3f}"
    yield "  by year, mid-point, within 30 days: " + ", ".join(_by_year(done, _scores(told, 0.5)))


def _scores(told: Sequence[tuple[Done, int, Spread]], at: float | Numbers) -> Numbers:
    """Where what came lies in its forecast, as a normal number; `at` is the place in an atom."""
    actual = np.array([each.actual_hours for each, _, _ in told])
    spreads = [spread for _, _, spread in told]
    pairs = list(zip(spreads, actual, strict=True))
    low = np.array([np.searchsorted(it, hours * (1 - ALIKE)) for it, hours in pairs])
    high = np.array([np.searchsorted(it, hours * (1 + ALIKE), "right") for it, hours in pairs])
    levels = np.clip((low + at * (high - low)) / STRATA, LEVELS[0], LEVELS[-1])
    return np.array([NormalDist().inv_cdf(float(level)) for level in levels])


def _pairs(
    done: Sequence[Done], scores: Numbers, *, days: int, same_person: bool = True
) -> dict[str, Numbers]:
    """By person and month: products of pairs and their number, squares and their number."""
    day = np.array([each.estimated_on.toordinal() for each in done])
    person = np.array([each.person for each in done])
    sums: dict[str, Numbers] = defaultdict(lambda: np.zeros(4))
    for at, each in enumerate(done):
        end = int(np.searchsorted(day, day[at] + days, "right"))
        later = np.flatnonzero((person[at + 1 : end] == person[at]) == same_person) + at + 1
        group = f"{each.estimated_on:%Y-%m} {each.person}"
        products = scores[at] * scores[later].sum()
        sums[group] += (products, len(later), scores[at] ** 2, 1)
    return sums


def _correlation(sums: dict[str, Numbers]) -> float:
    products, pairs, squares, pieces = np.sum(list(sums.values()), axis=0)
    return float(products / max(pairs, 1) / (squares / pieces))


def _again(sums: dict[str, Numbers], chance: np.random.Generator) -> dict[str, Numbers]:
    groups = list(sums.values())
    drawn = chance.integers(0, len(groups), len(groups))
    return {str(number): groups[each] for number, each in enumerate(drawn)}


def _by_year(done: Sequence[Done], scores: Numbers) -> Iterator[str]:
    groups = _pairs(done, scores, days=DAYS[-1])
    for year in sorted({each.estimated_on.year for each in done}):
        within = {name: sums for name, sums in groups.items() if name.startswith(str(year))}
        yield f"{year} {_correlation(within):.3f}"


def _sums_report(history: Sequence[Done]) -> Iterator[str]:
    people = {each.person for each in history if each.tells}
    own = [[each for each in history if each.person == person] for person in sorted(people)]
    own = [each for each in own if len(each) >= FEW]
    yield "\nHours of the next pieces of one person in sum: how often they lie in the interval"
    for pieces in PIECES:
        whole = [it for it in _windows(history, pieces) if it.done[0].estimated_on > _warm(history)]
        yield from _table(f"{pieces} pieces, all work of the practice known", whole)
    for pieces in PIECES:
        unknown = [it._replace(spreads=_prior(it), known=0) for it in _windows(history, pieces)]
        yield from _table(f"{pieces} pieces, nothing known", unknown)
    alone = [window for each in own for window in _windows(each, PIECES[1])]
    for first, end in KNOWN:
        some = [it for it in alone if first <= it.known < end]
        words = f"{PIECES[1]} pieces, {first} to {end - 1} of the person's own known"
        yield from _table(f"{words}, nothing else", some)


def _warm(history: Sequence[Done]) -> date:
    return sorted(each.estimated_on for each in history)[WARM_UP]


def _windows(history: Sequence[Done], pieces: int) -> Iterator[Window]:
    """In the order of their beginning."""
    judging, by_person = Judging(past(history)), defaultdict[str, list[Done]](list)
    for each in sorted((it for it in history if it.tells), key=lambda it: it.estimated_on):
        by_person[each.person].append(each)
    cut = [done for everything in by_person.values() for done in _cut(everything, pieces)]
    for done in sorted(cut, key=lambda it: it[0].estimated_on):
        first = done[0].estimated_on
        efforts = judging.efforts(int(judging.past.known(first.toordinal())))
        hours = [efforts.hours(it.estimated_hours, person=it.person, kind=it.kind) for it in done]
        own = sum(it.completed_on < first for it in by_person[done[0].person])
        yield Window(done, np.stack(hours), own)


def _cut(done: list[Done], pieces: int) -> Iterator[list[Done]]:
    """Windows that do not overlap, from each of BEGINNINGS."""
    for begin in range(0, pieces, max(1, pieces // BEGINNINGS)):
        for first in range(begin, len(done) - pieces + 1, pieces):
            yield done[first : first + pieces]


def _prior(window: Window) -> NDArray[np.float64]:
    efforts = Judging(past([])).efforts(0)
    return np.stack([efforts.hours(it.estimated_hours) for it in window.done])


def _table(words: str, windows: Iterable[Window]) -> Iterator[str]:
    windows = list(windows)
    people = len({it.done[0].person for it in windows})
    yield f"\n{words}: {len(windows)} windows of {people} people"
    yield "      rho   50 %   80 %   90 %   95 %   loss, share of the estimates"
    for rho in (*RHOS, None):
        scored = np.array([_scored(it, rho, seed) for seed, it in enumerate(windows)])
        held = "".join(f"{share:7.1%}" for share in scored[:, :-1].mean(axis=0))
        name = "usual" if rho is None else f"{rho:g}"
        yield f"  {name:>7} {held}{scored[:, -1].mean():9.4f}"


def _scored(window: Window, rho: float | None, seed: int) -> Numbers:
    """Whether each central interval held, and the loss as a share of what was estimated."""
    share = usual(window.known) if rho is None else rho
    together = Together(Draws(trials=TRIALS, seed=seed), {"one": share})
    places = [together.places(str(each), person="one") for each in range(len(window.done))]
    sums = np.sort(np.take_along_axis(window.spreads, np.stack(places), axis=1).sum(axis=0))
    actual = sum(it.actual_hours for it in window.done)
    held = np.abs(2 * np.searchsorted(sums, actual) / TRIALS - 1) <= SHARES
    above = actual - np.quantile(sums, PINBALL_LEVELS)
    loss = np.maximum(PINBALL_LEVELS * above, (PINBALL_LEVELS - 1) * above).mean()
    return np.array([*held, loss / sum(it.estimated_hours for it in window.done)])


if __name__ == "__main__":
    main()
