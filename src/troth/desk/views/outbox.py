"""The outbox: what waits, what failed and why, and what left in the last days."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.desk.frame import show, tell
from troth.desk.presenting import outbox as presenting
from troth.desk.presenting.moments import Moments
from troth.desk.viewing import done_by_member, seen_by_member
from troth.people.access import Viewer
from troth.post import queries
from troth.post.actions.outbox import send_again
from troth.post.models import Outgoing, OutgoingState, Sender
from troth.post.refusals import PostError
from troth.updates.actions.leaving import arrived, drop, take_back

DAYS_SHOWN = timedelta(days=7)
MOST_SHOWN = 100

WAITING = (OutgoingState.HELD, OutgoingState.SENDING)
LEFT = (OutgoingState.SENT, OutgoingState.WITHDRAWN)


@seen_by_member
def outbox(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """Five queries, however many letters."""
    moments, letters = Moments(viewer, at), queries.outbox(viewer)
    senders = _senders(viewer)
    latest = letters.filter(state__in=LEFT, made_at__gte=at - DAYS_SHOWN)

    def rows(found: list[Outgoing]) -> list[presenting.Row]:
        return [presenting.row(it, senders.get(it.by_id), moments=moments) for it in found]

    return show(
        request,
        viewer,
        "desk/outbox.html",
        title="Outbox",
        current="mailboxes",
        sender=_own(viewer, senders),
        waiting=rows(list(letters.filter(state__in=WAITING).order_by("send_at")[:MOST_SHOWN])),
        in_trouble=rows(list(letters.filter(state__in=presenting.IN_TROUBLE)[:MOST_SHOWN])),
        left=rows(list(latest[:MOST_SHOWN])),
    )


@seen_by_member
def outgoing(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """One letter, word for word as it leaves."""
    held, moments = queries.outgoing(viewer, pk), Moments(viewer, at)
    client = held.client
    return show(
        request,
        viewer,
        "desk/outgoing.html",
        title=held.subject or "A letter",
        current="mailboxes",
        about=client,
        letter={
            "subject": held.subject,
            "to_words": presenting.addresses(held).capitalize(),
            "text": held.text,
            "state": presenting.state_of(held, queries.sender_of(held.by), moments=moments),
            "answers": presenting.answers(held),
            "message_id": held.message_id,
            "draft_url": presenting.about_url(held),
            "client": {"name": client.name, "url": reverse("client", args=(client.pk,))}
            if client
            else None,
        },
    )


@done_by_member
def outgoing_back(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    return _done(request, viewer, at, pk, act=take_back, said="Taken back. It did not leave.")


@done_by_member
def outgoing_again(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    return _done(request, viewer, at, pk, act=send_again, said="It is sent again now.")


@done_by_member
def outgoing_drop(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    return _done(request, viewer, at, pk, act=drop, said="Dropped. Its draft is ready again.")


@done_by_member
def outgoing_arrived(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    return _done(request, viewer, at, pk, act=arrived, said="Kept: it arrived.")


Act = Callable[..., Outgoing]


def _done(  # noqa: PLR0913  # what is done with which letter, and what is said then
    request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID, *, act: Act, said: str
) -> HttpResponse:
    """Try it, say what came of it, and go back to the draft, or to the letter."""
    held = queries.outgoing(viewer, pk)
    try:
        now = act(held, by=viewer.member, at=at)
    except PostError as refused:
        tell(request, str(refused))
    else:
        is_unsure = act is take_back and now.state == OutgoingState.UNSURE
        tell(request, presenting.UNSURE if is_unsure else said)
    page = reverse("outgoing", args=(pk,))
    return HttpResponseRedirect(presenting.about_url(held) or page)


def _senders(viewer: Viewer) -> dict[UUID, Sender]:
    """How the letters of each member leave, behind the curtain too: it names no client."""
    rows = Sender.objects.filter(practice_id=viewer.practice_id).select_related("member")
    return {it.member.pk: it for it in rows}


def _own(viewer: Viewer, senders: dict[UUID, Sender]) -> dict[str, str]:
    """How the viewer's own letters leave, in a line."""
    held = senders.get(viewer.member.pk)
    url = "" if viewer.only is not None else reverse("sender")
    if held is None:
        words = "Troth does not know yet how your letters leave."
        return {"words": words, "label": "Say how they leave", "url": url, "trouble": ""}
    words = f"Your letters leave from {held.email}."
    return {"words": words, "label": "Change how they leave", "url": url, "trouble": held.trouble}
