"""One client: what is open both ways, their people, letters, calls and good news."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from troth.agenda.actions import catch_up
from troth.agenda.queries import line as line_of
from troth.desk import queries
from troth.desk.frame import show
from troth.desk.presenting.clients import kind_words, letter_row, note_row, win_row
from troth.desk.presenting.matters import open_rows
from troth.desk.presenting.moments import Moments
from troth.desk.presenting.outbox import troubles_of
from troth.desk.presenting.people import people_of
from troth.desk.presenting.reliability import reliability
from troth.desk.queries import Here, Post, post_of
from troth.desk.viewing import seen_by_member
from troth.desk.views.today import sentences, with_trouble
from troth.mail.queries import letters_of
from troth.mail.queries.letters import Line
from troth.people.access import NotFoundError, Viewer
from troth.people.models import Client
from troth.promises.queries.open_lines import open_lines
from troth.pure.ledger import Debt
from troth.updates.queries import only_said_ok
from troth.web.addresses import address

LETTERS_SHOWN = 50


@seen_by_member
def client(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """A client's own page."""
    here = queries.here(viewer, pk)
    held, moments = here.client, Moments(viewer, at)
    owed, letters = open_lines(held), queries.latest_letters(viewer, pk)
    me = None if viewer.only else viewer.member.pk  # the client may be looking on
    return show(
        request,
        viewer,
        "desk/client.html",
        title=held.name,
        current="clients",
        about=held,
        client={
            "name": held.name,
            "kind_words": kind_words(held, moments=moments),
            "url": address("client", pk),
            "edit_url": address("client_edit", pk),
            "sentences": _sentences(viewer, here, letters, at=at),
            "write": {
                "label": "Write",
                "says": f"Write to {held.name}",
                "url": address("write", pk),
            },
            "jot": _jot(held),
        },
        ours=open_rows(owed[Debt.PROMISE], moments=moments),
        theirs=open_rows(owed[Debt.NEED], moments=moments),
        asks=open_rows(owed[Debt.ASK], moments=moments),
        contacts=people_of(pk, moments=moments),
        letters=[letter_row(it, moments=moments) for it in letters],
        notes=[note_row(it, moments=moments) for it in queries.latest_notes(pk)],
        wins=[win_row(it, moments=moments, me=me) for it in queries.latest_wins(pk)],
        letters_url=address("client_letters", pk),
        record_url=address("client_record", pk),
        record=reliability(queries.ended(pk), held, moments=moments),
    )


@seen_by_member
def client_letters(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """Every letter of a client, the newest first."""
    here = viewer.client(pk)
    lines = letters_of(viewer, pk, most=LETTERS_SHOWN + 1, before=_before(request))
    shown, moments = lines[:LETTERS_SHOWN], Moments(viewer, at)
    return show(
        request,
        viewer,
        "desk/client_letters.html",
        title=f"Letters of {here.name}",
        current="clients",
        about=here,
        client={"name": here.name, "url": reverse("client", args=(pk,))},
        letters=[letter_row(post_of(it), moments=moments) for it in shown],
        pager=_pager(shown, pk) if len(lines) > LETTERS_SHOWN else None,
    )


def _sentences(
    viewer: Viewer, here: Here, letters: list[Post], *, at: datetime
) -> list[dict[str, str]]:
    """What their line on Today says, and what else is worth a look."""
    held = here.client
    if held.merged_into_id is not None:
        known = here.merged_name if viewer.may_see(held.merged_into_id) else None
        url = address("client", held.merged_into_id) if known else ""
        return [_said(f"Joined with {known or 'another client'}.", url)]
    line = line_of(viewer, held.pk, at=at)
    if line is None:
        catch_up(viewer.practice_id, at=at)
        line = line_of(viewer, held.pk, at=at)
    trouble = troubles_of(viewer, [held.pk]).get(held.pk)
    said = with_trouble(sentences(line) if line else [], trouble)
    if here.ready is not None:
        url = address("draft", here.ready)
        said.append(_said("A letter is drafted and not sent yet.", url))
    if letters and letters[0].is_quiet and not letters[0].is_mine and only_said_ok(held):
        words = "They only said OK. Ask whether it is as you understood it."
        said.append(_said(words, address("recap_letters", letters[0].pk)))
    return said


def _said(words: str, url: str) -> dict[str, str]:
    return {"words": words, "tone": "quiet", "url": url, "exact": ""}


def _jot(client: Client) -> list[dict[str, Any]]:
    """What can be written down about this client; the keys are those of the frame."""
    known = (
        ("note_new", "Note a call", f"Note a call with {client.name}", "n"),
        ("win_new", "Good news", f"Good news for {client.name}", "w"),
        ("promise_new", "A promise", f"A promise to {client.name}", "p"),
    )
    return [
        {"label": label, "says": says, "key": key, "url": f"{reverse(name)}?client={client.pk}"}
        for name, label, says, key in known
    ]


def _before(request: HttpRequest) -> tuple[datetime, int] | None:
    """Where the page goes on. Raises NotFoundError for a made-up place."""
    asked = request.GET.get("before")
    if asked is None:
        return None
    moment, _, number = asked.rpartition("_")
    try:
        return datetime.fromisoformat(moment).astimezone(UTC), int(number[:18])
    except (ValueError, OverflowError):
        raise NotFoundError from None


def _pager(shown: list[Line], pk: UUID) -> dict[str, str]:
    moment, number = shown[-1].cursor
    place = f"{moment.isoformat()}_{number}".replace("+", "%2B")
    return {
        "words": f"{len(shown)} letters on this page.",
        "previous_url": "",
        "next_url": f"{reverse('client_letters', args=(pk,))}?before={place}",
    }
