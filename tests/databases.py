"""A database of its own for every home that a practice runs in, where tests run on PostgreSQL."""

import os
import sqlite3
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

SERVER = os.environ.get("DATABASE_URL", "")
"""The server that the tests were given; "" where they run on SQLite."""


FILE = "troth.sqlite3"


def variables_of(home: Path) -> dict[str, str]:
    """What leads a process that lives in `home` to its databases."""
    if not SERVER:
        return {}
    return {"DATABASE_URL": _url(home), "TROTH_DEMO_DATABASE_URL": _url(home / "demo")}


def copy_databases(home: Path, *, to: Path) -> None:
    """The databases of a home whose practice is stopped, for a copy of that home."""
    if SERVER:
        for of, copy in ((home, to), (home / "demo", to / "demo")):
            _make(_name(copy), template=_name(of))


def rows_in(home: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    """What the database of a home answers, its values written as `?`."""
    if not SERVER:
        with closing(sqlite3.connect(f"file:{home / FILE}?mode=ro", uri=True)) as connection:
            return connection.execute(statement, values).fetchall()
    with psycopg.connect(_url(home)) as connection:
        return connection.execute(statement.replace("?", "%s"), values).fetchall()


def change_in(home: Path, statement: str) -> None:
    if not SERVER:
        with closing(sqlite3.connect(home / FILE)) as connection, connection:
            connection.execute(statement)
        return
    with psycopg.connect(_url(home)) as connection:
        connection.execute(statement)


def bytes_in(home: Path) -> bytes:
    """Everything that the database of a home holds; with SQLite what lies in its files."""
    if not SERVER:
        return b"".join(path.read_bytes() for path in sorted(home.glob(f"{FILE}*")))
    with psycopg.connect(_url(home)) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return b"".join(_bytes_of(connection, name) for (name,) in tables.fetchall())


def _bytes_of(connection: psycopg.Connection[tuple[object, ...]], table: str) -> bytes:
    statement = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
    with connection.cursor() as cursor, cursor.copy(statement) as copied:
        return b"".join(bytes(part) for part in copied)


def _url(home: Path) -> str:
    _make(_name(home))
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{_name(home)}"))


def _name(home: Path) -> str:
    return f"home_{sha256(bytes(home)).hexdigest()[:16]}"


def _make(name: str, *, template: str = "template1") -> None:
    """Make a database unless it is there: processes of a run may ask for the same one."""
    with psycopg.connect(SERVER, autocommit=True) as connection:
        names = connection.execute("SELECT datname FROM pg_database")
        if name in {each for (each,) in names}:
            return
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        with suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            connection.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
