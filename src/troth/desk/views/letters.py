"""One letter: in words, as it was laid out, and what was found in it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse

from troth.desk.frame import show, tell
from troth.desk.presenting.letters import (
    ERASED,
    NO_SUBJECT,
    Place,
    paper_of,
    sent_at,
    unread,
    writer_of,
)
from troth.desk.presenting.moments import Moments
from troth.desk.viewing import seen_by_member
from troth.mail.models import Message
from troth.mail.queries import LetterPage
from troth.mail.queries import letter as letter_page
from troth.mail.queries.around import around
from troth.people.access import NotFoundError, Viewer
from troth.people.models import Client
from troth.promises.actions.erasing import erase
from troth.promises.models import Finding, Matter
from troth.promises.queries.in_letter import matters_in, waiting_in
from troth.pure.letter.shown import Shown, shown
from troth.pure.letter.shown_page import HEADERS, document
from troth.pure.letter.shown_words import visible_line

NOT_ASKED = "Not looked at yet"


@seen_by_member
def letter(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """The letter, what stands in it, and the letters around it."""
    page = letter_page(viewer, pk)
    moments = Moments(viewer, at)
    read = shown(page.raw) if page.raw is not None else None
    has_html = read is not None and read.html is not None
    is_html = has_html and request.GET.get("view") == "html"
    client = next(it for it in page.clients if viewer.may_see(it.pk))
    here = reverse("letter", args=(pk,))
    return show(
        request,
        viewer,
        "desk/letter.html",
        title=visible_line(page.message.subject) or "Letter",
        current="clients",
        about=client,
        client=_client(client),
        letter=_paper(page, read, moments),
        view="html" if is_html else "words",
        words_url=here,
        erase_url=reverse("letter_erase", args=(pk,)) if read is not None else "",
        html_page_url=f"{here}?view=html" if has_html else "",
        matters=_found(viewer, pk, moments),
        thread=[_row(it, moments) for it in around(viewer, page.message)],
    )


@seen_by_member
def letter_html(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """The cleaned HTML alone, for the frame it stands in; it goes with its own headers only."""
    page = letter_page(viewer, pk)
    if page.raw is None:
        raise NotFoundError
    body = document(shown(page.raw), stylesheet=static("troth/letter.css"))
    return HttpResponse(body, headers=HEADERS)


@seen_by_member
def letter_erase(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """Asked first: what is erased cannot be brought back by anybody."""
    page = letter_page(viewer, pk)
    here = reverse("letter", args=(pk,))
    if request.method == "POST":
        erase(page.message, by=viewer.member, at=at)
        tell(request, "The letter is erased. That it was there stays on the record.")
        return HttpResponseRedirect(here)
    return show(
        request,
        viewer,
        "desk/erase.html",
        title="Erase this letter?",
        current="clients",
        subject=visible_line(page.message.subject),
        url=reverse("letter_erase", args=(pk,)),
        cancel_url=here,
    )


def _paper(page: LetterPage, read: Shown | None, moments: Moments) -> dict[str, Any]:
    if read is None:
        return unread(page.message, Place(), moments=moments, says=ERASED)
    problems = [f"{it.rstrip('.')}." for it in read.problems]
    paper = paper_of(page.message, read, Place(), moments=moments)
    left_out = [paper["removed_words"], *problems]
    return paper | {
        "removed_words": " ".join(filter(None, left_out)),
        "html_url": reverse("letter_html", args=(page.message.pk,)) if read.html else "",
    }


def _client(client: Client) -> dict[str, str]:
    return {"name": client.name, "url": reverse("client", args=(client.pk,))}


def _found(viewer: Viewer, pk: UUID, moments: Moments) -> list[dict[str, Any]]:
    """What the letter holds: what was confirmed, and what waits for a word."""
    confirmed = [_matter_row(it, moments) for it in matters_in(viewer, pk)]
    return confirmed + [_finding_row(it) for it in waiting_in(viewer, pk)]


def _matter_row(matter: Matter, moments: Moments) -> dict[str, Any]:
    due = matter.due_on or matter.due_at
    state = matter.outcome.capitalize() or (f"Due {moments.due(due)}" if due else "Open")
    return {
        "words": visible_line(matter.what),
        "url": reverse("matter", args=(matter.pk,)),
        "when": None,
        "tone": "quiet" if matter.outcome else "",
        "detail": f"{matter.kind.capitalize()}. {state}.",
    }


def _finding_row(finding: Finding) -> dict[str, Any]:
    return {
        "words": visible_line(finding.sentence),
        "url": reverse("found_item", args=(finding.pk,)),
        "when": None,
        "tone": "soon",
        "detail": f"{NOT_ASKED}.",
    }


def _row(message: Message, moments: Moments) -> dict[str, Any]:
    return {
        "words": visible_line(message.subject) or NO_SUBJECT,
        "url": reverse("letter", args=(message.pk,)),
        "when": moments.when(sent_at(message)),
        "tone": "",
        "detail": writer_of(message),
    }
