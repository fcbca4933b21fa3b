"""The people and the clients of a plan."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from troth.pure.forecast.plan import Client, PastAnswer, PastEffort, Person, Place
from troth.pure.forecast.plan_fields import Fields
from troth.pure.forecast.plan_values import (
    MOST_HOURS,
    FieldError,
    as_day,
    as_flag,
    as_instant,
    as_number,
    as_text,
    as_zone,
    shown,
)
from troth.pure.when import country_of
from troth.pure.worktime.place import UnknownHolidaysError, public_holidays
from troth.pure.worktime.spans import Away, Busy
from troth.pure.worktime.week import USUAL, Week, WeekError, week

ANY_YEAR = 2026
"""Whether holidays are known is the same for every year."""

LEAST_SHARE = 0.01

MOST_REST_HOURS = 72

MOST_TOGETHER = 0.9
"""Beyond that there would be one effort and no other."""


def person(fields: Fields, id: str, *, zone: ZoneInfo) -> Person:  # noqa: A002  # the plan's word
    """The person, with what could be read; `fields.is_broken` where when they work could not."""
    place = _place(fields, zone=zone)
    rest = fields.take("rest_hours", _as_rest, None)
    calendars, busy = _calendars(fields, zone=place.zone)
    share = fields.hold("share", _as_share, 1.0)
    histories, past = _history(fields, person=id)
    addresses = tuple(_texts(fields, "addresses"))
    together = fields.take("together", _as_together, None)
    return Person(id, place, share, rest, busy, calendars, histories, past, addresses, together)


def client(fields: Fields, id: str, *, zone: ZoneInfo) -> Client:  # noqa: A002  # the plan's word
    """The client, with what could be read; `fields.is_broken` where when they work could not."""
    place = _place(fields, zone=zone)
    return Client(id, place, tuple(_answers(fields, zone=place.zone)))


def _place(fields: Fields, *, zone: ZoneInfo) -> Place:
    zone = fields.hold("zone", as_zone, zone)
    worked = fields.hold("hours", _as_week, USUAL)
    country = fields.take("country", _as_code, country_of(zone.key))
    region = fields.take("region", _as_code, "")
    country, region = _with_holidays(fields, country, region)
    return Place(zone, worked, country, region, tuple(_away(fields)))


def _with_holidays(fields: Fields, country: str, region: str) -> tuple[str, str]:
    """As much of country and region as public holidays are known of."""
    try:
        public_holidays(country, region, ANY_YEAR)
    except UnknownHolidaysError as error:
        if country and region:
            fields.tell(f"{error} No holidays of a region are counted")
            return _with_holidays(fields, country, "")
        fields.tell(f"{error} No public holidays are counted")
        return "", ""
    return country, region


def _as_week(value: object) -> Week:
    try:
        return week(as_text(value))
    except WeekError as error:
        raise FieldError(str(error)) from None


def _as_code(value: object) -> str:
    """A country or a region; "" says that there is none."""
    return as_text(value) if value != "" else ""


def _as_share(value: object) -> float:
    return as_number(value, least=LEAST_SHARE, most=1)


def _as_together(value: object) -> float:
    return as_number(value, least=0, most=MOST_TOGETHER)


def _as_rest(value: object) -> timedelta:
    return timedelta(hours=as_number(value, least=0, most=MOST_REST_HOURS))


def _away(fields: Fields) -> Iterator[Away]:
    for name, value in fields.each("away"):
        row = fields.within(name, value)
        first = row.need("from", as_day, date.min)
        end = row.need("to", as_day, date.max)
        row.close()
        if not row.is_broken and first >= end:
            row.tell(f"to {end} is not after from {first}; to is the first day back")
        elif not row.is_broken:
            yield Away(first, end)


def _calendars(fields: Fields, *, zone: ZoneInfo) -> tuple[tuple[str, ...], tuple[Busy, ...]]:
    names, busy = [], list[Busy]()
    for name, value in fields.each("calendars"):
        if isinstance(value, dict):
            busy += _busy(fields.within(name, value), zone=zone)
            continue
        try:
            names.append(as_text(value))
        except FieldError as error:
            fields.tell(f"{name}: {error}")
    return tuple(names), tuple(busy)


def _texts(fields: Fields, name: str) -> Iterator[str]:
    for place, value in fields.each(name):
        try:
            yield as_text(value)
        except FieldError as error:
            fields.tell(f"{place}: {error}")


def _busy(fields: Fields, *, zone: ZoneInfo) -> Iterator[Busy]:
    def moment(value: object) -> Any:
        return as_instant(value, zone=zone)

    for name, value in fields.each("busy"):
        row = fields.within(name, value)
        start, end = row.need("start", moment, None), row.need("end", moment, None)
        row.close()
        if not row.is_broken and start >= end:
            row.tell(f"{shown(value.get('end'))} is not after {shown(value.get('start'))}")
        elif not row.is_broken:
            yield Busy(start, end)
    fields.close()


def _history(fields: Fields, *, person: str) -> tuple[tuple[str, ...], tuple[PastEffort, ...]]:
    """The names of files that hold it, and its rows that stand in the plan."""
    files, past = [], []
    for name, value in fields.each("history"):
        if isinstance(value, str):
            files.append(value)
        elif row := _past_effort(fields.within(name, value), person=person):
            past.append(row)
    return tuple(filter(None, files)), tuple(past)


def _past_effort(row: Fields, *, person: str) -> PastEffort | None:
    completed_on = row.need("completed_on", as_day, date.max)
    past = PastEffort(
        person,
        row.need("estimated_hours", _as_past_hours, 1.0),
        row.need("actual_hours", _as_past_hours, 1.0),
        row.hold("estimated_on", as_day, completed_on),
        completed_on,
        row.take("kind", as_text, ""),
    )
    row.close()
    if not row.is_broken and past.completed_on < past.estimated_on:
        row.tell(f"completed_on {past.completed_on} is before estimated_on {past.estimated_on}")
        return None
    return None if row.is_broken else past


def _as_past_hours(value: object) -> float:
    hours = as_number(value, least=0, most=MOST_HOURS)
    if hours == 0:
        raise FieldError("0 hours tell nothing of an estimate. Write what it was, or leave it out.")
    return hours


def _answers(fields: Fields, *, zone: ZoneInfo) -> Iterator[PastAnswer]:
    for name, value in fields.each("answers"):
        # A number alone is an answer that came after so many hours.
        row = fields.within(name, value if isinstance(value, dict) else {"hours": value})
        answer = PastAnswer(
            row.need("hours", _as_answer_hours, 0.0),
            row.take("contact", as_text, ""),
            row.hold("asked_at", lambda it: as_instant(it, zone=zone), None),
            is_open=row.hold("open", as_flag, False),
            weight=row.hold("weight", _as_weight, 1.0),
        )
        row.close()
        if not row.is_broken:
            yield answer


def _as_weight(value: object) -> float:
    return as_number(value, least=0, most=1)


def _as_answer_hours(value: object) -> float:
    return as_number(value, least=0, most=MOST_HOURS)
