"""A client's settings: name, kind, rhythm, owner; more addresses, a contact, joining, an end."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.desk.frame import show, tell
from troth.desk.presenting.listing import KEPT_KINDS
from troth.desk.presenting.settings import (
    LONG_NAME,
    LONGEST_NAME,
    NO_KEY,
    Form,
    keys_in,
    more_context,
    read_client,
    settings_context,
    typed_of,
)
from troth.desk.viewing import done_by_member, seen_by_member
from troth.people.access import Viewer, one
from troth.people.actions.clients import TakenError, add_keys, change, close, hand_over
from troth.people.actions.contacts import UnfitValueError, add_contact
from troth.people.models import Client
from troth.promises.refusals import RefusedError
from troth.updates.actions.joining import join

NO_CLIENT = "Choose the client that this one is the same as."
NO_KEYS = "Write a domain such as acme.example, or an address."
NO_EMAIL = "Write the mail address of one person, such as anna@acme.example."


@seen_by_member
def client_edit(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """What the client is called, what kind they are, how often a word is due, who answers."""
    client = _client(viewer, pk)
    if request.method != "POST":
        return _page(request, viewer, client)
    said = read_client(request.POST, viewer)
    if said.wrong:
        return _page(request, viewer, client, form=said.form)
    assert said.owner is not None
    kind, days = said.kind, said.cadence_days
    if (said.name, kind, days) != (client.name, client.kind, client.cadence_days):
        change(client, name=said.name, kind=kind, cadence_days=days, by=viewer.member, at=at)
    hand_over(client, to=said.owner, by=viewer.member, at=at)
    tell(request, f"The settings of {client.name} are kept.")
    return _to_client(client)


@done_by_member
def client_keys(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """More houses or addresses whose mail is this client's."""
    client = _client(viewer, pk)
    typed = request.POST.get("more_keys", "")
    keys, unfit = keys_in(typed)
    wrong = NO_KEY.format(unfit) if unfit else "" if keys else NO_KEYS
    try:
        if not wrong:
            add_keys(client, keys, by=viewer.member, at=at)
    except TakenError as error:
        wrong = str(error)
    if wrong:
        return _page(request, viewer, client, keys=_form({"more_keys": typed}, more_keys=wrong))
    tell(request, f"Mail of {', '.join(keys)} is kept with {client.name} from the next look on.")
    return _to_settings(client)


@done_by_member
def contact_new(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """A person at the client, by name and address."""
    client = _client(viewer, pk)
    typed = {it: request.POST.get(it, "").strip() for it in ("contact_name", "email")}
    wrong = _wrong_contact(typed)
    try:
        if not wrong:
            name, email = typed["contact_name"], typed["email"]
            contact = add_contact(client, name, [email], by=viewer.member, at=at)
            tell(request, f"{name or email} is known at {client.name} now.")
            return HttpResponseRedirect(reverse("contact", args=(contact.pk,)))
    except UnfitValueError as error:
        wrong = {"email": str(error)}
    return _page(request, viewer, client, contact=_form(typed, **wrong))


@done_by_member
def client_merge(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """This client turned out to be another one: everything goes there."""
    client = _client(viewer, pk)
    asked = request.POST.get("into", "")
    if not asked:
        return _page(request, viewer, client, merge=_form({}, into=NO_CLIENT))
    into = viewer.client(asked)
    try:
        join(client, into=into, by=viewer.member, at=at)
    except RefusedError as error:
        return _page(request, viewer, client, merge=_form({"into": asked}, into=str(error)))
    tell(request, f"{client.name} is joined with {into.name}. Both records are kept.")
    return _to_client(into)


@done_by_member
def client_close(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """The work has ended: nobody is missed when silent any more."""
    client = _client(viewer, pk)
    close(client, by=viewer.member, at=at)
    tell(request, f"The work for {client.name} has ended. What is open stays on their page.")
    return _to_client(client)


def _client(viewer: Viewer, pk: UUID) -> Client:
    """A client that can be changed: one that was joined with another is a record alone."""
    return one(viewer.clients().filter(merged_into=None), pk)


def _page(
    request: HttpRequest, viewer: Viewer, client: Client, *, form: Form | None = None, **forms: Form
) -> HttpResponse:
    said = settings_context(viewer, client, form=form or typed_of(client), kinds=KEPT_KINDS)
    said["more"] = more_context(viewer, client, forms=forms)
    is_refused = any(it["wrong"] for it in (said["form"], *forms.values()))
    return show(
        request,
        viewer,
        "desk/client_edit.html",
        status=422 if is_refused else 200,
        title=f"Settings of {client.name}",
        current="clients",
        about=client,
        **said,
    )


def _wrong_contact(typed: dict[str, str]) -> dict[str, str]:
    local, _, domain = typed["email"].rpartition("@")
    is_address = local and "." in domain and not set(typed["email"]) & set(' ,;<>"\0')
    wrong = {} if is_address else {"email": NO_EMAIL}
    if len(typed["contact_name"]) > LONGEST_NAME:
        wrong["contact_name"] = LONG_NAME
    return wrong


def _form(typed: dict[str, str], **wrong: str) -> Form:
    return {"typed": typed, "wrong": wrong}


def _to_client(client: Client) -> HttpResponse:
    return HttpResponseRedirect(reverse("client", args=(client.pk,)))


def _to_settings(client: Client) -> HttpResponse:
    return HttpResponseRedirect(reverse("client_edit", args=(client.pk,)))
