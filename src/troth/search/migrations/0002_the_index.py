"""The index over the texts, which the database keeps in step itself.

SQLite: an FTS5 table without text of its own, written by triggers. The tokenizer splits at ASCII
marks and spaces only: words come folded. PostgreSQL: a generated column of the type tsvector with a
GIN index; nothing of its own text parsing is used, and no extension.
"""

from typing import Any

from django.db import migrations

PADDING = "0" * 20
"""Before a practice's code, so that its words alone are long enough for the index of beginnings."""

BEGINNING = len(PADDING) + 5 + 3
"""Beginnings of three letters, in the scope of a practice, have a list of their own."""


def _tokens(row: str) -> str:
    """Each word of the row behind each of its scopes' codes, and each code alone."""
    return f"""(SELECT group_concat(code || replace(' ' || {row}.folded, ' ', ' ' || code), ' ')
    FROM (SELECT CASE key WHEN 0 THEN '{PADDING}' ELSE '' END || value AS code
    FROM json_each({row}.scopes)))"""  # noqa: S608  # names of columns


_ADD = f"INSERT INTO search_index(rowid, tokens) VALUES (new.id, {_tokens('new')});"  # noqa: S608  # as above
_TAKE = f"""INSERT INTO search_index(search_index, rowid, tokens)
    VALUES ('delete', old.id, {_tokens("old")});"""  # noqa: S608  # as above

SQLITE = [
    f"""CREATE VIRTUAL TABLE search_index USING fts5(
    tokens, content='', tokenize='ascii', prefix='{BEGINNING}')""",
    f"CREATE TRIGGER search_text_comes AFTER INSERT ON search_text BEGIN {_ADD} END",
    f"CREATE TRIGGER search_text_goes AFTER DELETE ON search_text BEGIN {_TAKE} END",
    f"""CREATE TRIGGER search_text_changes AFTER UPDATE OF id, folded, scopes ON search_text
    BEGIN {_TAKE} {_ADD} END""",
]
SQLITE_UNDO = [
    "DROP TRIGGER search_text_changes",
    "DROP TRIGGER search_text_goes",
    "DROP TRIGGER search_text_comes",
    "DROP TABLE search_index",
]

POSTGRESQL = [
    """CREATE FUNCTION search_tokens(folded text, scopes jsonb) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(scope || word || ':' || least(place, 16383), ' '), '')::tsvector
    FROM jsonb_array_elements_text(scopes) AS scope,
    unnest(string_to_array(' ' || folded, ' ')) WITH ORDINALITY AS each(word, place) $$""",
    """ALTER TABLE search_text ADD COLUMN tokens tsvector
    GENERATED ALWAYS AS (search_tokens(folded, scopes)) STORED""",
    "CREATE INDEX search_tokens ON search_text USING gin (tokens)",
]
POSTGRESQL_UNDO = [
    "ALTER TABLE search_text DROP COLUMN tokens",
    "DROP FUNCTION search_tokens(text, jsonb)",
]


def _run(schema_editor: Any, *, sqlite: list[str], postgresql: list[str]) -> None:
    vendor = schema_editor.connection.vendor
    for statement in sqlite if vendor == "sqlite" else postgresql:
        schema_editor.execute(statement)


def add(_apps: Any, schema_editor: Any) -> None:
    _run(schema_editor, sqlite=SQLITE, postgresql=POSTGRESQL)


def drop(_apps: Any, schema_editor: Any) -> None:
    _run(schema_editor, sqlite=SQLITE_UNDO, postgresql=POSTGRESQL_UNDO)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(add, drop)]
