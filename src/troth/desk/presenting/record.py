"""A client's record in words."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from troth.desk.presenting.events import of_chain
from troth.desk.presenting.matters import what_of
from troth.desk.presenting.moments import Moments
from troth.people.access import Viewer
from troth.people.models import Member
from troth.promises.models import Matter
from troth.record.models import Entry
from troth.record.queries import Checked, Told
from troth.web.days import count_words


def entries(
    told: Sequence[Told], *, chain: UUID, viewer: Viewer, moments: Moments
) -> list[dict[str, Any]]:
    """Each entry as a sentence, with when and by whom. Three queries."""
    members = dict(Member.objects.filter(practice=viewer.practice_id).values_list("pk", "name"))
    about = _about(told, chain)
    return [
        {
            "number": f"{it.seq:,}",
            "words": of_chain(
                it.kind, it.text, it.facts, about=about.get(it.seq, ""), moments=moments
            ),
            "when": moments.when(it.at, clock=True),
            "by": members.get(it.by, "Somebody") if it.by else "Troth",
        }
        for it in told
    ]


def verified(checked: Checked) -> dict[str, str]:
    """What checking the chain gave, in a sentence."""
    result = checked.result
    if result.broken is None:
        number = count_words(result.entries, "entry", "entries")
        words = f"Checked just now: {number}, each as it was written."
        return {"words": words, "tone": "", "head": result.head.hex() if result.entries else ""}
    place = f"Entry {result.broken.seq:,}"
    words = f"{place} is not as it was written: {result.broken.why}. Nothing before it is altered."
    return {"words": words, "tone": "late", "head": ""}


def _about(told: Sequence[Told], chain: UUID) -> dict[int, str]:
    """What each entry's promise, ask or need is about, by the entry's number."""
    numbers = [it.seq for it in told]
    rows = Entry.objects.filter(chain=chain, seq__in=numbers).values_list("seq", "about")
    named = {seq: pk for seq, pk in rows if pk is not None}
    matters = Matter.objects.in_bulk(set(named.values()))
    return {seq: what_of(matters[pk]) for seq, pk in named.items() if pk in matters}
