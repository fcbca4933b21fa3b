"""A first import that is stopped in the middle."""

import re
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.cli.processes import PATIENCE, Up, troth
from tests.databases import change_in
from tests.journeys.person import Person, person_at
from tests.journeys.post import ME, filled, letter
from tests.journeys.reading import count, rows
from tests.mail.dovecot import PASSWORD

pytestmark = pytest.mark.slow

LETTERS = 900
TWICE = """SELECT count(*) FROM (SELECT message_id, start, kind FROM promises_finding
           GROUP BY message_id, start, kind HAVING count(*) > 1)"""


def test_an_import_that_was_stopped_goes_on_and_nothing_is_there_twice(
    chromium: Browser, start, dovecot, tmp_path
):
    address = filled(dovecot, "stopping", many())
    home = tmp_path
    running = start(tmp_path, "--name", "Robin Hale", "--email", ME)
    with person_at(chromium, running) as robin:
        connect(robin, address)
        robin.send("Store these clients' mail")
        robin.again_until(lambda: re.search(r"Reading: [1-9]", robin.words()) is not None)
    stop_at_once(running)
    early = count(home, "mail_message")
    a_minute_passes(home)

    again = start(tmp_path)
    with person_at(chromium, again) as robin:
        robin.go("/mailboxes")
        robin.leads("j", "Enter")
        robin.go(f"{robin.path}/reading")
        words = f"Read: {LETTERS:,} letters stored."
        expect(robin.main).to_contain_text(words, timeout=PATIENCE * 1000)

    assert early < LETTERS
    assert count(home, "mail_message") == LETTERS
    assert count(home, "promises_finding") == LETTERS
    assert rows(home, TWICE) == [(0,)]
    verified = troth(tmp_path, "verify")
    assert verified.returncode == 0, verified.stdout


def stop_at_once(running: Up) -> None:
    """Told to stop, a worker ends the job under way; told again and again, it is killed."""
    while running.process.poll() is None:
        running.process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            running.process.wait(0.05)
    running.ended()


def a_minute_passes(home: Path) -> None:
    """A job that was killed is taken up again when its worker has given no sign for so long."""
    change_in(home, "UPDATE jobs_job SET lease_until = '2020-01-01' WHERE state = 'running'")


def many():
    for number in range(LETTERS // 2):
        days = 1 + number % 20
        theirs = f"Hi Robin,\n\ncould you send me report {number} by Friday?\n\nBen"
        ours = f"Hi Ben,\n\nI'll send you list {number} by Monday.\n\nRobin"
        ben, robin = "Ben <ben@fernley-tools.example>", f"Robin Hale <{ME}>"
        yield "", letter(ben, robin, f"Report {number}", theirs, days_ago=days)
        yield ".Sent", letter(robin, ben, f"List {number}", ours, days_ago=days)


def connect(robin: Person, address: str) -> None:
    robin.go("/mailboxes/new")
    robin.type_into("source", address)
    robin.type_into("password", PASSWORD)
    robin.send("Count the letters")
    expect(robin.main).to_contain_text("Nothing is stored yet.", timeout=PATIENCE * 1000)
