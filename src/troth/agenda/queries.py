"""Today, as a member sees it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum

from troth.agenda.models import Line
from troth.agenda.order import Band
from troth.agenda.telling import Days, TodayLine, told
from troth.people.access import Viewer
from troth.record.models import Head
from troth.web.prepared import Prepared

PAGE = 25
"""Lines on one page of Today."""


Row = tuple[UUID, int, datetime, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class After:
    """The last line of the page before: where the next one goes on."""

    band: int
    moment: datetime
    client: UUID


@dataclass(frozen=True, slots=True)
class Today:
    """One page of lines in the one order, and where the next one begins."""

    lines: tuple[TodayLine, ...]
    after: After | None


def today(
    viewer: Viewer, *, at: datetime, everyone: bool = False, after: After | None = None
) -> Today:
    """The lines of the viewer's own clients, or of everyone's in the practice. One query.

    What is on the page was made by `actions.catch_up`.
    """
    if viewer.only is None and not everyone and after is None:
        rows = _FIRST_PAGE(owner=viewer.member.pk, practice=viewer.practice_id)
    else:
        rows = list(_page(_seen(viewer, everyone=everyone, after=after)))
    days = _days(viewer, at=at)
    shown = tuple(told(client, band, words, days=days) for client, band, _, words in rows[:PAGE])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return Today(shown, After(last[1], last[2], last[0]) if last else None)


def line(viewer: Viewer, client: UUID, *, at: datetime) -> TodayLine | None:
    """One client's own line, also where it stands no more on Today. One query.

    None where it does not tell what is true at `at`: then `actions.catch_up` makes it again. None,
    too, for a client that is not the viewer's to see.
    """
    rows = _LINE(practice=viewer.practice_id, client=client) if viewer.may_see(client) else []
    if not rows:
        return None
    band, words, seen, newest, stale_at, made_in, zone = rows[0]
    if seen != (newest or 0) or (stale_at is not None and stale_at <= at) or made_in != zone:
        return None
    return told(client, band, words, days=_days(viewer, at=at))


def to_look_at(viewer: Viewer) -> int:
    """How much that was found in mail waits for the viewer. One query."""
    if viewer.only is None:
        counted = _LOOKED_AT(owner=viewer.member.pk)
    else:
        counted = list(_sum(Line.objects.filter(owner=viewer.member, client=viewer.only)))
    return counted[0][0] if counted else 0


def _seen(viewer: Viewer, *, everyone: bool, after: After | None) -> QuerySet[Line]:
    lines = Line.objects.filter(practice=viewer.practice_id, band__lt=Band.CLOSED)
    if viewer.only is not None:
        lines = lines.filter(client=viewer.only)
    elif not everyone:
        lines = lines.filter(owner=viewer.member)
    return lines if after is None else lines.filter(_behind(after))


def _page(lines: QuerySet[Line]) -> QuerySet[Line, Row]:
    ordered = lines.order_by("band", "moment", "client")
    return ordered.values_list("client", "band", "moment", "words")[: PAGE + 1]


def _sum(lines: QuerySet[Line]) -> QuerySet[Line, tuple[int]]:
    sums = lines.filter(to_look_at__gt=0).values("owner").annotate(sum=Sum("to_look_at"))
    return sums.order_by().values_list("sum")


_FIRST_PAGE = Prepared(  # every morning's page; Note [Prepared queries]
    lambda owner, practice: _page(
        Line.objects.filter(practice=practice, owner=owner, band__lt=Band.CLOSED)
    ),
    owner=UUID,
    practice=UUID,
)

_LOOKED_AT = Prepared(  # the count beside "Found in mail" on every page
    lambda owner: _sum(Line.objects.filter(owner=owner)),
    owner=UUID,
)


def _line(practice: UUID, client: UUID) -> QuerySet[Any, Any]:
    latest = Head.objects.filter(chain=OuterRef("client")).values("seq")
    lines = Line.objects.filter(client=client, practice=practice)
    rows = lines.annotate(latest=Subquery(latest))
    return rows.values_list("band", "words", "seen", "latest", "stale_at", "zone", "owner__zone")


_LINE = Prepared(_line, practice=UUID, client=UUID)
"""With the number of the latest entry of the client's chain, and where its owner's days end."""


def _days(viewer: Viewer, *, at: datetime) -> Days:
    zone = ZoneInfo(viewer.member.zone)
    return Days(at.astimezone(zone).date(), zone)


def _behind(after: After) -> Q:
    """Keyset paging: what stands behind a line in the order, without counting what is before."""
    same_moment = Q(band=after.band, moment=after.moment, client__gt=after.client)
    return Q(band__gt=after.band) | Q(band=after.band, moment__gt=after.moment) | same_moment
