"""A letter is composed, changed, and taken to the person's own mail program or told by phone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.desk.frame import show, tell
from troth.desk.leaving import as_file, as_link, gone_to, in_its_place
from troth.desk.letter_form import refused_letter, typed_letter
from troth.desk.presenting.drafts import (
    Form,
    composed_context,
    draft_context,
    not_in_it,
    on_its_way,
    questions_of,
    status_of,
    ways_out,
)
from troth.desk.presenting.moments import Moments
from troth.desk.troubled import in_trouble
from troth.desk.viewing import seen_by_member
from troth.mail.queries import letter as letter_page
from troth.notes.queries import note as note_of
from troth.people import queries as people
from troth.people.access import Viewer
from troth.post.queries import outgoing_about, sender_of
from troth.post.refusals import PostError
from troth.promises.models import MatterKind
from troth.promises.queries.matters import MatterPage
from troth.promises.queries.matters import matter as matter_page
from troth.promises.refusals import RefusedError
from troth.pure.wording import UnusableAddressError
from troth.pure.wording.envelope import UnusableMessageIdError
from troth.updates import composing, queries
from troth.updates.actions.drafting import keep
from troth.updates.actions.leaving import KIND, send
from troth.updates.actions.sending import drop, edit, opened, told_by_phone
from troth.updates.composing import Composed, NobodyToWriteToError
from troth.updates.models import Draft, DraftState

SITTING = timedelta(minutes=15)
"""A letter that is taken to the mail program twice within this time is one letter."""

Compose = Callable[[], Composed]

REFUSALS = (RefusedError, PostError, UnusableAddressError, UnusableMessageIdError)


@seen_by_member
def write(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """One letter of what is open both ways. Looking at it keeps nothing."""
    client = viewer.client(pk)
    asked = request.GET.get("contact")
    contact = people.contact(viewer, asked) if asked else None

    def compose() -> Composed:
        return composing.status(client, by=viewer.member, at=at, contact=contact)

    return _written(request, viewer, compose, at=at, client=pk)


@seen_by_member
def write_about(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """A reminder of what they owe, or the news that a date has moved; else all that is open."""
    page = matter_page(viewer, pk)
    held = page.matter

    def compose() -> Composed:
        if held.kind == MatterKind.NEED:
            return composing.reminder(held, by=viewer.member, at=at)
        if held.moved_from_at is not None:
            return composing.moved(held, why=_why(page), by=viewer.member, at=at)
        return composing.status(held.client, by=viewer.member, at=at, contact=held.contact)

    return _written(request, viewer, compose, at=at, client=held.client_id)


@seen_by_member
def recap(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """What a call came to, and the question if that is right."""
    note = note_of(viewer, pk)

    def compose() -> Composed:
        return composing.recap(note, by=viewer.member, at=at)

    return _written(request, viewer, compose, at=at, client=note.client_id)


@seen_by_member
def recap_letters(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """What the letters up to one came to, and the question if that is right."""
    page = letter_page(viewer, pk)
    client = next(it for it in page.clients if viewer.may_see(it.pk))

    def compose() -> Composed:
        return composing.recap_of_letters(page.message, client, by=viewer.member, at=at)

    return _written(request, viewer, compose, at=at, client=client.pk)


@seen_by_member
def draft(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """A letter that is kept: changed, taken to the mail program, told by phone, or dropped."""
    held = queries.draft(viewer, pk)
    if request.method != "POST":
        return _draft_page(request, viewer, held, at=at, form=None)
    then = _then(request)
    try:
        if then == "phone":
            return _told(request, viewer, held, at=at)
        if then == "drop":
            drop(held, by=viewer.member, at=at)
            tell(request, "The letter is dropped.", undo=reverse("undo", args=("draft", pk)))
            return _to_client(held.client_id)
        held = _changed(held, typed_letter(request), viewer, at=at)
        return _gone(request, viewer, held, then, at=at)
    except REFUSALS as error:
        form = refused_letter(request, error)
        return in_its_place(request, _draft_page(request, viewer, held, at=at, form=form))


def _written(
    request: HttpRequest, viewer: Viewer, compose: Compose, *, at: datetime, client: UUID
) -> HttpResponse:
    """The composed letter on its page, or kept with what the person made of it."""
    try:
        composed = compose()
    except NobodyToWriteToError as error:
        return _nobody(request, viewer, error, client)
    if request.method != "POST":
        return _composed_page(request, viewer, composed, at=at, form=None)
    then = _then(request)
    try:
        if then == "phone":
            held = keep(composed, by=viewer.member, at=at)
            return _told(request, viewer, held, at=at)
        held = _kept(composed, typed_letter(request), viewer, at=at)
        return _gone(request, viewer, held, then, at=at)
    except REFUSALS as error:
        form = refused_letter(request, error)
        return in_its_place(request, _composed_page(request, viewer, composed, at=at, form=form))


def _kept(composed: Composed, typed: dict[str, str], viewer: Viewer, *, at: datetime) -> Draft:
    """The letter in the person's words; the same one where it was just taken to mail, or sent."""
    for it in queries.leaving_of(viewer, composed.client):
        if (it.to, it.subject, it.body) == (composed.reader.email, typed["subject"], typed["body"]):
            return it
    for it in queries.ready_of(viewer, composed.client):
        is_same = (it.kind, it.to, it.by_id) == (
            composed.kind,
            composed.reader.email,
            viewer.member.pk,
        )
        if is_same and it.opened_at is not None and at - it.opened_at <= SITTING:
            return _changed(it, typed, viewer, at=at)
    # Kept as Troth made it, then changed: what a person adds may be a promise of theirs.
    return _changed(keep(composed, by=viewer.member, at=at), typed, viewer, at=at)


def _changed(held: Draft, typed: dict[str, str], viewer: Viewer, *, at: datetime) -> Draft:
    if (held.subject, held.body) == (typed["subject"], typed["body"]):
        return held
    return edit(held, **typed, by=viewer.member, at=at)


def _gone(
    request: HttpRequest, viewer: Viewer, held: Draft, then: str, *, at: datetime
) -> HttpResponse:
    """On its way: to the outbox, to the mail program as a link or a file, or it stays."""
    page = reverse("draft", args=(held.pk,))
    if then == "send":
        if held.state == DraftState.READY:
            send(held, by=viewer.member, at=at)
        return gone_to(request, page)
    answer = None
    if then == "mailto":
        answer = as_link(request, held, page=page)
    elif then == "eml":
        answer = as_file(held, by=viewer.member, at=at)
    if answer is not None:
        opened(held, by=viewer.member, at=at)
        return answer
    tell(request, _stays(then))
    return gone_to(request, page)


def _told(request: HttpRequest, viewer: Viewer, held: Draft, *, at: datetime) -> HttpResponse:
    told_by_phone(held, by=viewer.member, at=at)
    tell(request, "Noted: they heard all of it by phone.")
    return _to_client(held.client_id)


def _composed_page(
    request: HttpRequest, viewer: Viewer, composed: Composed, *, at: datetime, form: Form | None
) -> HttpResponse:
    here = request.get_full_path()
    urls = {"save_url": here, "eml_url": here, "phone_url": f"{request.path}?then=phone"}
    moments = Moments(viewer, at)
    return _page(
        request,
        viewer,
        composed,
        letter=composed_context(composed, urls=urls, form=form, moments=moments)
        | ways_out(sender_of(viewer.member)),
        questions=questions_of(composed, back=here),
        state_words=not_in_it(composed, viewer),
    )


def _draft_page(
    request: HttpRequest, viewer: Viewer, held: Draft, *, at: datetime, form: Form | None
) -> HttpResponse:
    moments = Moments(viewer, at)
    outgoing = outgoing_about(viewer, held.pk, kind=KIND)
    sender = sender_of(outgoing.by if outgoing else viewer.member)
    return _page(
        request,
        viewer,
        held,
        letter=draft_context(held, form=form, moments=moments)
        | ways_out(sender)
        | on_its_way(outgoing, sender, moments=moments),
        questions=[],
        state_words="" if outgoing else status_of(held, moments=moments),
    )


def _page(
    request: HttpRequest, viewer: Viewer, of: Draft | Composed, *, letter: Form, **said: Any
) -> HttpResponse:
    return show(
        request,
        viewer,
        "desk/draft.html",
        status=422 if letter["form"]["wrong"] else 200,
        title=f"Letter to {of.client.name}",
        current="clients",
        about=of.client,
        draft=letter,
        **said,
    )


def _nobody(request: HttpRequest, viewer: Viewer, error: Exception, client: UUID) -> HttpResponse:
    way_on = {"label": "Add a contact", "url": reverse("client_edit", args=(client,))}
    return in_trouble(request, viewer, "Nobody to write to", str(error), way_on=way_on)


def _why(page: MatterPage) -> str:
    """Why it was moved last, as the member said."""
    return next((it.words or "" for it in page.history if it.verb == "moved"), "")


def _then(request: HttpRequest) -> str:
    return request.POST.get("then") or request.GET.get("then") or "stay"


def _stays(then: str) -> str:
    if then == "mailto":
        return "The letter is kept. It is too long for a link: download it as a draft."
    return "The letter is kept."


def _to_client(client: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("client", args=(client,)))
