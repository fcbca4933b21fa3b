"""A calendar is added by its address, and put right where it could not be read.

It is kept as typed, then read by a job: no page waits for a server elsewhere. Files are left out.
Who types here need not be who may read the machine's files; `troth calendars add FILE` is for
whoever may.
"""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from troth.calendars import queries
from troth.calendars.actions import keeping
from troth.calendars.address import Place, place_at
from troth.calendars.occurrence import CalendarError
from troth.desk.frame import show
from troth.desk.presenting import calendars as presenting
from troth.desk.viewing import seen_by_member
from troth.desk.views.calendars import LONG, LONGEST_PASSWORD, back, page
from troth.people.access import NotFoundError, Viewer

FIELDS = ("address", "user")
NO_FILE = "{} A file is added where Troth runs: `troth calendars add FILE`."
WHOSE = "Say whose password this is."

Typed = dict[str, str]
Wrong = dict[str, str]


@seen_by_member
def calendar_new(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    if viewer.only is not None:
        raise NotFoundError
    if request.method != "POST":
        return _ask(request, viewer, {}, {})
    typed, password = _typed(request)
    place = _place(typed, password)
    if isinstance(place, dict):
        return _ask(request, viewer, typed, place)
    try:
        held = keeping.add_unread(place, password=password, by=viewer.member, at=at)
    except keeping.CalendarThereError as error:
        return _ask(request, viewer, typed, {"address": str(error)})
    return back(held)


@seen_by_member
def put_right(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """Another address, user or password, as long as it could never be read."""
    held = queries.calendar(viewer, pk)
    if held.read_at is not None:
        raise NotFoundError
    if request.method != "POST":
        return back(held)
    typed, password = _typed(request)
    place = _place(typed, password)
    wrong = place if isinstance(place, dict) else {}
    if not isinstance(place, dict):
        try:
            keeping.put_right(held, place, password=password, by=viewer.member, at=at)
            return back(held)
        except keeping.CalendarThereError as error:
            wrong = {"address": str(error)}
    opened = presenting.asks_place(held, typed=typed, wrong=wrong)
    return page(request, viewer, at, held, opened=opened, status=422)


def _typed(request: HttpRequest) -> tuple[Typed, str]:
    """The fields that are shown again, and the password, which never is."""
    said = {name: request.POST.get(name, "").replace("\0", "").strip() for name in FIELDS}
    return said, request.POST.get("password", "").replace("\0", "")


def _place(typed: Typed, password: str) -> Place | Wrong:
    """Where it is; else what is wrong with which field."""
    try:
        place = place_at(typed["address"], user=typed["user"])
    except CalendarError as error:
        is_file = bool(typed["address"]) and "://" not in typed["address"]
        return {"address": NO_FILE.format(error) if is_file else str(error)}
    if password and not place.account:
        return {"user": WHOSE}
    return {"password": LONG} if len(password) > LONGEST_PASSWORD else place


def _ask(request: HttpRequest, viewer: Viewer, typed: Typed, wrong: Wrong) -> HttpResponse:
    return show(
        request,
        viewer,
        "desk/calendar_new.html",
        title="Add a calendar",
        status=422 if wrong else 200,
        form={"typed": typed, "wrong": wrong},
        url=reverse("calendar_new"),
        cancel_url=reverse("calendars"),
    )
