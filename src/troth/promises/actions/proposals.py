"""What a person says to what a later letter suggests: so it is, or it is not."""

from datetime import date, datetime

from django.db import transaction

from troth.people.access import NotFoundError
from troth.people.models import Member
from troth.promises.actions.acting import acts_of, locked, restore, tell_record
from troth.promises.actions.confirming import AlreadyDecidedError, NotDecidedError
from troth.promises.actions.dues import as_said
from troth.promises.actions.outcomes import answer, keep, move, receive, release
from troth.promises.models import Matter, Proposal, ProposalState
from troth.promises.refusals import RefusedError
from troth.pure.ledger import Debt, Standing

MET_BY = {Debt.PROMISE: keep, Debt.ASK: answer, Debt.NEED: receive}


class NoNewDueError(RefusedError):
    """A letter puts something off and names no day."""

    def __init__(self) -> None:
        super().__init__("The letter names no new day. Say which day you expect.")


@transaction.atomic
def accept(
    proposal: Proposal, *, by: Member, at: datetime, due: date | datetime | None = None
) -> Matter:
    """Do what a letter suggests: close the matter at the letter's time, move it, or release it.

    `due` is the new day where the letter names none. Raises AlreadyDecidedError, NoNewDueError,
    NotFoundError, and what `keep` and `move` raise.
    """
    proposal = _held_open(proposal, by=by)
    proposal.state = ProposalState.ACCEPTED
    proposal.save(update_fields=("state",))
    matter = proposal.matter
    if proposal.standing == Standing.DEFERRED:
        return _moved(proposal, due or as_said(proposal.due), by=by, at=at)
    if proposal.standing == Standing.WITHDRAWN:
        why = proposal.sentence
        return release(matter, by=by, at=at, why=why, proposal=proposal.pk)
    done_at = min(_said_at(proposal), at)  # a sender's clock may be ahead of ours
    return MET_BY[Debt(matter.kind)](matter, by=by, at=at, done_at=done_at, proposal=proposal.pk)


@transaction.atomic
def decline(proposal: Proposal, *, by: Member, at: datetime) -> Proposal:
    """Say that it is not so; the matter stays as it is, and the letter is not asked about again.

    Raises AlreadyDecidedError, NotFoundError.
    """
    proposal = _held_open(proposal, by=by)
    matter = locked(proposal.matter, by=by)
    proposal.state = ProposalState.DECLINED
    proposal.save(update_fields=("state",))
    facts = {"proposal": str(proposal.pk)}
    tell_record(matter, "proposal_declined", by=by, at=at, facts=facts)
    return proposal


@transaction.atomic
def undo_proposal(proposal: Proposal, *, by: Member, at: datetime) -> Proposal:
    """Take back a yes or a no; the proposal is open again, and its matter as it was.

    Raises NotDecidedError, ActedSinceError, NotFoundError.
    """
    proposal = _held(proposal, by=by)
    matter = locked(proposal.matter, by=by)
    named = str(proposal.pk)
    answered = next((it for it in acts_of(matter) if it.facts.get("proposal") == named), None)
    if answered is None:
        raise NotDecidedError
    restore(matter, answered, by=by, at=at)
    proposal.state = ProposalState.OPEN
    return proposal


def _moved(proposal: Proposal, due: date | datetime | None, *, by: Member, at: datetime) -> Matter:
    if due is None:
        raise NoNewDueError
    return move(
        proposal.matter,
        due=due,
        why=proposal.sentence,
        client_knows=True,  # it was said between us
        by=by,
        at=at,
        proposal=proposal.pk,
    )


def _said_at(proposal: Proposal) -> datetime:
    if proposal.message is not None and proposal.message.sent_at is not None:
        return proposal.message.sent_at
    return proposal.note.at if proposal.note is not None else proposal.at


def _held_open(proposal: Proposal, *, by: Member) -> Proposal:
    proposal = _held(proposal, by=by)
    if proposal.state != ProposalState.OPEN:
        raise AlreadyDecidedError(proposal.state)
    return proposal


def _held(proposal: Proposal, *, by: Member) -> Proposal:
    rows = Proposal.objects.filter(pk=proposal.pk, practice_id=by.practice_id)
    rows = rows.select_related("matter", "message", "note").select_for_update(of=("self",))
    found = rows.first()
    if found is None:
        raise NotFoundError
    return found
