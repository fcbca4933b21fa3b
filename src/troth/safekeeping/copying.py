"""All rows of a practice from one database into another, in one snapshot and with flat memory."""

from collections.abc import Callable
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.models import Field

from troth.safekeeping.schema import Model, bring_as_far, models_of
from troth.safekeeping.snapshot import snapshot

ROWS = 500
"""Rows that are held at once, ..."""

LARGE_ROWS = 50
"""... and of tables that hold whole letters."""

Told = Callable[[str, int], None]
"""Hears the table that is being copied, and how many rows of all are done."""


class MiscountedError(Exception):
    """What arrived is not what left."""

    def __init__(self, table: str, *, left: int, arrived: int) -> None:
        super().__init__(
            f"{left} rows of {table} left and {arrived} arrived. Nothing was changed here; look at "
            "the disk and the log of the database, then try again."
        )


def copy(source: str, *, target: str, told: Told = lambda _table, _rows: None) -> dict[str, int]:
    """Copy every row from `source` to `target`, whose tables become the same; their counts.

    What `target` holds in these tables before goes. It is one transaction on either side: others
    may write at the source meanwhile, and where this fails, the target holds no row. Raises
    MiscountedError.
    """
    bring_as_far(source, target=target)
    counts: dict[str, int] = {}
    with snapshot(source), transaction.atomic(using=target):
        models = models_of(source)
        _empty(models, target)
        for model in models:
            told(_table(model), sum(counts.values()))
            counts[_table(model)] = _copy_rows(model, source, target)
        _go_on_counting(models, target)
    _compare(counts, target)
    return counts


def _empty(models: list[Model], target: str) -> None:
    """Migrations may have left rows of their own, which the source has too."""
    with connections[target].cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {_quoted(_table(model), target)}")  # noqa: S608


def _copy_rows(model: Model, source: str, target: str) -> int:
    fields = [it for it in model._meta.concrete_fields if not it.generated]  # noqa: SLF001
    names = [it.attname for it in fields]
    size = LARGE_ROWS if _is_large(fields) else ROWS
    rows = model._base_manager.using(source).order_by().values_list(*names)  # noqa: SLF001
    arriving = iter(rows.iterator(size))
    statement, count = _statement(model, fields, target), 0
    with connections[target].cursor() as cursor:
        while batch := list(islice(arriving, size)):
            cursor.executemany(statement, [_prepared(row, fields, target) for row in batch])
            count += len(batch)
    return count


def _is_large(fields: "list[Field[Any, Any]]") -> bool:
    return any(it.name == "packed" for it in fields)


def _statement(model: Model, fields: "list[Field[Any, Any]]", target: str) -> str:
    columns = ", ".join(_quoted(str(it.column), target) for it in fields)
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {_quoted(_table(model), target)} ({columns}) VALUES ({places})"  # noqa: S608


def _prepared(row: tuple[Any, ...], fields: "list[Field[Any, Any]]", target: str) -> list[Any]:
    """As the field writes it, but without what it would set anew, such as the moment of saving."""
    connection = connections[target]
    return [
        field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)
    ]


def _go_on_counting(models: list[Model], target: str) -> None:
    """The next number of a row is one that is free: ids were copied, and no sequence knows it."""
    connection = connections[target]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _compare(counts: dict[str, int], target: str) -> None:
    with connections[target].cursor() as cursor:
        for table, left in counts.items():
            cursor.execute(f"SELECT count(*) FROM {_quoted(table, target)}")  # noqa: S608
            arrived = cursor.fetchone()[0]
            if arrived != left:
                raise MiscountedError(table, left=left, arrived=arrived)


def _table(model: Model) -> str:
    return str(model._meta.db_table)  # noqa: SLF001  # Django's own name


def _quoted(name: str, target: str) -> str:
    return str(connections[target].ops.quote_name(name))
