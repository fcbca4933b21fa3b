"""Keeping Today's lines true."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from troth.agenda.facts import facts
from troth.agenda.models import Line
from troth.agenda.order import Band, Place, place
from troth.agenda.situation import Gathered, gather
from troth.people.models import Client, ClientKind
from troth.promises.actions.dues import end_days_anew
from troth.record import queries as record
from troth.record.models import Head
from troth.web.prepared import Prepared

AT_ONCE = 200
"""Clients whose lines are made in one transaction."""

LATEST = 12
"""Chains that are looked at for news before a page. Where all of them have some, all are."""

Heads = list[tuple[UUID, int]]


class _True(NamedTuple):
    """When every line of a practice was true: at these latest heads, and until that moment."""

    heads: Heads
    until: datetime


_true: dict[UUID, _True] = {}
"""What this process last saw, by practice. It spares a page two queries, and is never believed
beyond a new entry or the moment at which time changes a line."""

A_DAY = timedelta(days=1)


def catch_up(practice: UUID, *, at: datetime) -> int:
    """Make those lines again that no longer tell what is true at `at`; how many there were.

    With them the ends of their due days: Note [Days move with people]. It writes what can be made
    again from what lies below, and so leaves no entry.
    """
    heads: Heads = _LATEST_HEADS(practice=practice)
    known = _true.get(practice)
    if known is not None and known.heads == heads and at < known.until:
        return 0
    clients = list(dict.fromkeys([*_with_news(practice, heads), *_stale(practice, at=at)]))
    for start in range(0, len(clients), AT_ONCE):
        _make(clients[start : start + AT_ONCE], at=at)
    _true[practice] = _True(heads, _next_change(practice) or at + A_DAY)
    return len(clients)


_LATEST_HEADS = Prepared(  # before every page; Note [Prepared queries]
    lambda practice: (
        Head.objects.filter(practice=practice)
        .order_by("-latest")
        .values_list("chain", "seq")[:LATEST]
    ),
    practice=UUID,
)


def _with_news(practice: UUID, heads: Heads) -> list[UUID]:
    """Clients whose chain has grown since their line was made.

    News is looked for among the chains that grew latest; only where every one of them is unknown
    to its line may there be more, as after an import.
    """
    clients = [head for head in heads if head[0] != practice]
    stale = _unknown(clients)
    if len(stale) < len(clients):
        return stale
    # The latest last: where making them is cut off, all of the latest are unknown once more.
    every = Head.objects.filter(practice=practice).exclude(chain=practice).order_by("latest")
    return _unknown(list(every.values_list("chain", "seq")))


def _unknown(heads: Heads) -> list[UUID]:
    chains = [chain for chain, _ in heads]
    seen = dict(Line.objects.filter(client__in=chains).values_list("client", "seen"))
    return [chain for chain, number in heads if seen.get(chain) != number]


def _stale(practice: UUID, *, at: datetime) -> list[UUID]:
    """Clients whose line time has changed, or whose owner's days end elsewhere by now."""
    is_stale = Q(stale_at__lte=at) | ~Q(zone=F("owner__zone"))
    stale = Line.objects.filter(is_stale, practice=practice)
    return list(stale.values_list("client", flat=True))


def _next_change(practice: UUID) -> datetime | None:
    lines = Line.objects.filter(practice=practice, stale_at__isnull=False)
    return lines.order_by("stale_at").values_list("stale_at", flat=True).first()


@transaction.atomic
def _make(chains: Collection[UUID], *, at: datetime) -> None:
    # The numbers of the latest entries are read first: what is written meanwhile makes a line stale
    # again, and is never missed. So does a move: the line tells the zone that it was made in.
    seen = record.numbers(chains)
    rows = Client.objects.filter(pk__in=chains)
    clients = list(rows.select_related("owner", "practice"))
    end_days_anew(clients)
    lines = [_line(it, seen=seen.get(it.client.pk, 0), at=at) for it in gather(clients)]
    Line.objects.bulk_create(
        lines,
        update_conflicts=True,
        unique_fields=["client"],
        update_fields=_MADE,
    )


_MADE = ("owner", "band", "moment", "seen", "stale_at", "zone", "to_look_at", "words")


def _line(gathered: Gathered, *, seen: int, at: datetime) -> Line:
    client = gathered.client
    situation = gathered.situation(at=at)
    where = place(situation, at=at)
    return Line(
        client=client,
        practice_id=client.practice_id,
        owner_id=client.owner_id,
        band=_band(gathered, where),
        moment=where.moment,
        seen=seen,
        stale_at=where.stale_at,
        zone=client.owner.zone,
        to_look_at=gathered.to_look_at,
        words=facts(gathered, situation.account, where),
    )


def _band(gathered: Gathered, where: Place) -> Band:
    """A client is missed when silent; anybody else leaves Today when nothing is open any more."""
    is_over = where.band is Band.QUIET and not gathered.owed and not gathered.to_look_at
    return Band.CLOSED if is_over and gathered.client.kind != ClientKind.CLIENT else where.band
