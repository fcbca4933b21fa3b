"""What docs/forecast.md shows is what comes out."""

import json
from pathlib import Path

from tests.cli.terminal import call

from troth.pure.forecast.effort.efforts import PRIOR
from troth.pure.forecast.plan_reading import FEWEST_TRIALS, MOST_TRIALS
from troth.pure.forecast.spread import STRATA
from troth.pure.forecast.turnaround import LEAST, LIKELY, MOST

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "forecast.md").read_text(encoding="utf-8")
THREE_CLIENTS = DOCS / "forecast" / "three-clients.json"
ANOMALY = DOCS / "forecast" / "anomaly.json"


def test_the_example_is_what_the_command_prints(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")

    printed = call("forecast", str(THREE_CLIENTS)).stdout

    assert f"```\n{printed.strip()}\n```" in PAGE


def finishes(plan: dict) -> dict[str, str]:
    answer = call("forecast", "-", "--json", stdin=json.dumps(plan))
    return {it["id"]: it["finish"]["50"] for it in json.loads(answer.stdout)["work"]}


def test_more_free_time_makes_the_urgent_work_earlier_and_the_notes_later():
    plan = json.loads(ANOMALY.read_text(encoding="utf-8"))
    before = finishes(plan)
    del plan["people"][0]["calendars"]

    after = finishes(plan)

    assert (before["notes"][:16], after["notes"][:16]) == ("2026-03-02T12:00", "2026-03-03T10:00")
    assert after["draft"] < before["draft"]
    assert after["build"] < before["build"]


def test_every_field_that_is_read_is_described():
    fields = (
        "at zone seed trials people clients work id hours country region share away calendars "
        "addresses rest_hours history together answers title person client certain kind spent after order "
        "needs gates not_before promised"
    )

    assert [name for name in fields.split() if f"`{name}`" not in PAGE] == []


def test_the_numbers_of_trials_are_those_that_are_accepted():
    assert f"from {FEWEST_TRIALS} to {MOST_TRIALS:,}" in PAGE


def test_what_counts_where_nothing_is_known_is_what_the_page_says():
    half, tenth = (float(PRIOR[int(STRATA * share)]) for share in (0.5, 0.9))

    assert (
        f"take more than {half:.1f} times their estimate, one in ten more than {tenth:.1f}" in PAGE
    )
    assert f"more than {MOST / LIKELY:.1f} times as long" in PAGE
    assert LIKELY / LEAST == 12
