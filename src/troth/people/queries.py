"""Clients, contacts and what is known of them."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from troth.people.access import Viewer, one
from troth.people.fields import FIELDS
from troth.people.models import Client, Contact, Evidence, EvidenceState


@dataclass(frozen=True, slots=True)
class Known:
    """A field of a contact as a page shows it.

    `is_proposed` is true where no member has said that it is right; then `sentence` says what it
    rests on, and `source` which letter.
    """

    field: str
    meaning: str
    value: str
    is_proposed: bool = False
    sentence: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A contact with their addresses and every field."""

    contact: Contact
    addresses: tuple[str, ...]
    fields: tuple[Known, ...]


def contacts(viewer: Viewer) -> QuerySet[Contact]:
    """Every contact that may be seen."""
    return Contact.objects.filter(client__in=viewer.clients())


def contact(viewer: Viewer, pk: UUID | str) -> Contact:
    """Raises NotFoundError."""
    return one(contacts(viewer).select_related("client"), pk)


def people_of(client: Client) -> list[Person]:
    """The contacts of a client the viewer may see, those of rank 1 first. Three queries."""
    rows = Contact.objects.filter(client=client).select_related("reports_to")
    everybody = sorted(rows.prefetch_related("addresses"), key=_by_rank)
    evidence: dict[UUID, dict[str, Evidence]] = defaultdict(dict)
    held = Evidence.objects.filter(client=client, contact__isnull=False)
    for it in held.exclude(state=EvidenceState.DECLINED).order_by("at"):
        if it.contact_id:
            evidence[it.contact_id][it.field] = it
    return [_person(it, evidence[it.pk]) for it in everybody]


def person(viewer: Viewer, pk: UUID | str) -> Person:
    """One contact. Raises NotFoundError."""
    held = contact(viewer, pk)
    evidence = held.evidence.exclude(state=EvidenceState.DECLINED).order_by("at")
    return _person(held, {it.field: it for it in evidence})


def _person(held: Contact, evidence: dict[str, Evidence]) -> Person:
    addresses = tuple(it.email for it in held.addresses.all())
    return Person(held, addresses, tuple(_known(held, name, evidence.get(name)) for name in FIELDS))


def _known(held: Contact, field: str, evidence: Evidence | None) -> Known:
    value = _value(held, field)
    if evidence is None or not value:
        return Known(field, FIELDS[field], value)
    is_proposed = evidence.state == EvidenceState.PROPOSED
    return Known(field, FIELDS[field], value, is_proposed, evidence.sentence, evidence.source)


def _value(held: Contact, field: str) -> str:
    value = getattr(held, field)
    if field == "is_liaison":
        return "yes" if value else ""
    return "" if value is None else str(value)


def _by_rank(held: Contact) -> tuple[int, str]:
    return held.rank or 9, held.name.casefold()
