"""Keeping Today's lines true."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from troth.agenda.facts import facts
from troth.agenda.models import Line
from troth.agenda.order import Band, Place, place
from troth.agenda.situation import Gathered, gather
from troth.people.models import Client, ClientKind
from troth.record.models import Head

AT_ONCE = 200
"""Clients whose lines are made in one transaction."""

LATEST = 12
"""Chains that are looked at for news before a page. Where all of them have some, all are."""


def catch_up(practice: UUID, *, at: datetime) -> int:
    """Make those lines again that no longer tell what is true at `at`; how many there were.

    It writes what can be made again from what lies below, and so leaves no entry.
    """
    clients = list(dict.fromkeys([*_with_news(practice), *_whose_time_has_come(practice, at=at)]))
    for start in range(0, len(clients), AT_ONCE):
        _make(clients[start : start + AT_ONCE], at=at)
    return len(clients)


def _with_news(practice: UUID) -> list[UUID]:
    """Clients whose chain has grown since their line was made.

    News is looked for among the chains that grew latest; only where every one of them is unknown
    to its line may there be more, as after an import.
    """
    latest = list(_heads(practice)[:LATEST])
    stale = _unknown(latest)
    return stale if len(stale) < len(latest) else _unknown(_heads(practice))


def _heads(practice: UUID) -> QuerySet[Head, tuple[UUID, int, int | None]]:
    """Chain, number of its last entry, and the number its line knows of; latest news first."""
    seen = Line.objects.filter(client=OuterRef("chain")).values("seen")
    heads = Head.objects.filter(practice=practice).exclude(chain=practice).order_by("-latest")
    return heads.annotate(seen=Subquery(seen)).values_list("chain", "seq", "seen")


def _unknown(heads: Iterable[tuple[UUID, int, int | None]]) -> list[UUID]:
    return [chain for chain, number, seen in heads if seen != number]


def _whose_time_has_come(practice: UUID, *, at: datetime) -> list[UUID]:
    stale = Line.objects.filter(practice=practice, stale_at__lte=at)
    return list(stale.values_list("client", flat=True))


@transaction.atomic
def _make(chains: Iterable[UUID], *, at: datetime) -> None:
    clients = list(Client.objects.filter(pk__in=chains).select_related("owner"))
    lines = [_line(it, at=at) for it in gather(clients)]
    Line.objects.bulk_create(
        lines,
        update_conflicts=True,
        unique_fields=["client"],
        update_fields=["owner", "band", "moment", "seen", "stale_at", "to_look_at", "words"],
    )


def _line(gathered: Gathered, *, at: datetime) -> Line:
    client = gathered.client
    situation = gathered.situation(at=at)
    where = place(situation, at=at)
    return Line(
        client=client,
        practice_id=client.practice_id,
        owner_id=client.owner_id,
        band=_band(gathered, where),
        moment=where.moment,
        seen=gathered.seen,
        stale_at=where.stale_at,
        to_look_at=gathered.to_look_at,
        words=facts(gathered, situation.account, where),
    )


def _band(gathered: Gathered, where: Place) -> Band:
    """A client is missed when silent; anybody else leaves Today when nothing is open any more."""
    is_over = where.band is Band.QUIET and not gathered.owed and not gathered.to_look_at
    return Band.CLOSED if is_over and gathered.client.kind != ClientKind.CLIENT else where.band
