"""The people at a client, with what is proposed of them and why."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from troth.desk.presenting.clients import contact_context
from troth.desk.presenting.moments import Moments
from troth.mail.models import Message
from troth.people.models import Client, Contact, Evidence, EvidenceState

MOST_PEOPLE = 100
NO_RANK = 9


def people_of(client: Client, *, moments: Moments) -> list[dict[str, Any]]:
    """Those of rank 1 first. Three queries, and two where nothing rests on a letter."""
    people = client.contacts.select_related("reports_to").order_by("rank", "name", "pk")
    shown = sorted(people[:MOST_PEOPLE], key=lambda it: (it.rank or NO_RANK, it.name.casefold()))
    proposed = Evidence.objects.filter(client=client, state=EvidenceState.PROPOSED)
    of_contact: dict[UUID | None, list[Evidence]] = defaultdict(list)
    for it in proposed.exclude(contact=None).order_by("pk"):
        of_contact[it.contact_id].append(it)
    letters = letters_behind(it for every in of_contact.values() for it in every)
    return [contact_context(it, of_contact[it.pk], letters=letters, at=moments) for it in shown]


def person_context(contact: Contact, *, moments: Moments) -> dict[str, Any]:
    """One of them, as desk/client/contact.html reads them."""
    proposed = list(contact.evidence.filter(state=EvidenceState.PROPOSED).order_by("pk"))
    return contact_context(contact, proposed, letters=letters_behind(proposed), at=moments)


def letters_behind(evidence: Iterable[Evidence]) -> dict[str, Message]:
    """The letters that evidence rests on, by how it names them. One query, none without any."""
    named = {it.source: pk for it in evidence if (pk := _as_uuid(it.source))}
    found = Message.objects.in_bulk(set(named.values())) if named else {}
    return {source: found[pk] for source, pk in named.items() if pk in found}


def _as_uuid(source: str) -> UUID | None:
    try:
        return UUID(source)
    except ValueError:
        return None
