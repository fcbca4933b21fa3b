"""When something is due: the day or instant that was said, in the zone of whoever must act.

# Note [Days move with people]
What is due on a day is due on that day, wherever its people are: `due_on` is what was said, and
pages say nothing else. `due_at`, its end, follows from it and from where whoever must act is. That
changes when a member or a contact moves, when a client changes hands, when two clients are joined.
So an open one's end is made again whenever Today's lines are (`agenda.actions.catch_up`), and
whoever acts on it before has it made again in hand (`acting.locked`). It leaves no entry: the
record holds the day, and tells of the move. What was closed keeps the end it was judged by.
"""

from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, UTC, date, datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from troth.people.models import Client, Contact
from troth.promises.models import Matter
from troth.promises.zones import zone_or_utc
from troth.pure.ledger import Debt, due_end


class Due(NamedTuple):
    """`at` is when the due time ends; `on` the day, where it is due on a day."""

    at: datetime | None
    on: date | None


UNDATED = Due(None, None)

AT_ONCE = 500
"""Rows that are written in one go."""


def due_for(
    said: date | datetime | None, *, debt: Debt, client: Client, contact: Contact | None
) -> Due:
    """The due time of a debt; none where nobody named one.

    A day ends at midnight: ours where the client's owner is, theirs where the contact is, or where
    the practice is while that is not known.
    """
    if said is None or said.year >= MAXYEAR:  # no clock can hold the end of it in every zone
        return UNDATED
    end = due_end(said, zone=zone_of(debt, client=client, contact=contact))
    on = None if isinstance(said, datetime) else said
    return Due(end.astimezone(UTC) if end else None, on)


def end_of(matter: Matter) -> datetime | None:
    """When the due time of a matter ends, as things are now. See Note [Days move with people]."""
    if matter.due_on is None or matter.outcome:
        return matter.due_at
    debt = Debt(matter.kind)
    return due_for(matter.due_on, debt=debt, client=matter.client, contact=matter.contact).at


def end_days_anew(clients: Iterable[Client]) -> int:
    """Let what is open and due on a day end where whoever must act is now; how much had not.

    It is a part of an action, whose transaction it needs. `clients` come with their owner and
    practice, and their days end where that owner is. See Note [Days move with people].
    """
    held = {client.pk: client for client in clients}
    rows = Matter.objects.filter(client__in=held, outcome="", due_on__isnull=False)
    rows = rows.select_related("contact")
    elsewhere = [matter.pk for matter in rows if _is_moved(matter, held)]
    if not elsewhere:
        return 0
    # As they are by now, held in the order of acts: somebody may be closing one of them.
    again = rows.filter(pk__in=elsewhere).select_for_update(of=("self",)).order_by("pk")
    moved = [matter for matter in again if _is_moved(matter, held)]
    return Matter.objects.bulk_update(moved, ("due_at",), batch_size=AT_ONCE)


def _is_moved(matter: Matter, held: Mapping[UUID, Client]) -> bool:
    """Let its due day end where it now does, in hand; whether that is another end than before."""
    before, matter.client = matter.due_at, held[matter.client_id]
    matter.due_at = end_of(matter)
    return matter.due_at != before


def zone_of(debt: Debt, *, client: Client, contact: Contact | None) -> ZoneInfo:
    """The zone of whoever must act."""
    if debt is Debt.NEED:
        return zone_or_utc(contact.zone if contact else "", client.practice.zone)
    return zone_or_utc(client.owner.zone, client.practice.zone)


def as_said(iso: str) -> date | datetime | None:
    """The day or the aware instant that `iso` names; None for ""."""
    if not iso:
        return None
    return datetime.fromisoformat(iso) if "T" in iso else date.fromisoformat(iso)
