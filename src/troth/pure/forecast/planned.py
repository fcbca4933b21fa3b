"""A plan as the network that is summed: whose minutes, how many, and what is waited for."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from troth.pure.forecast import effort, turnaround
from troth.pure.forecast.effort import Done, Efforts
from troth.pure.forecast.network import Network, Piece, Wait
from troth.pure.forecast.plan import Asked, Need, PastEffort, Person, Place, Plan, Work
from troth.pure.forecast.spread import Spread, remaining, three_point
from troth.pure.forecast.together import usual
from troth.pure.forecast.turnaround import Answer, Turnarounds
from troth.pure.worktime.meter import working_minutes
from troth.pure.worktime.spans import WorkingTime
from troth.pure.worktime.timetable import Timetable, timetable

MINUTE = timedelta(minutes=1)

HOUR = 60
"""Minutes."""

MOST_MINUTES = 20 * 366 * 24 * HOUR
"""Twenty years: what takes longer than that is later than any horizon, by whatever clock."""


class Known(NamedTuple):
    """What the past tells: how estimates turn out, and how long clients take to answer."""

    efforts: Efforts
    turnarounds: Turnarounds


def learned(plan: Plan) -> Known:
    """What the histories within a plan tell at its moment."""
    done = [
        Done(
            it.estimated_hours,
            it.actual_hours,
            it.estimated_on,
            it.completed_on,
            it.person,
            it.kind,
        )
        for it in past_of(plan)
    ]
    answers = [
        Answer(
            contact=_contact_key(client.id, it.contact),
            client=client.id,
            minutes=it.hours * HOUR,
            asked_at=it.asked_at or plan.at,
            is_open=it.is_open,
            weight=it.weight,
        )
        for client in plan.clients
        for it in client.answers
    ]
    today = plan.at.astimezone(plan.zone).date()
    return Known(effort.learn(done, on=today), turnaround.learn(answers, at=plan.at))


def past_of(plan: Plan) -> Iterator[PastEffort]:
    """All finished work that is known to a plan."""
    yield from plan.history
    for person in plan.people:
        yield from person.history


def network(plan: Plan, *, known: Known, minutes: int) -> Network:
    """The network of a plan over so many minutes from its moment.

    An estimate of one number is drawn from the person's history, three are taken at their word;
    what was worked or waited already is taken off.
    """
    waits = _Waits(plan, turnarounds=known.turnarounds, minutes=minutes)
    shares = {person.id: person.share for person in plan.people}
    return Network(
        people={
            person.id: timetable(working_time(person), origin=plan.at, minutes=minutes)
            for person in plan.people
        },
        pieces=tuple(
            _piece(work, waits, at=plan.at, effort=_effort(work, known, shares[work.person]))
            for work in plan.work
        ),
        together={person.id: together(person, plan) for person in plan.people},
    )


def together(person: Person, plan: Plan) -> float:
    """How far the efforts of this person err together: as the plan says, else as is usual."""
    if person.together is not None:
        return person.together
    return usual(known_pieces(person, plan))


def known_pieces(person: Person, plan: Plan) -> int:
    """How many finished pieces of this person are known."""
    return sum(it.person == person.id for it in past_of(plan))


def working_time(person: Person) -> WorkingTime:
    """When the person works, by their week, holidays, absences and calendars."""
    place = person.place
    return WorkingTime(
        place.zone.key,
        place.week,
        place.country,
        place.region,
        place.away,
        person.busy,
        person.rest,
    )


def _piece(work: Work, waits: "_Waits", *, at: datetime, effort: Spread) -> Piece:
    ends = [gate.share for gate in work.gates]
    return Piece(
        id=work.id,
        person=work.person,
        minutes=_whole_minutes(effort),
        parts=tuple(end - start for start, end in zip([0.0, *ends], [*ends, 1.0], strict=True)),
        pauses=tuple(
            waits.gate(gate.asked, key=json.dumps(["gate", work.id, number]))
            for number, gate in enumerate(work.gates)
        ),
        needs=tuple(waits.need(need) for need in work.needs),
        after=work.after,
        not_before=_minute(work.not_before or at, at=at),
    )


def _effort(work: Work, known: Known, share: float) -> Spread:
    """What is left to do, in minutes of the person's working time."""
    if isinstance(work.hours, tuple):
        hours = three_point(*work.hours)
    else:
        hours = known.efforts.hours(work.hours, person=work.person, kind=work.kind)
    return remaining(hours, work.spent_hours) * (HOUR / share)


class _Waits:
    """What is waited for, on the clocks of the clients."""

    def __init__(self, plan: Plan, *, turnarounds: Turnarounds, minutes: int) -> None:
        self._at = plan.at
        self._turnarounds = turnarounds
        self._clients = {client.id: _client_time(client.place) for client in plan.clients}
        self._minutes = minutes

    def gate(self, asked: Asked, *, key: str) -> Wait:
        return Wait(key, self._clock(asked), _whole_minutes(self._spread(asked, waited=0)))

    def need(self, need: Need) -> Wait:
        """From the day they named, else from the moment they were asked.

        The same thing asked of the same person at the same moment comes at once for all pieces.
        """
        begins = need.expected_at or need.asked_at or self._at
        asked = need.asked
        time = self._clients[asked.client]
        waited = working_minutes(time, start=begins, end=self._at) if begins < self._at else 0
        return Wait(
            key=json.dumps(["need", *asked[:2], need.what, str(need.asked_at or "")]),
            clock=self._clock(asked),
            minutes=_whole_minutes(self._spread(asked, waited=waited)),
            starts=_minute(begins, at=self._at),
        )

    def _clock(self, asked: Asked) -> Timetable:
        return timetable(self._clients[asked.client], origin=self._at, minutes=self._minutes)

    def _spread(self, asked: Asked, *, waited: float) -> Spread:
        """What is left of it, in minutes of the client's working time."""
        if isinstance(asked.hours, tuple):
            low, likely, high = asked.hours
            return remaining(three_point(low * HOUR, likely * HOUR, high * HOUR), waited)
        if asked.hours is not None:
            return remaining(_about(asked.hours * HOUR), waited)
        contact = _contact_key(asked.client, asked.contact)
        return self._turnarounds.minutes(contact=contact, client=asked.client, waited=waited)


def _about(likely: float) -> Spread:
    """What one number says of a wait: its middle. It is as uncertain as where nothing is known."""
    return three_point(
        likely * turnaround.LEAST / turnaround.LIKELY,
        likely,
        likely * turnaround.MOST / turnaround.LIKELY,
    )


def _client_time(place: Place) -> WorkingTime:
    return WorkingTime(place.zone.key, place.week, place.country, place.region, place.away)


def _contact_key(client: str, contact: str) -> str:
    """Two clients may each have an Anna."""
    return f"{client}/{contact}" if contact else ""


def _minute(moment: datetime, *, at: datetime) -> int:
    """The first whole minute at or after the moment; 0 where it has gone by."""
    return min(max(0, -((at - moment) // MINUTE)), MOST_MINUTES)


def _whole_minutes(spread: Spread) -> NDArray[np.int32]:
    """Rounded; work and waits that may be take a minute at least."""
    return np.clip(np.rint(spread), 1, MOST_MINUTES).astype(np.int32)
