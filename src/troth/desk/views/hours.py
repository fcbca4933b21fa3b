"""When a member works: hours, holidays, rest, and how much of a free hour is work."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.calendars.actions.hours import HoursError, set_hours
from troth.calendars.hours import Hours, hours_of
from troth.desk.frame import show, tell
from troth.desk.presenting import hours as presenting
from troth.desk.presenting.moments import Moments
from troth.desk.viewing import seen_by_member
from troth.people.access import Viewer
from troth.pure.worktime import WorktimeError


@seen_by_member
def hours(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    held = hours_of(viewer.member)
    if request.method != "POST":
        return _page(request, viewer, at, held, presenting.known(held))
    typed = presenting.typed_in(request.POST)
    year = Moments(viewer, at).today.year
    said, wrong = presenting.read_hours(typed, year=year)
    if not wrong:
        try:
            set_hours(held.changed(**said), by=viewer.member, at=at)
        except HoursError as error:
            wrong = {presenting.FIELD_OF.get(error.field, error.field): str(error)}
        except WorktimeError as error:
            wrong = {presenting.FIELD_OF["hours"]: str(error)}
    if wrong:
        return _page(request, viewer, at, held, typed, wrong=wrong)
    tell(request, "Kept. Forecasts count these hours from now on.")
    return HttpResponseRedirect(reverse("hours"))


def _page(  # noqa: PLR0913  # what is kept, what was typed, and what of it is wrong
    request: HttpRequest,
    viewer: Viewer,
    at: datetime,
    held: Hours,
    typed: presenting.Typed,
    *,
    wrong: presenting.Wrong | None = None,
) -> HttpResponse:
    from troth.forecasts.queries.shares import share  # noqa: PLC0415  # numpy, for this page alone

    learned = share(viewer.member, held._replace(share=None), at=at)
    return show(
        request,
        viewer,
        "desk/hours.html",
        status=422 if wrong else 200,
        title="When you work",
        is_said=held.is_said,
        zone=held.zone,
        days=[{"field": field, "name": name} for field, name in presenting.DAYS],
        learned=presenting.share_words(learned, is_set=held.share is not None),
        form={"typed": typed, "wrong": wrong or {}},
        url=reverse("hours"),
        you_url=reverse("you"),
        cancel_url=reverse("you"),
        calendars_url=reverse("calendars") if viewer.only is None else "",
    )
