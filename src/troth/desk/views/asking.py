"""One question of the queue after the other: which comes next, and the page that asks it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.agenda.actions import catch_up
from troth.desk.frame import show, tell
from troth.desk.presenting.bulk import bulk
from troth.desk.presenting.found import Asking, Question, question
from troth.desk.presenting.moments import Moments
from troth.desk.presenting.proposals import proposal_question
from troth.people.access import Viewer
from troth.promises.models import Proposal
from troth.promises.queries.queue import (
    MOST_COUNTED,
    MOST_PUT_BACK,
    Found,
    Next,
    next_to_ask,
)
from troth.promises.refusals import RefusedError

SITTING = "found"
"""Where a session keeps how many were answered, which were put back, and of which client."""

EMPTY = {
    "words": "Nothing waits for your word. What was found in mail has its answer.",
    "more": "New letters are looked at every five minutes.",
}
TITLE = "Found in mail"
WHOLE, PART, ANSWERED = "desk/found.html", "desk/found/finding.html", "desk/found/answered.html"


def narrowed(request: HttpRequest, viewer: Viewer) -> Viewer:
    """The viewer, asked about one client alone where the address says so. Raises NotFoundError."""
    wanted = request.GET.get("client", "")
    return Viewer(viewer.member, only=viewer.client(wanted).pk) if wanted else viewer


def next_page(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """The first question that waits, or that there is none."""
    sitting = _sitting(request)
    own = narrowed(request, viewer)
    waiting = next_to_ask(own, at=at, put_back=[UUID(it) for it in sitting["later"]])
    asking = _asking(request, viewer, at, progress=_progress(waiting, sitting))
    asked = _question(waiting.asked, asking) if waiting.asked is not None else None
    return _shown(request, viewer, asked, bulk(waiting, asking, at=at))


def one_page(
    request: HttpRequest,
    viewer: Viewer,
    at: datetime,
    found: Found | Proposal,
    **changes: Any,
) -> HttpResponse:
    """One question by itself, with what is different in it for now."""
    asked = _question(found, _asking(request, viewer, at)) | changes
    return _shown(request, viewer, asked, [])


def answered(  # noqa: PLR0913  # an answer, and what is said of it
    request: HttpRequest,
    viewer: Viewer,
    at: datetime,
    *,
    act: Callable[[], object],
    words: str,
    undo: str,
) -> HttpResponse:
    """Do what was answered, and go on to the next question; what cannot be done is said there."""
    narrowed(request, viewer)
    try:
        act()
    except RefusedError as refused:
        tell(request, str(refused))
    else:
        _count(request)
        tell(request, words, undo=undo)
    return gone_on(request, viewer, at)


def gone_on(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """After an answer: the next question in its place, or the page of it."""
    catch_up(viewer.practice_id, at=at)
    if request.htmx:  # type: ignore[attr-defined]
        response = next_page(request, viewer, at)
        response.headers["HX-Replace-Url"] = url_of(request, "found")
        return response
    return HttpResponseRedirect(url_of(request, "found"))


def url_of(request: HttpRequest, name: str, *args: object) -> str:
    """An address that stays with the client that was asked for."""
    to, client = reverse(name, args=args), request.GET.get("client", "")
    return f"{to}?{urlencode({'client': client})}" if client else to


def put_back(request: HttpRequest, pk: UUID) -> None:
    """Ask something else first."""
    sitting = _sitting(request)
    later = [it for it in sitting["later"] if it != pk.hex][: MOST_PUT_BACK - 1]
    request.session[SITTING] = {**sitting, "later": [*later, pk.hex]}


def take_off(request: HttpRequest) -> None:
    """One answer fewer: it was taken back."""
    sitting = _sitting(request)
    if sitting["answered"]:
        request.session[SITTING] = {**sitting, "answered": sitting["answered"] - 1}


def _count(request: HttpRequest) -> None:
    sitting = _sitting(request)
    request.session[SITTING] = {**sitting, "answered": sitting["answered"] + 1}


def _sitting(request: HttpRequest) -> dict[str, Any]:
    """What was done in this sitting; asked of another client, a new one begins."""
    held: dict[str, Any] = request.session.get(SITTING, {})
    of = request.GET.get("client", "")
    return held if held and held["of"] == of else {"of": of, "answered": 0, "later": []}


def _progress(waiting: Next, sitting: dict[str, Any]) -> str:
    """Such as "7 of 23"; where no more were counted, "7 of 206 or more"."""
    answers: int = sitting["answered"]
    left = waiting.waiting + waiting.proposals
    more = " or more" if waiting.waiting >= MOST_COUNTED else ""
    return f"{answers + 1:,} of {answers + left:,}{more}"


def _asking(request: HttpRequest, viewer: Viewer, at: datetime, *, progress: str = "") -> Asking:
    return Asking(viewer, Moments(viewer, at), progress, request.GET.get("client", ""))


def _question(found: Found | Proposal, asking: Asking) -> Question:
    if isinstance(found, Proposal):
        return proposal_question(found, asking)
    return question(found, asking)


def _shown(
    request: HttpRequest, viewer: Viewer, asked: Question | None, together: list[dict[str, str]]
) -> HttpResponse:
    """A whole page; for htmx the question alone, or with the notice and the counts around it."""
    template = WHOLE
    if request.htmx:  # type: ignore[attr-defined]
        # A form needs the place where the last notice stands.
        is_form = asked is not None and asked["correction"] is not None
        template = ANSWERED if request.method == "POST" or is_form else PART
    return show(
        request,
        viewer,
        template,
        title=TITLE,
        current="found",
        finding=asked,
        empty=EMPTY,
        bulk=together,
    )
