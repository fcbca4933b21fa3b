"""What is deleted is gone from SQLite's files, and not only from its tables."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import django
django.setup()
from django.core.management import call_command
from django.db import connection, transaction
from troth.web.journal import leave_no_copy
call_command("migrate", verbosity=0)
from troth.people.models import Practice
from datetime import UTC, datetime
held = Practice.objects.create(name="SECRET" * 500, founded_at=datetime.now(UTC))
with transaction.atomic():
    Practice.objects.filter(pk=held.pk).update(name="x")
    leave_no_copy()

import pathlib, os
found = [p.name for p in pathlib.Path(os.environ["TROTH_HOME"]).iterdir() if b"SECRET" in p.read_bytes()]
print(found)
"""


def test_what_was_replaced_lies_neither_in_the_file_nor_in_its_journal(tmp_path):
    assert said(SCRIPT, tmp_path) == "[]"


GROWN = """
import django
django.setup()
from pathlib import Path
from django.core.management import call_command
from django.db import connection, transaction
from troth.web import journal
call_command("migrate", verbosity=0)
from troth.people.models import Practice
from datetime import UTC, datetime
held = Practice.objects.create(name="x", founded_at=datetime.now(UTC))
wal = Path(f"{connection.settings_dict['NAME']}-wal")
sizes = [wal.stat().st_size]
journal.LONGEST_BYTES = 100_000
for name in ("y" * 50, "z" * 50):
    with transaction.atomic():
        Practice.objects.filter(pk=held.pk).update(name=name)
        journal.keep_short()
    sizes.append(wal.stat().st_size)
with connection.cursor() as cursor:
    waits = [cursor.execute(f"PRAGMA {each}").fetchone()[0] for each in ("busy_timeout", "wal_autocheckpoint")]
print(sizes[0] > 1_000_000, sizes[1], 0 < sizes[2] < 100_000, waits)
"""


def test_the_journal_is_emptied_by_us_alone_once_it_is_long(tmp_path):
    assert said(GROWN, tmp_path) == "True 0 True [20000, 0]"


def said(script: str, home: Path) -> str:
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "TROTH_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "troth.project.settings",
        "PYTHONPATH": "src",
    }
    ran = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    return ran.stdout.strip()
