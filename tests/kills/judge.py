"""What must hold when the last victim is dead and the work has come to its end.

Everything that is wrong is a sentence; a judge who finds nothing returns an empty list.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count

from troth.jobs.models import Job, JobState
from troth.mail.models import Filing, Message, Raw
from troth.notes.models import Note, Win
from troth.people.models import Practice
from troth.promises.learning import learned
from troth.promises.models import Finding, FindingState, Matter, Proposal
from troth.record.models import Entry, Head
from troth.record.queries import chains, check

BIRTHS = ("confirmed", "already_done")


def verdict(practice: UUID, letters: dict[str, bytes] | None = None) -> list[str]:
    """Everything that is wrong; `letters` are those that must be stored, by a name for each."""
    wrong = [
        *_database(),
        *_jobs(),
        *_chains(),
        *_decided(practice),
        *_matters(practice),
        *_notes(practice),
        *_tallies(practice),
    ]
    if letters is not None:
        wrong += [*_letters(practice, letters), *_filings(practice)]
    return wrong


def like(practice: UUID, control: UUID) -> list[str]:
    """Where a practice differs from one whose work nobody disturbed."""
    ours, theirs = dict(_found(practice)), dict(_found(control))
    return [
        f"letter {digest[:8]}: found {ours.get(digest)}, undisturbed {theirs.get(digest)}"
        for digest in sorted(ours.keys() | theirs.keys())
        if ours.get(digest) != theirs.get(digest)
    ]


def _database() -> Iterator[str]:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for pragma, well in (("integrity_check", [("ok",)]), ("foreign_key_check", [])):
            cursor.execute(f"PRAGMA {pragma}")
            if (said := cursor.fetchall()) != well:
                yield f"{pragma} says {said[:5]}"


def _jobs() -> Iterator[str]:
    for job in Job.objects.exclude(state=JobState.DONE).filter(fire_at=None):
        yield f"the job {job.name} is {job.state} after attempt {job.attempt}: {job.trouble}"


def _chains() -> Iterator[str]:
    known = set()
    for practice in Practice.objects.values_list("pk", flat=True):
        for chain in chains(practice):
            known.add(chain)
            result = check(chain).result
            if result.broken:
                yield f"chain {chain} breaks at {result.broken.seq}: {result.broken.why}"
    for chain in Entry.objects.exclude(chain__in=known).values_list("chain", flat=True).distinct():
        yield f"chain {chain} has no head"
    if Head.objects.count() != len(known):
        yield "a head belongs to no practice"


def _letters(practice: UUID, letters: dict[str, bytes]) -> Iterator[str]:
    wanted = {sha256(raw).digest(): name for name, raw in letters.items()}
    stored = Counter(
        bytes(it)
        for it in Message.objects.filter(practice=practice).values_list("digest", flat=True)
    )
    for digest, name in wanted.items():
        if not stored[digest]:
            yield f"letter {name} is lost"
    for digest, times in stored.items():
        if digest not in wanted:
            yield f"a letter is stored that was not sent: {digest.hex()[:8]}"
        elif times > 1:
            yield f"letter {wanted[digest]} is stored {times} times"
    kept = Raw.objects.filter(message__practice=practice).count()
    whole = Message.objects.filter(practice=practice, erased_at=None).count()
    if kept != whole:
        yield f"{whole} letters have {kept} originals"


def _filings(practice: UUID) -> Iterator[str]:
    """Every letter in a client's file was told to the client's chain, and none twice."""
    told: Counter[UUID] = Counter()
    for chain, facts in _entries(practice, "mail.taken_in"):
        told[chain] += facts["letters"]
    filed = dict(
        Filing.objects.filter(message__practice=practice)
        .values_list("client")
        .annotate(number=Count("pk"))
    )
    for client in told.keys() | filed.keys():
        if told[client] != filed.get(client, 0):
            yield f"{filed.get(client, 0)} letters filed, {told[client]} told, client {client}"
    for pk in Message.objects.filter(practice=practice, filings=None).values_list("pk", flat=True):
        yield f"letter {pk} is in nobody's file"


def _decided(practice: UUID) -> Iterator[str]:
    """Every finding is in the state that the record says it is in."""
    last: dict[str, str] = {}
    for kind, about, facts in _history(practice):
        if kind in {"finding.dismissed", "finding.reopened"}:
            last[str(about)] = "dismissed" if kind == "finding.dismissed" else "open"
        elif "finding" in facts and kind.partition(".")[2] in BIRTHS:
            last[str(facts["finding"])] = "confirmed"
    for finding in Finding.objects.filter(practice=practice).select_related("message", "note"):
        said = last.get(str(finding.pk), "open")
        source = finding.message or finding.note
        is_let_go = finding.state == FindingState.LET_GO and source and source.erased_at
        if finding.state != ("let go" if said == "open" and is_let_go else said):
            yield f"finding {finding.pk} is {finding.state}, and the record says {said}"
        if (finding.state == FindingState.CONFIRMED) != (finding.matter_id is not None):
            yield f"finding {finding.pk} is {finding.state} with the matter {finding.matter_id}"


def _matters(practice: UUID) -> Iterator[str]:
    """Every promise, ask and need has the one entry that made it, and nothing else is without."""
    born = Counter(
        about for kind, about, _ in _history(practice) if kind.partition(".")[2] in BIRTHS
    )
    for matter in Matter.objects.filter(practice=practice):
        if born[matter.pk] != 1:
            yield f"{matter.kind} {matter.pk} has {born[matter.pk]} entries that made it"
    for proposal in Proposal.objects.filter(practice=practice):
        made = Entry.objects.filter(about=proposal.matter_id, kind="proposal.made")
        if not any(str(proposal.pk) in it.facts for it in made):
            yield f"proposal {proposal.pk} has no entry"


def _notes(practice: UUID) -> Iterator[str]:
    for row, noun in ((Note, "note"), (Message, "letter"), (Win, "win")):
        erased = set(
            row.objects.filter(practice=practice, erased_at__isnull=False).values_list(
                "pk", flat=True
            )
        )
        told = Counter(about for kind, about, _ in _history(practice) if kind == f"{noun}.erased")
        if erased != set(told):
            yield f"{len(erased)} {noun}s are erased, {len(told)} told"
    for row, noun in ((Note, "note"), (Win, "win")):
        written = Counter(
            about for kind, about, _ in _history(practice) if kind == f"{noun}.written"
        )
        there = Counter(row.objects.filter(practice=practice).values_list("pk", flat=True))
        if written != there:
            yield f"{len(there)} {noun}s, {sum(written.values())} told"


def _tallies(practice: UUID) -> Iterator[str]:
    """What was learned is what was decided, counted again."""
    for key, counts in learned(practice).items():
        of_rule = Finding.objects.filter(
            practice=practice, **dict(zip(("language", "rule", "is_mine"), key, strict=True))
        )
        for state, number in (("confirmed", counts.confirmed), ("dismissed", counts.dismissed)):
            real = of_rule.filter(state=state).count()
            if real != number:
                yield f"rule {key} was {state} {real} times, and {number} are counted"


def _found(practice: UUID) -> Iterator[tuple[str, Any]]:
    """What was found in each letter, and what became of it, but for whose row it is."""
    found: dict[str, list[Any]] = defaultdict(list)
    for message in Message.objects.filter(practice=practice):
        found[bytes(message.digest).hex()] = []
    rows = Finding.objects.filter(practice=practice, message__isnull=False).select_related(
        "message", "client", "contact", "settled_by__message"
    )
    for it in rows.order_by("start", "kind"):
        settler = it.settled_by.message if it.settled_by else None
        found[bytes(it.message.digest).hex()].append(
            (
                *(it.start, it.end, it.kind, it.rule, it.standing, it.deferred_to, it.is_repeated),
                *(it.client.name, it.contact and it.contact.name),
                bytes(settler.digest).hex()[:8] if settler else "",
            )
        )
    yield from found.items()


def _entries(practice: UUID, kind: str) -> Iterator[tuple[UUID, dict[str, Any]]]:
    rows = Entry.objects.filter(practice=practice, kind=kind)
    for chain, facts in rows.values_list("chain", "facts"):
        yield chain, json.loads(facts)


def _history(practice: UUID) -> Iterator[tuple[str, UUID | None, dict[str, Any]]]:
    rows = Entry.objects.filter(practice=practice).order_by("chain", "seq")
    for kind, about, facts in rows.values_list("kind", "about", "facts"):
        yield kind, about, json.loads(facts)
