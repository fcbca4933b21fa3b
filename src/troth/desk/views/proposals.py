"""A later letter suggests that something is settled, put off or called off: so it is, or not."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from troth.desk.away import away
from troth.desk.presenting.correcting import day_form
from troth.desk.presenting.found import quoted
from troth.desk.presenting.moments import Moments, NoDayError
from troth.desk.viewing import done_by_member, seen_by_member
from troth.desk.views.asking import answered, one_page, url_of
from troth.people.access import NotFoundError, Viewer
from troth.promises.actions import proposals
from troth.promises.models import Proposal, ProposalState
from troth.promises.queries.queue import item
from troth.pure.ledger import Standing

PAST = "That day is over. Name one that is still to come."


@seen_by_member
def proposal_accept(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """So it is; where the letter names no new day, it is asked for."""
    proposal = _proposal(viewer, pk)
    if request.method != "POST":
        if proposal.state != ProposalState.OPEN:
            return away(request, url_of(request, "found_item", pk))
        return _ask_day(request, viewer, at, proposal)
    due, wrong = None, ""
    if proposal.standing == Standing.DEFERRED and not proposal.due:
        due, wrong = _day(request.POST.get("due", ""), Moments(viewer, at))
    if wrong:
        return _ask_day(request, viewer, at, proposal, wrong=wrong)
    return answered(
        request,
        viewer,
        at,
        act=lambda: proposals.accept(proposal, by=viewer.member, at=at, due=due),
        words=f"Done as the letter says: {quoted(proposal.matter.what)}",
        undo=url_of(request, "undo", "proposal", pk),
    )


@done_by_member
def proposal_decline(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """It is not so; the promise stays as it is."""
    proposal = _proposal(viewer, pk)
    return answered(
        request,
        viewer,
        at,
        act=lambda: proposals.decline(proposal, by=viewer.member, at=at),
        words=f"Still open: {quoted(proposal.matter.what)}",
        undo=url_of(request, "undo", "proposal", pk),
    )


def _day(typed: str, moments: Moments) -> tuple[date | datetime | None, str]:
    """The day that was typed, and what is wrong with it."""
    try:
        due = moments.typed_day(typed)
    except NoDayError as error:
        return None, str(error)
    if due is None:
        return None, "Say which day you expect."
    return due, PAST if moments.is_over(due) else ""


def _ask_day(
    request: HttpRequest, viewer: Viewer, at: datetime, proposal: Proposal, *, wrong: str = ""
) -> HttpResponse:
    form = day_form(
        request.POST.get("due", ""),
        {"due": wrong} if wrong else {},
        url=url_of(request, "proposal_accept", proposal.pk),
        cancel_url=url_of(request, "found_item", proposal.pk),
    )
    return one_page(request, viewer, at, proposal, correction=form)


def _proposal(viewer: Viewer, pk: UUID) -> Proposal:
    held = item(viewer, pk)
    if not isinstance(held, Proposal):
        raise NotFoundError
    return held
