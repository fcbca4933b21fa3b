"""Whose file an export is, and what in it would tell of anybody else."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from troth.people.access import Viewer
from troth.people.models import Client, ClientAddress, ContactAddress


@dataclass(frozen=True, slots=True)
class Scope:
    """The clients of an export. `foreign` are the domains and addresses of all other clients."""

    clients: list[Client]
    is_whole: bool
    foreign: frozenset[str] = field(default=frozenset())

    @property
    def ids(self) -> list[UUID]:
        return [it.pk for it in self.clients]

    def hides(self, address: str) -> bool:
        """Whether an address would tell of another client."""
        return not self.is_whole and _is_of(address, self.foreign)

    def shown(self, value: Any) -> Any:
        """A field that holds addresses, without those that would tell of another client."""
        if isinstance(value, str):
            return "" if self.hides(value) else value
        if isinstance(value, list):
            shown = [self.shown(it) for it in value]
            return [now for now, was in zip(shown, value, strict=True) if now or not was]
        if isinstance(value, dict):
            return {key: it for key, it in value.items() if not self.hides(key)}
        return value


def whole_practice(viewer: Viewer) -> Scope:
    return Scope(list(viewer.clients().order_by("name", "id")), is_whole=True)


def of_client(viewer: Viewer, client: Client) -> Scope:
    """One client, with those that turned out to be the same and were joined with it."""
    theirs, found = [client], [client.pk]
    while found:
        joined = list(viewer.clients().filter(merged_into__in=found).order_by("id"))
        theirs, found = theirs + joined, [it.pk for it in joined]
    ids = [it.pk for it in theirs]
    practice = client.practice_id
    keys = ClientAddress.objects.filter(practice=practice).exclude(client__in=ids)
    emails = ContactAddress.objects.filter(practice=practice).exclude(contact__client__in=ids)
    foreign = {*keys.values_list("key", flat=True), *emails.values_list("email", flat=True)}
    return Scope(theirs, is_whole=False, foreign=frozenset(foreign))


def _is_of(address: str, keys: frozenset[str]) -> bool:
    """Whether an address, or its house with all houses above it, is among the keys."""
    address = address.lower()
    house = address.rpartition("@")[2]
    labels = house.split(".")
    houses = {".".join(labels[at:]) for at in range(len(labels) - 1)}
    return address in keys or not houses.isdisjoint(keys)
