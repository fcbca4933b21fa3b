"""Past work that other programs kept is taken in, once."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isclose
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Min, Model, Sum

from troth.forecasts.models import PastWork, Stint
from troth.forecasts.work_files import Past
from troth.forecasts.work_lines import Piece
from troth.people.models import Client, ClientAddress, Member, Practice
from troth.record.appending import append

BATCH = 500

_TOLD = (
    *("title", "kind", "client_id", "estimated_hours", "actual_hours"),
    *("started_on", "estimated_on", "completed_on"),
)
"""What a later file may tell otherwise."""

_COLUMNS = tuple(name.removesuffix("_id") for name in _TOLD)

Works = dict[str, PastWork]
"""By the name that its source has for it."""


@dataclass(frozen=True, slots=True)
class Imported:
    """How many pieces of work were new, how many changed, and of how many nothing was new.

    `without_client` of them name no client that is known. `problems` are sentences.
    """

    new: int
    changed: int
    known: int
    without_client: int
    problems: tuple[str, ...]


@transaction.atomic
def import_work(past: Past, *, by: Member, at: datetime) -> Imported:
    """Take in what a file tells of past work, each piece of it and each stretch of that once.

    What was taken in before and is told otherwise now is changed; a file that tells nothing new
    changes nothing, and no entry is made of it. Lines of people who are not of the practice are
    left out and told; where a file names one person alone, that is `by`, unless they are a member.
    """
    practice = Practice.objects.select_for_update(no_key=True).get(pk=by.practice_id)
    pieces, strangers = _of_members(past.pieces, by=by)
    told = _told(past.source, pieces, practice)
    held = {name: work for name, work in _held(past.source, practice).items() if name in told}
    new = [work for name, work in told.items() if name not in held]
    PastWork.objects.bulk_create(new, batch_size=BATCH)
    works = told | held
    _stretch(past, works, practice)
    _sum_up(told, works)
    changed = [work for name, work in held.items() if _take_over(work, told[name])]
    PastWork.objects.bulk_update(changed, _COLUMNS, batch_size=BATCH)
    if new or changed:
        _tell(past, len(new), len(changed), by=by, at=at)
    alone = sum(work.client_id is None for work in told.values())
    known = len(told) - len(new) - len(changed)
    return Imported(len(new), len(changed), known, alone, past.problems + strangers)


def _of_members(
    pieces: Sequence[Piece], *, by: Member
) -> tuple[list[tuple[Piece, Member]], tuple[str, ...]]:
    """Each piece with who did it, and sentences about those that nobody here did."""
    members = _members(by.practice_id)
    persons = {it.person.casefold() for it in pieces}
    if len(persons) == 1:
        members.setdefault(persons.pop(), by)
    members[""] = by
    found = [(it, members.get(it.person.casefold())) for it in pieces]
    strange = Counter(it.person for it, member in found if member is None)
    return [(it, member) for it, member in found if member], tuple(
        f"Nobody in the practice is called {person}, so {times} of their pieces of work were left "
        "out. Write the address that they sign in with, or leave it so."
        for person, times in sorted(strange.items())
    )


def _members(practice: UUID) -> dict[str, Member]:
    """By name and by every address, in lower case; a name that two have is nobody's."""
    rows = Member.objects.filter(practice=practice).prefetch_related("addresses")
    known: dict[str, list[Member]] = {}
    for member in rows:
        names = {member.name, member.email, *(it.email for it in member.addresses.all())}
        for name in names:
            known.setdefault(name.casefold(), []).append(member)
    return {name: found[0] for name, found in known.items() if len(found) == 1}


def _told(source: str, pieces: Sequence[tuple[Piece, Member]], practice: Practice) -> Works:
    clients = _clients(practice)
    return {
        piece.id: PastWork(
            practice=practice,
            member=member,
            client_id=clients.get(piece.client.casefold()) if piece.client else None,
            source=source,
            source_id=piece.id,
            **{name: getattr(piece, name) for name in _TOLD if name != "client_id"},
        )
        for piece, member in pieces
    }


def _clients(practice: Practice) -> dict[str, UUID]:
    """By name, by domain, and by a domain's first word."""
    named: dict[str, UUID] = {}
    keys = ClientAddress.objects.filter(practice=practice, client__merged_into=None)
    for key, client in keys.order_by("-pk").values_list("key", "client"):
        named[key.partition(".")[0]] = client
        named[key] = client
    rows = Client.objects.filter(practice=practice, merged_into=None).order_by("-pk")
    return named | {name.casefold(): pk for name, pk in rows.values_list("name", "pk")}


def _held(source: str, practice: Practice) -> Works:
    rows = PastWork.objects.filter(practice=practice, source=source)
    return {it.source_id: it for it in rows}


def _stretch(past: Past, works: Mapping[str, PastWork], practice: Practice) -> None:
    """Keep the stretches that are new, and those that were changed where they came from."""
    held = {it.source_id: it for it in Stint.objects.filter(practice=practice, source=past.source)}
    told = [
        Stint(
            practice=practice,
            work=works[piece.id],
            member_id=works[piece.id].member_id,
            on=one.on,
            minutes=one.hours * 60,
            source=past.source,
            source_id=one.id,
        )
        for piece in past.pieces
        if piece.id in works
        for one in piece.stretches
    ]
    new = [it for it in told if it.source_id not in held]
    Stint.objects.bulk_create(new, batch_size=BATCH)
    again = ((held[it.source_id], it) for it in told if it.source_id in held)
    changed = [
        known for known, it in again if _overwritten(known, it, ("on", "work_id", "minutes"))
    ]
    Stint.objects.bulk_update(changed, ("on", "work", "minutes"), batch_size=BATCH)


def _sum_up(told: Works, works: Mapping[str, PastWork]) -> None:
    """What the stretches of a piece come to, those of earlier files included."""
    rows = Stint.objects.filter(work__in=[it.pk for it in works.values()]).values_list("work")
    sums = rows.annotate(Sum("minutes"), Min("on"), Max("on")).order_by()
    of_work = {work: found for work, *found in sums}
    for name, it in told.items():
        if found := of_work.get(works[name].pk):
            minutes, it.started_on, it.completed_on = found
            it.actual_hours = minutes / 60


def _take_over(work: PastWork, told: PastWork) -> bool:
    """Write what a file tells into a piece of work. An estimate that it no longer holds stays."""
    told.estimated_hours = told.estimated_hours or work.estimated_hours
    return _overwritten(work, told, _TOLD)


def _overwritten(held: Model, told: Model, names: Iterable[str]) -> bool:
    """Whether anything was told otherwise than it was held."""
    changed = [name for name in names if not _alike(getattr(held, name), getattr(told, name))]
    for name in changed:
        setattr(held, name, getattr(told, name))
    return bool(changed)


def _alike(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return isclose(one, other)
    return one == other


def _tell(past: Past, new: int, changed: int, *, by: Member, at: datetime) -> None:
    append(
        "work.imported",
        practice=by.practice_id,
        client=None,
        by=by.pk,
        at=at,
        facts={
            "source": past.source,
            "file": past.digest,
            "new": new,
            "changed": changed,
            "problems": len(past.problems),
        },
    )
