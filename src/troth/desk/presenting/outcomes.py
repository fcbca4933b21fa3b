"""What can be done about a promise, an ask or a need: its answers, and what some ask first."""

from typing import Any

from django.urls import reverse

from troth.promises.models import Matter, MatterKind

KINDS = {MatterKind.PROMISE: "promise", MatterKind.ASK: "ask", MatterKind.NEED: "need"}

Answer = dict[str, Any]

# label, key, address, look, asks something first
_ANSWERS = {
    MatterKind.PROMISE: (
        ("Kept", "k", "matter_keep", "first", ""),
        ("Move the date", "m", "", "", "move"),
        ("They let me off", "r", "", "", "release"),
        ("I will not keep it", "b", "", "", "break"),
        ("Told by phone", "h", "matter_told", "plain", ""),
    ),
    MatterKind.ASK: (
        ("Answered", "a", "matter_answer", "first", ""),
        ("I said no", "x", "", "", "decline"),
        ("Answer it later", "m", "", "", "move"),
        ("They want it no more", "r", "", "", "release"),
        ("Told by phone", "h", "matter_told", "plain", ""),
    ),
    MatterKind.NEED: (
        ("It is here", "k", "matter_receive", "first", ""),
        ("It comes later", "m", "", "", "defer"),
        ("I need it no more", "r", "", "", "release"),
        ("Asked again by phone", "h", "matter_told", "plain", ""),
    ),
}

# outcome: title, label, address
_OPENED = {
    "move": ("Move the date", "Move it", "matter_move"),
    "defer": ("It comes later", "Wait until then", "matter_move"),
    "release": ("Let it go", "Let it go", "matter_release"),
    "break": ("It will not be kept", "Close it as not kept", "matter_break"),
    "decline": ("Say no", "Close it as declined", "matter_decline"),
}
NO_FORM: Answer = {"typed": {"told": "no"}, "wrong": {}}


def answers_of(matter: Matter) -> list[Answer]:
    """What can be done about it now."""
    if matter.outcome:
        url = reverse("matter_reopen", args=(matter.pk,))
        return [{"label": "Open it again", "key": "u", "url": url, "look": "", "is_open": False}]
    page = reverse("matter", args=(matter.pk,))
    answers = [
        {
            "label": label,
            "key": key,
            "url": f"{page}?asks={asks}" if asks else reverse(name, args=(matter.pk,)),
            "look": look,
            "is_open": bool(asks),
        }
        for label, key, name, look, asks in _ANSWERS[MatterKind(matter.kind)]
    ]
    return [answers[0], *_letters(matter), *answers[1:]]


def opened_of(matter: Matter, asks: str, *, form: Answer | None = None) -> Answer | None:
    """The form of an outcome that asks something first, None where there is no such one now."""
    can = {it[4] for it in _ANSWERS[MatterKind(matter.kind)] if it[4]}
    if matter.outcome or asks not in can:
        return None
    title, label, name = _OPENED[asks]
    return {
        "outcome": asks,
        "title": title,
        "url": reverse(name, args=(matter.pk,)),
        "cancel_url": reverse("matter", args=(matter.pk,)),
        "label": label,
        "form": form or NO_FORM,
    }


def asked_by(matter: Matter, name: str) -> str:
    """Which form an address that changes something belongs to."""
    can = {it[4] for it in _ANSWERS[MatterKind(matter.kind)]}
    return next((asks for asks, it in _OPENED.items() if it[2] == name and asks in can), "")


def _letters(matter: Matter) -> list[Answer]:
    """The letter that suits: a reminder, or the news that a date has moved."""
    is_moved = matter.moved_from_at is not None and matter.told_at is None
    if matter.kind == MatterKind.NEED:
        label = "Remind them"
    elif is_moved:
        label = "Write that it moved"
    else:
        return []
    url = reverse("write_about", args=(matter.pk,))
    return [{"label": label, "key": "t", "url": url, "look": "", "is_open": True}]
