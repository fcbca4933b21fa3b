"""The database: whether it answers, is as this version wants it, and is whole."""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from troth.people.models import Practice
from troth.safekeeping.doctor.answers import Answer, Asked, fine, to_do, unknown
from troth.web.days import count_words

ABOUT = "database"
SHOWN = 3
RESTORE = "Stop Troth, keep a copy of the file, and bring back your last backup: `troth restore`."


def reachable(_asked: Asked) -> Iterator[Answer]:
    """Whether it answers at all."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        said = str(error).strip().partition("\n")[0].rstrip(".")
        yield unknown(ABOUT, f"The database cannot be opened: {said}.", do=_opening())
        return
    yield fine(ABOUT, f"{connection.display_name} answers.")


def is_up_to_date(_asked: Asked) -> Iterator[Answer]:
    """Whether its tables are those of this version."""
    executor = MigrationExecutor(connection)
    ours = {app for app, _ in executor.loader.disk_migrations}
    newer = {
        it
        for it in executor.loader.applied_migrations
        if it[0] in ours and it not in executor.loader.disk_migrations
    }
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not executor.loader.applied_migrations:
        yield to_do(ABOUT, "There is no practice in it yet.", do="Run `troth up`.")
    elif newer:
        yield to_do(ABOUT, "A newer Troth has changed this practice.", do="Update Troth.")
    elif missing:
        lacking = count_words(len(missing), "change")
        yield to_do(ABOUT, f"{lacking} of this version are not made yet.", do="Run `troth up`.")
    else:
        yield fine(ABOUT, "Its tables are those of this version.")


def whole(asked: Asked) -> Iterator[Answer]:
    """Whether the file is sound (SQLite), and whether it can be written to."""
    if connection.vendor == "sqlite" and not asked.is_quick:
        yield _sound()
    yield _writable()


def _sound() -> Answer:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA quick_check({SHOWN})")
        faults = [row[0] for row in cursor.fetchall()]
    if faults == ["ok"]:
        return fine(ABOUT, "Its file is sound.")
    said = "; ".join(str(it).replace("\n", " ") for it in faults)
    return to_do(ABOUT, f"Its file is damaged: {said}.", do=RESTORE)


def _writable() -> Answer:
    """A row is written and taken back."""
    try:
        with transaction.atomic():
            Practice.objects.create(name="", founded_at=datetime.min.replace(tzinfo=UTC))
            transaction.set_rollback(True)
    except DatabaseError as error:
        said = str(error).strip().partition("\n")[0].rstrip(".")
        return to_do(ABOUT, f"It cannot be written to: {said}.", do=_opening())
    return fine(ABOUT, "It can be written to.")


def _opening() -> str:
    if connection.vendor == "sqlite":
        return f"See that {connection.settings_dict['NAME']} is there and is yours to write."
    return "See that the server runs and that DATABASE_URL is right."
