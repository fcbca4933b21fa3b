"""Kills while a person decides at the desk: python -m tests.kills.desk HOME.

A victim is a member at work: they confirm, correct, dismiss, say that it was done already, take
back, note a call, write good news, and erase a letter or a note, as a seed decides. Each is one
call of an action, as a view makes it. Between victims a worker settles what the decisions opened.
"""

import argparse
import random
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.kills.harness import Hunt, seed_of_run
from tests.kills.letters import ME
from tests.kills.plants import GAP, PLANTS
from tests.kills.stage import set_up

LETTERS = 240


def main() -> int:
    wanted = _arguments()
    set_up(wanted.home)
    seed = seed_of_run()
    hunt = Hunt(seed, GAP if wanted.plant else "")
    if wanted.plant:
        PLANTS[wanted.plant](hunt.step)
    from tests.kills.deeds import Desk  # after Django is ready
    from tests.kills.intake import AT, Post, make_mailbox, worker
    from tests.kills.judge import verdict  # after Django is ready

    post = Post(wanted.home / "mail", random.Random(seed))
    post.deliver(LETTERS)
    mailbox = make_mailbox("Harbour IT", ME, str(post.folder), "")
    work = worker(processes=1)
    work()
    turns = iter(range(1_000_000))
    at = AT + timedelta(days=14)

    def deeds() -> Callable[[], None]:
        chance = random.Random(f"{seed} {next(turns)}")
        return lambda: Desk(mailbox, at, chance, hunt).work()

    hunt.measure(deeds())
    while hunt.kills < wanted.kills:
        hunt.kill(deeds())
        if hunt.kills % 20 == 0:
            hunt.measure(work)
            hunt.measure(deeds())
    work()
    wrong = verdict(mailbox.practice_id, post.letters)
    print(hunt.histogram())
    print(_count(mailbox.practice_id))
    print("\n".join(wrong[:30]))
    return 1 if wrong else 0


def _count(practice: Any) -> str:
    """What was there to be judged: a judge who saw nothing proves nothing."""
    from django.db.models import Count

    from troth.record.models import Entry

    kinds = Entry.objects.filter(practice=practice).values_list("kind")
    told = kinds.annotate(number=Count("pk")).order_by("kind")
    return ", ".join(f"{kind} {number}" for kind, number in told)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--plant", choices=PLANTS, help="A bug that the judge must find.")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
