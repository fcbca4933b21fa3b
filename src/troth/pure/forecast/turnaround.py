"""How long clients take to answer, learned from the answers that came and the asks still open.

Times are minutes of the client's working time: `troth.forecasts.queries.turnaround` says what is
an ask, what an answer, and which clocks.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast.spread import LEVELS, STRATA, Spread, remaining, three_point

Floats = NDArray[np.float64]

LEAST, LIKELY, MOST = 60.0, 720.0, 4800.0
"""Where nothing is known: in 1 of 10 cases within an hour, in half within a day and a half, in 9 of
10 within ten days of working time. An assumption of Troth's own, wide on purpose."""

STRENGTH = 4.0
"""So many answers weigh as much as what is known from elsewhere. An assumption of Troth's own; on
made-up practices anything from 2 to 8 foretells nearly as well."""

HALF_LIFE = timedelta(days=365)
"""An answer of a year ago says half as much as one of today. An assumption of Troth's own."""

QUICKEST = 1.0
"""Minutes: an answer that came outside working time took no time, and a wait is never that."""

NOTHING = 1e-9
"""A weight below this is a rounding error."""

# Note [How turnaround is pooled]
# What may be at a contact is what was seen there, mixed with what may be at the client as if that
# were STRENGTH answers more; the client's likewise with all other clients', and theirs with what is
# assumed where nothing is known. So a contact with many answers speaks for itself, and a new one
# like everybody. An ask that is still open says that its answer takes longer than it has waited: it
# gives its weight to all that is longer. That is the product-limit estimator with the mixture's
# other part as its prior; its far tail is that of the assumption, log-logistic, for nobody has seen
# the longest wait yet.
# Source: Kaplan and Meier 1958; with a prior: Susarla and Van Ryzin 1976.


class Answer(NamedTuple):
    """An ask, and how long its answer took: or, where it `is_open`, how long it has waited.

    `contact` and `client` are any names for them, "" where the contact is not known. `minutes` are
    those of the client's working time, `asked_at` is aware. `weight` is what it counts beside
    others of its age.
    """

    contact: str
    client: str
    minutes: float
    asked_at: datetime
    is_open: bool = False
    weight: float = 1.0


class Seen(NamedTuple):
    """How many answers, and how many asks still open."""

    answers: int
    still_open: int


class _Seen(NamedTuple):
    """For each number of minutes that was seen: what of it was answered then, and what waited."""

    answered: Floats
    waiting: Floats


class Turnarounds:
    """What was learned: `learn` makes it."""

    def __init__(self, answers: Sequence[Answer], *, at: datetime) -> None:
        minutes = np.array([max(it.minutes, QUICKEST) for it in answers], np.float64)
        self._values, self._place = np.unique(minutes, return_inverse=True)
        self._weights = np.array([_weight(it, at=at) for it in answers], np.float64)
        self._open = np.array([it.is_open for it in answers], np.bool_)
        self._contacts, self._contact = _numbered([it.contact for it in answers])
        self._clients, client = _numbered([it.client for it in answers])
        # In one order, whichever they came in: sums of fractions are not the same in every order.
        order = np.lexsort((self._weights, self._place, client))
        self._ends = np.searchsorted(client[order], np.arange(len(self._clients) + 1))
        self._place, self._weights = self._place[order], self._weights[order]
        self._open, self._contact = self._open[order], self._contact[order]
        self._all = self._summed(np.arange(len(order)))
        self._known: dict[tuple[int, int], Spread] = {}

    def minutes(self, *, contact: str = "", client: str = "", waited: float = 0.0) -> Spread:
        """How long an answer may take, in minutes of the client's working time, ascending.

        `waited` is for how many such minutes it has been waited for already: then it is what is
        left. A contact or a client that was never heard of is like all others.
        """
        key = self._contacts.get(contact, -1) if contact else -1, self._clients.get(client, -1)
        if key not in self._known:
            self._known[key] = self._pooled(*key)
        return remaining(self._known[key], waited)

    def seen(self, *, contact: str = "", client: str = "") -> Seen:
        """What was seen of a client, or of a contact there, or of all where none is named."""
        rows = np.arange(len(self._open))
        if client:
            rows = self._of(self._clients.get(client, -1))
        if contact:
            rows = rows[self._contact[rows] == self._contacts.get(contact, -1)]
        waiting = int(self._open[rows].sum())
        return Seen(len(rows) - waiting, waiting)

    def _pooled(self, contact: int, client: int) -> Spread:
        """From what is assumed to what was seen nearest. See Note [How turnaround is pooled]."""
        at_client = self._of(client)
        is_theirs = (self._contact[at_client] == contact) & (contact >= 0)
        there, theirs = self._summed(at_client[~is_theirs]), self._summed(at_client[is_theirs])
        spread = three_point(LEAST, LIKELY, MOST)
        for seen in (self._without(self._summed(at_client)), there, theirs):
            spread = _with(spread, self._values, seen)
        return spread

    def _of(self, client: int) -> NDArray[np.int64]:
        if client < 0:
            return np.arange(0)
        return np.arange(self._ends[client], self._ends[client + 1])

    def _summed(self, rows: NDArray[np.int64]) -> _Seen:
        """The weights of these rows, by minutes."""
        place, weights, waits = self._place[rows], self._weights[rows], self._open[rows]
        answered, waiting = (
            np.bincount(place, np.where(some, weights, 0.0), len(self._values))
            for some in (~waits, waits)
        )
        return _Seen(answered.astype(np.float64), waiting.astype(np.float64))

    def _without(self, seen: _Seen) -> _Seen:
        """Everything but that; what is left of a number taken from itself is nothing."""
        left = (whole - part for whole, part in zip(self._all, seen, strict=True))
        return _Seen(*(np.where(it > NOTHING, it, 0.0) for it in left))


def learn(answers: Sequence[Answer], *, at: datetime) -> Turnarounds:
    """Learn from answers and open asks what a next answer may take, as of `at`, which is aware.

    Recent ones count more. The order of `answers` changes nothing.
    """
    return Turnarounds(answers, at=at)


def _numbered(names: Sequence[str]) -> tuple[dict[str, int], NDArray[np.int64]]:
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return numbers, np.array([numbers[name] for name in names], np.int64)


def _weight(answer: Answer, *, at: datetime) -> float:
    age = max(at - answer.asked_at, timedelta()) / HALF_LIFE
    return float(answer.weight * 0.5**age)


def _with(prior: Spread, values: Floats, seen: _Seen) -> Spread:
    """The prior, as STRENGTH answers, and what was seen, in the order of its minutes."""
    some = (seen.answered + seen.waiting) > 0
    if not some.any():
        return prior
    each = np.full(STRATA, STRENGTH / STRATA)
    minutes = np.concatenate((prior, values[some]))
    order = np.argsort(minutes, kind="stable")  # who waits still is not answered in that minute
    answered = np.concatenate((each, seen.answered[some]))[order]
    waiting = np.concatenate((np.zeros(STRATA), seen.waiting[some]))[order]
    return _product_limit(minutes[order], answered, waiting)


def _product_limit(minutes: Floats, answered: Floats, waiting: Floats) -> Spread:
    """STRATA equally likely values, of weights in the order of their minutes.

    What waits longer than anything else that is known has nobody to give its weight to: the rest
    counts alone.
    """
    at_risk = np.cumsum((answered + waiting)[::-1])[::-1]
    lasts = np.cumprod(1.0 - answered / at_risk)
    mass = -np.diff(lasts, prepend=1.0)
    up_to = np.cumsum(mass)
    places = np.searchsorted(up_to, LEVELS * up_to[-1])
    return np.asarray(minutes[np.minimum(places, len(minutes) - 1)])
