"""Deleting what is kept of a client, on their request."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.desk.frame import show, tell
from troth.desk.viewing import seen_by_member
from troth.people.access import Viewer, one
from troth.people.models import Client
from troth.safekeeping.actions.deleting import LeavingNowError, delete_client

NOT_THE_NAME = "That is not their name. Write it as it stands above."


@seen_by_member
def client_delete(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """Asked first, by their name: what is deleted cannot be brought back by anybody."""
    client = one(viewer.clients().filter(merged_into=None), pk)
    if request.method != "POST":
        return _page(request, viewer, client)
    typed = request.POST.get("name", "")
    if not _is_same(typed, client.name):
        return _page(request, viewer, client, typed=typed, wrong=NOT_THE_NAME)
    try:
        delete_client(client, by=viewer.member, at=at)
    except LeavingNowError as error:
        return _page(request, viewer, client, typed=typed, wrong=str(error))
    tell(request, "What was kept of them is deleted. The record keeps that it was there.")
    return HttpResponseRedirect(reverse("clients"))


def _is_same(typed: str, name: str) -> bool:
    return " ".join(typed.split()).casefold() == " ".join(name.split()).casefold()


def _page(
    request: HttpRequest, viewer: Viewer, client: Client, *, typed: str = "", wrong: str = ""
) -> HttpResponse:
    return show(
        request,
        viewer,
        "desk/client_delete.html",
        status=422 if wrong else 200,
        title="Delete what is kept of this client?",
        current="clients",
        about=client,
        name=client.name,
        form={"typed": {"name": typed}, "wrong": {"name": wrong} if wrong else {}},
        url=reverse("client_delete", args=(client.pk,)),
        cancel_url=reverse("client_edit", args=(client.pk,)),
    )
