"""What waits among a viewer's own clients: in its order, and the few columns that pages count.

What every visit asks is prepared (Note [Prepared queries] in `web.prepared`). Behind the curtain,
where one client alone is shown, it is asked the usual way.
"""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Value

from troth.people.access import Viewer
from troth.promises.models import Finding, Proposal, ProposalState
from troth.promises.waiting import ORDER, waiting
from troth.web.prepared import Prepared

MOST_COUNTED = 200
MOST_PROPOSALS = 100
MOST_PUT_BACK = 40
"""How many are looked behind for one that was not put back."""


def own_in_order(viewer: Viewer, *, since: datetime) -> QuerySet[Finding]:
    """What waits and was said at `since` or later, the likeliest first."""
    return _in_order(_own(viewer), since=since)


def own_before(viewer: Viewer, *, until: datetime) -> QuerySet[Finding]:
    """What waits and was said before `until`, in no order."""
    return _own(viewer).filter(said_at__lt=until)


def own_proposals(viewer: Viewer) -> QuerySet[Proposal]:
    """Open proposals about what nobody has closed, the newest first."""
    rows = _proposals(viewer.member.pk, viewer.practice_id)
    return rows if viewer.only is None else rows.filter(client=viewer.only)


def standings(viewer: Viewer, *, since: datetime) -> list[tuple[float, str]]:
    """How likely each is, and how it stands: the first `MOST_COUNTED` in the queue's order."""
    if viewer.only is None:
        return _STANDINGS(owner=viewer.member.pk, practice=viewer.practice_id, since=since)
    return list(_standings(own_in_order(viewer, since=since)))


def first_pks(viewer: Viewer, *, since: datetime, has_put_back: bool) -> list[UUID]:
    """The first of the queue; as many as can have been put back, and one more."""
    if viewer.only is None:
        ask = _SOME if has_put_back else _ONE
        return _only(ask(owner=viewer.member.pk, practice=viewer.practice_id, since=since))
    return _only(_pks(own_in_order(viewer, since=since), most=MOST_PUT_BACK + 1))


def count_before(viewer: Viewer, *, until: datetime) -> int:
    """How many wait and were said before `until`, counted no further than `MOST_COUNTED`."""
    if viewer.only is None:
        return len(_BEFORE(owner=viewer.member.pk, practice=viewer.practice_id, until=until))
    return own_before(viewer, until=until)[:MOST_COUNTED].count()


def proposal_pks(viewer: Viewer) -> list[UUID]:
    """The first `MOST_PROPOSALS` of `own_proposals`."""
    if viewer.only is None:
        return _only(_PROPOSALS(owner=viewer.member.pk, practice=viewer.practice_id))
    return _only(_pks(own_proposals(viewer), most=MOST_PROPOSALS))


def _own(viewer: Viewer) -> QuerySet[Finding]:
    if viewer.only is None:
        return _waiting(viewer.member.pk, viewer.practice_id)
    # Asked for by a finding's own practice, SQLite would go through the queue of all clients.
    practice = {"client__practice": viewer.practice_id}
    own = Finding.objects.filter(waiting(), client__owner=viewer.member.pk, **practice)
    return own.filter(client=viewer.only)


def _waiting(owner: UUID, practice: UUID) -> QuerySet[Finding]:
    return Finding.objects.filter(waiting(), practice=practice, client__owner=owner)


def _proposals(owner: UUID, practice: UUID) -> QuerySet[Proposal]:
    rows = Proposal.objects.filter(state=ProposalState.OPEN, matter__outcome="")
    return rows.filter(practice=practice, client__owner=owner).order_by("-at", "-pk")


def _in_order(rows: QuerySet[Finding], *, since: datetime) -> QuerySet[Finding]:
    # Said the other way round on purpose: for `said_at >= since` SQLite reads all by their age.
    return rows.exclude(said_at__lt=since).order_by(*ORDER)


def _standings(rows: QuerySet[Finding]) -> QuerySet[Finding, tuple[float, str]]:
    return rows.values_list("likely", "standing")[:MOST_COUNTED]


def _pks(rows: QuerySet[Any], *, most: int) -> QuerySet[Any, tuple[UUID]]:
    return rows.values_list("pk")[:most]


def _only(rows: Any) -> list[UUID]:
    return [pk for (pk,) in rows]


def _first(
    owner: UUID, practice: UUID, since: datetime, *, most: int
) -> QuerySet[Finding, tuple[UUID]]:
    return _pks(_in_order(_waiting(owner, practice), since=since), most=most)


_STANDINGS = Prepared(
    lambda owner, practice, since: _standings(_in_order(_waiting(owner, practice), since=since)),
    owner=UUID,
    practice=UUID,
    since=datetime,
)
_ONE, _SOME = (
    Prepared(partial(_first, most=most), owner=UUID, practice=UUID, since=datetime)
    for most in (1, MOST_PUT_BACK + 1)
)
_BEFORE = Prepared(
    lambda owner, practice, until: (
        _waiting(owner, practice).filter(said_at__lt=until).values_list(Value(1))[:MOST_COUNTED]
    ),
    owner=UUID,
    practice=UUID,
    until=datetime,
)
_PROPOSALS = Prepared(
    lambda owner, practice: _pks(_proposals(owner, practice), most=MOST_PROPOSALS),
    owner=UUID,
    practice=UUID,
)
