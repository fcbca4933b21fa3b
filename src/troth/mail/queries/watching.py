"""Which mailboxes are watched, and which must be asked for what is new."""

from datetime import datetime, timedelta
from uuid import UUID

from troth.mail.models import Mailbox, MailboxState, Watch

WATCHED_PERIOD = timedelta(minutes=14)
"""How seldom a mailbox is looked into at least whose server tells of letters as they come: it tells
of its inbox alone. One minute less than every third of the usual looks, so that none is missed."""


def to_look_into(*, at: datetime) -> list[UUID]:
    """The mailboxes whose turn it is: all but those that are watched and were looked into lately.

    One in trouble is looked into at every turn, so that the trouble does not stay longer than need.
    """
    live = Watch.objects.filter(is_live=True, lease_until__gt=at).values("mailbox")
    looking = Mailbox.objects.filter(state=MailboxState.LOOKING)
    lately = looking.filter(pk__in=live, trouble="", looked_at__gt=at - WATCHED_PERIOD)
    return list(looking.exclude(pk__in=lately.values("pk")).values_list("pk", flat=True))


def owners_of_watches() -> list[str]:
    """Which processes watch mailboxes, by their leases."""
    return list(Watch.objects.order_by().values_list("owner", flat=True).distinct())
