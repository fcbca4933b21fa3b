"""What comes of an estimate, told by leanings: of its size, of the person, of the kind of work.

The chance of "exactly as estimated", the middle of the other ratios and their scatter each are a
sum of such leanings, found in turn (backfitting). A leaning of which little has been seen is drawn
towards none. What is left of every ratio, measured in its scatter, has the shape it has had.
Source: Buja 1989.
"""

from typing import Self

import numpy as np

from troth.pure.forecast.effort.past import UNKNOWN, Asked, Numbers, Past, Places

KNOTS = (0.25, 0.5, 0.75, 0.9)
"""At these quantiles of the sizes their leaning may turn."""

DRAWN = 30.0
"""So many pieces are needed until a person's or a kind's leaning counts half."""

DRAWN_SIZE = 10.0

SWEEPS = 3

HALF_LIFE = 250
"""After so many finished pieces one counts half: leanings turn sooner than ratios are forgotten."""

SAME = 1e-9
"""Ratios nearer to each other than this are the same."""

OUTER = (0.02, 0.98)
"""What lies beyond these quantiles counts as if it lay there: one slip must not move a middle."""

SCATTER = (0.3, 3.0)
"""A scatter is not below or above so many times the common one."""

AT_MOST = 0.95

SHAPE = (np.arange(256) + 0.5) / 256


class Leaning:
    """The leanings of what is past, at least one piece of it."""

    def __init__(self, past: Past) -> None:
        self._knots = np.quantile(past.size, KNOTS)
        self._numbers = len(past.people), len(past.kinds)
        asked, ratios = past.asked, np.log(past.ratio)
        recent = 0.5 ** (np.arange(len(ratios))[::-1] / HALF_LIFE)
        exact = np.abs(ratios) < SAME
        self._exact = self._sum(asked, np.where(exact, 1.0, 0.0), recent)
        if exact.all():
            exact = ~exact  # nothing else has been seen: the others are as these
        self._learn_others(asked.where(~exact), ratios[~exact], recent[~exact])

    def parts(self, asked: Asked) -> tuple[Numbers, Numbers]:
        """The chance of "exactly as estimated", and the others: SHAPE's quantiles of the log ratio.

        Of each estimate asked about, a number and a row.
        """
        chance = np.clip(self._exact.at(asked), 0, AT_MOST)
        middle, scatter = self._middle.at(asked), self._scattered(asked)
        return chance, middle[:, None] + scatter[:, None] * self._shape

    def below(self, asked: Asked, bounds: Numbers) -> Numbers:
        """The chance that the log ratio of each estimate asked about is below its bound."""
        chance, others = self.parts(asked)
        return np.asarray(
            chance * (bounds > 0) + (1 - chance) * (others < bounds[:, None]).mean(axis=1)
        )

    def _learn_others(self, asked: Asked, values: Numbers, counted: Numbers) -> None:
        inner = np.clip(values, *np.quantile(values, OUTER))
        self._middle = self._sum(asked, inner, counted)
        off = values - self._middle.at(asked)
        far = 4 * np.average(np.abs(off), weights=counted)
        near = np.minimum(np.abs(off), far)
        self._common = max(float(np.average(near, weights=counted)), SAME)
        self._scatter = self._sum(asked, near, counted)
        self._shape = _quantiles(off / self._scattered(asked), counted)

    def _scattered(self, asked: Asked) -> Numbers:
        low, high = SCATTER
        return np.clip(self._scatter.at(asked), low * self._common, high * self._common)

    def _sum(self, asked: Asked, values: Numbers, counted: Numbers) -> "_Sum":
        return _Sum(self._knots, *self._numbers).fit(asked, values, counted)


class _Sum:
    """A sum of leanings: of the size by lines between knots, of the person, of the kind."""

    def __init__(self, knots: Numbers, people: int, kinds: int) -> None:
        self._knots = knots
        self._mean = 0.0
        self._slopes: Numbers = np.zeros(len(knots) + 1)
        # The last place is that of UNKNOWN, which leans nowhere.
        self._person: Numbers = np.zeros(people + 1)
        self._kind: Numbers = np.zeros(kinds + 1)

    def fit(self, asked: Asked, values: Numbers, counted: Numbers) -> Self:
        lines = self._lines(asked.size)
        heavy = (lines * counted[:, None]).T
        normal = heavy @ lines + DRAWN_SIZE * np.eye(lines.shape[1])
        for _ in range(SWEEPS):
            groups = self._person[asked.person] + self._kind[asked.kind]
            self._mean = float(np.average(values - lines @ self._slopes - groups, weights=counted))
            sloped = heavy @ (values - self._mean - groups)
            self._slopes = np.asarray(np.linalg.solve(normal, sloped), dtype=np.float64)
            left = values - self._mean - lines @ self._slopes
            self._person = _drawn(
                left - self._kind[asked.kind], asked.person, counted, self._person
            )
            self._kind = _drawn(left - self._person[asked.person], asked.kind, counted, self._kind)
        return self

    def at(self, asked: Asked) -> Numbers:
        sizes = self._lines(asked.size) @ self._slopes
        groups = self._person[asked.person] + self._kind[asked.kind]
        return np.asarray(self._mean + sizes + groups)

    def _lines(self, size: Numbers) -> Numbers:
        turned = [np.maximum(size - knot, 0) for knot in self._knots]
        return np.stack([size - self._knots[1], *turned], axis=1)


def _drawn(left: Numbers, places: Places, counted: Numbers, before: Numbers) -> Numbers:
    """The mean of what is left at each place, drawn towards 0."""
    number = len(before)
    at = places % number  # UNKNOWN is the last place
    seen = np.bincount(at, counted, minlength=number)
    leaning = np.bincount(at, counted * left, minlength=number) / (seen + DRAWN)
    leaning[UNKNOWN] = 0.0
    return np.asarray(leaning)


def _quantiles(values: Numbers, counted: Numbers) -> Numbers:
    order = np.argsort(values, kind="stable")
    each = counted[order]
    return np.interp(SHAPE, (np.cumsum(each) - each / 2) / each.sum(), values[order])
