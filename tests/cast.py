"""The people that tests are about.

Alice owns the practice and Bob is her colleague; Carol is a stranger with a practice of her own.
Acme is Alice's client and Anna works there; Birch is Bob's, and Ben works there; Cove is Carol's.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from troth.people.access import Viewer
from troth.people.models import (
    Client,
    ClientAddress,
    Contact,
    ContactAddress,
    Member,
    MemberAddress,
    Practice,
    Role,
)

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""Monday, 2 March 2026, 09:00 in Berlin."""


@dataclass(frozen=True, slots=True)
class Cast:
    practice: Practice
    alice: Member
    bob: Member
    carol: Member
    acme: Client
    birch: Client
    cove: Client
    anna: Contact
    ben: Contact
    at: datetime = AT

    def viewer(self, member: Member) -> Viewer:
        return Viewer(member)


@pytest.fixture
def cast(db) -> Cast:
    practice = _practice("Harbour IT")
    other = _practice("Cliff IT", founded_at=AT + timedelta(hours=1))
    alice = _member(practice, "Alice", "alice@harbour-it.example", Role.OWNER)
    bob = _member(practice, "Bob", "bob@harbour-it.example", Role.COLLEAGUE)
    carol = _member(other, "Carol", "carol@cliff-it.example", Role.OWNER)
    acme = _client(alice, "Acme", "acme.example")
    birch = _client(bob, "Birch", "birch.example")
    cove = _client(carol, "Cove", "cove.example")
    anna = _contact(acme, "Anna", "anna@acme.example")
    ben = _contact(birch, "Ben", "ben@birch.example")
    return Cast(practice, alice, bob, carol, acme, birch, cove, anna, ben)


def _practice(name: str, *, founded_at: datetime = AT) -> Practice:
    """The first one that was founded is the one that `troth up` runs."""
    return Practice.objects.create(name=name, zone="Europe/Berlin", founded_at=founded_at)


def _member(practice: Practice, name: str, email: str, role: str) -> Member:
    member = Member(practice=practice, name=name, email=email, role=role, zone="Europe/Berlin")
    member.set_unusable_password()
    member.save()
    MemberAddress.objects.create(practice=practice, member=member, email=email)
    return member


def _client(owner: Member, name: str, key: str) -> Client:
    client = Client.objects.create(practice=owner.practice, owner=owner, name=name, since_at=AT)
    ClientAddress.objects.create(practice=owner.practice, client=client, key=key)
    return client


def _contact(client: Client, name: str, email: str) -> Contact:
    contact = Contact.objects.create(practice=client.practice, client=client, name=name)
    ContactAddress.objects.create(practice=client.practice, contact=contact, email=email)
    return contact
