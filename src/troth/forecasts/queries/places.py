"""Where the people of clients are, by whose clocks they work, and when they were away."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from troth.forecasts.clocks import zone_from
from troth.people.models import Client, ClientAddress, Contact
from troth.promises.models import Finding, FindingState
from troth.promises.zones import zone_or_utc
from troth.pure.reading import Kind
from troth.pure.worktime import Away

LONGEST_AWAY = timedelta(days=90)
"""Whoever is away longer has a successor; a day further off was most likely misread."""

ISO_DAY = 10
"""Letters of an ISO day, with which an instant begins too."""


@dataclass(slots=True)
class Places:
    """What is known of clients and their contacts. `away` is by contact."""

    homes: Mapping[UUID, str]
    domains: Mapping[UUID, Sequence[str]]
    zones: Mapping[UUID, str]
    away: dict[UUID | None, tuple[Away, ...]] = field(default_factory=dict)
    _known: dict[tuple[UUID, UUID | None], str] = field(default_factory=dict)

    def zone(self, client: UUID, contact: UUID | None) -> str:
        """The zone of a contact, else of the client's country, else of the member who owns them."""
        key = client, contact
        if key not in self._known:
            said = [self.zones[contact]] if contact and contact in self.zones else []
            domains, home = self.domains.get(client, ()), self.homes[client]
            self._known[key] = zone_from(said, domains=domains, else_=home)
        return self._known[key]


def places(clients: Sequence[UUID]) -> Places:
    """Four queries."""
    homes = {
        client: str(zone_or_utc(zone, practice))
        for client, zone, practice in Client.objects.filter(pk__in=clients).values_list(
            "pk", "owner__zone", "practice__zone"
        )
    }
    domains: dict[UUID, list[str]] = defaultdict(list)
    keys = ClientAddress.objects.filter(client__in=clients).order_by("pk")
    for client, key in keys.values_list("client", "key"):
        domains[client].append(key)
    contacts = Contact.objects.filter(client__in=clients).exclude(zone="")
    known = Places(homes, domains, dict(contacts.values_list("pk", "zone")))
    known.away = _away(clients, known)
    return known


def _away(clients: Sequence[UUID], known: Places) -> dict[UUID | None, tuple[Away, ...]]:
    """From the day on which their letter said so until the day on which they are back."""
    rows = Finding.objects.filter(client__in=clients, kind=Kind.AWAY, is_mine=False)
    rows = rows.exclude(state=FindingState.DISMISSED).exclude(due="").exclude(contact=None)
    away: dict[UUID | None, list[Away]] = defaultdict(list)
    for client, contact, said_at, due in rows.values_list("client", "contact", "said_at", "due"):
        first = said_at.astimezone(zone_or_utc(known.zone(client, contact))).date()
        end = date.fromisoformat(due[:ISO_DAY])
        if first < end <= first + LONGEST_AWAY:
            away[contact].append(Away(first, end))
    return {contact: tuple(days) for contact, days in away.items()}
