"""When something is due: the day or instant that was said, in the zone of whoever must act."""

from datetime import MAXYEAR, UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from troth.people.models import Client, Contact
from troth.promises.zones import zone_or_utc
from troth.pure.ledger import Debt, due_end


class Due(NamedTuple):
    """`at` is when the due time ends; `on` the day, where it is due on a day."""

    at: datetime | None
    on: date | None


UNDATED = Due(None, None)


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
