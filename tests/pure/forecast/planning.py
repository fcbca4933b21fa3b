"""Plans for tests, read from what a person could have written."""

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from troth.pure.forecast.plan_reading import Read, read

BERLIN = ZoneInfo("Europe/Berlin")


NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


ROBIN = {"id": "robin"}


ACME = {"id": "acme"}


SURE = {"id": "sure", "hours": 1}


def reading(document: object, at: datetime | None = None) -> Read:
    raw = document if isinstance(document, bytes) else json.dumps(document).encode()
    return read(raw, zone=BERLIN, now=NOW, at=at)


def plan(*work: object, **fields: object) -> dict[str, Any]:
    return {"people": [ROBIN], "clients": [ACME], "work": [SURE, *work], **fields}


def robin(**fields: object) -> dict[str, Any]:
    return plan(people=[{"id": "robin", **fields}])
