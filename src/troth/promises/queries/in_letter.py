"""What was found in one letter, and what became of it."""

from uuid import UUID

from troth.people.access import Viewer
from troth.promises.models import Finding, Matter
from troth.promises.waiting import waiting

MOST = 100


def matters_in(viewer: Viewer, message: UUID) -> list[Matter]:
    """The promises, asks and needs that a letter holds, in its order. One query."""
    rows = Matter.objects.filter(message=message, client__in=viewer.clients())
    return list(rows.select_related("contact").order_by("start", "pk")[:MOST])


def waiting_in(viewer: Viewer, message: UUID) -> list[Finding]:
    """What was found in a letter and waits for a person's word, in its order. One query."""
    rows = Finding.objects.filter(waiting(), message=message, client__in=viewer.clients())
    return list(rows.select_related("contact").order_by("start", "pk")[:MOST])
