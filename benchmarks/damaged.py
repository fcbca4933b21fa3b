"""10,000 damaged letters taken in through the real way: every one is stored whole, or has a reason.

Needs the shared data: letters of ../shared/data/mail are damaged by seed (`damaging` says how) and
laid into a Maildir, an unhurt letter with a promise after every ten. A practice on SQLite in which
everybody who wrote or was written to is a client looks into it, as the worker does. Each letter
must be there byte for byte, or be one of nobody's, or be named in the mailbox's trouble; each
unhurt one must be there with its promise. It ends with 1 where one was lost.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from benchmarks.damaging import damaged

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "mail"
LETTERS, SEED, EVERY = 10_000, 20261122, 10
AT = datetime(2026, 7, 1, 9, tzinfo=UTC)
ME = "robin@harbour-it.example"
LARGEST = 100_000
LONGEST_KEY = 320


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=LETTERS)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    if not SHARED.is_dir():
        print(f"The shared data is not there: {SHARED}")
        return 2
    with tempfile.TemporaryDirectory(prefix="troth-damaged-") as name:
        return _measured(Path(name), letters=asked.letters, seed=asked.seed)


def _measured(scratch: Path, *, letters: int, seed: int) -> int:
    os.environ |= {"TROTH_HOME": str(scratch), "DJANGO_SETTINGS_MODULE": "troth.project.settings"}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    made = list(damaged(originals(), number=letters, seed=seed))
    unhurt = [control(number) for number in range(letters // EVERY)]
    maildir = laid_down(scratch / "mail", [it.raw for it in made], unhurt)
    begin = time.perf_counter()
    mailbox = practice_of([it.raw for it in made], maildir)
    begin = time.perf_counter()
    from troth.promises.intake import look_into

    done = look_into(mailbox, at=AT)
    took = time.perf_counter() - begin
    return _told(made, unhurt, done, took=took, seed=seed)


def originals() -> list[bytes]:
    """Letters of the shared data, small ones."""
    paths = sorted(it for it in SHARED.rglob("*") if it.is_file())
    return [it.read_bytes() for it in paths if 0 < it.stat().st_size <= LARGEST]


def control(number: int) -> bytes:
    """A letter that nothing was done to, with one promise."""
    sent = (AT - timedelta(hours=number)).strftime("%a, %d %b %Y %H:%M:%S +0000")
    return (
        f"From: Robin <{ME}>\nTo: Anna <anna@acme.example>\nDate: {sent}\n"
        f"Message-ID: <control-{number}@harbour-it.example>\nSubject: Part {number}\n\n"
        f"Hello Anna,\n\nI'll send you the migration plan, part {number}, by Friday.\n\nRobin\n"
    ).encode()


def laid_down(folder: Path, hurt: list[bytes], unhurt: list[bytes]) -> Path:
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    for number, raw in enumerate(hurt):
        (folder / "cur" / f"{number:06}.hurt:2,S").write_bytes(raw)
    for number, raw in enumerate(unhurt):
        (folder / "cur" / f"{number * EVERY:06}.unhurt:2,S").write_bytes(raw)
    return folder


def practice_of(letters: list[bytes], maildir: Path):
    """A practice whose clients are all that can be read in these letters, and its mailbox."""
    from troth.mail.models import Mailbox, MailboxState
    from troth.people.models import Client, ClientAddress, Member, MemberAddress, Practice

    practice = Practice.objects.create(name="Harbour IT", zone="UTC", founded_at=AT)
    member = Member.objects.create(practice=practice, email=ME, name="Robin")
    MemberAddress.objects.create(practice=practice, member=member, email=ME)
    keys = sorted({key for raw in letters for key in keys_of(raw)} | {"acme.example"})
    clients = [Client(practice=practice, owner=member, name=key[:200], since_at=AT) for key in keys]
    Client.objects.bulk_create(clients, batch_size=500)
    ClientAddress.objects.bulk_create(
        (
            ClientAddress(practice=practice, client=client, key=key)
            for client, key in zip(clients, keys, strict=True)
        ),
        batch_size=500,
    )
    return Mailbox.objects.create(
        practice=practice, member=member, place=str(maildir), added_at=AT,
        state=MailboxState.LOOKING,
    )  # fmt: skip


def keys_of(raw: bytes) -> set[str]:
    """The clients that a letter would belong to, as far as one can be called that."""
    from troth.pure.ledger import client_of

    keys = {client_of(email) for email in people_of(raw) if email != ME}
    return {key for key in keys if key.isprintable() and len(key) <= LONGEST_KEY} - {""}


def people_of(raw: bytes) -> set[str]:
    from troth.pure.letter import parse

    letter = parse(raw)
    return {it.email for it in (letter.sender, *letter.to, *letter.cc) if it and it.email}


def listed() -> int:
    """How many letters the record says nothing could be made of."""
    from troth.record.models import Entry

    told = Entry.objects.filter(kind="mail.unreadable").values_list("facts", flat=True)
    return sum(json.loads(facts)["letters"] for facts in told)


def fates(letters: list[bytes], troubles: list[str]) -> Counter[str]:
    """What became of each letter that was laid down."""
    from troth.mail.models import Raw
    from troth.mail.packing import unpack

    stored = {}
    for digest, packed in Raw.objects.values_list("message__digest", "packed").iterator(500):
        stored[bytes(digest)] = sha256(unpack(bytes(packed))).digest()
    fate: Counter[str] = Counter()
    for raw in letters:
        digest = sha256(raw).digest()
        if digest in stored:
            fate["stored" if stored[digest] == digest else "stored, and not as it was"] += 1
        elif not keys_of(raw):
            fate["nobody is named in it"] += 1
        else:
            fate["named as trouble" if troubles else "lost"] += 1
    return fate


def _told(made, unhurt, done, *, took: float, seed: int) -> int:
    from troth.mail.models import Message
    from troth.promises.models import Finding

    fate = fates([it.raw for it in made], done.troubles)
    whole = fates(unhurt, [])
    found = Finding.objects.filter(sentence__contains="migration plan, part ").count()
    odd = Message.objects.exclude(problems=[]).count()
    print(f"{len(made):,} damaged letters, seed {seed}, {took:.0f} s")
    for name, number in fate.most_common():
        print(f"  {name}: {number:,}")
    print(f"  with a note of what is wrong with it: {odd:,}")
    print(f"{len(unhurt):,} unhurt letters between them: {dict(whole)}, promises found: {found:,}")
    nameless = sum(not people_of(it.raw) for it in made)
    print(f"name nobody at all: {nameless:,}; listed in the record with the reason: {listed():,}")
    for sentence in done.troubles[:20]:
        print(f"  trouble: {sentence}")
    good = fate["stored"] + fate["nobody is named in it"] + fate["named as trouble"]
    is_whole = good == len(made) and whole["stored"] == len(unhurt) == found
    print("none was lost" if is_whole else "SOMETHING WAS LOST")
    return 0 if is_whole else 1


if __name__ == "__main__":
    sys.exit(main())
