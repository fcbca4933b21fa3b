"""Letters that leave, as the desk tells of them: where each is on its way, and what to do."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse

from troth.desk.presenting.clients import NO_SUBJECT
from troth.desk.presenting.moments import Moments
from troth.people.access import Viewer
from troth.post.models import Outgoing, OutgoingState, Sender
from troth.post.queries import outbox
from troth.pure.letter.shown_words import visible_line

UNSURE = (
    "The server took the whole letter and its answer was lost. It may have arrived; sending it "
    "again could make it arrive twice, with the same Message-ID."
)
UNSENT = "A letter could not be sent."
DOUBTED = "A letter may not have arrived: the mail server's answer was lost."
TWICE = "It was sent twice with the same Message-ID, for the first answer was lost."
DO = {
    OutgoingState.FAILED: "Put right what is wrong, at the contact or at your mail server, and "
    "send it again; or drop it, and its draft is ready to be changed.",
    OutgoingState.UNSURE: "Ask whether it is there, or look into your Sent folder. Then say that "
    "it arrived, or send it again.",
}

IN_TROUBLE = (OutgoingState.FAILED, OutgoingState.UNSURE)

SOON = 5
"""Seconds in which a letter whose time has come has left, as a rule."""

Row = dict[str, Any]
State = dict[str, str]


def state_of(outgoing: Outgoing, sender: Sender | None, *, moments: Moments) -> State:
    """Where it is: words, tone, and what to do ("" for nothing)."""
    known = OutgoingState(outgoing.state)
    words, tone = {
        OutgoingState.HELD: _held,
        OutgoingState.SENDING: _sending,
        OutgoingState.SENT: _sent,
        OutgoingState.UNSURE: _unsure,
        OutgoingState.FAILED: _failed,
        OutgoingState.WITHDRAWN: _withdrawn,
    }[known](outgoing, sender, moments)
    return {"words": words, "tone": tone, "do": DO.get(known, "")}


def troubles_of(viewer: Viewer, clients: Iterable[UUID]) -> Mapping[UUID, State]:
    """By client the latest letter that a person must look at, as a line's sentence. One query."""
    stuck = outbox(viewer).filter(client__in=list(clients), state__in=IN_TROUBLE)
    return {
        it.client.pk: {
            "words": UNSENT if it.state == OutgoingState.FAILED else DOUBTED,
            "tone": "late",
            "url": reverse("outgoing", args=(it.pk,)),
            "exact": it.subject,
        }
        for it in reversed(stuck)
        if it.client is not None
    }


def row(outgoing: Outgoing, sender: Sender | None, *, moments: Moments) -> Row:
    """One letter in the outbox's lists, as list_row in web/macros.html reads it."""
    state = state_of(outgoing, sender, moments=moments)
    client = f"{outgoing.client.name}: " if outgoing.client else ""
    return {
        "words": visible_line(outgoing.subject) or NO_SUBJECT,
        "url": reverse("outgoing", args=(outgoing.pk,)),
        "when": moments.when(outgoing.sent_at or outgoing.send_at, clock=True),
        "tone": state["tone"],
        "detail": f"{client}{addresses(outgoing)}. {state['words']}",
    }


def addresses(outgoing: Outgoing) -> str:
    return "to " + ", ".join(visible_line(it) for it in outgoing.to)


def answers(outgoing: Outgoing) -> list[Row]:
    """What may be done with it now: [{label, key, url, look, says}]."""
    known = OutgoingState(outgoing.state)
    again = _answer(outgoing, "Send it again", "s", "outgoing_again")
    drop = _answer(outgoing, "Drop it", "x", "outgoing_drop", look="plain")
    if known == OutgoingState.HELD:
        return [_answer(outgoing, "Take it back", "z", "outgoing_back", look="first")]
    if known == OutgoingState.FAILED:
        return [again | {"look": "first"}, drop]
    if known == OutgoingState.UNSURE:
        it_did = _answer(outgoing, "It arrived", "y", "outgoing_arrived", look="first")
        return [it_did, again, drop]
    return []


def asked_again_in(outgoing: Outgoing, sender: Sender | None, *, moments: Moments) -> int:
    """Seconds after which a page may find something new of it; 0 where that may take long."""
    if outgoing.state == OutgoingState.SENDING:
        return SOON
    is_held_up = outgoing.attempt or sender is None or sender.trouble
    if outgoing.state != OutgoingState.HELD or is_held_up:
        return 0
    left = int((outgoing.send_at - moments.now).total_seconds())
    return left + SOON if left > 0 else SOON


def about_url(outgoing: Outgoing) -> str:
    """The draft that it was made of, "" for what nobody drafted."""
    return address_of_draft(outgoing.about) if outgoing.kind == "draft" and outgoing.about else ""


def address_of_draft(pk: UUID) -> str:
    return reverse("draft", args=(pk,))


def _answer(outgoing: Outgoing, label: str, key: str, name: str, *, look: str = "") -> Row:
    url = reverse(name, args=(outgoing.pk,))
    return {"label": label, "key": key, "url": url, "look": look}


Said = tuple[str, str]
"""Words, and their tone."""


def _held(outgoing: Outgoing, sender: Sender | None, moments: Moments) -> Said:
    if sender is None:
        return "It waits: Troth does not know any more how your letters leave.", "late"
    if sender.trouble:
        return f"It waits: {sender.trouble}", "late"
    when = moments.when(outgoing.send_at, clock=True)["words"]
    if outgoing.attempt and outgoing.said:
        return f"It has not left yet: {_ended(outgoing.said)} It is tried again {when}.", "soon"
    if outgoing.send_at <= moments.now:
        return "It is about to leave.", "quiet"
    return f"Leaves {_clock(when)}.", "soon"


def _sending(_outgoing: Outgoing, _sender: Sender | None, _moments: Moments) -> Said:
    return "It is leaving now.", "quiet"


def _sent(outgoing: Outgoing, _sender: Sender | None, moments: Moments) -> Said:
    at = moments.when(outgoing.sent_at or outgoing.send_at, clock=True)["words"]
    twice = f" {TWICE}" if outgoing.may_be_twice else ""
    refused = [f"{email}: {_ended(why)}" for email, why in outgoing.refused.items()]
    if refused:
        return f"Sent {at}.{twice} It did not reach {' '.join(refused)}", "late"
    return f"Sent {at}.{twice}", "quiet"


def _unsure(_outgoing: Outgoing, _sender: Sender | None, _moments: Moments) -> Said:
    return UNSURE, "late"


def _failed(outgoing: Outgoing, _sender: Sender | None, _moments: Moments) -> Said:
    said = [_ended(it) for it in dict.fromkeys((outgoing.said, *outgoing.refused.values())) if it]
    return f"It could not be sent. {' '.join(said)}".strip(), "late"


def _withdrawn(_outgoing: Outgoing, _sender: Sender | None, _moments: Moments) -> Said:
    return "It was taken back, and did not leave.", "quiet"


def _clock(when: str) -> str:
    """What leaves today leaves at a time, and no day is said."""
    return when.removeprefix("today ")


def _ended(words: str) -> str:
    words = visible_line(words).strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."
