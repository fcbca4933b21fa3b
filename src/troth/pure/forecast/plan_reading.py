"""A plan as it is written, read into values; what is wrong with it is collected with its place."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from troth.pure.forecast import plan_people, plan_work
from troth.pure.forecast.plan import TRIALS, Client, Person, Plan, Work
from troth.pure.forecast.plan_fields import Fields
from troth.pure.forecast.plan_json import PlanError, parsed
from troth.pure.forecast.plan_values import as_instant, as_text, as_whole, as_zone
from troth.pure.forecast.plan_whole import whole

FEWEST_TRIALS, MOST_TRIALS = 100, 100_000

GREATEST_SEED = 2**53 - 1
"""The greatest whole number that every reader of JSON keeps."""

MINUTE = timedelta(minutes=1)

T = TypeVar("T")


class Read(NamedTuple):
    """The plan, as much of it as can be summed, and a sentence for all that cannot."""

    plan: Plan
    troubles: tuple[str, ...]


class NothingToSumError(PlanError):
    """No piece of the plan can be summed; the words are a line for each reason."""


def read(raw: bytes, *, zone: ZoneInfo, now: datetime, at: datetime | None = None) -> Read:
    """Read the bytes of a plan.

    `zone` counts where the plan names none. `at`, the moment to forecast from, goes before the
    plan's own, which goes before `now`; without an offset it is read in the plan's zone.
    Raises PlanError where the plan is no JSON object, NothingToSumError where no piece is left.
    """
    troubles: list[str] = []
    fields = Fields(parsed(raw, troubles=troubles), place="plan", troubles=troubles)
    zone = _zone(fields, zone)
    said_at = fields.hold("at", lambda it: as_instant(it, zone=zone), now)
    whole_of_it = not fields.is_broken
    plan = _plan(fields, zone=zone, at=_on_a_minute(at or said_at, zone))
    fields.close()
    if not (whole_of_it and plan.work):
        raise NothingToSumError("\n".join((*troubles, "Nothing is left to forecast.")))
    return Read(plan, tuple(troubles))


def _zone(fields: Fields, zone: ZoneInfo) -> ZoneInfo:
    """The zone of the plan, else `zone`; told where the plan names one that does not exist."""
    before = len(fields.troubles)
    named = fields.take("zone", as_zone, zone)
    if len(fields.troubles) > before:
        fields.tell(f"until it is put right, {zone.key} counts as the zone of the plan")
    return named


def _on_a_minute(moment: datetime, zone: ZoneInfo) -> datetime:
    """The first whole minute from then on, in UTC: a minute that has begun cannot be used whole."""
    at = (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    begun = at.replace(second=0, microsecond=0)
    return begun if begun == at else begun + MINUTE


def _plan(fields: Fields, *, zone: ZoneInfo, at: datetime) -> Plan:
    people, lost = _all(fields, "people", plan_people.person, zone=zone)
    clients, _ = _all(fields, "clients", plan_people.client, zone=zone)
    return Plan(
        at=at,
        zone=zone,
        people=tuple(people.values()),
        clients=tuple(clients.values()),
        work=_work(fields, people=people, lost=lost, clients=clients),
        seed=fields.take("seed", lambda it: as_whole(it, least=0, most=GREATEST_SEED), 0),
        trials=fields.take("trials", _as_trials, TRIALS),
    )


def _as_trials(value: object) -> int:
    return as_whole(value, least=FEWEST_TRIALS, most=MOST_TRIALS)


def _all(
    fields: Fields, name: str, made: Callable[..., T], *, zone: ZoneInfo
) -> tuple[dict[str, T], set[str]]:
    """What a list of the plan holds by its id, and the ids of what could not be read."""
    kept: dict[str, T] = {}
    lost: set[str] = set()
    for row, key in _rows(fields, name):
        one = made(row, key, zone=zone)
        row.close()
        if row.is_broken:
            lost.add(key)
        else:
            kept[key] = one
    return kept, lost


def _rows(fields: Fields, name: str) -> Iterator[tuple[Fields, str]]:
    """Each object of a list with its id; without those that have none or one that is taken."""
    seen: dict[str, str] = {}
    for place, value in fields.each(name):
        row = fields.beside(place, value)
        key = row.need("id", as_text, "")
        if key in seen:
            row.tell(f"the id {key!r} is taken by {seen[key]}. Give it another")
        elif key:
            seen[key] = place
            row.place = f"{place} {key!r}"
            yield row, key


def _work(
    fields: Fields,
    *,
    people: Mapping[str, Person],
    lost: Collection[str],
    clients: Mapping[str, Client],
) -> tuple[Work, ...]:
    """The pieces that can be summed, the most urgent first."""
    zones = {client.id: client.place.zone for client in clients.values()}
    ranked: list[tuple[float, Work]] = []
    places: dict[str, str] = {}
    broken: set[str] = set()
    for index, (row, key) in enumerate(_rows(fields, "work")):
        rank = plan_work.order(row, default=index)
        person = _person(row, people=people, lost=lost)
        piece = plan_work.work(row, key, person=person, zones=zones) if person else None
        if piece is None or row.is_broken:
            broken.add(key)
        else:
            ranked.append((rank, piece))
        if piece:
            row.close()
        places[key] = row.place
    pieces = [piece for _, piece in sorted(ranked, key=lambda it: it[0])]
    return whole(pieces, places=places, lost=broken, clients=clients, troubles=fields.troubles)


def _person(row: Fields, *, people: Mapping[str, Person], lost: Collection[str]) -> Person | None:
    """Who does the piece: whom it names, else the only one there is; None where it cannot be."""
    alone = next(iter(people)) if len(people) == 1 and not lost else ""
    name = row.take("person", as_text, "") if "person" in row else alone
    if name in people:
        return people[name]
    if not name and lost:
        who = " and ".join(sorted(map(repr, lost)))
        row.tell(f"it names no person, and {who} could not be read. Put that right first")
    elif not name:
        row.tell("person is missing. Say who does it")
    elif name in lost:
        row.tell(f"{name!r} could not be read, so that nothing they do can be summed")
    else:
        row.tell(f"the person {name!r} is not among the people. Add them, or name another")
    return None
