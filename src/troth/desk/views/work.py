"""What Troth is doing, what it will try again, and what it has given up."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.desk import at_work
from troth.desk.frame import show, tell
from troth.desk.presenting import at_work as presenting
from troth.desk.presenting.moments import Moments
from troth.desk.viewing import done_by_member, seen_by_member
from troth.jobs.queries import last_done
from troth.people.access import Viewer
from troth.people.actions.retrying import NotGivenUpError, retry


@seen_by_member
def work(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    moments = Moments(viewer, at)
    failed = at_work.given_up(viewer)
    return show(
        request,
        viewer,
        "desk/work.html",
        title="Work",
        current="mailboxes",
        failed=[
            presenting.failure(it, moments, may_retry=at_work.may_retry(viewer, it))
            for it in failed
        ],
        under_way=[presenting.row(it, moments) for it in at_work.under_way(viewer, at=at)],
        repeated=presenting.repeated(last_done() if viewer.only is None else {}, moments),
    )


@done_by_member
def work_retry(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """Once more, as if it had never failed."""
    seen = at_work.one_given_up(viewer, pk)
    try:
        retry(seen.job, client=seen.client_id, by=viewer.member, at=at)
    except NotGivenUpError as error:
        tell(request, str(error))
    else:
        tell(request, "It is tried again now.")
    return HttpResponseRedirect(reverse("work"))
