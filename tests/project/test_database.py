"""What is deleted is gone from SQLite's files, and not only from its tables."""

import os
import subprocess
import sys

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
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "TROTH_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "troth.project.settings",
        "PYTHONPATH": "src",
    }
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
    )

    assert ran.stdout.strip() == "[]"
