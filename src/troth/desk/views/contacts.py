"""One contact: every field with what it rests on, for a member to accept, refuse or correct."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from troth.desk.frame import show, tell
from troth.desk.presenting.clients import called
from troth.desk.presenting.contacts import page_context
from troth.desk.presenting.fields import is_field, label_of
from troth.desk.presenting.moments import Moments
from troth.desk.presenting.people import person_context
from troth.desk.viewing import done_by_member, seen_by_member
from troth.people import queries
from troth.people.access import NotFoundError, Viewer
from troth.people.actions.contacts import UnfitValueError, decline, settle
from troth.people.models import Contact

Form = dict[str, Any]
NO_FORM: Form = {"typed": {}, "wrong": {}}


@seen_by_member
def contact(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    return _page(request, viewer, pk, at=at, form=NO_FORM)


@done_by_member
def contact_field(
    request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID, field: str
) -> HttpResponse:
    """A member says what stands in a field. A letter that asked for it is written anew."""
    held = _held(viewer, pk, field)
    value = request.POST.get(field, "").replace("\0", "")
    try:
        settle(held, field, value, by=viewer.member, at=at)
    except UnfitValueError as error:
        form = {"typed": {field: value}, "wrong": {field: str(error)}}
        return _page(request, viewer, pk, at=at, form=form)
    tell(request, f"{label_of(field)} of {called(held)} is kept.")
    return HttpResponseRedirect(_back(request) or reverse("contact", args=(pk,)))


@done_by_member
def contact_accept(
    request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID, field: str
) -> HttpResponse:
    """What was proposed for a field is right."""
    held = _held(viewer, pk, field)
    known = {it.field: it for it in queries.person(viewer, pk).fields}[field]
    if not (known.is_proposed or known.asks):
        return _answer(request, viewer, pk, at=at)
    value = known.asks or known.value
    try:
        settle(held, field, value, by=viewer.member, at=at)
    except UnfitValueError as error:
        form = {"typed": {field: value}, "wrong": {field: str(error)}}
        return _page(request, viewer, pk, at=at, form=form)
    return _answer(request, viewer, pk, at=at)


@done_by_member
def contact_refuse(
    request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID, field: str
) -> HttpResponse:
    """What was proposed for a field is wrong, and never comes back."""
    decline(_held(viewer, pk, field), field, by=viewer.member, at=at)
    return _answer(request, viewer, pk, at=at)


def _held(viewer: Viewer, pk: UUID, field: str) -> Contact:
    """Raises NotFoundError, also where a contact has no such field."""
    if not is_field(field):
        raise NotFoundError
    return queries.contact(viewer, pk)


def _answer(request: HttpRequest, viewer: Viewer, pk: UUID, *, at: datetime) -> HttpResponse:
    """The person's row on the client's page as it is now, or their own page."""
    if not request.headers.get("HX-Request"):
        return HttpResponseRedirect(reverse("contact", args=(pk,)))
    row = person_context(queries.contact(viewer, pk), moments=Moments(viewer, at))
    return render(request, "desk/client/contact.html", {"contact": row})


def _page(
    request: HttpRequest, viewer: Viewer, pk: UUID, *, at: datetime, form: Form
) -> HttpResponse:
    person = queries.person(viewer, pk)
    return show(
        request,
        viewer,
        "desk/contact.html",
        status=422 if form["wrong"] else 200,
        title=called(person.contact),
        current="clients",
        about=person.contact.client,
        contact=page_context(person, form=form, moments=Moments(viewer, at)),
    )


def _back(request: HttpRequest) -> str:
    """The page of ours that asked for the field."""
    wanted = request.GET.get("back", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""
