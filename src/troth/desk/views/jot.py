"""What is not mail is written down: a call, good news, a promise by hand."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.desk.frame import show, tell
from troth.desk.presenting.moments import Moments, NoDayError
from troth.desk.presenting.noted import noted_context
from troth.desk.presenting.noting import jot_context, understood
from troth.desk.typed import moment_past
from troth.desk.viewing import seen_by_member
from troth.forecasts.work_values import ValueRefusedError, hours
from troth.notes.actions import (
    FutureNoteError,
    HoursError,
    NoHoursError,
    NoteRefusedError,
    Took,
    did,
)
from troth.notes.models import NoteKind
from troth.notes.queries import note as note_of
from troth.people.access import Viewer
from troth.people.models import Client
from troth.promises.actions.by_hand import write_down
from troth.promises.actions.noting import take_note
from troth.promises.queries.by_hand import Parsed, parse
from troth.promises.queries.naming import named
from troth.promises.refusals import RefusedError
from troth.pure.ledger import Debt

NO_CLIENT = "Choose the client."
NO_KIND = "Choose a call, a meeting or a chat."
FIELDS = ("words", "client", "how", "day", "hours", "estimated")

Form = dict[str, Any]


@seen_by_member
def note_new(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """A call, a meeting or a chat; it is read like a letter, and its page shows what was found."""
    if request.method != "POST":
        return _asked(request, viewer, "note")
    typed, client = _typed(request), _client(request, viewer)
    wrong = {} if client else {"client": NO_CLIENT}
    if typed["how"] not in NoteKind.values:
        wrong["how"] = NO_KIND
    if client is None or wrong:
        return _page(request, viewer, "note", form={"typed": typed, "wrong": wrong})
    try:
        held = take_note(
            client,
            contact=_named_in(typed["words"], viewer, client),
            kind=NoteKind(typed["how"]),
            at_time=moment_past(typed["day"], moments=Moments(viewer, at)),
            text=typed["words"],
            is_word=True,
            by=viewer.member,
            at=at,
        ).note
    except (NoteRefusedError, NoDayError) as error:
        field = "day" if isinstance(error, (FutureNoteError, NoDayError)) else "words"
        return _page(request, viewer, "note", form={"typed": typed, "wrong": {field: str(error)}})
    undo = reverse("undo", args=("note", held.pk))
    tell(request, f"Written down. {client.name} has heard from you.", undo=undo)
    return HttpResponseRedirect(reverse("note", args=(held.pk,)))


@seen_by_member
def note(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """A call, a meeting or a chat, what was found in it, and the way to a recap."""
    held = note_of(viewer, pk)
    return show(
        request,
        viewer,
        "desk/noted.html",
        title=f"A {held.kind} with {held.client.name}",
        current="clients",
        about=held.client,
        **noted_context(held, moments=Moments(viewer, at)),
    )


@seen_by_member
def win_new(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """Finished work or good news in one line."""
    if request.method != "POST":
        return _asked(request, viewer, "win")
    typed, client = _typed(request), _client(request, viewer)
    took, wrong = _took(typed)
    wrong = ({} if client else {"client": NO_CLIENT}) | wrong
    try:
        if client is not None and not wrong:
            won = did(client, text=typed["words"], by=viewer.member, at=at, took=took)
            undo = reverse("undo", args=("win", won.pk))
            tell(request, f"Written down. It opens the next letter to {client.name}.", undo=undo)
            return HttpResponseRedirect(reverse("client", args=(client.pk,)))
    except (HoursError, NoHoursError) as error:
        wrong = {"hours": str(error)}
    except NoteRefusedError as error:
        wrong = {"words": str(error)}
    return _page(request, viewer, "win", form={"typed": typed, "wrong": wrong})


@seen_by_member
def promise_new(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """A promise, an ask or a need in one line; what was understood is shown before it is kept."""
    if request.method != "POST":
        return _asked(request, viewer, "promise")
    typed, client = _typed(request), _client(request, viewer)
    try:
        parsed = parse(viewer, typed["words"], at=at, client=client.pk if client else None)
    except RefusedError as error:
        form = {"typed": typed, "wrong": {"words": str(error)}}
        return _page(request, viewer, "promise", form=form)
    sure = request.POST.get("sure")
    if sure not in list(Debt) or request.POST.get("line") != typed["words"]:
        asked = understood(parsed, typed["words"], viewer=viewer, at=at)
        form = {"typed": typed, "wrong": {}}
        return _page(request, viewer, "promise", form=form, understood=asked)
    return _written_down(request, viewer, parsed.turned(Debt(sure)), at=at)


def _took(typed: Form) -> tuple[Took, dict[str, str]]:
    """What it took as far as it can be read, and what is wrong by its field."""
    read: dict[str, float] = {}
    wrong: dict[str, str] = {}
    for field in ("hours", "estimated"):
        if said := typed[field].strip():
            try:
                read[field] = hours(said)
            except ValueRefusedError as error:
                wrong[field] = str(error)
    return Took(hours=read.get("hours"), estimated_hours=read.get("estimated")), wrong


def _written_down(
    request: HttpRequest, viewer: Viewer, parsed: Parsed, *, at: datetime
) -> HttpResponse:
    held = write_down(parsed, by=viewer.member, at=at)
    tell(request, "Written down.", undo=reverse("undo", args=("matter", held.pk)))
    return HttpResponseRedirect(reverse("matter", args=(held.pk,)))


def _asked(request: HttpRequest, viewer: Viewer, kind: str) -> HttpResponse:
    client = _client(request, viewer) or (viewer.clients().first() if viewer.only else None)
    typed = {"how": "call", "client": str(client.pk) if client else ""}
    return _page(request, viewer, kind, form={"typed": typed, "wrong": {}}, client=client)


def _page(  # a form is these
    request: HttpRequest,
    viewer: Viewer,
    kind: str,
    *,
    form: Form,
    client: Client | None = None,
    **said: Any,
) -> HttpResponse:
    client = client or _client(request, viewer)
    back = reverse("client", args=(client.pk,)) if client else reverse("today")
    context = jot_context(kind, viewer, form=form, back=back) | said
    return show(
        request,
        viewer,
        "desk/note.html",
        status=422 if form["wrong"] else 200,
        title=context["heading"],
        about=client,
        **context,
    )


def _typed(request: HttpRequest) -> dict[str, str]:
    typed = {name: request.POST.get(name, "").replace("\0", "") for name in FIELDS}
    return typed | {"words": typed["words"].replace("\r\n", "\n").strip()}


def _client(request: HttpRequest, viewer: Viewer) -> Client | None:
    """The client chosen, or the one whose page led here. Raises NotFoundError."""
    asked = request.POST.get("client") if request.method == "POST" else request.GET.get("client")
    return viewer.client(asked) if asked else None


def _named_in(words: str, viewer: Viewer, client: Client) -> Any:
    """Who of the client is named in a note; None where nobody is, or several are."""
    try:
        return named(viewer, words[:500], client=client).contact
    except RefusedError:
        return None
