"""Whether somebody can be reached: letters that come back, and notes of absence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from troth.desk.presenting.moments import Moments
from troth.mail.models import Raw
from troth.mail.packing import unpack
from troth.people.models import ContactAddress
from troth.promises.models import Finding, FindingState
from troth.pure.letter import parse
from troth.pure.letter.shown_words import visible_line
from troth.pure.reading import Kind
from troth.web.addresses import address

Notice = dict[str, str]
"""words, tone, url ("" for none)."""

NO_OTHER = "Ask for another address, or call."


def notices_of(client: UUID, *, moments: Moments) -> Mapping[UUID, list[Notice]]:
    """By contact what stands in the way of a letter. Two queries, three where somebody is away."""
    found: dict[UUID, list[Notice]] = defaultdict(list)
    _coming_back(client, found, moments=moments)
    _away(client, found, moments=moments)
    return found


def _coming_back(client: UUID, found: dict[UUID, list[Notice]], *, moments: Moments) -> None:
    bouncing = Q(contact__addresses__bounced_at__isnull=False)
    rows = ContactAddress.objects.filter(bouncing, contact__client=client).distinct()
    by_contact: dict[UUID, list[ContactAddress]] = defaultdict(list)
    for it in rows.order_by("pk"):
        by_contact[it.contact_id].append(it)
    for contact, addresses in by_contact.items():
        others = [it.email for it in addresses if it.bounced_at is None]
        found[contact] += [
            _came_back(it, others, moments=moments) for it in addresses if it.bounced_at
        ]


def _came_back(held: ContactAddress, others: list[str], *, moments: Moments) -> Notice:
    since = moments.when(held.bounced_since or moments.now)["words"]
    instead = f"Letters go to {visible_line(others[0])} instead." if others else NO_OTHER
    why = visible_line(held.bounce_said)
    words = f"Letters to {visible_line(held.email)} come back since {since}: “{why}”. {instead}"
    return {"words": words, "tone": "late", "url": ""}


def _away(client: UUID, found: dict[UUID, list[Notice]], *, moments: Moments) -> None:
    rows = Finding.objects.filter(client=client, kind=Kind.AWAY, is_mine=False)
    told = rows.exclude(contact=None).exclude(state=FindingState.DISMISSED)
    still = told.filter(due__gte=moments.today.isoformat())
    latest = {it.contact_id: it for it in still.order_by("said_at", "due")}
    stand_ins = _stand_ins(it.message_id for it in latest.values())
    for contact, finding in latest.items():
        if contact is not None:
            other = stand_ins.get(finding.message_id, "")
            found[contact].append(_is_away(finding, other, moments=moments))


def _is_away(finding: Finding, stand_in: str, *, moments: Moments) -> Notice:
    until = moments.due(_due(finding.due))
    stands_in = f" {visible_line(stand_in)} stands in." if stand_in else ""
    words = f"Away until {until}, as they wrote.{stands_in}"
    url = address("letter", finding.message_id) if finding.message_id else ""
    return {"words": words, "tone": "soon", "url": url}


def _stand_ins(messages: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """The address that an automatic letter gives for the meantime."""
    wanted = [it for it in messages if it is not None]
    raws = Raw.objects.filter(message__in=wanted) if wanted else []
    replies = {it.message_id: parse(unpack(bytes(it.packed))).auto_reply for it in raws}
    return {pk: reply.stand_in for pk, reply in replies.items() if reply and reply.stand_in}


def _due(said: str) -> date | datetime:
    return datetime.fromisoformat(said) if "T" in said else date.fromisoformat(said)
