"""One of several workers that live through the same fortnight: python -m tests.agenda.digest_racer.

With `found` it makes the practice instead. A minute of the fortnight passes at each tick of a clock
that all of them share; whoever starts late lives through what has passed as fast as it can.
"""

import os
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

START = datetime(2026, 3, 2, 5, 57, tzinfo=UTC)
"""Three minutes before seven in Berlin, on a Monday."""

DAYS = 12
WORKING_DAYS = 10
MINUTES_A_DAY = 8
SECONDS_A_MINUTE = 0.06
MEMBERS = 4


def found() -> None:
    """Members whose letters have a way to leave, each with a client who has heard of nothing."""
    from troth.people.actions.clients import add_client  # after Django is ready
    from troth.people.actions.founding import add_member, found
    from troth.post.actions import senders

    at, zone = START - timedelta(days=90), "Europe/Berlin"
    owner = found("Harbour IT", member="Robin", email="0@harbour.example", zone=zone, at=at)
    members = [owner]
    for number in range(1, MEMBERS):
        email = f"{number}@harbour.example"
        new = add_member(owner.practice, name=f"M{number}", email=email, zone=zone, by=owner, at=at)
        members.append(new)
    for number, member in enumerate(members):
        add_client(member, f"Client {number}", [f"c{number}.example"], by=member, at=at)
        senders.add("smtp://127.0.0.1:9", email=member.email, by=member, at=at)


def live(home: Path) -> None:
    """Ask at each tick for what is due; write down how many letters came of it."""
    from troth.agenda.actions.digests import send_due  # after Django is ready

    (home / f"ready-{os.getpid()}").touch()
    while not (home / "begins").exists():
        time.sleep(0.005)
    begins = float((home / "begins").read_text())
    with (home / f"put-{os.getpid()}").open("a", buffering=1) as log:
        for tick in range(DAYS * MINUTES_A_DAY):
            time.sleep(max(0.0, begins + tick * SECONDS_A_MINUTE - time.monotonic()))
            day, minute = divmod(tick, MINUTES_A_DAY)
            at = START + timedelta(days=day, minutes=minute)
            log.write(f"{send_due(at=at, desk='')}\n")


def main(arguments: list[str]) -> None:
    import django  # after the settings

    django.setup()
    if arguments:
        found()
    else:
        live(Path(os.environ["TROTH_HOME"]))


if __name__ == "__main__":
    main(sys.argv[1:])
