"""The work of a plan, and what it waits for."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from troth.pure.forecast.plan import Asked, Due, Gate, Hours, Need, Person, Work
from troth.pure.forecast.plan_fields import Fields
from troth.pure.forecast.plan_values import (
    MOST_HOURS,
    FieldError,
    as_due,
    as_flag,
    as_hours,
    as_instant,
    as_number,
    as_text,
)

NO_HOURS: Hours = 1.0
"""Stands in for an estimate that could not be read: its piece is left out."""


def work(fields: Fields, id: str, *, person: Person, zones: dict[str, ZoneInfo]) -> Work:  # noqa: A002
    """The piece of this person; `fields.is_broken` where it cannot be summed.

    Days are of the person's zone, or of the zone of the client who is to act.
    """
    zone = person.place.zone
    client = fields.take("client", as_text, "")
    return Work(
        id=id,
        title=fields.take("title", as_text, id),
        person=person.id,
        client=client,
        hours=_hours(fields),
        kind=fields.take("kind", as_text, ""),
        spent_hours=fields.hold("spent", lambda it: as_number(it, least=0, most=MOST_HOURS), 0.0),
        after=tuple(_after(fields)),
        needs=tuple(_needs(fields, client=client, zones=zones, zone=zone)),
        gates=tuple(sorted(_gates(fields, client=client), key=lambda gate: gate.share)),
        not_before=fields.hold("not_before", lambda it: as_instant(it, zone=zone), None),
        promised=tuple(_promised(fields, zone=zone)),
    )


def order(fields: Fields, *, default: float) -> float:
    """The place in the order: the smaller, the more urgent."""
    return fields.take("order", lambda it: as_number(it, least=-1e9, most=1e9), default)


def _hours(fields: Fields) -> Hours:
    hours = fields.need("hours", as_hours, NO_HOURS)
    is_certain = fields.hold("certain", as_flag, default=False)
    if not is_certain:
        return hours
    if isinstance(hours, tuple):
        fields.tell("certain stands beside three numbers, which say what may be: they count")
        return hours
    return hours, hours, hours


def _after(fields: Fields) -> Iterator[str]:
    for name, value in fields.each("after"):
        try:
            yield as_text(value)
        except FieldError as error:
            fields.tell(f"{name}: {error}")
            fields.is_broken = True


def _needs(
    fields: Fields, *, client: str, zones: dict[str, ZoneInfo], zone: ZoneInfo
) -> Iterator[Need]:
    for name, value in fields.each("needs"):
        row = fields.within(name, value)
        what = row.need("what", as_text, "")
        asked = _asked(row, client=client)
        theirs = zones.get(asked.client, zone)
        yield Need(
            what, asked, _instant(row, "asked_at", zone), _instant(row, "expected_on", theirs)
        )
        _close(row, fields)


def _gates(fields: Fields, *, client: str) -> Iterator[Gate]:
    for name, value in fields.each("gates"):
        row = fields.within(name, value)
        share = row.need("after", _as_gate_share, 0.5)
        yield Gate(share, _asked(row, client=client))
        _close(row, fields)


def _asked(row: Fields, *, client: str) -> Asked:
    asked = Asked(
        row.hold("client", as_text, client),
        row.take("from", as_text, ""),
        row.hold("hours", as_hours, None),
    )
    if not asked.client and not row.is_broken:
        row.tell("client is missing. Say who is to answer, here or for the whole piece")
        row.is_broken = True
    return asked


def _close(row: Fields, fields: Fields) -> None:
    row.close()
    fields.is_broken |= row.is_broken


def _instant(row: Fields, name: str, zone: ZoneInfo) -> datetime | None:
    return row.hold(name, lambda it: as_instant(it, zone=zone), None)


def _as_gate_share(value: object) -> float:
    share = as_number(value, least=0, most=1)
    if share == 0:
        raise FieldError("0 is before the work begins. Write it as a need.")
    return share


def _promised(fields: Fields, *, zone: ZoneInfo) -> Iterator[Due]:
    for name, value in fields.each("promised"):
        try:
            yield as_due(value, zone=zone)
        except FieldError as error:
            fields.tell(f"{name}: {error}")
