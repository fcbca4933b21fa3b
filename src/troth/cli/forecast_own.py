"""What a plan does not say of oneself and one's clients, taken from the practice.

It is filled into the plan as one would have written it, and nothing that the plan says is changed.
Whatever is wrong with a plan stays as it is: whoever reads it says so.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple, cast
from uuid import UUID

from troth.cli.options import aware
from troth.forecasts.gathering import Known, OfClient, known
from troth.people.access import Viewer
from troth.pure.forecast.effort import Done
from troth.pure.forecast.plan_json import PlanError, parsed
from troth.pure.forecast.plan_values import FieldError, as_instant, as_zone
from troth.pure.worktime import Busy, WorkingTime, described

ME = "me"

HOUR = 60
"""Minutes."""

Row = dict[str, Any]


class Filled(NamedTuple):
    """The plan, and what was taken from the practice, and what of it could not be, in sentences."""

    raw: bytes
    rests_on: tuple[str, ...]
    left_out: tuple[str, ...]


def filled(raw: bytes, viewer: Viewer, *, now: datetime, at: datetime | None = None) -> Filled:
    """The plan with what the practice of the viewer knows; unchanged where it is no plan.

    What is known is that of `at`, which goes before the plan's own moment, as that before `now`.
    """
    left_out: list[str] = []
    try:
        plan = parsed(raw, troubles=left_out)
    except PlanError:
        return Filled(raw, (), ())
    _fill(plan, "zone", viewer.member.zone)
    filling = _Filling(plan, known(viewer, at=_moment(plan, at=at, now=now)))
    filling.fill_person()
    filling.fill_clients()
    said = json.dumps(plan).encode()
    return Filled(said, tuple(filling.rests_on), (*left_out, *filling.left_out))


def _moment(plan: Row, *, at: datetime | None, now: datetime) -> datetime:
    """From when the plan is forecast, as far as it can be told here."""
    try:
        zone = as_zone(plan["zone"])
        if at is not None:
            return aware(at, zone=zone)
        return now if plan.get("at") is None else as_instant(plan["at"], zone=zone)
    except FieldError:
        return now


class _Filling:
    def __init__(self, plan: Row, known: Known) -> None:
        self.rests_on: list[str] = []
        self.left_out: list[str] = []
        self._plan = plan
        self._known = known
        self._work = _rows(plan.get("work"))

    def fill_person(self) -> None:
        """Whom the plan calls me, or by an address of the member; added where nobody is named."""
        known, mine = self._known, _names_of(self._known)
        people = _rows(self._plan.get("people"))
        own = next((it for it in people if _folded(it.get("id")) in mine), None)
        own = own or self._added(mine, is_alone=not people)
        if own is None:
            self.left_out.append(f"Nobody in the plan is you. Call yourself {ME!r} there.")
            return
        if own.get("calendars") is None:
            own["calendars"] = [{"busy": [_period(it) for it in known.working.busy]}]
            _listed(own, "away").extend(
                {"from": it.first.isoformat(), "to": it.end.isoformat()}
                for it in known.working.away
            )
        _fill_place(own, known.working)
        _fill(own, "share", known.share)
        if known.hours.rest_hours is not None:
            _fill(own, "rest_hours", known.hours.rest_hours)
        _fill(own, "history", [_past(it) for it in known.own])
        self.rests_on += known.rests_on
        self.left_out += known.left_out

    def fill_clients(self) -> None:
        """The clients that the plan speaks of; and how long the others took, for all together."""
        clients = _listed(self._plan, "clients")
        there = {name: it for it in _rows(clients) if (name := it.get("id")) and _is_text(name)}
        meant: set[UUID] = set()
        for name in dict.fromkeys([*there, *self._asked()]):
            client = self._client(name)
            if name not in there:
                there[name] = {"id": name}
                clients.append(there[name])
            if client is not None:
                meant.add(client)
                self._fill_client(there[name], client)
        clients += self._others(meant, taken=there)

    def _added(self, mine: frozenset[str], *, is_alone: bool) -> Row | None:
        """A person for the work that is called the member's, or nobody's where nobody is named."""
        named = [it.get("person") for it in self._work if it.get("person") is not None]
        name = next((it for it in named if _folded(it) in mine), None)
        if name is None and not (is_alone and not named):
            return None
        people = _listed(self._plan, "people")
        own: Row = {"id": name or ME}
        people.append(own)
        return own

    def _asked(self) -> Iterator[str]:
        """Names of clients that work is for, or that something is waited for from."""
        for name, _ in self._contacts():
            if _is_text(name):
                yield name

    def _contacts(self) -> Iterator[tuple[Any, Any]]:
        """Client and contact of each thing that is waited for; of work its client alone."""
        for work in self._work:
            yield work.get("client"), None
            for asked in (*_rows(work.get("needs")), *_rows(work.get("gates"))):
                yield asked.get("client") or work.get("client"), asked.get("from")

    def _client(self, name: str) -> UUID | None:
        """The one that this word means; None, and told, where none or more than one is meant."""
        clients, word = self._known.clients, name.strip().casefold()
        whole = [pk for pk, it in clients.items() if word in (str(pk), *it.words[:1])]
        found = whole or [pk for pk, it in clients.items() if word in it.words]
        if len(found) == 1:
            return found[0]
        how = "no client" if not found else f"{len(found)} clients"
        self.left_out.append(f"{name!r} may mean {how} of yours: what is usual counts for them.")
        return None

    def _fill_client(self, row: Row, client: UUID) -> None:
        of_client = self._known.clients[client]
        _fill_place(row, of_client.working)
        if row.get("answers") is None:
            row["answers"] = list(self._answers(client, self._called(str(row["id"]), of_client)))
            self.rests_on.append(self._known.about_client(client))

    def _called(self, client: str, of_client: OfClient) -> Mapping[str, str]:
        """What the plan calls each contact whom it names."""
        names = [who for name, who in self._contacts() if name == client and _is_text(who)]
        called = {}
        for name in names:
            word = name.strip().casefold()
            found = [pk for pk, words in of_client.contacts.items() if word in words]
            if len(found) == 1:
                called[str(found[0])] = name
        return called

    def _answers(self, client: UUID, called: Mapping[str, str]) -> Iterator[Row]:
        for it in self._known.answers:
            if it.client == str(client):
                row = {"hours": it.minutes / HOUR, "asked_at": _iso(it.asked_at)}
                yield row | {
                    "open": it.is_open,
                    "weight": it.weight,
                    "contact": called.get(it.contact, it.contact) or None,
                }

    def _others(self, meant: set[UUID], *, taken: Mapping[str, Row]) -> Iterator[Row]:
        """Clients of whom the plan says nothing, as they count for all clients together."""
        heard = {it.client for it in self._known.answers}
        for pk in self._known.clients:
            if pk not in meant and str(pk) in heard and str(pk) not in taken:
                yield {"id": str(pk), "answers": list(self._answers(pk, {}))}


def _names_of(known: Known) -> frozenset[str]:
    member = known.member
    emails = (member.email, *member.addresses.values_list("email", flat=True))
    return frozenset({ME, *(it.casefold() for it in emails)})


def _fill_place(row: Row, working: WorkingTime) -> None:
    """Where the plan names another zone or country, holidays are for the plan to say."""
    is_here = row.get("zone") in (None, working.zone)
    _fill(row, "zone", working.zone)
    _fill(row, "hours", described(working.week))
    if is_here and row.get("country") is None:
        row["country"] = working.country
        if working.region:
            _fill(row, "region", working.region)


def _fill(row: Row, name: str, value: object) -> None:
    if row.get(name) is None:
        row[name] = value


def _listed(plan: Row, name: str) -> list[Any]:
    """The list of that name, made where it is missing; one thing alone counts as a list of it."""
    held = plan.get(name)
    plan[name] = held if isinstance(held, list) else [] if held is None else [held]
    return cast("list[Any]", plan[name])


def _rows(value: object) -> list[Row]:
    many = value if isinstance(value, list) else [value]
    return [it for it in many if isinstance(it, dict)]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _folded(value: object) -> str:
    return value.strip().casefold() if isinstance(value, str) else ""


def _period(busy: Busy) -> Row:
    return {"start": _iso(busy.start), "end": _iso(busy.end)}


def _past(done: Done) -> Row:
    return {
        "estimated_hours": done.estimated_hours,
        "actual_hours": done.actual_hours,
        "estimated_on": done.estimated_on.isoformat(),
        "completed_on": done.completed_on.isoformat(),
        "kind": done.kind or None,
    }


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
