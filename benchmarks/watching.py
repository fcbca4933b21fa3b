"""How soon new mail is looked into, and what it costs to watch fifty mailboxes.

A real Dovecot, a practice on SQLite, one `troth worker` that watches every mailbox by IDLE. A
letter is put into a mailbox as a delivery agent does it; what counts is the time until a look at
that mailbox was asked for, as the row of the job says. Then commands of a look at 50 folders in
which nothing has changed are counted between client and server.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from benchmarks.processes import held_bytes

MAILBOXES = 50
LETTERS = 60
FOLDERS = 50
SEED = 5
PATIENCE_SECONDS = 120.0
LETTER = b"""From: ann@acme.example
To: %s@harbour-it.example
Date: %s
Message-ID: <%d@acme.example>
Subject: News

Could you call me?
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mailboxes", type=int, default=MAILBOXES)
    parser.add_argument("--letters", type=int, default=LETTERS)
    asked = parser.parse_args()
    from tests.mail.dovecot import running

    with tempfile.TemporaryDirectory(prefix="troth-watching-") as name, running() as mail:
        print(f"look at {FOLDERS} unchanged folders: {_commands(mail)} commands")
        _set_up(Path(name))
        users = _begin_practice(mail, asked.mailboxes)
        with (Path(name) / "log").open("ab") as log:
            worker = subprocess.Popen([sys.executable, "-m", "troth.worker"], stderr=log)
        try:
            _measure(mail, users, worker.pid, asked.letters)
            begin = time.perf_counter()
            worker.terminate()
            worker.wait(60)
            print(f"SIGTERM to its end: {time.perf_counter() - begin:.2f} s")
        finally:
            worker.kill()
            worker.wait()
    return 0


def _commands(mail) -> int:
    from tests.mail.dovecot import PASSWORD
    from tests.mail.listening import listening, verbs

    from troth.mail.looking import look

    mail.fill(
        "folders", {f".F{number:02}": [b"From: a@b.example\n\nHi\n"] for number in range(FOLDERS)}
    )
    address = mail.address("folders")
    *_, first = look(address, {}, password=lambda _: PASSWORD)
    with listening(mail.port) as (port, heard):
        there = address.replace(f":{mail.port}", f":{port}")
        list(look(there, first.state, password=lambda _: PASSWORD))
    return sum(verbs(heard).values())


def _set_up(home: Path) -> None:
    os.environ |= {"TROTH_HOME": str(home), "DJANGO_SETTINGS_MODULE": "troth.project.settings"}
    os.environ.pop("DATABASE_URL", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _begin_practice(mail, number: int) -> list[str]:
    from tests.mail.dovecot import PASSWORD

    from troth.mail.actions.mailboxes import Pick, add, choose
    from troth.people.actions.founding import found

    at = _now()
    owner = found("W", member="Robin", email="robin@harbour-it.example", zone="UTC", at=at)
    users = [f"watched{each}" for each in range(number)]
    for user in users:
        mail.fill(user, {"": []})
        box = add(mail.address(user), password=PASSWORD, by=owner, at=at)
        picks = [Pick("acme.example", "Acme")]
        choose(box, picks, me=[owner.email], since_on=None, by=owner, at=at)
    return users


def _measure(mail, users: list[str], worker: int, letters: int) -> None:
    from troth.jobs.models import Job, JobState
    from troth.mail.models import Mailbox, Watch

    begin = time.perf_counter()
    _until(lambda: Watch.objects.filter(is_live=True).count() == len(users))
    print(f"{len(users)} mailboxes live after {time.perf_counter() - begin:.0f} s")
    _until(lambda: not Job.objects.filter(name="look", state__in=["waiting", "running"]).exists())
    print(f"memory of the worker (PSS): {held_bytes(worker) / 2**20:.0f} MB")
    boxes = {it.place.partition("//")[2].partition("@")[0]: it.pk for it in Mailbox.objects.all()}
    chance, took = random.Random(SEED), []
    for number in range(letters):
        user = chance.choice(users)
        done = set(Job.objects.filter(about=boxes[user], name="look").values_list("pk", flat=True))
        at = _now()
        _deliver(mail, user, number)
        new = Job.objects.filter(about=boxes[user], name="look").exclude(pk__in=done)
        _until(new.exists)
        took.append((new.order_by("run_at").first().run_at - at).total_seconds())
        _until(lambda new=new: not new.exclude(state=JobState.DONE).exists())
    told = f"{statistics.median(took):.2f} s (median), {max(took):.2f} s at most"
    print(f"{letters} letters: look asked for after {told}")
    print(f"memory of the worker (PSS): {held_bytes(worker) / 2**20:.0f} MB")


def _deliver(mail, user: str, number: int) -> None:
    said = _now().strftime("%a, %d %b %Y %H:%M:%S +0000").encode()
    box = mail.home(user) / "Maildir"
    path = box / "tmp" / f"{number}.bench"
    path.write_bytes(LETTER % (user.encode(), said, number))
    if os.getuid() == 0:
        subprocess.run(["chown", mail.mail_user, path], check=True)
    path.rename(box / "new" / path.name)


def _now() -> datetime:
    from troth.worker.loop import now

    return now()


def _until(holds) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > end:
            raise SystemExit("It did not come to that in time.")
        time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(main())
