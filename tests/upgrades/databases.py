"""Databases beside the one that tests share: empty ones, of the same kind."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from tests.upgrades.rows import put

POSTGRESQL_NAME = "troth_upgrades"


@contextmanager
def another(folder: Path) -> Iterator[BaseDatabaseWrapper]:
    """An empty database, gone afterwards: a file in `folder`, or one on the same server."""
    if connection.vendor == "sqlite":
        made = _beside(str(folder / "troth.sqlite3"))
        yield made
        made.close()
        return
    name = f"{POSTGRESQL_NAME}_{abs(hash(folder))}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    made = _beside(name)
    yield made
    made.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def in_place_of_ours(made: BaseDatabaseWrapper) -> Iterator[None]:
    """While it lasts, everything that asks for the database is given this one."""
    before = connections["default"]
    connections["default"] = made
    try:
        yield
    finally:
        connections["default"] = before


def as_it_was(first: dict[str, Any], tables: list[dict[str, Any]]) -> None:
    """Bring the database at hand to where a version left it, with its rows."""
    executor = MigrationExecutor(connection)
    targets = list(first["leaves"].items())
    executor.migrate(targets)
    put(tables, apps=executor.loader.project_state(targets).apps)


def to_the_newest() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def _beside(name: str) -> BaseDatabaseWrapper:
    ours = connections["default"]
    return type(ours)({**ours.settings_dict, "NAME": name})
