"""The page of a promise, an ask or a need, and what becomes of it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.desk.frame import show, tell
from troth.desk.presenting.events import of_matter
from troth.desk.presenting.letters import Place, paper_of_letter, paper_of_note
from troth.desk.presenting.matters import SAID, ended, standing, what_of
from troth.desk.presenting.moments import Moments, NoDayError
from troth.desk.presenting.outcomes import answers_of, asked_by, opened_of
from troth.desk.troubled import in_trouble
from troth.desk.viewing import done_by_member, seen_by_member
from troth.people.access import Viewer
from troth.promises.actions import outcomes
from troth.promises.actions.confirming import NoWordsError
from troth.promises.models import Matter, MatterKind
from troth.promises.queries.matters import MatterPage
from troth.promises.queries.matters import matter as matter_page
from troth.promises.refusals import RefusedError

Act = Callable[[Matter], Matter]

UNCHANGED = "Nothing was changed"
NO_DAY = "Name the new day, such as Friday, 27 November."
OPEN_AGAIN = "It is open again."
KNOWN = ("yes", "phone")
"""Answers to whether the other side knows."""


@seen_by_member
def matter(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """What is owed, its sentence in its letter, what happened, and what can be done."""
    page = matter_page(viewer, pk)
    opened = opened_of(page.matter, request.GET.get("asks", ""))
    return _page(request, viewer, page, at=at, opened=opened)


@done_by_member
def matter_keep(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    def keep(held: Matter) -> Matter:
        return outcomes.keep(held, by=viewer.member, at=at, done_at=at)

    return _done(request, viewer, pk, keep, at=at)


@done_by_member
def matter_receive(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    def receive(held: Matter) -> Matter:
        return outcomes.receive(held, by=viewer.member, at=at, done_at=at)

    return _done(request, viewer, pk, receive, at=at)


@done_by_member
def matter_answer(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    def answer(held: Matter) -> Matter:
        return outcomes.answer(held, by=viewer.member, at=at, done_at=at)

    return _done(request, viewer, pk, answer, at=at)


@done_by_member
def matter_decline(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    def decline(held: Matter) -> Matter:
        return outcomes.decline_ask(held, by=viewer.member, at=at, why=_why(request))

    return _done(request, viewer, pk, decline, at=at, name="matter_decline")


@done_by_member
def matter_release(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    def release(held: Matter) -> Matter:
        return outcomes.release(held, by=viewer.member, at=at, why=_why(request))

    return _done(request, viewer, pk, release, at=at, name="matter_release")


@done_by_member
def matter_break(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    def break_(held: Matter) -> Matter:
        return outcomes.break_(held, by=viewer.member, at=at, why=_why(request))

    return _done(request, viewer, pk, break_, at=at, name="matter_break")


@done_by_member
def matter_move(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """Another day, why, and whether the other side knows."""

    def move(held: Matter) -> Matter:
        due = Moments(viewer, at).typed_day(request.POST.get("due", "").replace("\0", ""))
        if due is None:
            raise RefusedError(NO_DAY)
        knows = request.POST.get("told") in KNOWN
        return outcomes.move(
            held, due=due, why=_why(request), client_knows=knows, by=viewer.member, at=at
        )

    return _done(request, viewer, pk, move, at=at, name="matter_move")


@done_by_member
def matter_reopen(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    def reopen(held: Matter) -> Matter:
        return outcomes.reopen(held, by=viewer.member, at=at)

    return _done(request, viewer, pk, reopen, at=at, says=OPEN_AGAIN, undo=False)


@done_by_member
def matter_told(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """They heard of it, by phone if nothing else is said."""
    how: Literal["phone", "mail"] = "mail" if request.POST.get("how") == "mail" else "phone"

    def told(held: Matter) -> Matter:
        return outcomes.tell([held], by=viewer.member, at=at, how=how)[0]

    return _done(request, viewer, pk, told, at=at, says=f"Noted: they heard of it by {how}.")


def _done(  # noqa: PLR0913  # what is done, to what, and what is said about it
    request: HttpRequest,
    viewer: Viewer,
    pk: UUID,
    act: Act,
    *,
    at: datetime,
    name: str = "",
    says: str = "",
    undo: bool = True,
) -> HttpResponse:
    """Do it and go back to its page, or stay in its form with the sentence that says why not."""
    page = matter_page(viewer, pk)
    try:
        held = act(page.matter)
    except (RefusedError, NoDayError) as error:
        return _refused(request, viewer, page, error, at=at, name=name)
    back = reverse("undo", args=("matter", pk)) if undo else ""
    tell(request, says or _says(held), undo=back)
    return HttpResponseRedirect(reverse("matter", args=(pk,)))


def _refused(  # noqa: PLR0913  # as above
    request: HttpRequest,
    viewer: Viewer,
    page: MatterPage,
    error: Exception,
    *,
    at: datetime,
    name: str,
) -> HttpResponse:
    field = "why" if isinstance(error, NoWordsError) else "due"
    field = field if name == "matter_move" else "why"
    typed = {it: request.POST.get(it, "") for it in ("due", "why", "told")}
    form = {"typed": typed, "wrong": {field: str(error)}}
    opened = opened_of(page.matter, asked_by(page.matter, name), form=form)
    if opened is None:
        way_on = {"label": "Go back to it", "url": reverse("matter", args=(page.matter.pk,))}
        return in_trouble(request, viewer, UNCHANGED, str(error), way_on=way_on)
    return _page(request, viewer, page, at=at, opened=opened, status=422)


def _page(  # noqa: PLR0913  # as above
    request: HttpRequest,
    viewer: Viewer,
    page: MatterPage,
    *,
    at: datetime,
    opened: dict[str, Any] | None,
    status: int = 200,
) -> HttpResponse:
    held, moments = page.matter, Moments(viewer, at)
    return show(
        request,
        viewer,
        "desk/matter.html",
        status=status,
        title=what_of(held)[:80],
        current="clients",
        about=held.client,
        matter={
            "kind_words": SAID[MatterKind(held.kind)],
            "reads": what_of(held),
            "standing": standing(held, moments=moments),
            "client": {"name": held.client.name, "url": reverse("client", args=(held.client_id,))},
            "letter": _letter(viewer, held, moments=moments),
            "by_hand": "Written down by hand; no letter says it.",
            "events": _events(page, moments=moments),
            "answers": answers_of(held),
            "opened": opened,
        },
    )


def _letter(viewer: Viewer, held: Matter, *, moments: Moments) -> dict[str, Any] | None:
    """Where it was said, None where a member wrote it down."""
    place = Place(held.sentence, held.start or 0, held.end or 0)
    if held.message is not None:
        return paper_of_letter(viewer, held.message, place, moments=moments)
    return paper_of_note(held.note, place, moments=moments) if held.note else None


def _events(page: MatterPage, *, moments: Moments) -> list[dict[str, Any]]:
    """What happened to it, from the first to the last."""
    held = page.matter
    events = [
        {
            "words": of_matter(it.verb, it.words, it.facts, moments=moments),
            "when": moments.when(it.at, clock=True),
            "by": it.by or "Troth",
        }
        for it in reversed(page.history)
    ]
    where = "a letter" if held.message_id else "a call or a meeting" if held.note_id else ""
    if not where:
        return events
    said = {"words": f"Said in {where}.", "when": moments.when(held.given_at), "by": ""}
    return [said, *events]


def _says(held: Matter) -> str:
    what = what_of(held)
    what = what if len(what) <= 60 else f"{what[:59]}…"
    if held.outcome:
        return f"{ended(held)}: “{what}”"
    return f"Open: “{what}”" if held.moved_from_at is None else f"Moved: “{what}”"


def _why(request: HttpRequest) -> str:
    return request.POST.get("why", "").replace("\0", "").strip()
