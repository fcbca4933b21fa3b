"""Rows written by the thousand, without a model's instance for each."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from django.db import connections, models, router


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows whose values stand in the order of the fields `names`.

    Values are as both databases take them: ids as 32 hexadecimal digits, JSON as text, instants
    aware. Every field without a default of the database must be named.
    """
    columns = list(zip(*rows, strict=True))
    if not columns:
        return
    connection = connections[router.db_for_write(model)]
    quote = connection.ops.quote_name
    meta = model._meta  # noqa: SLF001  # what Django documents under this name
    fields = [cast("models.Field[Any, Any]", meta.get_field(name)) for name in names]
    into = ", ".join(quote(field.column or field.name) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = quote(meta.db_table)
    instant: Callable[[Any], Any] = connection.ops.adapt_datetimefield_value
    for at, field in enumerate(fields):
        if isinstance(field, models.DateTimeField):
            columns[at] = tuple(map(instant, columns[at]))
    with connection.cursor() as cursor:
        statement = f"INSERT INTO {table} ({into}) VALUES ({marks})"  # noqa: S608  # names of models
        cursor.executemany(statement, list(zip(*columns, strict=True)))
