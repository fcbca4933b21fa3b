"""Plans for tests, and what `troth forecast` answers to them."""

import json
from pathlib import Path
from typing import Any

from click.testing import Result
from tests.cli.terminal import call

MONDAY = "2026-03-02T09:00"
ROBIN = {"id": "robin", "hours": "Mo-Fr 09:00-17:00", "country": ""}
AROUND_THE_CLOCK = {"id": "robin", "hours": "24/7", "country": ""}
ACME = {"id": "acme", "hours": "Mo-Fr 09:00-17:00", "country": ""}


def plan(*work: object, **fields: object) -> dict[str, Any]:
    base = {"at": MONDAY, "zone": "Europe/Berlin", "people": [ROBIN], "clients": [ACME]}
    return {**base, "work": list(work), **fields}


def forecast(document: object, *options: str) -> Result:
    return call("forecast", "-", *options, stdin=json.dumps(document))


def answered(document: object, *options: str) -> dict[str, Any]:
    answer = forecast(document, "--json", *options)

    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def finishes(document: object) -> dict[str, dict[str, str]]:
    return {it["id"]: it["finish"] for it in answered(document)["work"]}


def sure(name: str, hours: float, **fields: object) -> dict[str, Any]:
    return {"id": name, "hours": [hours] * 3, **fields}


def waiting(hours: float, **fields: object) -> dict[str, Any]:
    return {"what": "texts", "client": "acme", "hours": [hours] * 3, **fields}


UNSURE = [
    {"id": "first", "person": "robin", "hours": "4,6,10"},
    {"id": "waits", "person": "robin", "hours": 6, "needs": [{"what": "texts", "client": "acme"}]},
    {"id": "after", "person": "robin", "hours": "2,3,9", "after": ["first"]},
    {"id": "theirs", "person": "kim", "hours": "2,3,9"},
    {
        "id": "gated",
        "person": "robin",
        "hours": "9,12,20",
        "client": "acme",
        "gates": [{"after": 0.5}],
    },
]
TWO = [ROBIN, {**ROBIN, "id": "kim"}]


def in_folder(folder: Path, document: object, *options: str) -> Result:
    path = folder / "plan.json"
    path.write_text(json.dumps(document))
    return call("forecast", str(path), *options)
