"""A letter as it was typed."""

from typing import Any

from django.http import HttpRequest

from troth.promises.refusals import RefusedError
from troth.updates.actions.sending import EmptyDraftError

LONGEST = {"subject": 500, "body": 100_000}
LONG = "That is longer than a letter can be. Shorten it."


def typed_letter(request: HttpRequest) -> dict[str, str]:
    """Subject and body, tidied. Raises EmptyDraftError, RefusedError."""
    body = request.POST.get("body", "").replace("\0", "").replace("\r\n", "\n").strip()
    subject = " ".join(request.POST.get("subject", "").replace("\0", "").split())
    typed = {"subject": subject, "body": body}
    if not all(typed.values()):
        raise EmptyDraftError
    if any(len(typed[name]) > most for name, most in LONGEST.items()):
        raise RefusedError(LONG)
    return typed


def refused_letter(request: HttpRequest, error: Exception) -> dict[str, Any]:
    """The form again, every word as it was typed, with what is wrong beside its field."""
    typed = {name: request.POST.get(name, "") for name in LONGEST}
    is_subject = not typed["subject"].strip() or len(typed["subject"]) > LONGEST["subject"]
    return {"typed": typed, "wrong": {"subject" if is_subject else "body": str(error)}}
