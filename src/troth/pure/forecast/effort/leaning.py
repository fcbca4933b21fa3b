"""What comes of an estimate, told by leanings: of its size, of the person, of the kind of work.

The chance of "exactly as estimated", the middle of the other ratios and their scatter each are a
sum of such leanings. What is left of every ratio, measured in its scatter, has the shape it has
had.
"""

import numpy as np

from troth.pure.forecast.effort.past import UNKNOWN, Asked, Numbers, Past, Places
from troth.pure.forecast.effort.summing import Facts, Sum

KNOTS = (0.25, 0.5, 0.75, 0.9)
"""At these quantiles of the sizes their leaning may turn."""

HALF_LIFE = 1500
"""After so many finished pieces one counts half. What came last has a way of its own."""

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
        self._kinds = len(past.kinds)
        self._pairs = _pairs(past, self._pair(past.asked))
        self._numbers = len(past.people), len(past.kinds), len(self._pairs)
        facts, ratios = self._facts(past.asked), np.log(past.ratio)
        recent = 0.5 ** (np.arange(len(ratios))[::-1] / HALF_LIFE)
        exact = np.abs(ratios) < SAME
        self._exact = self._sum(facts, np.where(exact, 1.0, 0.0), recent)
        if exact.all():
            exact = ~exact  # nothing else has been seen: the others are as these
        self._learn_others(facts.where(~exact), ratios[~exact], recent[~exact])

    def parts(self, asked: Asked) -> tuple[Numbers, Numbers]:
        """The chance of "exactly as estimated", and the others: SHAPE's quantiles of the log ratio.

        Of each estimate asked about, a number and a row.
        """
        chance, middle, scatter = self._three(asked)
        return chance, middle[:, None] + scatter[:, None] * self._shape

    def below(self, asked: Asked, bounds: Numbers) -> Numbers:
        """The chances that the log ratio of each estimate asked about is below its bounds."""
        chance, middle, scatter = (each[:, None] for each in self._three(asked))
        smaller = np.searchsorted(self._shape, (bounds - middle) / scatter) / len(SHAPE)
        return np.asarray(chance * (bounds > 0) + (1 - chance) * smaller)

    def _three(self, asked: Asked) -> tuple[Numbers, Numbers, Numbers]:
        """The chance of "exactly", the middle and the scatter of the others."""
        facts = self._facts(asked)
        chance = np.clip(self._exact.at(facts), 0, AT_MOST)
        return chance, self._middle.at(facts), self._scattered(facts)

    def _learn_others(self, facts: Facts, values: Numbers, counted: Numbers) -> None:
        inner = np.clip(values, *np.quantile(values, OUTER))
        self._middle = self._sum(facts, inner, counted)
        off = values - self._middle.at(facts)
        far = 4 * np.average(np.abs(off), weights=counted)
        near = np.minimum(np.abs(off), far)
        self._common = max(float(np.average(near, weights=counted)), SAME)
        self._scatter = self._sum(facts, near, counted)
        self._shape = _quantiles(off / self._scattered(facts), counted)

    def _scattered(self, facts: Facts) -> Numbers:
        low, high = SCATTER
        return np.clip(self._scatter.at(facts), low * self._common, high * self._common)

    def _sum(self, facts: Facts, values: Numbers, counted: Numbers) -> Sum:
        return Sum(facts, self._numbers, values=values, counted=counted)

    def _facts(self, asked: Asked) -> Facts:
        """The size in lines between KNOTS; the person, the kind, and both together as groups."""
        turned = [np.maximum(asked.size - knot, 0) for knot in self._knots]
        lines = np.stack([asked.size - self._knots[1], *turned], axis=1)
        pair = self._pair(asked)
        at = np.minimum(np.searchsorted(self._pairs, pair), len(self._pairs) - 1)
        seen = (self._pairs[at] == pair) & (pair != UNKNOWN)
        return Facts(lines, (asked.person, asked.kind, np.where(seen, at, UNKNOWN)))

    def _pair(self, asked: Asked) -> Places:
        both = (asked.person != UNKNOWN) & (asked.kind != UNKNOWN)
        return np.where(both, asked.person * self._kinds + asked.kind, UNKNOWN)


def _pairs(past: Past, pairs: Places) -> Places:
    """All that can tell more than the person or the kind alone."""
    crossed = len(np.unique(past.person)) > 1 and len(np.unique(past.kind)) > 1
    return np.unique(pairs) if crossed else np.array([UNKNOWN])


def _quantiles(values: Numbers, counted: Numbers) -> Numbers:
    order = np.argsort(values, kind="stable")
    each = counted[order]
    return np.interp(SHAPE, (np.cumsum(each) - each / 2) / each.sum(), values[order])
