"""How much of a mailbox was stored."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Max, Min

from troth.mail.models import Message


class Stored(NamedTuple):
    """Letters that came by a mailbox, and when the first and the last of them was sent."""

    letters: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None


def stored(mailboxes: Collection[UUID]) -> dict[UUID, Stored]:
    """What came by each of these mailboxes; those that brought nothing are left out. One query."""
    rows = Message.objects.filter(mailbox__in=mailboxes).values_list("mailbox")
    counted = rows.annotate(Count("pk"), Min("sent_at"), Max("sent_at")).order_by()
    return {mailbox: Stored(*numbers) for mailbox, *numbers in counted}
