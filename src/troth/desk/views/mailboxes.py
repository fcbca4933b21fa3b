"""Mailboxes: how each is, and what can be done with it. They are the member's own."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.desk.frame import show, tell
from troth.desk.presenting import mailboxes as presenting
from troth.desk.presenting.looked_into import summary
from troth.desk.presenting.moments import Moments
from troth.desk.presenting.work import left
from troth.desk.viewing import done_by_member, seen_by_member
from troth.jobs.actions import enqueue
from troth.jobs.models import Rank
from troth.mail import queries
from troth.mail.actions import mailboxes as actions
from troth.mail.actions import opening
from troth.mail.models import Mailbox, MailboxState
from troth.mail.queries.stored import stored
from troth.mail.sources import IMAP_SCHEME
from troth.people.access import NotFoundError, Viewer
from troth.record import queries as record

NO_PASSWORD = "Type the password of the mailbox."  # noqa: S105  # a sentence
REMOVE = (
    "Its letters and what was confirmed stay. Troth forgets the address and the password, and "
    "does not look there again."
)


@seen_by_member
def mailboxes(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """Every one with its state."""
    own = queries.mailboxes(viewer)
    held, moments = stored([it.pk for it in own]), Moments(viewer, at)
    running = {job.about for job in left("look", [it.pk for it in own]) if job.attempt}
    return show(
        request,
        viewer,
        "desk/mailboxes.html",
        title="Mailboxes",
        current="mailboxes",
        summary=summary([it.trouble for it in own]),
        add_url=reverse("mailbox_new"),
        work_url=reverse("work"),
        outbox_url=reverse("outbox"),
        mailboxes=[
            presenting.row(it, held.get(it.pk), moments, is_read=it.pk in running) for it in own
        ],
    )


@seen_by_member
def mailbox(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    return _page(request, viewer, at, queries.mailbox(viewer, pk))


@done_by_member
def look(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """Now, without waiting for the five minutes to be over."""
    held = queries.mailbox(viewer, pk)
    if held.state == MailboxState.LOOKING:
        enqueue("look", about=held.pk, run_at=at, rank=Rank.ASKED)
        tell(request, "It is looked at now.")
    return _back(held)


@done_by_member
def pause(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    held = queries.mailbox(viewer, pk)
    actions.pause(held, by=viewer.member, at=at)
    tell(request, "Paused.", undo=reverse("mailbox_go_on", args=(pk,)))
    return _back(held)


@done_by_member
def go_on(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    held = queries.mailbox(viewer, pk)
    actions.go_on(held, by=viewer.member, at=at)
    tell(request, "It goes on.")
    return _back(held)


@seen_by_member
def password(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """Another password; the old one is never shown."""
    held = queries.mailbox(viewer, pk)
    if not IMAP_SCHEME.match(held.place):
        raise NotFoundError
    typed = request.POST.get("password", "")
    if request.method == "POST" and typed:
        opening.change_password(held, typed, by=viewer.member, at=at)
        tell(request, "The new password is kept, and tried now.")
        return _back(held)
    wrong = {"password": NO_PASSWORD} if request.method == "POST" else {}
    opened = _opened(held, "password", "Change the password", label="Keep it", wrong=wrong)
    return _page(request, viewer, at, held, opened=opened)


@seen_by_member
def remove(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """Asked first: the password cannot be brought back by an undo."""
    held = queries.mailbox(viewer, pk)
    if request.method == "POST":
        actions.drop(held, by=viewer.member, at=at)
        tell(request, f"{presenting.name_of_place(held.place)} is no mailbox of yours any more.")
        return HttpResponseRedirect(reverse("mailboxes"))
    opened = _opened(held, "remove", "Remove this mailbox?", label="Remove it", says=REMOVE)
    return _page(request, viewer, at, held, opened=opened)


def _page(
    request: HttpRequest,
    viewer: Viewer,
    at: datetime,
    held: Mailbox,
    *,
    opened: dict[str, Any] | None = None,
) -> HttpResponse:
    moments = Moments(viewer, at)
    is_read = any(job.attempt for job in left("look", [held.pk]))
    told = record.about(held.pk, practice=held.practice_id)
    name = presenting.name_of_place(held.place)
    described = {
        "name": name,
        "says": presenting.holds(held, stored([held.pk]).get(held.pk), moments),
        "state": presenting.state_of(held, moments, is_read=is_read),
        "trouble": presenting.trouble(held, moments),
        "folders": presenting.folders(held, queries.states(held).items()),
        "answers": [] if opened else presenting.answers(held),
        "opened": opened,
        "unreadable": presenting.unreadable(told, moments),
    }
    return show(
        request, viewer, "desk/mailbox.html", title=name, current="mailboxes", mailbox=described
    )


def _opened(  # noqa: PLR0913  # what a question is
    held: Mailbox,
    asks: str,
    title: str,
    *,
    label: str,
    says: str = "",
    wrong: dict[str, str] | None = None,
) -> dict[str, Any]:
    return {
        "asks": asks,
        "title": title,
        "says": says,
        "label": label,
        "url": reverse(f"mailbox_{asks}", args=(held.pk,)),
        "cancel_url": reverse("mailbox", args=(held.pk,)),
        "form": {"typed": {}, "wrong": wrong or {}},
    }


def _back(held: Mailbox) -> HttpResponse:
    return HttpResponseRedirect(reverse("mailbox", args=(held.pk,)))
