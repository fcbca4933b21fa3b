"""Kills while letters are sent: python -m tests.post.kills HOME.

Letters lie in the outbox, and a real mail server stands in a process of its own. A victim is a
worker that sends some of them. When the last victim is dead the rest is sent, and the server's own
notes are held against the outbox.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.kills.harness import Hunt, seed_of_run
from tests.kills.plants import GAP, Step
from tests.kills.stage import set_up
from tests.post.postman import PASSWORD, Postman, postman

SENT = "smtp END>"
"""Here the server has all of a letter, and nobody has heard whether it took it."""

AT_ONCE = 9
"""Letters that a victim sends if nobody kills it."""


def main() -> int:
    wanted = _arguments()
    set_up(wanted.home)
    seed = seed_of_run()
    with postman(wanted.home / "postman") as server:
        hunt = Hunt(seed, GAP) if wanted.plant else Hunt(seed, SENT, one_of=10)
        ids = _put(server, letters=wanted.letters)
        _watch_the_wire(hunt.step)
        if wanted.plant:
            _hand_over_too_late(hunt.step)
        _hunt(hunt, kills=wanted.kills)
        for _ in range(3):  # what was being sent waits for its lease
            _work(clock=_later(timedelta(minutes=20)))
        wrong = verdict(server, ids)
        print(hunt.histogram())
        print(told(server))
        print("\n".join(wrong[:30]))
        return 1 if wrong else 0


def verdict(server: Postman, ids: list[str]) -> list[str]:
    """Everything that is wrong, a sentence each."""
    from troth.post.models import Outgoing

    copies = defaultdict(list)
    for row in server.taken:
        copies[row["id"]].append(row["lines"])
    wrong = [f"{it} was never delivered" for it in ids if it not in copies]
    wrong += [f"{it} is nobody's letter" for it in set(copies) - set(ids)]
    for name, lines in copies.items():
        if len(set(lines)) > 1:
            wrong.append(f"{name} is another letter at each try")
    for outgoing in Outgoing.objects.all():
        wrong += _wrong_with(outgoing, times=len(copies[outgoing.message_id]))
    return wrong + _chains()


def _wrong_with(outgoing: Any, *, times: int) -> Iterator[str]:
    """What the outbox and the record say of a letter that came so often."""
    from troth.post.models import OutgoingState
    from troth.record.models import Entry

    name, state = outgoing.message_id, outgoing.state
    if times > 1 and not outgoing.may_be_twice:
        yield f"{name} came {times} times, and nobody says so"
    if state != OutgoingState.SENT and not (
        state == OutgoingState.UNSURE and outgoing.may_be_twice
    ):
        yield f"{name} is {state}: {outgoing.said}"
    told = Entry.objects.filter(about=outgoing.pk, kind="letter.sent").count()
    if told != (state == OutgoingState.SENT):
        yield f"the record tells {told} times that {name} was sent"


def _chains() -> list[str]:
    from troth.people.models import Practice
    from troth.record.queries import chains, check

    known = [chain for practice in Practice.objects.all() for chain in chains(practice.pk)]
    broken = [check(chain).result.broken for chain in known]
    return [f"a chain breaks at {it.seq}: {it.why}" for it in broken if it]


def told(server: Postman) -> str:
    """What came of it, in figures."""
    from troth.post.models import Outgoing

    copies = Counter(row["id"] for row in server.taken)
    twice = sum(1 for number in copies.values() if number > 1)
    maybe = Outgoing.objects.filter(may_be_twice=True).count()
    states = dict(Counter(Outgoing.objects.values_list("state", flat=True)))
    return (
        f"{len(copies)} letters delivered, {twice} of them more than once; {maybe} say that they "
        f"may be; {states}; {len(server.sign_ins)} sign-ins"
    )


def _put(server: Postman, *, letters: int) -> list[str]:
    """Letters in the outbox of a new practice; their Message-IDs."""
    from troth.people.actions.clients import add_client
    from troth.people.actions.founding import found
    from troth.post.actions import outbox, senders
    from troth.post.letter import Letter
    from troth.worker.loop import now

    at = now()
    email = "robin@harbour-it.example"
    owner = found("Harbour IT", member="Robin", email=email, zone="Europe/Berlin", at=at)
    acme = add_client(owner, "Acme", ["acme.example"], by=owner, at=at)
    senders.add(server.place(), email=email, password=PASSWORD, by=owner, at=at)
    ids = []
    for number in range(letters):
        letter = Letter(
            to=["anna@acme.example"],
            subject=f"Letter {number}",
            text=f"Hello Anna,\n\nthis is letter {number}.\n\nRobin",
            kind="draft",
            client=acme,
        )
        row = outbox.put(letter, hold=timedelta(), by=owner, at=at)
        ids.append(row.message_id)
    return ids


def _hunt(hunt: Hunt, *, kills: int) -> None:
    def work() -> None:
        _work(clock=_later(timedelta()), most=AT_ONCE)

    hunt.measure(work)
    while hunt.kills < kills:
        hunt.kill(work)


def _work(*, clock: Callable[[], datetime], most: int | None = None) -> None:
    """What a worker does until there is nothing left to send, or `most` letters have left."""
    from troth.post.actions.sending import sweep
    from troth.post.delivery import deliver
    from troth.worker import loop

    tried = Counter[str]()

    def goes_on() -> bool:
        tried["letters"] += 1
        return most is None or tried["letters"] < most

    def send(job: Any, _at: datetime) -> None:
        deliver(job.about, owner=job.pk.hex, clock=clock, while_true=goes_on)

    loop._free_what_the_dead_had(at=clock())
    loop.now = clock
    sweep(at=clock())
    worker = loop.Worker({"send": send}, {})
    while (most is None or tried["letters"] < most) and worker.once():
        pass


def _later(by: timedelta) -> Callable[[], datetime]:
    return lambda: datetime.now(UTC) + by  # noqa: TID251  # processes that are killed have a clock


def _watch_the_wire(step: Callable[[str], None]) -> None:
    """A victim may fall before and after everything that is said, and before it hears the answer."""
    from troth.post.smtp.connection import Connection

    send, getreply = Connection.send, Connection.getreply

    def sending(self: Connection, said: Any) -> None:
        name = _name_of(said)
        step(f"<smtp {name}")
        send(self, said)
        step(f"smtp {name}>")

    def heard(self: Connection) -> Any:
        reply = getreply(self)
        step(f"smtp {reply[0]}>")
        return reply

    Connection.send, Connection.getreply = sending, heard


def _hand_over_too_late(step: Step) -> None:
    """The fault that the judge must find: that it was handed over is kept after it was."""
    from troth.post.smtp.connection import Connection

    letter = Connection.letter

    def too_late(self: Connection, lines: bytes, *, before_end: Callable[[], None]) -> Any:
        answer = letter(self, lines, before_end=lambda: None)
        step(GAP)
        before_end()
        return answer

    Connection.letter = too_late


def _name_of(said: Any) -> str:
    line = (said if isinstance(said, bytes) else said.encode())[:200]
    return "END" if line == b".\r\n" else "LETTER" if len(line) > 120 else line.split()[0].decode()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--letters", type=int, default=1000)
    parser.add_argument("--plant", action="store_true", help="Plant a fault.")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
