"""Searching in mail, notes, promises and the record."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse

from troth.desk.frame import show
from troth.desk.presenting.moments import Moments
from troth.desk.presenting.searching import Looked, looked_for
from troth.desk.viewing import seen_by_member
from troth.people.access import NotFoundError, Viewer
from troth.search.kinds import KINDS

MOST_DIGITS = 18


@seen_by_member
def search(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """What was typed, found as one types; of one client where one is named."""
    named = request.GET.get("client")
    client = viewer.client(named) if named else None
    kind = request.GET.get("kind", "")
    looked = Looked(
        typed=request.GET.get("q", "").replace("\0", ""),
        client=client,
        kind=kind if kind in KINDS else "",
        before=_before(request),
    )
    return show(
        request,
        viewer,
        "desk/search.html",
        title="Search",
        current="search",
        about=client,
        **looked_for(looked, viewer, moments=Moments(viewer, at)),
    )


def _before(request: HttpRequest) -> int | None:
    """Raises NotFoundError for a made-up place."""
    asked = request.GET.get("before")
    if asked is None:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) <= MOST_DIGITS):
        raise NotFoundError
    return int(asked)
