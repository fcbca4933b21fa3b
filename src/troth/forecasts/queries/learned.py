"""What Troth knows so far: what forecasts rest on, in a few numbers."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from statistics import median
from typing import NamedTuple
from uuid import UUID

import numpy as np

from troth.calendars.hours import hours_of
from troth.forecasts.queries.lead_times import LeadTime, lead_times
from troth.forecasts.queries.past_work import done
from troth.forecasts.queries.shares import Share, share
from troth.forecasts.queries.turnaround import turnaround
from troth.people.access import Viewer
from troth.pure.forecast.spread import STRATA, Spread
from troth.pure.forecast.turnaround import Turnarounds, learn

FEW = 5
"""Fewer than these are told as so many, and not as what is usual."""

USUAL, MOSTLY = 0.5, 0.8


class Waits(NamedTuple):
    """How long answers take, as forecasts reckon, and of how many that is learned.

    Half of them, and 4 of 5, come within so many minutes of the client's working time. `client` is
    a name, "" for all clients together.
    """

    client: str
    answers: int
    still_open: int
    usual_minutes: float
    mostly_minutes: float


class Kept(NamedTuple):
    """How many promises were kept, and how many of them late.

    Half of them, and 4 of 5, were done within so many calendar days; None where there are few.
    """

    client: str
    promises: int
    late: int
    usual_days: float | None
    mostly_days: float | None


class Estimates(NamedTuple):
    """How many finished pieces of work had an estimate.

    Half of them, and 4 of 5, took at most so many times as long; None where there are few.
    """

    pieces: int
    usual_ratio: float | None
    mostly_ratio: float | None


class Learned(NamedTuple):
    """What is known; `estimates` and `share` are the viewer's own and nobody else's."""

    waits: tuple[Waits, ...]
    all_waits: Waits
    kept: tuple[Kept, ...]
    all_kept: Kept
    estimates: Estimates
    share: Share


def learned(viewer: Viewer, client: UUID | str | None = None, *, at: datetime) -> Learned:
    """What is known of a client, or of each and of all together. Raises NotFoundError."""
    names = dict(viewer.clients().order_by("name", "pk").values_list("pk", "name"))
    shown = names if client is None else {(pk := viewer.client(client).pk): names[pk]}
    answers = [it.answer for it in turnaround(viewer, at=at)]
    known, promises = learn(answers, at=at), lead_times(viewer)
    of_client: dict[UUID, list[LeadTime]] = defaultdict(list)
    for promise in promises:
        of_client[promise.client].append(promise)
    heard = {it.client for it in answers}
    return Learned(
        waits=tuple(_waits(known, str(pk), it) for pk, it in shown.items() if str(pk) in heard),
        all_waits=_waits(known, "", ""),
        kept=tuple(_kept(of_client[pk], it) for pk, it in shown.items() if pk in of_client),
        all_kept=_kept(promises, ""),
        estimates=_estimates(viewer),
        share=share(viewer.member, hours_of(viewer.member), at=at),
    )


def _waits(known: Turnarounds, client: str, name: str) -> Waits:
    spread, seen = known.minutes(client=client), known.seen(client=client)
    return Waits(name, *seen, _at(spread, USUAL), _at(spread, MOSTLY))


def _at(spread: Spread, part: float) -> float:
    return float(spread[int(part * STRATA)])


def _kept(promises: Sequence[LeadTime], name: str) -> Kept:
    days = [it.days for it in promises]
    return Kept(name, len(days), sum(it.is_late for it in promises), *_middles(days))


def _estimates(viewer: Viewer) -> Estimates:
    ratios = [it.actual_hours / it.estimated_hours for it in done(viewer, viewer.member)]
    return Estimates(len(ratios), *_middles(ratios))


def _middles(values: Sequence[float]) -> tuple[float | None, float | None]:
    if len(values) < FEW:
        return None, None
    return median(values), float(np.quantile(values, MOSTLY))
