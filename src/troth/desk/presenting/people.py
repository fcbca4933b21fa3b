"""The people at a client, with what is proposed of them and why."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Protocol
from uuid import UUID

from troth.desk.presenting.clients import contact_context
from troth.desk.presenting.moments import Moments
from troth.desk.presenting.reached import notices_of
from troth.desk.queries import Face, Hint, faces, hints
from troth.mail.models import Message
from troth.people.models import Contact, EvidenceState


class Sourced(Protocol):
    """Whatever names the letter that it rests on."""

    @property
    def source(self) -> str: ...


def people_of(client: UUID, *, moments: Moments) -> list[dict[str, Any]]:
    """Those of rank 1 first. Two queries, one where something rests on a letter, and `notices`."""
    of_contact: dict[UUID, list[Hint]] = defaultdict(list)
    for hint in (proposed := hints(client)):
        of_contact[hint.contact].append(hint)
    letters = letters_behind(proposed)
    notices = notices_of(client, moments=moments)
    return [
        contact_context(it, of_contact[it.pk], letters=letters, moments=moments)
        | {"notices": notices.get(it.pk, [])}
        for it in faces(client)
    ]


def person_context(contact: Contact, *, moments: Moments) -> dict[str, Any]:
    """One of them, after an answer: what else is proposed stands open."""
    rows = contact.evidence.filter(state=EvidenceState.PROPOSED).order_by("pk")
    proposed = [Hint(*row) for row in rows.values_list(*Hint._fields)]
    letters = letters_behind(proposed)
    row = contact_context(face_of(contact), proposed, letters=letters, moments=moments)
    notices = notices_of(contact.client_id, moments=moments)
    return row | {"is_open": True, "notices": notices.get(contact.pk, [])}


def face_of(contact: Contact) -> Face:
    """A contact that was fetched in full, as lists show them."""
    columns = [getattr(contact, name) for name in Face._fields[:-1]]
    return Face._make([*columns, contact.reports_to.name if contact.reports_to else None])


def letters_behind(evidence: Iterable[Sourced]) -> dict[str, Message]:
    """The letters that evidence rests on, by how it names them. One query, none without any."""
    named = {it.source: pk for it in evidence if (pk := _as_uuid(it.source))}
    found = Message.objects.in_bulk(set(named.values())) if named else {}
    return {source: found[pk] for source, pk in named.items() if pk in found}


def _as_uuid(source: str) -> UUID | None:
    try:
        return UUID(source)
    except ValueError:
        return None
