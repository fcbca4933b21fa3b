"""A practice as rows that any database takes: one line of JSON per table, packed with zstd.

The first line says which version made it, how far its tables had been brought (the last migration
of each app), and the key that sealed its passwords, which was made for this alone.
"""

import base64
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import zstandard
from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.loader import MigrationLoader

LEVEL = 19
AT_ONCE = 500
LEFT_OUT = {"auth", "contenttypes", "sessions"}
"""Apps whose rows Django makes by itself, or that say who is signed in on one machine."""


def kept(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the first line says, and the tables."""
    text = zstandard.ZstdDecompressor().decompress(path.read_bytes()).decode()
    first, *tables = map(json.loads, text.splitlines())
    return first, tables


def keep(path: Path, *, version: str, key: str, apps: Apps) -> None:
    """Write every row of this database into a file."""
    first = {"version": version, "key": key, "leaves": leaves()}
    lines = [first, *_tables(apps)]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_bytes(zstandard.ZstdCompressor(level=LEVEL).compress(text.encode()))


def leaves() -> dict[str, str]:
    """The last migration of each app that this database has."""
    loader = MigrationLoader(connection)
    done = set(loader.applied_migrations)
    followed = {
        parent.key
        for app, name in done
        for parent in loader.graph.node_map[app, name].parents
        if parent.key[0] == app
    }
    return dict(sorted(done - followed))


def put(tables: list[dict[str, Any]], *, apps: Apps) -> None:
    """Write kept rows into tables that are as they were in that version."""
    with transaction.atomic():
        for table in tables:
            model = apps.get_model(table["model"])
            fields = [model._meta.get_field(name) for name in table["fields"]]
            names = [field.attname for field in fields]
            model._base_manager.bulk_create(
                (
                    model(**dict(zip(names, map(_value, fields, row), strict=True)))
                    for row in table["rows"]
                ),
                batch_size=AT_ONCE,
            )
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
            cursor.execute(statement)


def _tables(apps: Apps) -> Iterator[dict[str, Any]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in LEFT_OUT:
            continue
        fields = [it for it in model._meta.concrete_fields if not getattr(it, "generated", False)]
        rows = model._base_manager.order_by("pk").values_list(*(it.attname for it in fields))
        yield {
            "model": model._meta.label,
            "fields": [it.name for it in fields],
            "rows": [[_plain(held) for held in row] for row in rows],
        }


def _plain(held: object) -> object:
    if isinstance(held, bytes | memoryview):
        return base64.b64encode(held).decode()
    if isinstance(held, datetime | date):
        return held.isoformat()
    return str(held) if isinstance(held, UUID) else held


def _value(field: models.Field, held: Any) -> Any:
    """What `_plain` made of it, as its field reads it; JSON's is plain already."""
    if held is None or isinstance(field, models.JSONField):
        return held
    if isinstance(field, models.ForeignKey):
        return _value(field.target_field, held)
    read = field.to_python(held)
    return bytes(read) if isinstance(field, models.BinaryField) else read
