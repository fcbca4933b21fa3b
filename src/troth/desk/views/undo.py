"""Taking back what just happened, whatever it was."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.agenda.actions import catch_up
from troth.desk.frame import tell
from troth.desk.viewing import done_by_member
from troth.desk.views.asking import gone_on, one_page, take_off, url_of
from troth.notes.actions import erase as erase_win
from troth.notes.queries import note as note_of
from troth.notes.queries import win as win_of
from troth.people.access import NotFoundError, Viewer, one
from troth.promises.actions.deciding import undo as undo_finding
from troth.promises.actions.erasing import erase_note
from troth.promises.actions.proposals import undo_proposal
from troth.promises.actions.together import undo_batch
from troth.promises.actions.undoing import take_back
from troth.promises.models import Finding, Matter, Proposal
from troth.promises.queries.queue import item
from troth.promises.refusals import RefusedError
from troth.record import queries as record
from troth.updates.actions import sending
from troth.updates.models import Draft
from troth.web.days import count_words

TAKEN_BACK = "Taken back."
ASKED_AGAIN = "Taken back. It is asked again."
MOST_ENTRIES = 10_000


@done_by_member
def undo(request: HttpRequest, viewer: Viewer, at: datetime, kind: str, pk: UUID) -> HttpResponse:
    """One key. What cannot be taken back any more says why, and stays."""
    if kind not in UNDOING:
        raise NotFoundError
    return UNDOING[kind](request, viewer, at, pk)


def _finding(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    finding = one(Finding.objects.filter(client__in=viewer.clients()), pk)
    act = partial(undo_finding, finding, by=viewer.member, at=at)
    return _asked_again(request, viewer, at, pk, act=act)


def _proposal(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    proposal = one(Proposal.objects.filter(client__in=viewer.clients()), pk)
    act = partial(undo_proposal, proposal, by=viewer.member, at=at)
    return _asked_again(request, viewer, at, pk, act=act)


def _batch(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    _must_be_seen(viewer, pk)
    try:
        undone = undo_batch(pk, by=viewer.member, at=at)
    except RefusedError as refused:
        tell(request, str(refused))
        return gone_on(request, viewer, at)
    kept = f" {undone.kept:,} had gone on since and stay." if undone.kept else ""
    tell(request, f"Taken back: {count_words(undone.count, 'sentence')} asked again.{kept}")
    return gone_on(request, viewer, at)


def _matter(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    matter = one(Matter.objects.filter(client__in=viewer.clients()), pk)
    client = reverse("client", args=(matter.client_id,))
    try:
        held = take_back(matter, by=viewer.member, at=at)
    except RefusedError as refused:
        tell(request, str(refused))
        held = matter
    else:
        tell(request, TAKEN_BACK)
    to = reverse("matter", args=(pk,)) if held is not None else client
    return HttpResponseRedirect(to)


def _draft(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    draft = one(Draft.objects.filter(client__in=viewer.clients()), pk)
    _is_done(request, partial(sending.restore, draft, by=viewer.member, at=at), said=TAKEN_BACK)
    return HttpResponseRedirect(reverse("draft", args=(pk,)))


def _note(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    note = note_of(viewer, pk)
    erase_note(note, by=viewer.member, at=at)
    tell(request, "Taken back: the note is gone.")
    return HttpResponseRedirect(reverse("client", args=(note.client_id,)))


def _win(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    win = win_of(viewer, pk)
    erase_win(win, by=viewer.member, at=at)
    tell(request, "Taken back: the line is gone.")
    return HttpResponseRedirect(reverse("client", args=(win.client_id,)))


Undoing = Callable[[HttpRequest, Viewer, datetime, UUID], HttpResponse]

UNDOING: Mapping[str, Undoing] = {
    "batch": _batch,
    "draft": _draft,
    "finding": _finding,
    "matter": _matter,
    "note": _note,
    "proposal": _proposal,
    "win": _win,
}


def _is_done(request: HttpRequest, act: Callable[[], object], *, said: str) -> bool:
    """Try it, and say what came of it."""
    try:
        act()
    except RefusedError as refused:
        tell(request, str(refused))
        return False
    tell(request, said)
    return True


def _asked_again(
    request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID, *, act: Callable[[], object]
) -> HttpResponse:
    """The question that was taken back stands on the screen again."""
    if _is_done(request, act, said=ASKED_AGAIN):
        take_off(request)
        catch_up(viewer.practice_id, at=at)
    if request.htmx:  # type: ignore[attr-defined]
        return one_page(request, viewer, at, item(viewer, pk))
    return HttpResponseRedirect(url_of(request, "found_item", pk))


def _must_be_seen(viewer: Viewer, batch: UUID) -> None:
    """Raises NotFoundError where the batch is foreign, or not wholly of the client shown."""
    told = record.about(batch, practice=viewer.practice_id, most=MOST_ENTRIES)
    firsts = [it.facts["findings"][0] for it in told if it.facts.get("findings")]  # one client each
    hidden = Finding.objects.filter(pk__in=firsts).exclude(client__in=viewer.clients())
    if not firsts or hidden.exists():
        raise NotFoundError
