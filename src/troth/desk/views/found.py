"""Found in mail: one sentence at a time, each answer one key, undo instead of asking twice."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from troth.desk.away import away
from troth.desk.frame import tell
from troth.desk.presenting.correcting import corrected, correction_form
from troth.desk.presenting.found import quoted
from troth.desk.presenting.moments import Moments
from troth.desk.viewing import done_by_member, seen_by_member
from troth.desk.views.asking import (
    answered,
    gone_on,
    narrowed,
    next_page,
    one_page,
    put_back,
    url_of,
)
from troth.people.access import NotFoundError, Viewer
from troth.promises.actions import deciding, together
from troth.promises.models import Finding, FindingState, Proposal, ProposalState
from troth.promises.queries.queue import Found, item
from troth.promises.refusals import RefusedError
from troth.web.days import count_words


@seen_by_member
def found(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """What waits for a word, the likeliest first."""
    return next_page(request, viewer, at)


@seen_by_member
def found_item(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """One of them; what became of it, where it was confirmed."""
    held = item(viewer, pk)
    matter = _became(held)
    if matter is not None:
        return away(request, reverse("matter", args=(matter,)))
    return one_page(request, viewer, at, held)


@done_by_member
def confirm(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    finding = finding_of(viewer, pk).finding
    return answered(
        request,
        viewer,
        at,
        act=lambda: deciding.confirm(finding, by=viewer.member, at=at),
        words=f"Confirmed: {quoted(finding.sentence)}",
        undo=_undo(request, finding),
    )


@done_by_member
def dismiss(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    finding = finding_of(viewer, pk).finding
    return answered(
        request,
        viewer,
        at,
        act=lambda: deciding.dismiss(finding, by=viewer.member, at=at),
        words=f"Put aside, and not asked again: {quoted(finding.sentence)}",
        undo=_undo(request, finding),
    )


@done_by_member
def done_already(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    finding = finding_of(viewer, pk).finding
    return answered(
        request,
        viewer,
        at,
        act=lambda: deciding.already_done(finding, by=viewer.member, at=at),
        words=f"Done already: {quoted(finding.sentence)}",
        undo=_undo(request, finding),
    )


@done_by_member
def found_later(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """Ask something else first; nothing is decided."""
    item(viewer, pk)
    put_back(request, pk)
    return gone_on(request, viewer, at)


@seen_by_member
def correct(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """Who, what and when put right; what is wrong with it stands beside its field."""
    held = finding_of(viewer, pk)
    if held.finding.state != FindingState.OPEN:
        return away(request, url_of(request, "found_item", pk))
    moments = Moments(viewer, at)
    if request.method != "POST":
        return one_page(request, viewer, at, held, correction=_form(request, held, moments))
    meant = corrected(request.POST, held.finding, moments=moments)
    if isinstance(meant, dict):
        form = {"typed": request.POST.dict(), "wrong": meant}
        return one_page(
            request, viewer, at, held, correction=_form(request, held, moments) | {"form": form}
        )
    finding = held.finding
    return answered(
        request,
        viewer,
        at,
        act=lambda: deciding.confirm(finding, by=viewer.member, at=at, correction=meant),
        words=f"Confirmed as you put it: {quoted(meant.what)}",
        undo=_undo(request, finding),
    )


@done_by_member
def let_go(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """Whatever is older than the window of the queue."""
    return _together(
        request,
        viewer,
        at,
        act=lambda own: together.let_go(own, by=viewer.member, at=at),
        words="{} let go.",
    )


@done_by_member
def confirm_sure(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """Whatever Troth is sure of, as long as it is as many as the page named."""
    named = request.GET.get("expected", "")
    expected = int(named) if named.isdecimal() and len(named) < 6 else None
    return _together(
        request,
        viewer,
        at,
        act=lambda own: together.confirm_sure(own, by=viewer.member, at=at, expected=expected),
        words="{} confirmed.",
    )


def finding_of(viewer: Viewer, pk: UUID) -> Found:
    """Raises NotFoundError, for a proposal too."""
    held = item(viewer, pk)
    if isinstance(held, Proposal):
        raise NotFoundError
    return held


def _together(
    request: HttpRequest, viewer: Viewer, at: datetime, *, act: Any, words: str
) -> HttpResponse:
    own = narrowed(request, viewer)
    try:
        batch = act(own)
    except RefusedError as refused:
        tell(request, str(refused))
    else:
        undo = url_of(request, "undo", "batch", batch.id)
        tell(request, words.format(count_words(batch.count, "sentence")), undo=undo)
    return gone_on(request, viewer, at)


def _became(held: Found | Proposal) -> UUID | None:
    """The promise, ask or need that was decided about."""
    if isinstance(held, Proposal):
        return None if held.state == ProposalState.OPEN else held.matter_id
    return held.finding.matter_id if held.finding.state == FindingState.CONFIRMED else None


def _form(request: HttpRequest, held: Found, moments: Moments) -> dict[str, Any]:
    url, cancel_url = (url_of(request, name, held.finding.pk) for name in ("correct", "found_item"))
    return correction_form(held, moments=moments, url=url, cancel_url=cancel_url)


def _undo(request: HttpRequest, finding: Finding) -> str:
    return url_of(request, "undo", "finding", finding.pk)
