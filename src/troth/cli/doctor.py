"""`troth doctor`: whether all is well, and what to do where it is not."""

import json
import os
import sys
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from troth.cli.options import now
from troth.cli.practice import load, no_home
from troth.cli.refusing import Failure, Refusal
from troth.project.home import DEMO_VARIABLE, home, is_demo

if TYPE_CHECKING:
    from troth.safekeeping.doctor.answers import Answer, Asked

KEY_VARIABLE = "TROTH_KEY"

SOMETHING_TO_DO, CANNOT_LOOK = 1, 2
PATIENCE_SECONDS = 10
SERVER_FAILED = 500

MARKS = {"fine": "  ", "note": "  ", "to do": "! ", "unknown": "? "}


@click.command("doctor")
@click.option("--quick", is_flag=True, help="Leave out what takes long with a large practice.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one thing looked at each.")
@click.option("--demo", is_flag=True, help="Of the sample practice.")
def command(*, quick: bool, as_json: bool, demo: bool) -> None:
    """Look at everything that this practice rests on, and say how it is.

    One sentence for each: the disk, the clock, the key, the database, mailboxes, jobs, the outbox,
    the record and the last backup. What needs you is marked with ! and followed by what to do. The
    exit code is 0 where nothing needs you, 1 where something does, and 2 where something could not
    be looked at.
    """
    if demo:
        os.environ[DEMO_VARIABLE] = "1"
    folder = _folder()
    load(demo=demo)
    from troth.safekeeping.doctor.answers import Asked  # after Django is loaded
    from troth.safekeeping.doctor.examining import examine

    asked = Asked(at=now(), home=folder, is_quick=quick)
    states = set()
    for answer in (*_pages(asked), *examine(asked)):
        states.add(answer.state)
        print(_as_json(answer) if as_json else _as_text(answer), flush=True)
    sys.exit(_code(states))


def _folder() -> Path:
    """The folder of the practice. To load it would make a new key: that is not for a doctor."""
    try:
        folder = home()
    except OSError as error:
        raise no_home(error) from error
    url = None if is_demo() else os.environ.get("DATABASE_URL")
    if not url and not (folder / "troth.sqlite3").exists():
        raise Refusal(f"There is no practice in {folder} yet. Run `troth up`.")
    if not os.environ.get(KEY_VARIABLE) and not (folder / "key").exists():
        raise Failure(
            f"{folder / 'key'} is gone. Put back the one you kept. Without it Troth makes another "
            "at its next start, and asks for the passwords of mailboxes again."
        )
    return folder


def _pages(asked: "Asked") -> "Iterator[Answer]":
    """Whether the pages answer, where Troth runs in this folder."""
    from troth.cli.running import running
    from troth.safekeeping.doctor.answers import fine, note, to_do

    runs = running(asked.home)
    if runs is None:
        yield note("pages", "Troth is not running in this folder.", do="Start it: `troth up`.")
    elif runs.address and not _answers(runs.address):
        said = f"Troth runs (process {runs.pid}), and its pages at {runs.address} do not answer."
        yield to_do("pages", said, do="Stop it with Ctrl-C where it runs, and start it again.")
    else:
        yield fine("pages", f"Troth runs at {runs.address or 'an address of its own'}.")


def _answers(address: str) -> bool:
    parts = urlsplit(address)
    asking = HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE_SECONDS)
    try:
        asking.request("GET", "/signin")
        return asking.getresponse().status < SERVER_FAILED
    except (OSError, HTTPException):
        return False
    finally:
        asking.close()


def _as_text(answer: "Answer") -> str:
    do = f"\n    {answer.do}" if answer.do else ""
    return f"{MARKS[answer.state]}{answer.about}: {answer.sentence}{do}"


def _as_json(answer: "Answer") -> str:
    said = {
        "about": answer.about,
        "state": answer.state,
        "sentence": answer.sentence,
        "do": answer.do or None,
    }
    return json.dumps(said, ensure_ascii=False)


def _code(states: AbstractSet[str]) -> int:
    if "unknown" in states:
        return CANNOT_LOOK
    return SOMETHING_TO_DO if "to do" in states else 0
