"""All clients, a new one, and contacts from an address book."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.desk.frame import show, tell
from troth.desk.presenting.clients import cards_words, contact_context
from troth.desk.presenting.listing import KEPT_KINDS, listed
from troth.desk.presenting.moments import Moments
from troth.desk.presenting.people import face_of
from troth.desk.presenting.settings import read_client, settings_context
from troth.desk.viewing import done_by_member, seen_by_member
from troth.people.access import Viewer
from troth.people.actions.cards import MOST_BYTES, LargeFileError, take_cards
from troth.people.actions.clients import TakenError, add_client

NO_FORM: dict[str, Any] = {"typed": {}, "wrong": {}}


@seen_by_member
def clients(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    return _page(request, viewer, at, form=NO_FORM)


@seen_by_member
def client_new(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """A client by hand; most are proposed from mail."""
    if request.method != "POST":
        typed = {"kind": "client", "cadence": "14", "owner": viewer.member.pk.hex}
        return _new(request, viewer, form={"typed": typed, "wrong": {}})
    said = read_client(request.POST, viewer)
    if said.wrong:
        return _new(request, viewer, form=said.form)
    assert said.owner is not None
    try:
        client = add_client(
            said.owner,
            said.name,
            said.keys,
            kind=said.kind,
            cadence_days=said.cadence_days,
            by=viewer.member,
            at=at,
        )
    except TakenError as error:
        return _new(request, viewer, form=said.but(addresses=str(error)))
    tell(request, f"{client.name} is a client now.")
    return HttpResponseRedirect(reverse("client", args=(client.pk,)))


@done_by_member
def cards(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """Contacts from an address book. Nothing is kept of anybody else."""
    file = request.FILES.get("cards")
    if not isinstance(file, UploadedFile) or not file.size:
        return _page(request, viewer, at, form=_wrong("Choose a .vcf file first."))
    try:
        came = take_cards(
            file.read(MOST_BYTES + 1), clients=viewer.clients(), by=viewer.member, at=at
        )
    except LargeFileError as error:
        return _page(request, viewer, at, form=_wrong(str(error)))
    moments = Moments(viewer, at)
    return show(
        request,
        viewer,
        "desk/cards.html",
        title="From the address book",
        current="clients",
        summary=cards_words(came),
        contacts=[
            contact_context(face_of(it), (), letters={}, moments=moments)
            | {"client": it.client.name}
            for it in came.contacts
        ],
        problems=[f"Line {it.line}: {it.sentence}" for it in came.problems],
        back_url=reverse("clients"),
    )


def _page(
    request: HttpRequest, viewer: Viewer, at: datetime, *, form: dict[str, Any]
) -> HttpResponse:
    after = request.GET.get("after")
    found = listed(
        viewer,
        typed=" ".join(request.GET.get("q", "").replace("\0", "").split()),
        after=viewer.client(after) if after else None,
        at=at,
    )
    return show(
        request,
        viewer,
        "desk/clients.html",
        status=422 if form["wrong"] else 200,
        title="Clients",
        current="clients",
        add_url=reverse("client_new"),
        cards_url=reverse("cards"),
        form=form,
        **found,
    )


def _new(request: HttpRequest, viewer: Viewer, *, form: dict[str, Any]) -> HttpResponse:
    return show(
        request,
        viewer,
        "desk/client_edit.html",
        status=422 if form["wrong"] else 200,
        title="A new client",
        current="clients",
        **settings_context(viewer, None, form=form, kinds=KEPT_KINDS),
    )


def _wrong(sentence: str) -> dict[str, Any]:
    return {"typed": {}, "wrong": {"cards": sentence}}
