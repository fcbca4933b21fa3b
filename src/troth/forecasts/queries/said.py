"""What was asked of clients in letters and notes, and the sentences of theirs that settled it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from troth.promises.models import Finding, FindingState, Proposal, ProposalState
from troth.pure.ledger import SURE_ENOUGH, Debt, Standing
from troth.pure.reading import Kind

WORDS_GIVEN = frozenset({Kind.PROMISE.value, Kind.NEED.value})
"""Their word that it will come: no answer yet."""

WAITING = frozenset({Standing.OPEN.value, Standing.DEFERRED.value})


class Said(NamedTuple):
    """A finding, with what it became: the columns that `_COLUMNS` names."""

    pk: UUID
    client: UUID
    contact: UUID | None
    kind: str
    is_mine: bool
    said_at: datetime
    message: UUID | None
    note: UUID | None
    sentence: str
    standing: str
    settled_by: UUID | None
    need: UUID | None
    given_at: datetime | None
    asked_of: UUID | None
    outcome: str | None
    closed_at: datetime | None

    @property
    def said_in(self) -> UUID | None:
        return self.message or self.note

    @property
    def is_met(self) -> bool:
        return self.standing == Standing.MET

    @property
    def is_waiting(self) -> bool:
        return self.standing in WAITING

    @property
    def is_unclear(self) -> bool:
        return self.standing == Standing.UNCLEAR and self.need is None

    @property
    def is_their_word(self) -> bool:
        return self.kind in WORDS_GIVEN and not self.is_mine


Settlers = Mapping[UUID | None, Said]

_COLUMNS = (
    *("pk", "client", "contact", "kind", "is_mine", "said_at", "message", "note", "sentence"),
    *("standing", "settled_by", "matter"),
    *(f"matter__{name}" for name in ("given_at", "contact", "outcome", "closed_at")),
)


def asks(clients: Sequence[UUID]) -> list[Said]:
    """Our sentences that ask of them, and whatever a member confirmed as a need. One query."""
    is_asked = Q(is_mine=True, kind__in=(Kind.ASK, Kind.NEED), matter=None, likely__gte=SURE_ENOUGH)
    rows = Finding.objects.filter(is_asked | Q(matter__kind=Debt.NEED), client__in=clients)
    rows = rows.filter(is_repeated=False).exclude(state=FindingState.DISMISSED)
    return _said(rows.exclude(state=FindingState.LET_GO, standing__in=WAITING))


def settlers(clients: Sequence[UUID]) -> Settlers:
    """Their sentences that met something, by id. One query."""
    settled = Finding.objects.filter(client__in=clients, standing=Standing.MET)
    rows = Finding.objects.filter(
        client__in=clients, is_mine=False, pk__in=settled.values("settled_by")
    )
    return {it.pk: it for it in _said(rows)}


def declined(clients: Sequence[UUID]) -> frozenset[tuple[object, object]]:
    """The needs and the letters or notes of which a member said that these do not meet those."""
    rows = Proposal.objects.filter(
        client__in=clients, state=ProposalState.DECLINED, standing=Standing.MET
    )
    held = rows.values_list("matter", "message", "note")
    return frozenset((need, letter or note) for need, letter, note in held if letter or note)


def _said(rows: QuerySet[Finding]) -> list[Said]:
    return [Said(*row) for row in rows.values_list(*_COLUMNS)]
