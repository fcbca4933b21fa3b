"""Promises, asks and needs: one with its history, and those of a client."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from troth.people.access import Viewer, one
from troth.people.models import Member
from troth.promises.models import Matter, Proposal, ProposalState
from troth.pure.ledger import Debt
from troth.record import queries as record

MOST_OPEN = 500

Before = tuple[datetime, UUID]
"""Where a page went on from: the closing time and the id of its last row."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened to it, as the record tells.

    `by` is a member's name, "" for Troth itself. `words` is None where they were erased.
    """

    verb: str
    at: datetime
    by: str
    words: str | None
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class MatterPage:
    """A promise, an ask or a need, where it was said, and what happened, the latest first.

    Its sentence stands in `matter.message` or `matter.note` from `matter.start` to `matter.end`.
    """

    matter: Matter
    history: tuple[Happened, ...]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """What is open with a client, both ways, the earliest due first and the undated last."""

    promises: tuple[Matter, ...]
    asks: tuple[Matter, ...]
    needs: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """What came to its end, the latest first; `before` is where to go on, None at the end."""

    matters: tuple[Matter, ...]
    before: Before | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is open with a client, and how much of it is overdue."""

    promises: int = 0
    asks: int = 0
    needs: int = 0
    overdue: int = 0


def matter(viewer: Viewer, pk: UUID | str) -> MatterPage:
    """Raises NotFoundError. Four queries."""
    rows = Matter.objects.filter(client__in=viewer.clients())
    found = one(rows.select_related("client", "contact", "message", "note"), pk)
    proposals = found.proposals.filter(state=ProposalState.OPEN).order_by("-at", "-pk")
    return MatterPage(found, history=_history(found), proposals=tuple(proposals))


def open_of(viewer: Viewer, client: UUID | str) -> Open:
    """Raises NotFoundError. Two queries; no more than `MOST_OPEN` are told."""
    rows = Matter.objects.filter(client=viewer.client(client), outcome="").select_related("contact")
    rows = rows.order_by(F("due_at").asc(nulls_last=True), "given_at", "pk")
    of_kind: dict[str, list[Matter]] = {kind: [] for kind in Debt}
    for found in rows[:MOST_OPEN]:
        of_kind[found.kind].append(found)
    promises, asks, needs = (tuple(of_kind[kind]) for kind in (Debt.PROMISE, Debt.ASK, Debt.NEED))
    return Open(promises, asks, needs)


def closed_of(
    viewer: Viewer, client: UUID | str, *, most: int = 50, before: Before | None = None
) -> Closed:
    """Raises NotFoundError. Two queries."""
    rows = Matter.objects.filter(client=viewer.client(client), closed_at__isnull=False)
    rows = rows.select_related("contact").order_by("-closed_at", "-pk")
    found = list((rows.filter(_beyond(before)) if before else rows)[: most + 1])
    last = found[most - 1] if len(found) > most else None
    go_on = (last.closed_at, last.pk) if last is not None and last.closed_at else None
    return Closed(tuple(found[:most]), before=go_on)


def counts(
    viewer: Viewer, *, at: datetime, of: Collection[UUID] | None = None
) -> dict[UUID, Counts]:
    """What is open with each client, or with those of them on a page; those with nothing left out.

    One query.
    """
    clients = viewer.clients() if of is None else viewer.clients().filter(pk__in=of)
    rows: QuerySet[Matter] = Matter.objects.filter(client__in=clients, outcome="")
    summed = rows.values("client").annotate(
        promises=Count("pk", filter=Q(kind=Debt.PROMISE)),
        asks=Count("pk", filter=Q(kind=Debt.ASK)),
        needs=Count("pk", filter=Q(kind=Debt.NEED)),
        overdue=Count("pk", filter=Q(due_at__lte=at)),
    )
    rows_of = summed.values_list("client", "promises", "asks", "needs", "overdue").order_by()
    return {client: Counts(*numbers) for client, *numbers in rows_of}


def _history(found: Matter) -> tuple[Happened, ...]:
    told = record.about(found.pk, practice=found.practice_id)
    names = dict(
        Member.objects.filter(pk__in={it.by for it in told if it.by}).values_list("pk", "name")
    )
    return tuple(
        Happened(
            verb=it.kind.partition(".")[2],
            at=it.at,
            by=names.get(it.by, "") if it.by else "",
            words=it.text,
            facts=it.facts,
        )
        for it in told
    )


def _beyond(before: Before) -> Q:
    closed_at, pk = before
    return Q(closed_at__lt=closed_at) | Q(closed_at=closed_at, pk__lt=pk)
