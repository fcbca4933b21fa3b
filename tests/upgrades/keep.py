"""Keeps a practice as this version of Troth makes it, so that later ones prove that they take it.

    python -m tests.upgrades.keep 0.2.0

Run it in the tree of a release, on its day, and commit the file that it writes beside itself: the
sample practice, as `troth up --demo` makes it, and on top of it one of whatever a person can make.
"""

# Django is loaded after the sample ran; a command prints

import os
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = Path("/var/tmp/troth")
"""Neutral: the record holds where the sample mailbox lay, and nobody can change that later."""

KEY = "7e57" * 16
PORT = "8791"


def main() -> None:
    version = sys.argv[1]
    if HOME.exists():
        raise SystemExit(f"{HOME} is there already. Move it away first: this is made there.")
    os.environ |= {"TROTH_HOME": str(HOME), "TROTH_KEY": KEY, "TROTH_DEMO": "1", "TZ": "UTC"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "troth.project.settings"
    try:
        _run_the_sample()
        _add_what_else_there_is()
        _keep(version)
    finally:
        shutil.rmtree(HOME, ignore_errors=True)


def _run_the_sample() -> None:
    command = [sys.executable, "-m", "troth", "up", "--demo", "--port", PORT]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        for line in running.stdout:
            if "Sign in with" in line:
                running.send_signal(signal.SIGINT)


def _add_what_else_there_is() -> None:
    """A colleague, a letter composed, another erased, a date moved, a mailbox with a password."""
    import django

    django.setup()
    from troth.mail.actions.mailboxes import add
    from troth.mail.models import Message
    from troth.people.actions.founding import add_member
    from troth.people.models import Client, Member
    from troth.promises.actions.deciding import dismiss
    from troth.promises.actions.erasing import erase
    from troth.promises.actions.outcomes import keep, move
    from troth.promises.models import Finding, Matter
    from troth.updates.actions.drafting import keep as keep_draft
    from troth.updates.composing import status

    at = datetime.now(UTC)  # noqa: TID251  # a door
    owner = Member.objects.get()
    bob = "bob@harbour-it.example"
    add_member(owner.practice, name="Bob", email=bob, zone="UTC", by=owner, at=at)
    first, second, *_ = Matter.objects.filter(kind="promise", outcome="").order_by("pk")
    later = (at + timedelta(days=9)).date()
    move(first, due=later, why="The parts are late.", client_knows=False, by=owner, at=at)
    keep(second, done_at=at, by=owner, at=at)
    dismiss(Finding.objects.filter(state="open").latest("said_at"), by=owner, at=at)
    for client in Client.objects.order_by("name")[:2]:
        keep_draft(status(client, by=owner, at=at), by=owner, at=at)
    found = Finding.objects.filter(state="open", message__isnull=False).earliest("said_at")
    erase(Message.objects.get(pk=found.message_id), by=owner, at=at)
    add("imaps://robin@127.0.0.1:9", password="not a real one", by=owner, at=at)


def _keep(version: str) -> None:
    from django.apps import apps

    from tests.upgrades.rows import keep
    from troth.jobs.models import Job

    Job.objects.exclude(owner="").update(owner="machine/1")
    path = HERE / f"{version}.jsonl.zst"
    keep(path, version=version, key=KEY, apps=apps)
    print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
