"""Where the member is signed in, and how that ends."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.desk.frame import show, tell
from troth.desk.presenting.moments import Moments
from troth.desk.presenting.sessions import rows
from troth.desk.signing import key_of
from troth.desk.viewing import done_by_member, seen_by_member
from troth.people.access import Viewer
from troth.people.actions.sessions import SessionGoneError, end_others, end_session
from troth.people.queries import sessions as sessions_of
from troth.web.days import count_words


@seen_by_member
def sessions(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    held = sessions_of(viewer.member, at=at)
    return show(
        request,
        viewer,
        "desk/sessions.html",
        title="Where you are signed in",
        sessions=rows(held, request, Moments(viewer, at)),
        you_url=reverse("you"),
        end_others_url=reverse("sessions_end") if len(held) > 1 else "",
    )


@done_by_member
def session_end(request: HttpRequest, viewer: Viewer, at: datetime, mark: str) -> HttpResponse:
    """One that is not the member's is answered as one that ended."""
    try:
        end_session(viewer.member, mark, by=viewer.member, at=at)
        tell(request, "That browser is signed out.")
    except SessionGoneError as error:
        tell(request, str(error))
    return HttpResponseRedirect(reverse("sessions"))


@done_by_member
def sessions_end(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    ended = end_others(viewer.member, keep=key_of(request), by=viewer.member, at=at)
    said = f"{count_words(ended, 'other browser is', 'other browsers are')} signed out."
    tell(request, said if ended else "No other browser was signed in.")
    return HttpResponseRedirect(reverse("sessions"))
