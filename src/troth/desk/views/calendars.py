"""A member's own calendars: what they leave free, how each is, and what can be done with it."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from troth.calendars import queries
from troth.calendars.actions import keeping
from troth.calendars.hours import hours_of
from troth.calendars.models import Calendar
from troth.calendars.naming import shown
from troth.desk.away import away
from troth.desk.frame import show, tell
from troth.desk.presenting import calendars as presenting
from troth.desk.presenting.free_days import free_days
from troth.desk.presenting.looked_into import summary
from troth.desk.presenting.moments import Moments
from troth.desk.presenting.work import left
from troth.desk.viewing import done_by_member, seen_by_member
from troth.people.access import NotFoundError, Viewer

NO_PASSWORD = "Type the password of the calendar."  # noqa: S105  # a sentence
LONGEST_PASSWORD = 1_000
LONG = "That is longer than it can be. Shorten it."


@seen_by_member
def calendars(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """Every one with how it is, and what all together leave free of the next days."""
    if viewer.only is not None:
        raise NotFoundError
    own, moments = queries.calendars(viewer), Moments(viewer, at)
    counts, read_now = queries.counted(own), being_read(own, at=at)
    return show(
        request,
        viewer,
        "desk/calendars.html",
        title="Calendars",
        summary=summary([it.trouble for it in own]),
        calendars=[
            presenting.row(it, counts.get(it.pk, 0), moments, is_read=it.pk in read_now)
            for it in own
        ],
        days=free_days(viewer, hours_of(viewer.member), moments=moments),
        add_url=reverse("calendar_new"),
        hours_url=reverse("hours"),
        you_url=reverse("you"),
    )


@seen_by_member
def calendar(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    return page(request, viewer, at, queries.calendar(viewer, pk))


@seen_by_member
def reading(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """Asked again and again by the page of one that is read just now."""
    held = queries.calendar(viewer, pk)
    if request.htmx and being_read([held], at=at):  # type: ignore[attr-defined]
        said = {"looking": presenting.looking(held)}
        return render(request, "desk/mailbox/looking.html", said)
    return away(request, reverse("calendar", args=(pk,)))


@done_by_member
def look(
    request: HttpRequest,
    viewer: Viewer,
    at: datetime,
    pk: UUID,
) -> HttpResponse:
    """Now, without waiting for the hour to be over."""
    held = queries.calendar(viewer, pk)
    keeping.look_now(held, by=viewer.member, at=at)
    return back(held)


@seen_by_member
def password(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """Another password; the old one is never shown."""
    held = queries.calendar(viewer, pk)
    if not held.account:
        raise NotFoundError
    if request.method != "POST":
        return page(request, viewer, at, held, opened=presenting.asks_password(held))
    typed = request.POST.get("password", "").replace("\0", "")
    wrong = "" if typed else NO_PASSWORD
    wrong = LONG if len(typed) > LONGEST_PASSWORD else wrong
    if wrong:
        opened = presenting.asks_password(held, wrong=wrong)
        return page(request, viewer, at, held, opened=opened, status=422)
    keeping.change_password(held, typed, by=viewer.member, at=at)
    tell(request, "The new password is kept, sealed, and tried now.")
    return back(held)


@seen_by_member
def remove(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """Asked first: neither address nor password can be brought back by an undo."""
    held = queries.calendar(viewer, pk)
    if request.method != "POST":
        return page(request, viewer, at, held, opened=presenting.asks_removal(held))
    keeping.remove(held, by=viewer.member, at=at)
    tell(
        request,
        f"{shown(held.address)} is no calendar of yours any more, and nothing it said is kept.",
    )
    return HttpResponseRedirect(reverse("calendars"))


def page(  # noqa: PLR0913  # a calendar, and what is asked about it
    request: HttpRequest,
    viewer: Viewer,
    at: datetime,
    held: Calendar,
    *,
    opened: presenting.Opened | None = None,
    status: int = 200,
) -> HttpResponse:
    """One that could never be read is asked for again at once, as it was typed."""
    is_read = bool(being_read([held], at=at))
    if opened is None and not is_read and presenting.is_to_put_right(held):
        opened = presenting.asks_place(held)
    count = queries.counted([held]).get(held.pk, 0)
    described = presenting.described(held, count, Moments(viewer, at), is_read=is_read)
    described |= {"opened": opened, "answers": [] if opened else described["answers"]}
    return show(
        request,
        viewer,
        "desk/calendar.html",
        status=status,
        title=described["name"],
        calendar=described,
        calendars_url=reverse("calendars"),
    )


def being_read(own: list[Calendar], *, at: datetime) -> set[UUID]:
    """Which of these are read now, or as soon as their turn comes. One query."""
    jobs = left(keeping.READ, [it.pk for it in own])
    return {job.about for job in jobs if job.run_at <= at}


def back(held: Calendar) -> HttpResponse:
    return HttpResponseRedirect(reverse("calendar", args=(held.pk,)))
