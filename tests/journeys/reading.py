"""What only the database can tell of a practice: looked at from outside, while it runs."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.cli.processes import PATIENCE, environment
from tests.databases import rows_in

REREAD = """
import django; django.setup()
from troth.mail.models import Message
from troth.people.models import Practice
from troth.promises.actions.rereading import reread
from troth.promises.actions.taking_in import chosen_in
from troth.desk.viewing import now
chosen = chosen_in(Practice.objects.get())
for letter in Message.objects.all():
    reread(letter, chosen, at=now())
"""


def rows(home: Path, sql: str, *values: Any) -> list[Any]:
    return rows_in(home, sql, *values)


def count(home: Path, table: str) -> int:
    return rows(home, f"SELECT count(*) FROM {table}")[0][0]


def read_every_letter_again(home: Path) -> None:
    """As after a change of the rules."""
    settings = {"TROTH_DEMO": "1", "DJANGO_SETTINGS_MODULE": "troth.project.settings"}
    subprocess.run(
        [sys.executable, "-c", REREAD],
        env=environment(home) | settings,
        check=True,
        timeout=PATIENCE,
    )
