"""The forecast of effort: ways of learning, mixed with a prior, and trued."""

from typing import NamedTuple

import numpy as np

from troth.pure.forecast.effort import truing
from troth.pure.forecast.effort.alike import LIKENESSES
from troth.pure.forecast.effort.leaning import Leaning
from troth.pure.forecast.effort.past import UNKNOWN, Asked, Numbers, Past, Places
from troth.pure.forecast.spread import EstimateError, Spread, three_point

PRIOR: Spread = three_point(0.5, 1.1, 2.5)
"""Actual over estimate where nothing is known: our assumption, for tasks of hours and days.

Its mean is an overrun of about four in ten, as surveys report of whole projects.
Source: Molokken 2003.
"""

PRIOR_PIECES = 8
"""So many finished pieces weigh as much as the prior."""

BAND = 1e-6
"""How far the levels that fall on one value are told apart, as a share of it."""

# Note [In turn]
# Where 6 in 10 pieces take exactly what was estimated, "exactly" fills the levels from 20 to 80 %,
# say. Both ends of the interval of 50 % then lie on it, and whether it holds is open. So the ends
# are moved off by less than anyone can see (BAND): beyond the value or short of it, as the level
# at which the band passes through the value itself is another one each time (truing.turns). The
# interval then holds in just 50 % of the cases, and nothing is lost by it.

_PRIOR = PRIOR[8::16]


class Lessons(NamedTuple):
    """What looking back has taught."""

    leaning: Leaning | None
    shares: Numbers
    """What each likeness counts, and leaning last."""
    levels: Numbers
    known: int
    """How many pieces were finished, also those long forgotten."""


class Efforts:
    """What estimates come to, as far as known on one day."""

    def __init__(self, known: Past, lessons: Lessons) -> None:
        self._known, self._lessons = known, lessons
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
        turn = float(truing.turns(asked.size, self._lessons.known)[0])
        return estimate_hours * _at(self._lessons.levels, *self._parts(asked), turn=turn)

    def _parts(self, asked: Asked) -> tuple[Numbers, Numbers]:
        """Ratios in no order, and the chance of each."""
        known, prior = self._known, float(of_prior(self._lessons.known))
        *likenesses, leant = (1 - prior) * self._lessons.shares
        counted = sum(
            _part(likeness.weights(known, asked)[0], share)
            for likeness, share in zip(LIKENESSES, likenesses, strict=True)
        )
        values, chances = [known.ratio, _PRIOR], [counted, _even(_PRIOR, prior)]
        if self._lessons.leaning is not None:
            exact, others = self._lessons.leaning.parts(asked)
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


def of_prior(known: Places | int) -> Numbers:
    """The chance that an answer comes from the prior where so many pieces are known."""
    return np.asarray(PRIOR_PIECES / (np.asarray(known) + PRIOR_PIECES))


def _at(levels: Numbers, values: Numbers, chances: Numbers, *, turn: float) -> Numbers:
    """The values at these levels; those on one value rise through its band. See Note [In turn]."""
    distinct, places = np.unique(values, return_inverse=True)
    each = np.bincount(places, chances)
    up_to = np.cumsum(each)
    asked = levels * up_to[-1]
    at = np.minimum(np.searchsorted(up_to, asked, side="left"), len(distinct) - 1)
    within = 1 - (up_to[at] - asked) / each[at]
    return np.asarray(distinct[at] * (1 + BAND * (within - turn)))


def _part(counted: Numbers, share: float) -> Numbers:
    return np.asarray(counted * (share / counted.sum()))


def _even(values: Numbers, share: float) -> Numbers:
    return np.full(len(values), share / len(values))
