"""A note on its page: its words, what was found in it, and the ways on."""

from typing import Any

from django.urls import reverse

from troth.desk.presenting.letters import Place, paper_of_note
from troth.desk.presenting.matters import rows
from troth.desk.presenting.moments import Moments
from troth.notes.models import Note
from troth.promises.models import Finding, FindingState, Matter

RECAP = "Write a recap"
WHY_RECAP = "A recap asks “Is that right?” It is best sent the same day."
ERASED = "The words of this note were erased."


def noted_context(note: Note, *, moments: Moments) -> dict[str, Any]:
    """What desk/noted.html reads. Two queries."""
    found = Finding.objects.filter(note=note, state=FindingState.OPEN).order_by("start")
    matters = Matter.objects.filter(note=note).select_related("contact").order_by("start")
    return {
        "client": {"name": note.client.name, "url": reverse("client", args=(note.client_id,))},
        "letter": paper_of_note(note, Place(), moments=moments)
        | ({"after": ERASED} if note.erased_at else {}),
        "found": [
            {
                "words": it.sentence,
                "url": reverse("found_item", args=(it.pk,)),
                "when": None,
                "tone": "",
                "detail": "",
            }
            for it in found
        ],
        "matters": rows(matters, moments=moments),
        "recap": {"label": RECAP, "why": WHY_RECAP, "url": reverse("recap", args=(note.pk,))},
    }
