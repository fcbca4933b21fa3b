"""Looking back: how each finished piece had been forecast, to tell the next forecasts right."""

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.effort import alike, truing
from troth.pure.forecast.effort.efforts import PRIOR, Efforts, shares
from troth.pure.forecast.effort.leaning import SAME, Leaning
from troth.pure.forecast.effort.past import Numbers, Past, Places
from troth.pure.forecast.spread import STRATA

FEW = 20
"""With fewer finished pieces there are no leanings to see, and no forecast is judged."""

MEMORY = 4000
"""Only so many pieces, the last ones, are learned from."""

GROWTH = 1.05
"""Leanings are looked for anew when so many times as many pieces are known."""

STEPS = 10, 500
"""So many more pieces at least, and at most: what is looked back on at once must fit in memory."""


class Judging:
    """Forecasts from a past, at any time within it; each call knows at least what the last knew."""

    def __init__(self, past: Past) -> None:
        self.past = past
        self._leanings: dict[int, Leaning] = {}
        self._needed = np.full(len(past.ratio), np.nan)
        self._judged = 0
        self._steps = _steps(len(past.ratio))

    def efforts(self, known: int) -> Efforts:
        """What the first `known` pieces tell."""
        self._judge(known)
        last = self._needed[max(known - truing.LAST, 0) : known]
        return Efforts(
            self.past.part(max(known - MEMORY, 0), known),
            leaning=self._leaning(self._step(known)) if known >= FEW else None,
            levels=truing.trued(last[~np.isnan(last)]),
            number=known,
        )

    def _judge(self, known: int) -> None:
        """Forecast the last pieces from what was known at their estimates, where not yet done."""
        places = np.arange(max(self._judged, known - truing.LAST), known)
        self._judged = known
        before = self.past.known(self.past.estimated_on[places])
        steps = np.array([self._step(int(each)) for each in before], dtype=np.int64)
        for step in np.unique(steps[steps >= FEW]):
            at = steps == step
            self._needed[places[at]] = self._shares(places[at], before[at], int(step))

    def _shares(self, places: Places, before: Places, step: int) -> Numbers:
        first, end = max(int(before.min()) - MEMORY, 0), int(before.max())
        asked, ratios = self.past.asked.where(places), self.past.ratio[places]
        earlier = self.past.part(first, end)
        counted = alike.weights(earlier, asked)
        counted *= np.arange(first, end) < before[:, None]
        leaning = self._leaning(step)
        low, high = ratios * (1 - SAME), ratios * (1 + SAME)
        below, up_to = (
            _mixed(
                alike.below(counted, ratios=earlier.ratio, bounds=bounds),
                leaning.below(asked, np.log(bounds)),
                np.searchsorted(PRIOR, bounds) / STRATA,
                known=before,
            )
            for bounds in (low, high)
        )
        return truing.needed(below, up_to, truing.turns(asked.size, before))

    def _leaning(self, step: int) -> Leaning:
        if step not in self._leanings:
            self._leanings[step] = Leaning(self.past.part(max(step - MEMORY, 0), step))
        return self._leanings[step]

    def _step(self, known: int) -> int:
        """Of how many pieces the leanings are taken where so many are known."""
        return int(self._steps[np.searchsorted(self._steps, known, side="right") - 1])


def _mixed(seen: Numbers, leant: Numbers, prior: Numbers, *, known: Places) -> Numbers:
    of_seen, of_leant, of_prior = np.array([shares(int(each), leans=True) for each in known]).T
    return np.asarray(of_seen * seen + of_leant * leant + of_prior * prior)


def _steps(pieces: int) -> NDArray[np.int64]:
    steps = [0, FEW]
    while steps[-1] <= pieces:
        steps.append(steps[-1] + min(max(int(steps[-1] * (GROWTH - 1)), STEPS[0]), STEPS[1]))
    return np.array(steps)
