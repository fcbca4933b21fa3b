"""Gathering what a line is made from: a fixed number of queries for any number of clients."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Max

from troth.agenda.order import Situation
from troth.mail.models import Filing
from troth.notes.models import Note
from troth.people.models import Client, ClientKind
from troth.promises.models import Finding, Matter, Proposal, ProposalState
from troth.promises.waiting import waiting
from troth.pure.ledger import Debt, Owed, account
from troth.pure.when import country_of


@dataclass(slots=True)
class Gathered:
    """What lies below a client's line.

    `heard_by` is "mail" or the kind of the note; "" where they never heard from us. `due_days` and
    `ranks` are by the key of what is owed: the day it is due on, and the rank of who asked.
    """

    client: Client
    heard_at: datetime | None = None
    heard_by: str = ""
    owed: list[Owed] = field(default_factory=list)
    due_days: dict[str, date] = field(default_factory=dict)
    ranks: dict[str, int] = field(default_factory=dict)
    to_look_at: int = 0

    def situation(self, *, at: datetime) -> Situation:
        client, zone = self.client, self.client.owner.zone
        has_cadence = client.kind == ClientKind.CLIENT and client.closed_at is None
        return Situation(
            account=account(self.owed, at=at),
            heard_at=self.heard_at or client.since_at,
            cadence_days=client.cadence_days if has_cadence else None,
            zone=ZoneInfo(zone),
            country=country_of(zone),
            asked_ranks=self.ranks,
        )


def gather(clients: Iterable[Client]) -> list[Gathered]:
    """Each client with what is open, when they last heard from us, and what waits to be looked at.

    `clients` come with their owner.
    """
    found = {client.pk: Gathered(client) for client in clients}
    _heard(found)
    _owed(found)
    _to_look_at(found)
    return list(found.values())


def _heard(found: Mapping[UUID, Gathered]) -> None:
    words = Filing.objects.filter(client__in=found, is_mine=True, is_word=True)
    for client, at in words.values_list("client").annotate(Max("sent_at")).order_by():
        found[client].heard_at, found[client].heard_by = at, "mail"
    notes = Note.objects.filter(client__in=found, is_word=True)
    latest: dict[UUID, tuple[datetime, str]] = {}
    rows = notes.values_list("client", "kind").annotate(Max("at")).order_by()
    for client, kind, at in rows:
        latest[client] = max(latest.get(client, (at, kind)), (at, kind))
    for client, (at, kind) in latest.items():
        line = found[client]
        if line.heard_at is None or at > line.heard_at:
            line.heard_at, line.heard_by = at, kind


_MATTER = (
    "pk", "client", "kind", "given_at", "due_at", "due_on", "what", "told_at", "moved_from_at",
    "contact__name", "contact__rank",
)  # fmt: skip


def _owed(found: Mapping[UUID, Gathered]) -> None:
    matters = Matter.objects.filter(client__in=found, outcome="")
    for row in matters.values_list(*_MATTER):
        pk, client, kind, given, due, on, what, told, moved, who, rank = row
        line = found[client]
        line.owed.append(
            Owed(
                debt=Debt(kind),
                since=given,
                due_at=due,
                who=who or "",
                what=what,
                key=str(pk),
                told_at=told,
                is_moved=moved is not None and told is None,
            )
        )
        if on:
            line.due_days[str(pk)] = on
        if rank:
            line.ranks[str(pk)] = rank


def _to_look_at(found: Mapping[UUID, Gathered]) -> None:
    counts: dict[UUID, int] = defaultdict(int)
    findings = Finding.objects.filter(waiting(), client__in=found)
    proposals = Proposal.objects.filter(client__in=found, state=ProposalState.OPEN)
    for rows in (findings, proposals):
        for client, number in rows.values_list("client").annotate(Count("pk")).order_by():
            counts[client] += number
    for client, number in counts.items():
        found[client].to_look_at = number
