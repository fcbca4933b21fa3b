"""Contacts come from an address book."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from troth.people.actions.contacts import Proposed, propose
from troth.people.contacts import contacts_for
from troth.people.models import Client, ClientAddress, Contact, ContactAddress, Member
from troth.pure.ledger import client_of
from troth.pure.vcard import Card, Problem, read_cards
from troth.record.appending import append_about

MOST_BYTES = 10 << 20
MOST_PROBLEMS = 50
"""Problems that are told one by one; of more, how many there are."""

SENTENCE = "from your address book"
CERTAINTY = 0.9
"""A card was written by a person, but perhaps years ago."""

LONGEST = 200


class LargeFileError(Exception):
    """More than an address book holds."""

    def __init__(self) -> None:
        super().__init__(
            f"The file is larger than {MOST_BYTES >> 20} MB. Export it without photographs."
        )


@dataclass(slots=True)
class Taken:
    """What an address book gave. `others` counts the cards of nobody at a client."""

    contacts: list[Contact] = field(default_factory=list)
    new: int = 0
    fields: int = 0
    others: int = 0
    problems: tuple[Problem, ...] = ()


@transaction.atomic
def take_cards(raw: bytes, *, clients: QuerySet[Client], by: Member, at: datetime) -> Taken:
    """Take from a vCard file the contacts of these clients; nothing is kept of anybody else.

    A card belongs to a client by its mail address or that address's domain. What it says of a
    person is proposed, and never takes the place of what a member said. Each client's chain tells
    of its contacts. Raises LargeFileError.
    """
    if len(raw) > MOST_BYTES:
        raise LargeFileError
    cards, problems = read_cards(raw)
    taken = Taken(problems=_told(problems))
    for card, emails in _of_clients(cards, clients, taken):
        _take(card, emails, taken, by=by, at=at)
    return taken


def _of_clients(
    cards: tuple[Card, ...], clients: QuerySet[Client], taken: Taken
) -> list[tuple[Card, dict[str, Client]]]:
    """The cards of contacts of these clients, each with its addresses there."""
    keys = _keys(cards, clients)
    found = []
    for card in cards:
        emails = {email: client for email in card.emails if (client := _client(email, keys))}
        first = next(iter(emails.values()), None)
        if first is None:
            taken.others += 1
        else:  # one person is at one client: the one that their first address tells
            found.append((card, {it: client for it, client in emails.items() if client == first}))
    return found


def _keys(cards: tuple[Card, ...], clients: QuerySet[Client]) -> dict[str, Client]:
    rows = ClientAddress.objects.filter(client__in=clients.filter(merged_into=None))
    wanted = {key for card in cards for email in card.emails for key in (email, client_of(email))}
    return {it.key: it.client for it in rows.select_related("client__practice") if it.key in wanted}


def _client(email: str, keys: Mapping[str, Client]) -> Client | None:
    return keys.get(email) or keys.get(client_of(email))


def _take(
    card: Card, emails: Mapping[str, Client], taken: Taken, *, by: Member, at: datetime
) -> None:
    client = next(iter(emails.values()))
    rows = ContactAddress.objects.filter(practice_id=client.practice_id, email__in=emails)
    known = {it.email: it.contact for it in rows.select_related("contact").order_by("pk")}
    free = [email for email in emails if email not in known]
    contact = next((it for it in known.values() if it.client_id == client.pk), None)
    if contact is None and not free:  # all of them are somebody's at another client
        taken.others += 1
        return
    if contact is None:
        contact = _new(card, free.pop(0), client, by=by, at=at)
        taken.new += 1
    _add_addresses(contact, free, by=by, at=at)
    taken.fields += propose(contact, _proposals(card), at=at)
    contact.client = client
    taken.contacts.append(contact)


def _new(card: Card, email: str, client: Client, *, by: Member, at: datetime) -> Contact:
    people: dict[str, tuple[UUID, str]] = {email: (client.pk, card.name[:LONGEST])}
    pk = contacts_for(client.practice, people)[email]
    contact = Contact.objects.get(pk=pk)
    _tell("contact.added", contact, by=by, at=at, text=card.name)
    return contact


def _add_addresses(contact: Contact, emails: list[str], *, by: Member, at: datetime) -> None:
    ContactAddress.objects.bulk_create(
        ContactAddress(practice_id=contact.practice_id, contact=contact, email=email)
        for email in emails
    )
    if emails:
        _tell("contact.addresses_added", contact, by=by, at=at, text=", ".join(emails))


def _tell(kind: str, contact: Contact, *, by: Member, at: datetime, text: str) -> None:
    append_about(
        contact,
        kind,
        by=by,
        at=at,
        text=text,
    )


def _proposals(card: Card) -> list[Proposed]:
    said = {
        "name": card.name,
        "title": card.title,
        "gender": card.gender,
        "role": card.role,
        "phone": next(iter(card.phones), ""),
        "language": card.language[:2],
        "zone": card.zone,
    }
    return [Proposed(name, value, SENTENCE, "", CERTAINTY) for name, value in said.items() if value]


def _told(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    if len(problems) <= MOST_PROBLEMS:
        return problems
    more = len(problems) - MOST_PROBLEMS
    last = Problem(problems[MOST_PROBLEMS].line, f"From here on there are {more} more problems.")
    return (*problems[:MOST_PROBLEMS], last)
