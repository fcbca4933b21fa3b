"""Looking back: how each finished piece had been forecast, to tell the next forecasts right."""

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.effort import truing
from troth.pure.forecast.effort.alike import LIKENESSES
from troth.pure.forecast.effort.efforts import PRIOR, Efforts, Lessons, of_prior
from troth.pure.forecast.effort.leaning import SAME, Leaning
from troth.pure.forecast.effort.past import Numbers, Past, Places
from troth.pure.forecast.effort.weighing import BOUNDS, SHARES, Losses, best, losses
from troth.pure.forecast.spread import STRATA

FEW = 20
"""With fewer finished pieces there are no leanings to see, and no forecast is judged."""

MEMORY = 4000
"""Only so many pieces, the last ones, are learned from."""

GROWTH = 1.05
"""Leanings are looked for anew when so many times as many pieces are known."""

STEPS = 10, 500
"""So many more pieces at least, and at most: what is looked back on at once must fit in memory."""


AT_ONCE = 10
"""So many more pieces are waited for until forecasts are looked back on again."""


class Judging:
    """Forecasts from a past, at any time within it; each call knows at least what the last knew."""

    def __init__(self, past: Past) -> None:
        self.past = past
        pieces, ways = len(past.ratio), len(SHARES)
        self._leanings: dict[int, Leaning] = {}
        self._before = past.known(past.estimated_on)
        self._ends = np.full((pieces, 2, ways), np.nan)
        self._losses = Losses(np.zeros((pieces, ways, ways)), np.zeros((pieces, ways)))
        self._judged = 0
        self._last: tuple[Numbers, Numbers] | None = None
        self._steps = _steps(pieces)

    def efforts(self, known: int) -> Efforts:
        """What the first `known` pieces tell."""
        shares, levels = self._looked_back(known - known % AT_ONCE)
        leaning = self._leaning(self._step(known)) if known >= FEW else None
        lessons = Lessons(
            leaning=leaning,
            shares=shares if leaning else _without_leaning(shares),
            levels=levels,
            known=known,
        )
        return Efforts(self.past.part(max(known - MEMORY, 0), known), lessons)

    def _looked_back(self, known: int) -> tuple[Numbers, Numbers]:
        """What each way should count, and the levels to read forecasts at."""
        if known != self._judged or self._last is None:
            self._judge(known)
            last = np.arange(max(known - truing.LAST, 0), known)
            last = last[~np.isnan(self._ends[last, 0, 0])]
            shares = best(Losses(self._losses.square[last], self._losses.line[last]))
            self._last = shares, truing.trued(self._needed(last, shares))
        return self._last

    def _needed(self, places: Places, shares: Numbers) -> Numbers:
        """The shares of certainty it would have taken to hold what came, in so mixed forecasts."""
        before = self._before[places]
        prior = of_prior(before)
        below, up_to = (
            (1 - prior) * (self._ends[places, end] @ shares)
            + prior * np.searchsorted(PRIOR, self.past.ratio[places]) / STRATA
            for end in (0, 1)
        )
        return truing.needed(below, up_to, truing.turns(self.past.size[places], before))

    def _judge(self, known: int) -> None:
        """Forecast the last pieces from what was known at their estimates, where not yet done."""
        places = np.arange(max(self._judged, known - truing.LAST), known)
        self._judged = known
        steps = np.array([self._step(int(each)) for each in self._before[places]], dtype=np.int64)
        for step in np.unique(steps[steps >= FEW]):
            self._judge_at(places[steps == step], int(step))

    def _judge_at(self, places: Places, step: int) -> None:
        asked, ratio = self.past.asked.where(places), self.past.ratio[places]
        ends = ratio[:, None] * (1 - SAME, 1 + SAME)
        told = np.stack(
            [*self._alike(places, ends), self._leaning(step).below(asked, _bounds(ends))], axis=1
        )
        self._ends[places] = told[:, :, :2].transpose(0, 2, 1)
        judged = losses(told[:, :, 2:], ratio=ratio, size=asked.size)
        self._losses.square[places], self._losses.line[places] = judged

    def _alike(self, places: Places, ends: Numbers) -> list[Numbers]:
        """What each likeness told of the ends of what came (two columns), and of BOUNDS."""
        before = self._before[places]
        first, end = max(int(before.min()) - MEMORY, 0), int(before.max())
        earlier = self.past.part(first, end)
        known = np.arange(first, end) < before[:, None]
        smaller = [earlier.ratio < each[:, None] for each in ends.T]
        below_bounds = (earlier.ratio[:, None] < BOUNDS).astype(np.float64)
        told = []
        for likeness in LIKENESSES:
            counted = likeness.weights(earlier, self.past.asked.where(places)) * known
            counted /= counted.sum(axis=1, keepdims=True)
            at_ends = [(counted * each).sum(axis=1, keepdims=True) for each in smaller]
            told.append(np.hstack([*at_ends, counted @ below_bounds]))
        return told

    def _leaning(self, step: int) -> Leaning:
        if step not in self._leanings:
            self._leanings[step] = Leaning(self.past.part(max(step - MEMORY, 0), step))
        return self._leanings[step]

    def _step(self, known: int) -> int:
        """Of how many pieces the leanings are taken where so many are known."""
        return int(self._steps[np.searchsorted(self._steps, known, side="right") - 1])


def _without_leaning(shares: Numbers) -> Numbers:
    return np.append(shares[:-1] / shares[:-1].sum(), 0.0)


def _bounds(ends: Numbers) -> Numbers:
    """The logarithms of the ends of what came, and of BOUNDS, a row for each piece."""
    return np.log(np.hstack([ends, np.broadcast_to(BOUNDS, (len(ends), len(BOUNDS)))]))


def _steps(pieces: int) -> NDArray[np.int64]:
    steps = [0, FEW]
    while steps[-1] <= pieces:
        steps.append(steps[-1] + min(max(int(steps[-1] * (GROWTH - 1)), STEPS[0]), STEPS[1]))
    return np.array(steps)
