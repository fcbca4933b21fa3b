"""Whether the database is as this version of Troth wants it, and how it becomes so."""

from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from troth.cli.options import now
from troth.cli.refusing import Failure, Refusal
from troth.safekeeping.kept import kept_file
from troth.safekeeping.moving import moved_to
from troth.safekeeping.writing import NoBackupError, write

NO_ROOM = (
    "The database was not changed, since a backup comes first. {} "
    "TROTH_BACKUPS=0 goes on without one."
)


def is_ready() -> bool:
    """Whether nothing is left to do. Refuses a database that cannot be opened."""
    return _missing() == 0


def bring_up_to_date(*, is_backed_up: bool = False) -> None:
    """Make or change the tables where that is needed; what holds a practice is backed up before.

    Refuses a database that cannot be opened, one that a newer Troth has changed, and one whose
    practice was moved elsewhere.
    """
    if _missing() == 0:
        return
    if not is_backed_up:
        _back_up()
    click.echo("Making the database ready ...", err=True)
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise Failure(f"The database could not be brought up to date: {error}.") from error


def _back_up() -> None:
    """As it is before its tables change. Of the sample practice nothing needs to be kept."""
    if not settings.BACKUPS or settings.IS_DEMO or not _holds_a_practice():
        return
    at = now()
    try:
        path = kept_file("before-upgrade", folder=settings.HOME, at=at)
        write(path, at=at)
    except NoBackupError as error:
        raise Failure(NO_ROOM.format(error)) from error
    click.echo(f"What was here before is kept in {path}.", err=True)


def _holds_a_practice() -> bool:
    if "people_practice" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM people_practice")
        return cursor.fetchone() is not None


def _missing() -> int:
    _refuse_moved()
    try:
        loader = MigrationLoader(connection)
    except OperationalError as error:
        raise Refusal(f"The database could not be opened: {str(error).strip()}.") from error
    _refuse_newer(loader)
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(loader.graph.leaf_nodes()))


def _refuse_moved() -> None:
    if connection.vendor != "sqlite":
        return
    moved = moved_to(Path(str(connection.settings_dict["NAME"])))
    if moved is not None:
        address, mark = moved
        raise Refusal(
            f"This practice was moved to {address}. Set DATABASE_URL to that, with its password. "
            f"To go on with the copy that stayed here instead, remove {mark}."
        )


def _refuse_newer(loader: MigrationLoader) -> None:
    ours = {app for app, _ in loader.disk_migrations}
    unknown = {
        (app, name)
        for app, name in loader.applied_migrations
        if app in ours and (app, name) not in loader.disk_migrations
    }
    if unknown:
        raise Refusal("A newer Troth has changed this practice. Update Troth, then try again.")
