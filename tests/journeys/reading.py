"""What only the database can tell of a practice: looked at from outside, while it runs."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.cli.processes import PATIENCE, environment

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


def rows(database: Path, sql: str, *values: Any) -> list[Any]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute(sql, values).fetchall()


def count(database: Path, table: str) -> int:
    return rows(database, f"SELECT count(*) FROM {table}")[0][0]


def bytes_of(database: Path) -> bytes:
    """Everything of the database that lies on the disk, its journal too."""
    files = sorted(database.parent.glob(f"{database.name}*"))
    return b"".join(path.read_bytes() for path in files)


def read_every_letter_again(home: Path) -> None:
    """As after a change of the rules."""
    settings = {"TROTH_DEMO": "1", "DJANGO_SETTINGS_MODULE": "troth.project.settings"}
    subprocess.run(
        [sys.executable, "-c", REREAD],
        env=environment(home) | settings,
        check=True,
        timeout=PATIENCE,
    )
