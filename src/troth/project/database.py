"""Which database a practice is kept in."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# Note [SQLite as it should be]
# WAL lets pages be read while the worker writes. IMMEDIATE takes the write lock when a transaction
# begins: a deferred one that reads first and writes later is refused with "database is locked"
# whenever another wrote in between, however long the timeout. NORMAL loses nothing that was
# committed when the program dies, only when the power fails. What is deleted is overwritten:
# an erased letter must not be found in the file. Checkpoints are ours: see
# Note [Who empties the journal] in web.journal.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=0;"
    "PRAGMA cache_size=-65536;"
    "PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;"
)


def database(url: str | None, *, folder: Path) -> dict[str, Any]:
    """Django's settings for `url`, or for SQLite in `folder` where there is none.

    Raises ImproperlyConfigured for what is neither sqlite:///PATH nor postgres://….
    """
    if not url:
        return _sqlite(folder / "troth.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and parts.path.startswith("/"):
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": dict(parse_qsl(parts.query)),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(
        "DATABASE_URL must begin with postgres:// or sqlite:///, "
        "like postgres://troth@localhost/troth."
    )


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {  # Note [SQLite as it should be]
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": _PRAGMAS,
        },
    }
