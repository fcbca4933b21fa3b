"""What is known of a contact: proposed from mail with its evidence, or said by a member."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import available_timezones

from django.db import transaction

from troth.people.fields import CHOICES, FIELDS
from troth.people.models import (
    Client,
    Contact,
    ContactAddress,
    Evidence,
    EvidenceState,
    Member,
)
from troth.record.appending import append


class UnfitValueError(Exception):
    """That cannot stand in this field; the sentence says what can."""


class Proposed(NamedTuple):
    """A value for a field, with the sentence of the letter `source` that it rests on."""

    field: str
    value: str
    sentence: str
    source: str
    certainty: float


@transaction.atomic
def add_contact(
    client: Client, name: str, emails: Iterable[str], *, by: Member, at: datetime
) -> Contact:
    """A new person at the client. Raises UnfitValueError where an address is somebody else's."""
    addresses = sorted({email.strip().lower() for email in emails if email.strip()})
    held = ContactAddress.objects.filter(practice_id=client.practice_id, email__in=addresses)
    if taken := held.first():
        raise UnfitValueError(f"{taken.email} is another contact's address already.")
    contact = Contact.objects.create(
        practice_id=client.practice_id, client=client, name=name.strip()
    )
    ContactAddress.objects.bulk_create(
        ContactAddress(practice_id=client.practice_id, contact=contact, email=email)
        for email in addresses
    )
    _tell("contact.added", contact, by=by, at=at, text=name)
    return contact


@transaction.atomic
def propose(contact: Contact, proposals: Iterable[Proposed], *, at: datetime) -> int:
    """Keep what letters suggest of a contact; how much of it was new.

    A field that a member has settled is left alone, and a declined value is never proposed again.
    What is proposed already fills a field that is empty: a draft may use it, and the page says what
    it rests on.
    """
    known = list(contact.evidence.all())
    settled = {it.field for it in known if it.state == EvidenceState.CONFIRMED}
    said = {(it.field, it.value) for it in known}
    new = 0
    for it in proposals:
        if it.field in settled or (it.field, it.value) in said or it.field not in FIELDS:
            continue
        if not _is_fit(contact, it.field, it.value):
            continue
        Evidence.objects.filter(
            contact=contact, field=it.field, state=EvidenceState.PROPOSED
        ).delete()
        _keep(contact, it, at=at)
        _set(contact, it.field, it.value)
        new += 1
    if new:
        contact.save()
        _tell("contact.fields_proposed", contact, by=None, at=at, facts={"fields": new})
    return new


@transaction.atomic
def settle(contact: Contact, field: str, value: str, *, by: Member, at: datetime) -> None:
    """A member says what stands in a field: a proposal confirmed, corrected, or their own word.

    Raises UnfitValueError.
    """
    value = value.strip()
    _refuse_unfit(contact, field, value)
    proposed = contact.evidence.filter(field=field, state=EvidenceState.PROPOSED)
    confirmed = proposed.filter(value=value).first()
    proposed.exclude(value=value).update(state=EvidenceState.DECLINED, at=at)
    contact.evidence.filter(field=field, state=EvidenceState.CONFIRMED).delete()
    if confirmed is None:
        confirmed = Evidence(
            practice_id=contact.practice_id, client_id=contact.client_id, contact=contact
        )
        confirmed.field, confirmed.value = field, value
    confirmed.state, confirmed.at = EvidenceState.CONFIRMED, at
    confirmed.save()
    _set(contact, field, value)
    contact.save()
    _tell("contact.field_settled", contact, by=by, at=at, facts={"field": field}, text=value)


@transaction.atomic
def decline(contact: Contact, field: str, *, by: Member, at: datetime) -> None:
    """What was proposed for a field is wrong: it is emptied, and never proposed again."""
    proposed = contact.evidence.filter(field=field, state=EvidenceState.PROPOSED)
    if proposed.update(state=EvidenceState.DECLINED, at=at):
        _set(contact, field, "")
        contact.save()
        _tell("contact.field_declined", contact, by=by, at=at, facts={"field": field})


def _keep(contact: Contact, proposed: Proposed, *, at: datetime) -> None:
    Evidence.objects.create(
        practice_id=contact.practice_id,
        client_id=contact.client_id,
        contact=contact,
        field=proposed.field,
        value=proposed.value,
        sentence=proposed.sentence,
        source=proposed.source,
        certainty=proposed.certainty,
        state=EvidenceState.PROPOSED,
        at=at,
    )


def _is_fit(contact: Contact, field: str, value: str) -> bool:
    try:
        _refuse_unfit(contact, field, value)
    except UnfitValueError:
        return False
    return True


def _refuse_unfit(contact: Contact, field: str, value: str) -> None:
    if field not in FIELDS:
        raise UnfitValueError(f"A contact has no {field}.")
    if value not in CHOICES.get(field, (value,)):
        raise UnfitValueError(f"It must be {FIELDS[field]}, and {value!r} is not.")
    if field == "zone" and value and value not in available_timezones():
        raise UnfitValueError(f"{value!r} is no time zone. Write it like Europe/Berlin.")
    if field == "reports_to" and value and _colleague(contact, value) is None:
        raise UnfitValueError(f"Nobody at this client is called {value}. Add them first.")
    column = Contact._meta.get_field(field)  # noqa: SLF001  # public, in spite of its name
    longest = getattr(column, "max_length", None)
    if longest and len(value) > longest and field not in CHOICES:
        raise UnfitValueError(f"It can be {longest} characters long, and has {len(value)}.")


def _set(contact: Contact, field: str, value: str) -> None:
    if field == "rank":
        contact.rank = int(value) if value else None
    elif field == "is_liaison":
        contact.is_liaison = value == "yes"
    elif field == "reports_to":
        contact.reports_to = _colleague(contact, value) if value else None
    else:
        setattr(contact, field, value)


def _colleague(contact: Contact, name: str) -> Contact | None:
    """The one other contact of the client with that name, or whose first name it is."""
    others = Contact.objects.filter(client_id=contact.client_id).exclude(pk=contact.pk)
    wanted = name.casefold()
    named = [it for it in others if it.name.casefold() == wanted]
    named = named or [it for it in others if it.name.casefold().split()[:1] == [wanted]]
    return named[0] if len(named) == 1 else None


def _tell(  # noqa: PLR0913
    kind: str,
    contact: Contact,
    *,
    by: Member | None,
    at: datetime,
    facts: dict[str, object] | None = None,
    text: str = "",
) -> None:
    append(
        kind,
        practice=contact.practice_id,
        client=contact.client_id,
        by=by.pk if by else None,
        at=at,
        about=contact.pk,
        facts=facts,
        text=text,
    )
