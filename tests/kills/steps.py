"""The steps of a victim that speaks to a database."""

from collections.abc import Callable
from typing import Any


def watch_database(step: Callable[[str], None]) -> None:
    """Tell a step before and after each statement and each commit of this process."""
    from django.db import connection
    from django.db.backends.base.base import BaseDatabaseWrapper

    commit = BaseDatabaseWrapper._commit

    def committed(self: BaseDatabaseWrapper) -> object:
        step("<COMMIT")
        done = commit(self)
        step("COMMIT>")
        return done

    def executed(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        name = name_of(sql)
        step(f"<{name}")
        done = execute(sql, params, many, context)
        step(f"{name}>")
        return done

    BaseDatabaseWrapper._commit = committed
    connection.execute_wrappers.append(executed)


def name_of(sql: str) -> str:
    """The verb and the table of a statement: INSERT mail_message."""
    verb, _, rest = sql.lstrip().partition(" ")
    if verb in {"SAVEPOINT", "RELEASE"}:
        return verb
    quoted = rest.split('"', 3)
    if verb == "SELECT" and '" FROM "' in rest:
        quoted = rest.split(' FROM "', 1)[1].split('"', 1)
        return f"SELECT {quoted[0]}"
    return f"{verb} {quoted[1]}" if len(quoted) > 1 else verb
