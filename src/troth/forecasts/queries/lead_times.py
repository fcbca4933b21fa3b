"""How long promises took, from the day they were given to the day they were kept."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from troth.people.access import Viewer
from troth.promises.models import Matter, Outcome
from troth.pure.ledger import Debt

DAY = timedelta(days=1)


class LeadTime(NamedTuple):
    """A promise that was kept, in time or late, and what it stands on."""

    promise: UUID
    client: UUID
    given_at: datetime
    closed_at: datetime
    is_late: bool

    @property
    def days(self) -> float:
        """Calendar days, as the client counts them."""
        return (self.closed_at - self.given_at) / DAY


def lead_times(viewer: Viewer, client: UUID | str | None = None) -> list[LeadTime]:
    """Promises to a client, or to all, that were kept or kept late, the oldest first.

    What was done when it was given, or before, took no time that could tell anything: it is left
    out. Two queries. Raises NotFoundError.
    """
    clients = viewer.clients()
    if client is not None:
        clients = clients.filter(pk=viewer.client(client).pk)
    rows = Matter.objects.filter(
        client__in=clients, kind=Debt.PROMISE, outcome__in=(Outcome.KEPT, Outcome.LATE)
    ).order_by("given_at", "pk")
    found = rows.values_list("pk", "client", "given_at", "closed_at", "outcome")
    return [
        LeadTime(pk, whose, given_at, closed_at, outcome == Outcome.LATE)
        for pk, whose, given_at, closed_at, outcome in found
        if closed_at and closed_at > given_at
    ]
