"""Values as JSON has them."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID


def line(said: dict[str, Any]) -> bytes:
    """One line of JSON, UTF-8. What is no text at all, as damaged mail can hold, is escaped."""
    return _encoded(said, indent=None) + b"\n"


def page(said: dict[str, Any]) -> bytes:
    return _encoded(said, indent=1) + b"\n"


def instant(at: datetime) -> str:
    """UTC to the microsecond, as it is hashed."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def fields_of(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """The fields of a row; of a row it refers to its id."""
    return {name: getattr(row, row._meta.get_field(name).attname) for name in names}  # noqa: SLF001


def _encoded(said: dict[str, Any], *, indent: int | None) -> bytes:
    try:
        return json.dumps(said, ensure_ascii=False, indent=indent, default=_plain).encode()
    except UnicodeEncodeError:
        return json.dumps(said, indent=indent, default=_plain).encode()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    raise TypeError(f"{type(value).__name__} has no place in an export")
