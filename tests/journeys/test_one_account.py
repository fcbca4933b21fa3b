"""The terminal and the desk give one account."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.processes import troth
from tests.journeys.person import Person
from tests.journeys.post import ME, NOW
from tests.journeys.reading import rows

pytestmark = pytest.mark.slow


WAITS = ("open", "deferred", "unclear")
DEBTS = {"alarm": "ask"}
RECENT = (NOW - timedelta(days=29)).isoformat()
CONFIRMED = """SELECT kind, sentence FROM promises_matter
               WHERE outcome = '' AND message_id IS NOT NULL"""
REPEATED = "SELECT kind, sentence FROM promises_finding WHERE is_repeated"


def test_the_terminal_says_of_every_client_what_today_says(robin: Person, sample_home):
    said = troth(sample_home, "today", "--demo", "--json").stdout
    lines = [json.loads(line) for line in said.splitlines()]
    robin.go("/")

    assert robin.page.locator(".line h3").all_inner_texts() == [line["name"] for line in lines]
    for line in lines:
        shown = robin.words(f"#line-{line['client'].replace('-', '')} .says")
        told = ("word", "overdue", "they_wait", "we_wait", "heard")
        assert [line[it] for it in told if line[it] not in shown] == []
        waiting = line["to_look_at"]
        assert not waiting or f"{waiting} sentence" in shown


def test_where_all_was_confirmed_the_scan_and_the_desk_agree_who_waits_for_whom(
    robin: Person, sample_home
):
    answer_everything(robin)
    home = sample_home / "demo"
    confirmed = set(rows(home, CONFIRMED))
    repeated = set(rows(home, REPEATED))
    houses = {it[0] for it in rows(home, "SELECT key FROM people_clientaddress")}
    scanned = scan(sample_home / "demo" / "mail", home=sample_home)
    waits = [it for it in scanned if it["standing"] in WAITS and houses & houses_of(it)]

    assert confirmed <= {owed(it) for it in waits}
    assert {owed(it) for it in waits if it["sent_at"] > RECENT} - repeated <= confirmed
    assert len(confirmed) > 15


def scan(mail: Path, *, home: Path) -> list[dict[str, Any]]:
    said = troth(home, "scan", str(mail), "--me", ME, "--json").stdout
    return [json.loads(line) for line in said.splitlines()]


def owed(it: dict[str, Any]) -> tuple[str, str]:
    """What kind of thing it is for the desk, and its sentence."""
    return DEBTS.get(it["kind"], it["kind"]), it["sentence"]


def houses_of(it: dict[str, Any]) -> set[str]:
    return {email.rpartition("@")[2] for email in [it["from"], *it["to"]]}


def answer_everything(robin: Person) -> None:
    robin.leads("g", "f")
    for _ in range(60):
        key = robin.page.locator("[data-key=y], [data-key=x]").first
        if not key.count():
            break
        robin.page.evaluate("document.getElementById('finding').dataset.old = 'yes'")
        robin.press(key.get_attribute("data-key"))
        robin.page.wait_for_selector("#finding:not([data-old])")
        robin.settled()
