"""What became of a client's findings, decided again after every new letter and note."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from troth.people.models import Client
from troth.promises.actions.ledger_rows import Row, load
from troth.promises.models import Finding, FindingState, Proposal, ProposalState
from troth.pure.ledger import Standing, decide
from troth.record.appending import append

_SETTLED = ("standing", "deferred_to", "settled_by", "settling_sentence", "is_repeated")
_CHANGES = frozenset({Standing.MET, Standing.DEFERRED, Standing.WITHDRAWN})
"""What a member is asked about: a doubt is shown where the promise stands."""

BATCH = 500


@dataclass(frozen=True, slots=True)
class Settled:
    """How many findings stand otherwise than before, and how many proposals were made."""

    changed: int = 0
    proposed: int = 0


@transaction.atomic
def settle(client: Client, *, at: datetime) -> Settled:
    """Decide what became of everything found with a client, by `pure.ledger` alone.

    Where a confirmed promise, ask or need that is still open was met, deferred or withdrawn in a
    later letter, that is proposed, once for each letter: what was declined is not asked again. An
    open proposal that the ledger no longer makes is withdrawn. It may run as often as one likes.
    """
    Client.objects.select_for_update(no_key=True).get(pk=client.pk)
    rows, letters, me = load(client)
    decide(letters, [row.debt for row in rows], me=me)
    found_by = {id(row.debt): row for row in rows}
    changed = [row.finding for row in rows if _take_over(row, found_by)]
    Finding.objects.bulk_update(changed, _SETTLED, batch_size=BATCH)
    proposed = _propose(client, rows, found_by, at=at)
    if changed or proposed:
        facts = {"changed": len(changed), "proposed": proposed}
        append(
            "findings.settled",
            practice=client.practice_id,
            client=client.pk,
            by=None,
            at=at,
            facts=facts,
        )
    return Settled(len(changed), proposed)


def _take_over(row: Row, found_by: dict[int, Row]) -> bool:
    """Write the ledger's answer into the finding; whether it is another than before."""
    finding, debt = row.finding, row.debt
    settler = found_by[id(debt.settler)].finding if debt.settler else None
    now = (
        debt.standing.value if debt.standing else "",
        debt.deferred_to.isoformat() if debt.deferred_to else "",
        settler.pk if settler else None,
        debt.settled_by,
        debt.is_repeated,
    )
    if settler is None and row.is_frozen:
        return False
    names = ("standing", "deferred_to", "settled_by_id", "settling_sentence", "is_repeated")
    if now == tuple(getattr(finding, name) for name in names):
        return False
    for name, value in zip(names, now, strict=True):
        setattr(finding, name, value)
    return True


def _propose(client: Client, rows: Iterable[Row], found_by: dict[int, Row], *, at: datetime) -> int:
    """Propose what the ledger says of confirmed matters; how many proposals are new."""
    due = [it for row in rows if (it := _proposal(client, row, found_by, at=at)) is not None]
    known = list(Proposal.objects.filter(client=client))
    wanted = {_identity(it): it for it in due}
    asked = {_identity(it) for it in known}
    stale = [
        it.pk for it in known if it.state == ProposalState.OPEN and _identity(it) not in wanted
    ]
    Proposal.objects.filter(pk__in=stale).delete()
    new = [it for identity, it in wanted.items() if identity not in asked]
    Proposal.objects.bulk_create(new)
    for it in new:
        _tell(it, at=at)
    return len(new)


def _proposal(
    client: Client, row: Row, found_by: dict[int, Row], *, at: datetime
) -> Proposal | None:
    finding, debt = row.finding, row.debt
    if debt.settler is None or debt.standing not in _CHANGES or not _is_open(finding):
        return None
    assert finding.matter is not None
    settler = found_by[id(debt.settler)].finding
    return Proposal(
        practice_id=client.practice_id,
        client=client,
        matter=finding.matter,
        standing=debt.standing.value,
        sentence=settler.sentence,
        due=finding.deferred_to,
        message_id=settler.message_id,
        note_id=settler.note_id,
        at=at,
    )


def _is_open(finding: Finding) -> bool:
    """Whether a member confirmed it, and nobody has closed it."""
    matter = finding.matter
    return finding.state == FindingState.CONFIRMED and matter is not None and not matter.outcome


def _identity(it: Proposal) -> tuple[UUID, str, UUID | None, UUID | None]:
    return (it.matter_id, it.standing, it.message_id, it.note_id)


def _tell(it: Proposal, *, at: datetime) -> None:
    append(
        "proposal.made",
        practice=it.practice_id,
        client=it.client_id,
        by=None,
        at=at,
        about=it.matter_id,
        facts={"proposal": str(it.pk), "standing": it.standing, "due": it.due},
        text=it.sentence,
    )
