"""What is known of a contact: proposed from mail with its evidence, or said by a member."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import available_timezones

from django.db import transaction

from troth.people.actions import fields
from troth.people.actions.fields import Proposed, Subject, UnfitValueError
from troth.people.fields import CHOICES, FIELDS
from troth.people.models import Client, Contact, ContactAddress, Member
from troth.record.appending import append

__all__ = ["Proposed", "UnfitValueError", "add_contact", "decline", "propose", "settle"]


@transaction.atomic
def add_contact(
    client: Client, name: str, emails: Iterable[str], *, by: Member, at: datetime
) -> Contact:
    """A new person at the client. Raises UnfitValueError where an address is somebody else's.

    The name is settled: no letter overrules what a member typed.
    """
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
    if contact.name:
        fields.confirm(_Person(contact), "name", contact.name, at=at)
    append(
        "contact.added",
        practice=client.practice_id,
        client=client.pk,
        by=by.pk,
        at=at,
        about=contact.pk,
        text=name,
    )
    return contact


def propose(contact: Contact, proposals: Iterable[Proposed], *, at: datetime) -> int:
    """Keep what letters suggest of a contact; how much of it was new: `fields.propose`.

    Whom they report to fills the field where that is one colleague of theirs; what names nobody
    who is known stays a question.
    """
    return fields.propose(_Person(contact), proposals, at=at)


def settle(contact: Contact, field: str, value: str, *, by: Member, at: datetime) -> None:
    """A member says what stands in a field of a contact. Raises UnfitValueError."""
    fields.settle(_Person(contact), field, value, by=by, at=at)


def decline(contact: Contact, field: str, *, by: Member, at: datetime) -> None:
    """What was proposed for a field is wrong: it is emptied, and never proposed again."""
    fields.decline(_Person(contact), field, by=by, at=at)


class _Person(Subject):
    noun, fields, choices = "contact", FIELDS, CHOICES

    def __init__(self, contact: Contact) -> None:
        super().__init__(contact, client=contact.client_id, contact=contact.pk)
        self.contact = contact

    def put(self, field: str, value: str) -> None:
        if field == "rank":
            self.contact.rank = int(value) if value else None
        elif field == "is_liaison":
            self.contact.is_liaison = value == "yes"
        elif field == "reports_to":
            self.contact.reports_to = _colleague(self.contact, value) if value else None
        else:
            setattr(self.contact, field, value)

    def refuse_particular(self, field: str, value: str) -> None:
        if field == "zone" and value and value not in available_timezones():
            raise UnfitValueError(f"{value!r} is no time zone. Write it like Europe/Berlin.")
        if field == "reports_to" and value:
            colleague = _colleague(self.contact, value)
            if colleague is None:
                raise UnfitValueError(f"Nobody at this client is called {value}. Add them first.")
            if _is_below(colleague, self.contact):
                raise UnfitValueError(f"{colleague.name} reports to them. Change that first.")

    def is_question(self, field: str, value: str) -> bool:
        """Who is meant by "meine Chefin", only a member can say."""
        if field != "reports_to":
            return False
        colleague = _colleague(self.contact, value)
        return colleague is None or _is_below(colleague, self.contact)

    def as_kept(self, field: str, value: str) -> str:
        colleague = _colleague(self.contact, value) if field == "reports_to" else None
        return colleague.name if colleague else value


def _colleague(contact: Contact, name: str) -> Contact | None:
    """The one other contact of the client of that name: whole, given or family name."""
    others = list(Contact.objects.filter(client_id=contact.client_id).exclude(pk=contact.pk))
    wanted = name.casefold().split()
    for place in (slice(None), slice(1), slice(-1, None)):
        named = [it for it in others if wanted and it.name.casefold().split()[place] == wanted]
        if named:
            return named[0] if len(named) == 1 else None
    return None


def _is_below(one: Contact, other: Contact) -> bool:
    """Whether `one` reports to `other`, directly or by others: a line of report has an end."""
    rows = Contact.objects.filter(client_id=other.client_id, reports_to__isnull=False)
    above = dict(rows.values_list("pk", "reports_to"))
    seen, at = set(), above.get(one.pk)
    while at and at not in seen:
        seen.add(at)
        at = above.get(at)
    return other.pk in seen
