"""Found in mail: what waits for a person's word, the likeliest first.

# Note [The queue is bounded]
A person answers tens of findings at a sitting, and a first import can hold a hundred thousand. So
the queue is read from an index that holds what waits in its order (Note [The order is kept] in
`waiting`), never further than `MOST_COUNTED`, and what is asked next is alone fetched in full. The
sure ones are those among the first `MOST_COUNTED`; what was answered makes room for the next. The
number of SQL statements is the same for every size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import starmap
from uuid import UUID

from django.db.models import QuerySet

from troth.people.access import NotFoundError, Viewer, one
from troth.promises.models import Finding, Proposal
from troth.promises.queries.in_full import finding_in_full
from troth.promises.queries.own import (
    MOST_COUNTED,
    MOST_PROPOSALS,
    MOST_PUT_BACK,
    count_before,
    first_pks,
    own_before,
    own_in_order,
    own_proposals,
    proposal_pks,
    standings,
)
from troth.pure.ledger import Debt, Standing, debt_of
from troth.pure.reading import Kind

__all__ = [
    "MOST_COUNTED",
    "MOST_PUT_BACK",
    "SURE",
    "WINDOW",
    "Found",
    "Next",
    "Queue",
    "item",
    "next_to_ask",
    "older_findings",
    "queue",
    "sure_findings",
    "waiting_count",
]

WINDOW = timedelta(days=30)
"""How old a letter may be for its findings to be asked about one by one."""

SURE = 0.8
"""From here on a finding is called certain."""

IN_FULL = ("client", "contact", "message", "note", "settled_by")
PROPOSAL_IN_FULL = ("client", "matter__contact", "message", "note")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding to decide: what it would become, None for news, and how certain that is by now.

    `due` is the ISO day or instant at which it is due, as far as mail shows.
    """

    finding: Finding
    debt: Debt | None
    certainty: float
    due: str

    @property
    def is_certain(self) -> bool:
        return self.certainty >= SURE


@dataclass(frozen=True, slots=True)
class Next:
    """What is asked next, None where nothing waits, and how much waits for the viewer's word.

    `waiting` counts the findings of the window and `older` those before it, neither further than
    `MOST_COUNTED`; `sure` are those that `confirm_sure` would confirm.
    """

    asked: Found | Proposal | None
    proposals: int
    waiting: int
    older: int
    sure: int


@dataclass(frozen=True, slots=True)
class Queue:
    """The first of what waits for the viewer's word, in full."""

    proposals: tuple[Proposal, ...]
    found: tuple[Found, ...]


def next_to_ask(viewer: Viewer, *, at: datetime, put_back: Sequence[UUID] = ()) -> Next:
    """The first that was not put back, among what waits of the viewer's own clients. Five queries.

    Where all were, it is the one that was put back longest ago, the first of `put_back`, of which
    no more than `MOST_PUT_BACK` are minded. Proposals come before findings: they are about what a
    person confirmed already. The window is closed at its start: thirty days before `at`.
    """
    since = at - WINDOW
    proposals = proposal_pks(viewer)
    findings = first_pks(viewer, since=since, has_put_back=bool(put_back))
    places = {pk: place for place, pk in enumerate(put_back[:MOST_PUT_BACK])}
    pk = min((*proposals, *findings), key=lambda pk: places.get(pk, -1), default=None)
    first = standings(viewer, since=since)
    return Next(
        asked=_in_full(viewer, pk, is_proposal=pk in proposals) if pk else None,
        proposals=len(proposals),
        waiting=len(first),
        older=count_before(viewer, until=since),
        sure=sum(starmap(_is_sure, first)),
    )


def queue(viewer: Viewer, *, at: datetime, most: int = 50) -> Queue:
    """The first `most` findings in the order in which they are asked about, and the proposals.

    Two queries.
    """
    proposals = own_proposals(viewer).select_related(*PROPOSAL_IN_FULL)
    findings = own_in_order(viewer, since=at - WINDOW).select_related(*IN_FULL)
    return Queue(tuple(proposals[:MOST_PROPOSALS]), tuple(map(_found, findings[:most])))


def waiting_count(viewer: Viewer, *, at: datetime, most: int = 100) -> int:
    """How many findings the queue holds, counted no further than `most`. One query."""
    return own_in_order(viewer, since=at - WINDOW)[:most].count()


def item(viewer: Viewer, pk: UUID | str) -> Found | Proposal:
    """A finding or a proposal that the viewer may see, decided or not. Raises NotFoundError."""
    try:
        return _found(finding_in_full(viewer, pk))
    except NotFoundError:
        return _proposal(viewer, pk)


def sure_findings(viewer: Viewer, *, at: datetime) -> list[UUID]:
    """Those that are counted as sure: certain, and open or deferred as far as mail shows."""
    rows = own_in_order(viewer, since=at - WINDOW)
    first = rows.values_list("pk", "likely", "standing")[:MOST_COUNTED]
    return [pk for pk, likely, standing in first if _is_sure(likely, standing)]


def older_findings(viewer: Viewer, *, at: datetime) -> QuerySet[Finding]:
    """What would be asked about if it were not older than the window."""
    return own_before(viewer, until=at - WINDOW)


def _in_full(viewer: Viewer, pk: UUID, *, is_proposal: bool) -> Found | Proposal:
    return _proposal(viewer, pk) if is_proposal else _found(finding_in_full(viewer, pk))


def _proposal(viewer: Viewer, pk: UUID | str) -> Proposal:
    rows = Proposal.objects.filter(client__in=viewer.clients())
    return one(rows.select_related(*PROPOSAL_IN_FULL), pk)


def _found(finding: Finding) -> Found:
    debt = debt_of(Kind(finding.kind), is_mine=finding.is_mine)
    return Found(finding, debt, finding.likely, due=finding.deferred_to or finding.due)


def _is_sure(likely: float, standing: str) -> bool:
    """An unclear one may be settled already: nobody confirms it unseen."""
    return likely >= SURE and standing != Standing.UNCLEAR
