"""The persons behind the addresses that letters bring."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from troth.people.models import Contact, ContactAddress, Practice

MOST_NAME = 200


@transaction.atomic
def contacts_for(practice: Practice, people: Mapping[str, tuple[UUID, str]]) -> dict[str, UUID]:
    """The contact of every address, made where there is none yet.

    `people` maps an address in lower case to its client and the name it was seen with, or "". A
    contact without a name is given it. It appends nothing: whoever calls it tells what it was for.
    Four statements at most, however many addresses.
    """
    known = _known(practice, people)
    _name(practice, {email: people[email][1] for email, (_, name) in known.items() if not name})
    new = {email: who for email, who in people.items() if email not in known}
    return {email: pk for email, (pk, _) in known.items()} | _made(practice, new)


def _known(practice: Practice, people: Mapping[str, object]) -> dict[str, tuple[UUID, str]]:
    rows = ContactAddress.objects.filter(practice=practice, email__in=list(people))
    return {
        email: (contact, name)
        for email, contact, name in rows.values_list("email", "contact_id", "contact__name")
    }


def _name(practice: Practice, names: Mapping[str, str]) -> None:
    wanting = {email: name[:MOST_NAME] for email, name in names.items() if name}
    if not wanting:
        return
    rows = ContactAddress.objects.filter(practice=practice, email__in=list(wanting))
    contacts: dict[UUID, Contact] = {}
    for row in rows.select_related("contact"):
        row.contact.name = wanting[row.email]
        contacts[row.contact_id] = row.contact
    Contact.objects.bulk_update(contacts.values(), ("name",))


def _made(practice: Practice, new: Mapping[str, tuple[UUID, str]]) -> dict[str, UUID]:
    contacts = {
        email: Contact(practice=practice, client_id=client, name=name[:MOST_NAME])
        for email, (client, name) in new.items()
    }
    Contact.objects.bulk_create(contacts.values())
    ContactAddress.objects.bulk_create(
        ContactAddress(practice=practice, contact=contact, email=email)
        for email, contact in contacts.items()
    )
    return {email: contact.pk for email, contact in contacts.items()}
