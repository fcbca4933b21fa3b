"""Whether the database is as this version of Troth wants it, and how it becomes so."""

import click
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from troth.cli.refusing import Failure, Refusal


def is_ready() -> bool:
    """Whether nothing is left to do. Refuses a database that cannot be opened."""
    return _missing() == 0


def bring_up_to_date() -> None:
    """Make or change the tables where that is needed.

    Refuses a database that cannot be opened, and one that a newer Troth has changed.
    """
    if _missing() == 0:
        return
    click.echo("Making the database ready ...", err=True)
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise Failure(f"The database could not be brought up to date: {error}.") from error


def _missing() -> int:
    try:
        loader = MigrationLoader(connection)
    except OperationalError as error:
        raise Refusal(f"The database could not be opened: {str(error).strip()}.") from error
    _refuse_newer(loader)
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(loader.graph.leaf_nodes()))


def _refuse_newer(loader: MigrationLoader) -> None:
    ours = {app for app, _ in loader.disk_migrations}
    unknown = {
        (app, name)
        for app, name in loader.applied_migrations
        if app in ours and (app, name) not in loader.disk_migrations
    }
    if unknown:
        raise Refusal("A newer Troth has changed this practice. Update Troth, then try again.")
