"""Who belongs to the practice. For its owners; nobody else learns that the page is there."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.desk.frame import show, tell
from troth.desk.presenting.members import is_invited, link_for, member_context, rows
from troth.desk.signing import house_of, just_signed_in
from troth.desk.viewing import done_by_member, seen_by_member
from troth.people import queries
from troth.people.access import NotFoundError, Viewer
from troth.people.actions.founding import AddressTakenError, UnfitError
from troth.people.actions.members import (
    LastOwnerError,
    NotMemberError,
    NotOwnerError,
    change_role,
    invite,
)
from troth.people.models import Member
from troth.safekeeping.actions.parting import part
from troth.web.days import count_words

FAILURES = (LastOwnerError, NotMemberError, NotOwnerError, UnfitError)


@seen_by_member
def members(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    return show(
        request,
        viewer,
        "desk/members.html",
        title="Members",
        members=rows(queries.members(viewer), viewer),
        invite_url=reverse("member_invite"),
        you_url=reverse("you"),
    )


@seen_by_member
@just_signed_in
def member_invite(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    queries.members(viewer)
    if request.method != "POST":
        return _invite(request, viewer, typed={}, wrong={})
    typed = {name: request.POST.get(name, "").replace("\0", "") for name in ("name", "email")}
    try:
        new = invite(**typed, by=viewer.member, at=at)
    except UnfitError as error:
        return _invite(request, viewer, typed=typed, wrong={error.field: str(error)})
    except (AddressTakenError, NotOwnerError) as error:
        return _invite(request, viewer, typed=typed, wrong={"email": str(error)})
    tell(request, f"{new.name} is a colleague now. Hand them their link.")
    return HttpResponseRedirect(reverse("member", args=(new.pk,)))


@seen_by_member
def member(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    return _page(request, viewer, at, queries.member(viewer, pk))


@done_by_member
@just_signed_in
def member_link(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """Shown to be handed over: for who never signed in, and for nobody else."""
    held = queries.member(viewer, pk)
    link = link_for(held, house_of(request)) if is_invited(held) else ""
    return _page(request, viewer, at, held, link=link)


@done_by_member
@just_signed_in
def member_role(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    held = queries.member(viewer, pk)
    try:
        change_role(held, request.POST.get("role", ""), by=viewer.member, at=at)
    except FAILURES as error:
        return _page(request, viewer, at, held, wrong={"role": str(error)})
    tell(request, f"{held.name} is {'an owner' if held.role == 'owner' else 'a colleague'} now.")
    return HttpResponseRedirect(_after(held, viewer))


@done_by_member
@just_signed_in
def member_leave(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """Their clients go to whom the owner chose."""
    held = queries.member(viewer, pk)
    try:
        to = _heir(viewer, request.POST.get("to", ""))
        clients = part(held, to=to, by=viewer.member, at=at)
    except FAILURES as error:
        return _page(request, viewer, at, held, wrong={"to": str(error)})
    went = f" {to.name} answers for {count_words(clients, 'client')} of theirs now."
    tell(request, f"{held.name} left the practice.{went if clients else ''}")
    return HttpResponseRedirect(reverse("members"))


def _page(  # noqa: PLR0913  # what the page of one member is
    request: HttpRequest,
    viewer: Viewer,
    at: datetime,
    held: Member,
    *,
    link: str = "",
    wrong: dict[str, str] | None = None,
) -> HttpResponse:
    kept = {"role": held.role, "to": viewer.member.pk.hex}
    typed = kept | {name: said for name, said in request.POST.items() if name in kept}
    answer = show(
        request,
        viewer,
        "desk/member.html",
        title=held.name,
        status=422 if wrong else 200,
        link=link,
        form={"typed": typed, "wrong": wrong or {}},
        **member_context(held, viewer, at, everybody=queries.members(viewer)),
    )
    if link:
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _invite(
    request: HttpRequest, viewer: Viewer, *, typed: dict[str, str], wrong: dict[str, str]
) -> HttpResponse:
    return show(
        request,
        viewer,
        "desk/member_invite.html",
        title="Invite a colleague",
        status=422 if wrong else 200,
        form={"typed": typed, "wrong": wrong},
        url=reverse("member_invite"),
        cancel_url=reverse("members"),
    )


def _after(held: Member, viewer: Viewer) -> str:
    """Whoever is no owner any more has no such page."""
    return reverse("you") if held.pk == viewer.member.pk else reverse("member", args=(held.pk,))


def _heir(viewer: Viewer, typed: str) -> Member:
    """Raises NotMemberError."""
    try:
        return queries.member(viewer, typed)
    except NotFoundError as error:
        raise NotMemberError from error
