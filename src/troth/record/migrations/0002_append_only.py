"""Nobody alters or drops an entry: the database itself refuses."""

from typing import Any

from django.db import migrations

SAYING = "The record is append-only."

SQLITE = [
    f"""CREATE TRIGGER record_entry_no_{verb} BEFORE {verb.upper()} ON record_entry
    BEGIN SELECT RAISE(ABORT, '{SAYING}'); END"""
    for verb in ("update", "delete")
]
SQLITE_UNDO = [f"DROP TRIGGER IF EXISTS record_entry_no_{verb}" for verb in ("update", "delete")]

POSTGRESQL = [
    f"""CREATE FUNCTION record_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{SAYING}'; END $$""",
    """CREATE TRIGGER record_entry_append_only BEFORE UPDATE OR DELETE ON record_entry
    FOR EACH ROW EXECUTE FUNCTION record_refuse()""",
    """CREATE TRIGGER record_entry_no_truncate BEFORE TRUNCATE ON record_entry
    FOR EACH STATEMENT EXECUTE FUNCTION record_refuse()""",
]
POSTGRESQL_UNDO = [
    "DROP TRIGGER IF EXISTS record_entry_no_truncate ON record_entry",
    "DROP TRIGGER IF EXISTS record_entry_append_only ON record_entry",
    "DROP FUNCTION IF EXISTS record_refuse()",
]


def _run(schema_editor: Any, *, sqlite: list[str], postgresql: list[str]) -> None:
    vendor = schema_editor.connection.vendor
    for statement in sqlite if vendor == "sqlite" else postgresql:
        schema_editor.execute(statement)


def guard(_apps: Any, schema_editor: Any) -> None:
    _run(schema_editor, sqlite=SQLITE, postgresql=POSTGRESQL)


def unguard(_apps: Any, schema_editor: Any) -> None:
    _run(schema_editor, sqlite=SQLITE_UNDO, postgresql=POSTGRESQL_UNDO)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
