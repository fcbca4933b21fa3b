"""Many findings decided at once, and undone at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from troth.people.access import NotFoundError, Viewer
from troth.people.models import Member
from troth.promises.actions.confirming import (
    MatterInUseError,
    NotDecidedError,
    as_read,
    confirmed,
    make_matter,
)
from troth.promises.actions.deciding import reopen_unlearned
from troth.promises.learning import key_of, learn, weigh
from troth.promises.models import Finding, FindingState
from troth.promises.queries.queue import older_findings, sure_findings
from troth.promises.refusals import RefusedError
from troth.record import queries as record
from troth.record.appending import append
from troth.web.ids import uuid7

CONFIRMED, LET_GO, REOPENED = "findings.confirmed", "findings.let_go", "findings.reopened"
"""How the record names a batch; every entry of it names its findings."""

IN_ONE_ENTRY = 500
"""How many findings one entry names; what is more in a client's batch stands in the next."""

MOST_ENTRIES = 10_000

OfClient = Mapping[UUID, Sequence[UUID]]


class OthersCameError(RefusedError):
    """What would be decided is not what the page showed."""

    def __init__(self, now: int) -> None:
        super().__init__(f"There are {now} of them by now. Look at them and decide again.")


class NothingToDecideError(RefusedError):
    """There is none of these any more."""

    def __init__(self) -> None:
        super().__init__("There is none of these left; perhaps they were decided elsewhere.")


@dataclass(frozen=True, slots=True)
class Batch:
    """Findings decided together; `id` is what `undo_batch` asks for."""

    id: UUID
    count: int


@dataclass(frozen=True, slots=True)
class Undone:
    """How many findings of a batch are open again; `kept` are those to which more had happened."""

    count: int
    kept: int


@transaction.atomic
def confirm_sure(viewer: Viewer, *, by: Member, at: datetime, expected: int | None = None) -> Batch:
    """Confirm every finding of the viewer's queue that is sure, as it was read.

    `expected` is how many the page named. Raises OthersCameError, NothingToDecideError.
    """
    findings = _held(sure_findings(viewer, at=at))
    if not findings:
        raise NothingToDecideError
    if expected not in {None, len(findings)}:
        raise OthersCameError(len(findings))
    batch = uuid7()
    for finding in findings:
        matter = make_matter(finding, as_read(finding))
        confirmed(finding, matter, "confirmed", by=by, at=at, facts={"batch": str(batch)})
    learn(findings, confirmed=1)
    _append(CONFIRMED, batch, _by_client(findings), by=by, at=at)
    return Batch(batch, len(findings))


@transaction.atomic
def let_go(viewer: Viewer, *, by: Member, at: datetime) -> Batch:
    """Let go of every open finding of the viewer's clients that is older than the queue's window.

    It says nothing of whether they were right, so nothing is learned from it. Raises
    NothingToDecideError.
    """
    old = older_findings(viewer, at=at).select_for_update(of=("self",)).order_by("pk")
    of_client: dict[UUID, list[UUID]] = defaultdict(list)
    for pk, client in old.values_list("pk", "client_id"):
        of_client[client].append(pk)
    if not of_client:
        raise NothingToDecideError
    batch = uuid7()
    for some in _parts(list(chain.from_iterable(of_client.values()))):
        Finding.objects.filter(pk__in=some).update(state=FindingState.LET_GO, decided_at=at)
    _append(LET_GO, batch, of_client, by=by, at=at)
    return Batch(batch, sum(map(len, of_client.values())))


@transaction.atomic
def undo_batch(batch: UUID, *, by: Member, at: datetime) -> Undone:
    """Open every finding of a batch again, save those to which more has happened since.

    What was undone singly, and perhaps decided anew, is left alone. Raises NotFoundError, and
    NotDecidedError where the batch was undone before.
    """
    told = record.about(batch, practice=by.practice_id, most=MOST_ENTRIES)
    if not told:
        raise NotFoundError
    if any(entry.kind == REOPENED for entry in told):
        raise NotDecidedError
    let, confirmed_ones, kept = _opened_again(told, by=by, at=at)
    weigh(by.practice_id, {key_of(it) for it in let})
    learn(confirmed_ones, confirmed=-1)
    opened = [*let, *confirmed_ones]
    _append(REOPENED, batch, _by_client(opened), by=by, at=at)
    return Undone(len(opened), kept)


def _opened_again(
    told: Iterable[record.Told], *, by: Member, at: datetime
) -> tuple[list[Finding], list[Finding], int]:
    """What was let go and what was confirmed, open again; how many could not be."""
    let: list[Finding] = []
    again: list[Finding] = []
    kept = 0
    for entry in told:
        rows = list(_still_decided(entry))
        if entry.kind == LET_GO:
            let += rows
            _open_together(rows)
        else:
            opened = [it for it in rows if _is_opened(it, by=by, at=at)]
            again += opened
            kept += len(rows) - len(opened)
    return let, again, kept


def _still_decided(entry: record.Told) -> QuerySet[Finding]:
    """Those an entry names whose state is still the one that its batch gave them.

    They are of the entry's practice. Asked for by it, SQLite would go through all that it has.
    """
    state = FindingState.LET_GO if entry.kind == LET_GO else FindingState.CONFIRMED
    named = Finding.objects.filter(pk__in=entry.facts["findings"], state=state)
    return named.filter(decided_at=entry.at).select_for_update(of=("self",)).order_by("pk")


def _open_together(findings: Sequence[Finding]) -> None:
    """Open what was let go, in one go: no matter stands on it, and nothing was learned from it."""
    rows = Finding.objects.filter(pk__in=[it.pk for it in findings])
    rows.update(state=FindingState.OPEN, decided_at=None)


def _is_opened(finding: Finding, *, by: Member, at: datetime) -> bool:
    try:
        reopen_unlearned(finding, by=by, at=at)
    except MatterInUseError:
        return False
    return True


def _held(pks: Sequence[UUID]) -> list[Finding]:
    rows = Finding.objects.filter(pk__in=pks, state=FindingState.OPEN)
    rows = rows.select_related("client__owner", "client__practice", "contact", "settled_by")
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


def _by_client(findings: Iterable[Finding]) -> OfClient:
    of_client: dict[UUID, list[UUID]] = defaultdict(list)
    for finding in findings:
        of_client[finding.client_id].append(finding.pk)
    return of_client


def _append(kind: str, batch: UUID, of_client: OfClient, *, by: Member, at: datetime) -> None:
    """Tell each client's chain which of its findings were decided."""
    for client, pks in of_client.items():
        for some in _parts(pks):
            append(
                kind,
                practice=by.practice_id,
                client=client,
                by=by.pk,
                at=at,
                about=batch,
                facts={"findings": [str(pk) for pk in some]},
            )


def _parts(pks: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(pks), IN_ONE_ENTRY):
        yield pks[start : start + IN_ONE_ENTRY]
