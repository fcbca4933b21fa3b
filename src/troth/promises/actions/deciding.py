"""What a person decides about what was found: it is so, it is otherwise, it is nothing."""

from datetime import datetime

from django.db import transaction

from troth.jobs.actions import enqueue
from troth.people.models import Member
from troth.promises.actions.confirming import (
    AlreadyDecidedError,
    Correction,
    NotDecidedError,
    as_read,
    confirmed,
    done_as,
    held,
    is_late,
    make_matter,
    mark,
    tell_of,
    unconfirm,
    undecided,
)
from troth.promises.actions.outcomes import FutureError
from troth.promises.learning import key_of, learn, weigh
from troth.promises.models import Finding, FindingState, Matter
from troth.pure.ledger import Debt

__all__ = [
    "AlreadyDecidedError",
    "Correction",
    "already_done",
    "confirm",
    "dismiss",
    "undo",
]


@transaction.atomic
def confirm(
    finding: Finding, *, by: Member, at: datetime, correction: Correction | None = None
) -> Matter:
    """Make what was found a promise, an ask or a need; as `correction` says, where it is given.

    Raises AlreadyDecidedError, NobodyOwesError, NoWordsError, ForeignContactError, NotFoundError.
    """
    finding = undecided(held(finding, by=by))
    matter = make_matter(finding, correction or as_read(finding))
    facts = {"is_corrected": correction is not None}
    confirmed(finding, matter, "confirmed", by=by, at=at, facts=facts)
    learn([finding], confirmed=1)
    return matter


@transaction.atomic
def dismiss(finding: Finding, *, by: Member, at: datetime) -> Finding:
    """Say that it is nothing of the kind; it never comes back. Raises AlreadyDecidedError."""
    finding = undecided(held(finding, by=by))
    mark(finding, FindingState.DISMISSED, at=at, matter=None)
    learn([finding], dismissed=1)
    tell_of(finding, "finding.dismissed", by=by, at=at, text=finding.sentence)
    enqueue("settle", about=finding.client_id, run_at=at)  # what it had settled is open again
    return finding


@transaction.atomic
def already_done(
    finding: Finding, *, by: Member, at: datetime, done_at: datetime | None = None
) -> Matter:
    """Confirm it and close it in one: kept or late, answered, received.

    `done_at` is when it was done; None takes the time of the letter that seems to settle it. Where
    that is not known either, nobody says that it was late. Raises as `confirm`, and FutureError.
    """
    finding = undecided(held(finding, by=by))
    if done_at is None and finding.settled_by is not None:
        done_at = finding.settled_by.said_at
    if done_at is not None and done_at > at:
        raise FutureError
    matter = make_matter(finding, as_read(finding))
    late = done_at is not None and is_late(matter, done_at=done_at)
    matter.outcome = done_as(Debt(matter.kind), is_late=late)
    matter.closed_at = done_at or at
    matter.save(update_fields=("outcome", "closed_at"))
    confirmed(finding, matter, "already_done", by=by, at=at)
    learn([finding], confirmed=1)
    return matter


@transaction.atomic
def undo(finding: Finding, *, by: Member, at: datetime) -> Finding:
    """Take back what was decided: it is open again, and what it became is gone.

    Raises NotDecidedError, MatterInUseError, NotFoundError.
    """
    finding = held(finding, by=by)
    if finding.state == FindingState.OPEN:
        raise NotDecidedError
    reopen_finding(finding, at=at, by=by)
    return finding


def reopen_finding(finding: Finding, *, by: Member, at: datetime) -> None:
    """Open a locked finding again, and unlearn what was decided. Raises MatterInUseError."""
    was = finding.state
    reopen_unlearned(finding, by=by, at=at)
    if was == FindingState.CONFIRMED:
        learn([finding], confirmed=-1)
    elif was == FindingState.DISMISSED:
        learn([finding], dismissed=-1)
    else:
        weigh(finding.practice_id, [key_of(finding)])


def reopen_unlearned(finding: Finding, *, by: Member, at: datetime) -> None:
    """As `reopen_finding`, where whoever calls it unlearns what was decided."""
    was = finding.state
    if finding.state == FindingState.CONFIRMED:
        unconfirm(finding)
    finding.state, finding.decided_at = FindingState.OPEN, None
    finding.save(update_fields=("state", "decided_at", "matter"))
    tell_of(finding, "finding.reopened", by=by, at=at)
    if was == FindingState.DISMISSED:
        enqueue("settle", about=finding.client_id, run_at=at)
