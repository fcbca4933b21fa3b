"""Queries whose SQL is built once and asked again and again.

# Note [Prepared queries]
Django builds the SQL of a query anew each time it is asked, which takes several times as long as
the answer: half a millisecond of building for a tenth of asking. A page of ten lists spends most of
its time so. A prepared query lets Django build the SQL once for each kind of database, with a
stand-in for each value that changes, and puts the values where the stand-ins stood. What it gives
are plain rows, converted as Django converts them. It is for what pages ask on every visit; anything
else is asked the usual way.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

ALIAS = "default"

_STAND_INS: Mapping[type, Any] = {
    UUID: UUID("9d1c6f7e-2f0b-7c33-8f55-0b6f4c1d9a00"),
    datetime: datetime(1871, 3, 7, 5, 11, 13, 171717, tzinfo=UTC),
    int: 27_183,
}
"""Values that stand in no query by themselves."""


class UnpreparableError(Exception):
    """A value has left no place in the SQL, or more than its own."""


class _Built(NamedTuple):
    sql: str
    values: Sequence[Any]
    places: Sequence[tuple[int, str]]
    converters: Mapping[int, tuple[Sequence[Callable[..., Any]], Any]]


class Prepared:
    """A query of plain rows, `values_list`, with named values that change.

    >>> from troth.people.models import Client
    >>> names = Prepared(
    ...     lambda practice: Client.objects.filter(practice=practice).values_list("name"),
    ...     practice=UUID,
    ... )
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **kinds: type) -> None:
        self._build = build
        self._kinds = kinds
        self._built: dict[str, _Built] = {}

    def __call__(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows for these values. Raises KeyError for a value that is missing."""
        connection = connections[ALIAS]
        built = self._built.get(connection.vendor)
        if built is None:
            built = self._built[connection.vendor] = self._made(connection)
        asked = list(built.values)
        for place, name in built.places:
            asked[place] = _in_database(values[name], connection)
        with connection.cursor() as cursor:
            cursor.execute(built.sql, asked)
            rows = cursor.fetchall()
        return _converted(rows, built.converters, connection)

    def _made(self, connection: BaseDatabaseWrapper) -> _Built:
        stand_ins = {
            name: _stand_in(kind, at) for at, (name, kind) in enumerate(self._kinds.items())
        }
        compiler = self._build(**stand_ins).query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        names = {_in_database(value, connection): name for name, value in stand_ins.items()}
        places = [
            (place, names[value]) for place, value in enumerate(values) if _is_in(value, names)
        ]
        if {name for _, name in places} != self._kinds.keys():
            raise UnpreparableError(f"Not every one of {', '.join(self._kinds)} is in {sql}.")
        selected = [each[0] for each in compiler.select]
        return _Built(sql, values, places, compiler.get_converters(selected))


def _stand_in(kind: type, at: int) -> Any:
    """One for each value, also where several are of one kind."""
    value = _STAND_INS[kind]
    if isinstance(value, UUID):
        return UUID(int=value.int + at)
    return value.replace(microsecond=at + 1) if isinstance(value, datetime) else value + at


def _in_database(value: Any, connection: BaseDatabaseWrapper) -> Any:
    """A value as Django hands it to the database."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def _is_in(value: Any, names: Mapping[Any, str]) -> bool:
    return isinstance(value, (str, int, UUID, datetime)) and value in names


def _converted(
    rows: list[tuple[Any, ...]],
    converters: Mapping[int, tuple[Sequence[Callable[..., Any]], Any]],
    connection: BaseDatabaseWrapper,
) -> list[tuple[Any, ...]]:
    if not converters:
        return rows
    told = [list(row) for row in rows]
    for place, (steps, expression) in converters.items():
        for row in told:
            value = row[place]
            for step in steps:
                value = step(value, expression, connection)
            row[place] = value
    return [tuple(row) for row in told]
