"""Kills while mail is fetched or imported, read and settled: python -m tests.kills.intake HOME.

Before each victim some letters arrive. A victim is a worker that does what there is to do; after
every few of them another comes to the end unharmed, and at the very end the judge looks, also at a
second practice that took in the same letters undisturbed.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.kills.harness import Hunt, seed_of_run
from tests.kills.letters import KEYS, ME, is_wanted, letter
from tests.kills.plants import GAP, PLANTS
from tests.kills.stage import set_up

AT = datetime(2026, 11, 2, 8, tzinfo=UTC)
FIRST = 40
EACH = 4
"""Letters that arrive before each victim."""

RECOVER = 5
"""Victims between two workers that come to the end."""

SECONDS_TO_FALL = 60
ENDED = ("done", "failed")


@dataclass(slots=True)
class Post:
    """A Maildir into which letters are delivered, as a mail server does it."""

    folder: Path
    chance: random.Random
    hand_over: Callable[[], None] = lambda: None
    sent: int = 0
    letters: dict[str, bytes] = field(default_factory=dict)

    def deliver(self, number: int) -> None:
        for name in ("cur", "new", "tmp"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        for _ in range(number):
            raw = letter(self.sent, at=AT, chance=self.chance)
            name = f"{1_790_000_000 + self.sent}.M{self.sent}.host"
            (self.folder / "tmp" / name).write_bytes(raw)
            (self.folder / "tmp" / name).rename(self.folder / "new" / name)
            if is_wanted(self.sent):
                self.letters[name] = raw
            self.sent += 1
        self.hand_over()


def main() -> int:
    wanted = _arguments()
    set_up(wanted.home)
    seed = seed_of_run()
    hunt = Hunt(seed, GAP if wanted.plant else "")
    if wanted.plant:
        PLANTS[wanted.plant](hunt.step)
    from tests.kills.judge import like, verdict  # after Django is ready

    post = Post(wanted.maildir or wanted.home / "mail", random.Random(seed), _handing(wanted.chown))
    post.deliver(FIRST)
    mailbox = make_mailbox("Harbour IT", ME, wanted.place or str(post.folder), wanted.password)
    work = worker(processes=wanted.processes)
    work()
    _hunt(hunt, post, work, kills=wanted.kills, mailbox=mailbox)
    work()
    control = make_mailbox("Control", ME, wanted.place or str(post.folder), wanted.password)
    work()
    wrong = verdict(mailbox.practice_id, post.letters)
    wrong += like(mailbox.practice_id, control.practice_id) + left_alive(hunt)
    print(hunt.histogram())
    print("\n".join(wrong[:30]))
    return 1 if wrong else 0


def _hunt(hunt: Hunt, post: Post, work: Callable[[], object], *, kills: int, mailbox: Any) -> None:
    post.deliver(EACH)
    _ask(mailbox)
    hunt.measure(work)
    while hunt.kills < kills:
        post.deliver(EACH)
        _ask(mailbox)
        hunt.kill(work)
        if (hunt.kills + hunt.ended) % RECOVER == 0:
            hunt.measure(work)


def make_mailbox(practice: str, email: str, place: str, password: str) -> Any:
    """A mailbox of a new practice, whose clients are chosen."""
    from troth.mail.actions.mailboxes import Pick, add, choose
    from troth.people.actions.founding import found
    from troth.people.models import MemberAddress

    sign_in = email if not MemberAddress.objects.exists() else f"control-{email}"
    owner = found(practice, member="Robin", email=sign_in, zone="Europe/Berlin", at=AT)
    mailbox = add(place, password=password, by=owner, at=AT)
    picks = [Pick(key, key) for key in KEYS]
    choose(mailbox, picks, me=[email], since_on=None, by=owner, at=AT)
    return mailbox


def _ask(mailbox: Any) -> None:
    from troth.jobs.actions import enqueue
    from troth.worker.loop import now

    enqueue("look", about=mailbox.pk, run_at=now())


def worker(*, processes: int) -> Callable[[], object]:
    """What a worker does until everything is done; what died before waits less than in earnest."""
    from troth.jobs import actions
    from troth.jobs.models import Job
    from troth.mail.models import Mailbox
    from troth.promises.intake import look_into
    from troth.worker import loop
    from troth.worker.tasks import TASKS

    def look(job: Any, at: datetime) -> None:
        mailbox = Mailbox.objects.get(pk=job.about)
        done = look_into(mailbox, at=at, processes=processes)
        assert not done.troubles, done.troubles

    tasks = {**TASKS, "look": look} if processes > 1 else TASKS

    actions.FIRST_WAIT = timedelta(seconds=0.05)

    def work() -> None:
        worker = loop.Worker(tasks, {})
        while worker.once() or Job.objects.exclude(state__in=ENDED).exists():
            pass

    return work


def _handing(user: str) -> Callable[[], None]:
    """Let the mail server's user own what was delivered."""
    if not user or os.getuid():
        return lambda: None
    import shutil

    arguments = _arguments()

    def hand_over() -> None:
        for path in [arguments.maildir, *arguments.maildir.rglob("*")]:
            if path.exists() and path.stat().st_uid == 0:
                shutil.chown(path, user)

    return hand_over


def left_alive(hunt: Hunt) -> list[str]:
    """Processes of victims that are still there: nobody would ever end them."""
    end = time.monotonic() + SECONDS_TO_FALL
    while left := hunt.orphans():
        if time.monotonic() > end:
            return [f"process {pid} of a killed victim lives on" for pid in left]
        time.sleep(0.05)
    return []


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--maildir", type=Path, help="Where letters arrive.")
    parser.add_argument("--place", help="Where they are fetched from; else the Maildir itself.")
    parser.add_argument("--plant", choices=PLANTS, help="A bug that the judge must find.")
    parser.add_argument("--password", default="")
    parser.add_argument("--chown", default="", help="Whose the letters are to be.")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
