"""One import of a Maildir into a fresh database, with every counterpart chosen as a client."""

import json
import os
import sys
import time
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import django

# Models are imported where they are used: only after django.setup() they may be.

AT = datetime(2026, 7, 1, 9, tzinfo=UTC)
BATCH = 2_000


def main() -> None:
    maildir = Path(sys.argv[1])
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    mailbox, usual, scanned = _prepared(maildir)
    begin = time.perf_counter()
    _import(mailbox, maildir, usual)
    took = time.perf_counter() - begin
    print(json.dumps({"milliseconds": round(took * 1000), "scanned": scanned, **_counts()}))


def _prepared(maildir: Path):
    """A practice with a client for every counterpart of the mailbox, and the mailbox.

    The scan of the same letters says who they are, and what should be found.
    """
    from benchmarks.mailbox import ME

    from troth.mail.folder import Folder
    from troth.mail.models import Mailbox
    from troth.people.models import Client, ClientAddress, Member, MemberAddress, Practice
    from troth.promises.batch import usual_languages
    from troth.promises.digest import Reader
    from troth.promises.survey import FEW, SAMPLED, survey
    from troth.pure.ledger import client_of

    reader = Reader(me=frozenset({ME}))
    source = Folder(str(maildir))
    found = survey([source], reader=reader)
    people = {email for who in found.letters.people for email in (who[0], *who[1], *who[2])}
    keys = sorted({client_of(email) for email in people - {ME, ""}})
    practice = Practice.objects.create(name="Harbour IT", zone="UTC", founded_at=AT)
    member = Member.objects.create(practice=practice, email=ME, name="Robin")
    MemberAddress.objects.create(practice=practice, member=member, email=ME)
    clients = [Client(practice=practice, owner=member, name=key[:200], since_at=AT) for key in keys]
    Client.objects.bulk_create(clients)
    ClientAddress.objects.bulk_create(
        ClientAddress(practice=practice, client=client, key=key)
        for client, key in zip(clients, keys, strict=True)
    )
    usual = usual_languages(list(islice(source.places(), FEW))[::SAMPLED], reader)
    mailbox = Mailbox.objects.create(
        practice=practice, member=member, place=str(maildir), added_at=AT
    )
    return mailbox, usual, len(found.matters)


def _import(mailbox, maildir: Path, usual: tuple[str, ...]) -> None:
    from troth.mail.folder import Folder
    from troth.promises.actions.taking_in import chosen_in, take_in
    from troth.promises.opening import Dealt, open_letters

    places = Folder(str(maildir)).places()
    batches = iter(lambda: list(islice(places, BATCH)), [])
    dealt = (Dealt(batch) for batch in batches)
    chosen = chosen_in(mailbox.practice, usual=usual)
    before = os.times()
    for opened in open_letters(dealt, chosen=chosen, processes=os.cpu_count() or 1):
        take_in(mailbox, opened, at=AT)
    after = os.times()
    parent = after.user + after.system - before.user - before.system
    children = after.children_user + after.children_system
    children -= before.children_user + before.children_system
    print(f"CPU: writing {parent:.2f} s, reading {children:.2f} s", file=sys.stderr)


def _counts() -> dict[str, int]:
    from django.db.models import Sum
    from django.db.models.functions import Length

    from troth.mail.models import Filing, Message, Raw
    from troth.promises.models import Finding
    from troth.record.models import Entry

    return {
        "letters": Message.objects.count(),
        "filings": Filing.objects.count(),
        "findings": Finding.objects.count(),
        "entries": Entry.objects.count(),
        "stored_bytes": Raw.objects.aggregate(bytes=Sum(Length("packed")))["bytes"],
    }


if __name__ == "__main__":
    main()
