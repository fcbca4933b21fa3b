"""Tests that really commit empty their tables afterwards; the record's guard is lifted for that."""

from importlib import import_module

import pytest

guard = import_module("troth.record.migrations.0002_append_only")


@pytest.fixture(scope="session", autouse=True)
def flush_with_the_record_unguarded():
    from django.db import connection  # settings are known by now

    kind = type(connection.ops)
    flush = kind.execute_sql_flush
    sqlite = connection.vendor == "sqlite"
    undo = guard.SQLITE_UNDO if sqlite else guard.POSTGRESQL_UNDO
    again = guard.SQLITE if sqlite else guard.POSTGRESQL

    def unguarded(self, sql_list):
        return flush(self, [*undo, *sql_list, *again])

    kind.execute_sql_flush = unguarded
    yield
    kind.execute_sql_flush = flush
