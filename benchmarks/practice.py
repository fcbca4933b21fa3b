"""A large practice on SQLite: 1,000 clients, 100,000 promises, 1,000,000 entries, all made up.

python -m benchmarks.practice FOLDER      # makes FOLDER/troth.sqlite3 unless it is there
"""

import os
import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

CLIENTS = 1_000
PROMISES = 100_000
ENTRIES = 1_000_000
FINDINGS = 20_000
OPEN_SHARE = 0.06
AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
DAY = timedelta(days=1)
AT_ONCE = 5_000

THINGS = ("migration plan", "quote", "backup test", "new booking form", "certificate", "report")


def main() -> None:
    folder = Path(sys.argv[1])
    use(folder)
    from django.core.management import call_command

    from troth.people.models import Client

    call_command("migrate", verbosity=0)
    if Client.objects.exists():
        print("The practice is there.")
        return
    _fill()


def use(folder: Path, *, settings: str = "troth.project.settings") -> None:
    """Let Django work on the practice in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["TROTH_HOME"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    import django

    django.setup()


def _fill() -> None:
    from troth.agenda.actions import catch_up
    from troth.people.actions.founding import found

    chance = random.Random(4)
    owner = found(
        "Large practice", member="Robin", email="robin@large.example", zone="Europe/Berlin", at=AT
    )
    clients, contacts = _people(owner)
    _matters(clients, contacts, chance)
    _letters(clients, contacts, chance)
    _entries(owner.practice_id, [client.pk for client in clients])
    print(f"{catch_up(owner.practice_id, at=AT):,} lines made")


def _people(owner):
    from troth.people.models import Client, ClientAddress, Contact, ContactAddress

    practice = owner.practice
    clients = [
        Client(practice=practice, owner=owner, name=f"Client {n:04}", since_at=AT - 400 * DAY)
        for n in range(CLIENTS)
    ]
    contacts = [
        Contact(practice=practice, client=it, name=f"Anna {it.name[-4:]}") for it in clients
    ]
    Client.objects.bulk_create(clients)
    ClientAddress.objects.bulk_create(
        ClientAddress(practice=practice, client=it, key=f"client{it.name[-4:]}.example")
        for it in clients
    )
    Contact.objects.bulk_create(contacts)
    ContactAddress.objects.bulk_create(
        ContactAddress(practice=practice, contact=it, email=f"anna@client{it.name[-4:]}.example")
        for it in contacts
    )
    return clients, contacts


def _matters(clients, contacts, chance: random.Random) -> None:
    from troth.promises.models import Matter

    rows = []
    for number in range(PROMISES):
        place = number % CLIENTS
        given = AT - chance.randrange(1, 400) * DAY
        due = given + chance.randrange(1, 40) * DAY
        is_open = chance.random() < OPEN_SHARE
        due = AT + chance.randrange(-3, 40) * DAY if is_open else due
        rows.append(
            Matter(
                practice_id=clients[place].practice_id,
                client=clients[place],
                contact=contacts[place],
                kind=chance.choice(("promise", "promise", "ask", "need")),
                what=f"The {chance.choice(THINGS)}, part {number}",
                sentence=f"I'll send you the {chance.choice(THINGS)}, part {number}.",
                given_at=given,
                due_at=due,
                outcome="" if is_open else "kept",
                closed_at=None if is_open else due,
            )
        )
    Matter.objects.bulk_create(rows, batch_size=AT_ONCE)
    print(f"{len(rows):,} promises")


def _letters(clients, contacts, chance: random.Random) -> None:
    from troth.mail.models import Filing, Message, Raw
    from troth.mail.packing import pack
    from troth.promises.models import Finding

    messages, raws, filings, findings = [], [], [], []
    for number in range(FINDINGS):
        place = number % CLIENTS
        client, contact = clients[place], contacts[place]
        sentence = f"I'll send you the {chance.choice(THINGS)}, part {number}, by Friday."
        text = f"Hello Anna,\n\n{sentence}\n\nBest regards\nRobin\n"
        sent_at = AT - chance.randrange(1, 60 * 24) * timedelta(hours=1)
        to = f"anna@{client.name.lower().replace(' ', '')}.example"
        message = Message(
            practice_id=client.practice_id,
            digest=number.to_bytes(32, "big"),
            message_id=f"{number}@large.example",
            key=number,
            subject_key=number,
            sent_at=sent_at,
            subject=f"Part {number}",
            people=["robin@large.example", [to], []],
            is_mine=True,
            taken_in_at=AT,
        )
        messages.append(message)
        head = f"From: robin@large.example\nTo: {to}\nSubject: Part {number}\n\n"
        raws.append(Raw(message=message, packed=pack((head + text).encode())))
        filings.append(Filing(message=message, client=client, sent_at=sent_at, is_mine=True))
        start = text.index(sentence)
        certainty = chance.choice((0.6, 0.7, 0.85, 0.9))
        findings.append(
            Finding(
                practice_id=client.practice_id,
                client=client,
                contact=contact,
                message=message,
                kind="promise",
                language="en",
                rule=f"en/promise/{number % 40}",
                certainty=certainty,
                likely=certainty,
                sentence=sentence,
                start=start,
                end=start + len(sentence),
                is_mine=True,
                counterpart=to,
                said_at=sent_at,
                standing="open",
            )
        )
    for model, rows in ((Message, messages), (Raw, raws), (Filing, filings), (Finding, findings)):
        model.objects.bulk_create(rows, batch_size=AT_ONCE)
    print(f"{len(findings):,} letters, each with a finding")


def _entries(practice: UUID, clients: list[UUID]) -> None:
    """Whole chains, as many entries in each; what `troth verify` would find in order."""
    from troth.record.models import Entry, Head

    heads: dict[UUID, tuple[int, bytes]] = {}
    rows = _chained(practice, clients, heads)
    made = 0
    while batch := list(_some(rows, AT_ONCE)):
        Entry.objects.bulk_create(batch)
        made += len(batch)
    Head.objects.bulk_create(
        Head(chain=chain, practice=practice, seq=seq, hash=held, latest=made)
        for chain, (seq, held) in heads.items()
    )
    print(f"{made:,} entries")


def _chained(practice, clients, heads) -> Iterator:
    from troth.pure.chain import GENESIS, Line, link
    from troth.record.models import Entry

    for number in range(ENTRIES):
        chain = clients[number % len(clients)]
        seq, previous = heads.get(chain, (0, GENESIS))
        at = AT - (ENTRIES - number) * timedelta(seconds=30)
        line = Line(str(chain), seq + 1, at, "", "promise.kept", "", "{}", b"")
        held = link(line, previous=previous)
        heads[chain] = (seq + 1, held)
        yield Entry(
            practice=practice, chain=chain, seq=seq + 1, at=at, kind="promise.kept",
            previous=previous, hash=held,
        )  # fmt: skip


def _some(rows: Iterator, number: int) -> Iterator:
    for _ in range(number):
        row = next(rows, None)
        if row is None:
            return
        yield row


if __name__ == "__main__":
    main()
