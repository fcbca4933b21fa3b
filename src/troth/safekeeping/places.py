"""Databases that a practice can be put into."""

from django.db import DatabaseError, connections

OURS = "people_practice"


class UnfitPlaceError(Exception):
    """A database cannot take a practice; the sentence says why and what to do."""


def refuse_taken(alias: str) -> None:
    """Refuse a database that cannot be opened or is not empty. Raises UnfitPlaceError."""
    connection = connections[alias]
    try:
        tables = connection.introspection.table_names()
        is_taken = OURS in tables and _has_rows(alias)
    except DatabaseError as error:
        raise UnfitPlaceError(
            f"The database could not be opened: {str(error).strip()}. Look at its address and "
            "whether it runs; nothing was changed."
        ) from error
    if is_taken:
        raise UnfitPlaceError(
            "That database holds a practice already. Name an empty one; nothing was changed."
        )
    if tables and OURS not in tables:
        raise UnfitPlaceError(
            f"That database holds tables of something else, such as {tables[0]}. Name an empty "
            "one; nothing was changed."
        )


def _has_rows(alias: str) -> bool:
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {OURS}")  # noqa: S608  # a constant
        return cursor.fetchone() is not None
