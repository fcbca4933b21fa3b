"""Forms for what is not mail: a call, good news, a promise by hand."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from troth.desk.presenting.moments import Moments
from troth.people.access import Viewer
from troth.promises.queries.by_hand import Parsed
from troth.pure.ledger import Debt

ASKED = {
    "note": (
        "A call or a meeting",
        "One line, or a pasted text. It is read like a letter.",
        "What was said?",
        "note_new",
    ),
    "win": (
        "Something finished",
        "Finished work or good news, with its figure if it has one. It opens the next letter.",
        "What went well?",
        "win_new",
    ),
    "promise": (
        "A promise",
        "Say it as you would: send Anna the migration plan by Friday.",
        "Who owes what to whom, by when?",
        "promise_new",
    ),
}
"""Heading, why, label and address of each kind."""

CHOOSE = {"value": "", "label": "Choose a client"}
NAMED = {"value": "", "label": "Whoever is named in it"}
MOST_CLIENTS = 1_000

READS = {
    Debt.PROMISE: "You promise {who}: “{what}”, {due}.",
    Debt.NEED: "{Who} owes you: “{what}”, {due}.",
    Debt.ASK: "{Who} asked, and has no answer yet: “{what}”, {due}.",
}
TURNS = {
    Debt.PROMISE: ("I promise it", "I"),
    Debt.NEED: ("They owe it to me", "T"),
    Debt.ASK: ("They asked for it", "A"),
}

Form = dict[str, Any]


def jot_context(kind: str, viewer: Viewer, *, form: Form, back: str) -> dict[str, Any]:
    """What desk/note.html needs before anything is understood."""
    heading, why, label, name = ASKED[kind]
    clients = viewer.clients().filter(merged_into=None, closed_at=None).order_by("name")
    rows = clients.values_list("pk", "name")[:MOST_CLIENTS]
    first = NAMED if kind == "promise" else CHOOSE
    return {
        "kind": kind,
        "heading": heading,
        "why": why,
        "label": label,
        "url": reverse(name),
        "cancel_url": back,
        "clients": [first, *({"value": str(pk), "label": name} for pk, name in rows)],
        "form": form,
        "understood": None,
    }


def understood(parsed: Parsed, typed: str, *, viewer: Viewer, at: datetime) -> dict[str, Any]:
    """What a line says as Troth reads it, and the ways to write it down."""
    moments = Moments(viewer, at)
    who = parsed.contact.name if parsed.contact else parsed.client.name
    if parsed.contact is not None:
        who = f"{who} ({parsed.client.name})"
    due = f"by {moments.due(parsed.due)}" if parsed.due else "with no day named"
    words = READS[parsed.kind].format(who=who, Who=who, what=parsed.what, due=due)
    others = [debt for debt in Debt if debt is not parsed.kind]
    return {
        "words": words,
        "line": typed,
        "answers": [
            {"label": "Yes, write it down", "value": parsed.kind.value, "look": "first"},
            *({"label": TURNS[it][0], "value": it.value, "look": ""} for it in others),
        ],
    }
