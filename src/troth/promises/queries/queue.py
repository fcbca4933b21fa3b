"""Found in mail: what waits for a person's word, the likeliest first.

# Note [The queue is bounded]
A person answers tens of findings at a sitting, and a first import can hold a hundred thousand. So
the queue ranks no more than the newest `CANDIDATES` of its window, of which it reads a few narrow
columns, and fetches in full the rows it hands out. What was answered makes room for the next. It
counts no further than `MOST_COUNTED`. The number of SQL statements is the same for every size.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from troth.people.access import NotFoundError, Viewer, one
from troth.promises.learning import Counts, Key, certainty_of, learned
from troth.promises.models import Finding, Proposal, ProposalState
from troth.promises.waiting import waiting
from troth.pure.ledger import Debt, Standing, debt_of
from troth.pure.reading import Kind

WINDOW = timedelta(days=30)
"""How old a letter may be for its findings to be asked about one by one."""

SURE = 0.8
"""From here on a finding is called certain."""

CANDIDATES = 500
MOST_COUNTED = 1_000
MOST_PROPOSALS = 100

NEVER = "9999-12-31"


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
class Queue:
    """What waits for the viewer's word.

    `waiting` counts the findings of the window and `older` those before it, neither further than
    `MOST_COUNTED`; `sure` are those that `confirm_sure` would confirm. Proposals come before
    findings: they are about what a person confirmed already.
    """

    proposals: tuple[Proposal, ...]
    found: tuple[Found, ...]
    waiting: int
    older: int
    sure: int


def queue(viewer: Viewer, *, at: datetime, most: int = 50) -> Queue:
    """The first `most` findings of the viewer's own clients, and their open proposals.

    Five queries. The window is closed at its start: thirty days before `at`.
    """
    counts = learned(viewer.practice_id)
    ranked = _ranked(viewer, counts, at=at)
    in_window = _in_window(viewer, at=at)
    return Queue(
        proposals=tuple(_open_proposals(viewer)[:MOST_PROPOSALS]),
        found=tuple(_in_full(ranked[:most], counts)),
        waiting=_counted(in_window) if len(ranked) == CANDIDATES else len(ranked),
        older=_counted(older_findings(viewer, at=at)),
        sure=sum(it.is_sure(counts) for it in ranked),
    )


def waiting_count(viewer: Viewer, *, at: datetime, most: int = 100) -> int:
    """How many findings the queue holds, counted no further than `most`. One query."""
    return _in_window(viewer, at=at)[:most].count()


def item(viewer: Viewer, pk: UUID | str) -> Found | Proposal:
    """A finding or a proposal that the viewer may see, decided or not. Raises NotFoundError."""
    findings = Finding.objects.filter(client__in=viewer.clients())
    try:
        finding = one(findings.select_related(*IN_FULL), pk)
    except NotFoundError:
        proposals = Proposal.objects.filter(client__in=viewer.clients())
        return one(proposals.select_related(*PROPOSAL_IN_FULL), pk)
    return _found(finding, learned(viewer.practice_id))


def sure_findings(viewer: Viewer, *, at: datetime) -> list[UUID]:
    """Those of the queue that are certain, and open or deferred as far as mail shows."""
    counts = learned(viewer.practice_id)
    return [it.pk for it in _ranked(viewer, counts, at=at) if it.is_sure(counts)]


def older_findings(viewer: Viewer, *, at: datetime) -> QuerySet[Finding]:
    """What would be asked about if it were not older than the window."""
    return _own(viewer).filter(said_at__lt=at - WINDOW)


class _Candidate(NamedTuple):
    pk: UUID
    language: str
    rule: str
    is_mine: bool
    certainty: float
    due: str
    deferred_to: str
    said_at: datetime
    standing: str

    def is_sure(self, counts: dict[Key, Counts]) -> bool:
        """An unclear one may be settled already: nobody confirms it unseen."""
        is_clear = self.standing != Standing.UNCLEAR
        return is_clear and certainty_of(self, counts=counts) >= SURE

    def rank(self, counts: dict[Key, Counts]) -> tuple[float, str, float]:
        """A sort key: certainty in tenths, then due, then newest.

        A finer difference of certainty means nothing to a person, and would hide what is due.
        """
        certainty = round(certainty_of(self, counts=counts), 1)
        due = (self.deferred_to or self.due or NEVER)[: len(NEVER)]
        return (-certainty, due, -self.said_at.timestamp())


IN_FULL = ("client", "contact", "message", "note", "settled_by")
PROPOSAL_IN_FULL = ("client", "matter__contact", "message", "note")


def _ranked(viewer: Viewer, counts: dict[Key, Counts], *, at: datetime) -> list[_Candidate]:
    """See Note [The queue is bounded]."""
    rows = _in_window(viewer, at=at).order_by("-said_at", "-pk")
    narrow = rows.values_list(*_Candidate._fields)[:CANDIDATES]
    return sorted((_Candidate(*row) for row in narrow), key=lambda it: it.rank(counts))


def _in_full(ranked: list[_Candidate], counts: dict[Key, Counts]) -> list[Found]:
    rows = Finding.objects.select_related(*IN_FULL).in_bulk([it.pk for it in ranked])
    return [_found(rows[it.pk], counts) for it in ranked if it.pk in rows]


def _found(finding: Finding, counts: dict[Key, Counts]) -> Found:
    debt = debt_of(Kind(finding.kind), is_mine=finding.is_mine)
    certainty = certainty_of(finding, counts=counts)
    return Found(finding, debt, certainty, due=finding.deferred_to or finding.due)


def _open_proposals(viewer: Viewer) -> QuerySet[Proposal]:
    own = viewer.clients().filter(owner=viewer.member)
    rows = Proposal.objects.filter(client__in=own, state=ProposalState.OPEN, matter__outcome="")
    return rows.select_related(*PROPOSAL_IN_FULL).order_by("-at", "-pk")


def _in_window(viewer: Viewer, *, at: datetime) -> QuerySet[Finding]:
    return _own(viewer).filter(said_at__gte=at - WINDOW)


def _own(viewer: Viewer) -> QuerySet[Finding]:
    return Finding.objects.filter(
        waiting(), client__in=viewer.clients().filter(owner=viewer.member)
    )


def _counted(findings: QuerySet[Finding]) -> int:
    return findings[:MOST_COUNTED].count()
