"""The forecast of effort: two ways of learning, mixed with a prior, and trued."""

import numpy as np

from troth.pure.forecast.effort import alike, truing
from troth.pure.forecast.effort.leaning import Leaning
from troth.pure.forecast.effort.past import UNKNOWN, Asked, Numbers, Past
from troth.pure.forecast.spread import EstimateError, Spread, three_point

PRIOR: Spread = three_point(0.5, 1.1, 2.5)
"""Actual over estimate where nothing is known: our assumption, for tasks of hours and days.

Its mean is an overrun of about four in ten, as surveys report of whole projects.
Source: Molokken 2003.
"""

PRIOR_PIECES = 8
"""So many finished pieces weigh as much as the prior."""

BAND = 1e-6
"""How wide one value is told, as a share of it. Hours are never exactly what was written down.

An interval that ends on "exactly as estimated" would hold and not hold; this puts it on one side.
"""

DIGITS = 9
"""Ratios that agree in so many digits are one value."""

_PRIOR = PRIOR[8::16]


class Efforts:
    """What estimates come to, as far as known on one day."""

    def __init__(self, known: Past, *, leaning: Leaning | None, levels: Numbers, number: int) -> None:
        self._number = number
        self._known, self._leaning, self._levels = known, leaning, levels
        self._answers: dict[tuple[float, str, str], Spread] = {}

    def hours(self, estimate_hours: float, *, person: str = "", kind: str = "") -> Spread:
        """The hours that an estimate of so many comes to, for this person and this kind of work.

        A name that was not met before is as none. With no history: the estimate times PRIOR.
        Raises EstimateError for an estimate that is not above 0.
        """
        if not 0 < estimate_hours < np.inf:
            raise EstimateError(f"An estimate must be more than 0 hours, not {estimate_hours:g}.")
        key = estimate_hours, person, kind
        if key not in self._answers:
            self._answers[key] = self._hours(estimate_hours, self._asked(*key))
        return self._answers[key]

    def _hours(self, estimate_hours: float, asked: Asked) -> Spread:
        if len(self._known.ratio) == 0:
            return estimate_hours * PRIOR
        values, chances = self._parts(asked)
        turn = truing.turns(asked.size, self._number)[0]
        return estimate_hours * _at(self._levels, values, chances, turn)

    def _parts(self, asked: Asked) -> tuple[Numbers, Numbers]:
        """Ratios in no order, and the chance of each."""
        counted = alike.weights(self._known, asked)[0]
        seen, leant, prior = shares(len(counted), leans=self._leaning is not None)
        values, chances = [self._known.ratio, _PRIOR], [_part(counted, seen), _even(_PRIOR, prior)]
        if self._leaning is not None:
            exact, others = self._leaning.parts(asked)
            values += [np.ones(1), np.exp(others[0])]
            chances += [leant * exact, _even(others[0], leant * (1 - exact[0]))]
        return np.concatenate(values), np.concatenate(chances)

    def _asked(self, estimate_hours: float, person: str, kind: str) -> Asked:
        known = self._known
        return Asked(
            size=np.log(np.array([estimate_hours])),
            person=np.array([known.people.get(person, UNKNOWN)]),
            kind=np.array([known.kinds.get(kind, UNKNOWN)]),
        )


def shares(known: int, *, leans: bool) -> tuple[float, float, float]:
    """The chances that an answer comes from what is alike, from leanings, from the prior."""
    seen = known / (known + PRIOR_PIECES)
    return (seen / 2, seen / 2, 1 - seen) if leans else (seen, 0.0, 1 - seen)


def _at(levels: Numbers, values: Numbers, chances: Numbers, turn: float) -> Numbers:
    """The values at these levels; the levels that fall on one value rise through its BAND."""
    distinct, places = np.unique(np.round(values, DIGITS), return_inverse=True)
    each = np.bincount(places, chances)
    up_to = np.cumsum(each)
    asked = levels * up_to[-1]
    at = np.minimum(np.searchsorted(up_to, asked, side="left"), len(distinct) - 1)
    off = (asked - up_to[at]) / each[at] + 1 - turn
    return np.asarray(distinct[at] * (1 + BAND * off))


def _part(counted: Numbers, share: float) -> Numbers:
    return np.asarray(counted * (share / counted.sum()))


def _even(values: Numbers, share: float) -> Numbers:
    return np.full(len(values), share / len(values))
