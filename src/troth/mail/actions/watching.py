"""Which process watches which mailbox. None of it is an event."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from troth.mail.models import Mailbox, MailboxState, Watch

LEASE = timedelta(seconds=60)
"""How long a mailbox is watched by its owner without a sign of life."""

MOST_WATCHED = 200
"""Mailboxes that one process watches: each takes a thread and a connection."""


@transaction.atomic
def claim_watches(owner: str, *, at: datetime) -> list[Mailbox]:
    """The mailboxes that `owner` watches from now on: those it had, and those that nobody has.

    Its leases are extended where a third of their time is over. Only mailboxes on a server that are
    looked into are watched, and of one that no longer is the watch is dropped.
    """
    on_server = Q(place__istartswith="imap://") | Q(place__istartswith="imaps://")
    looking = Mailbox.objects.filter(on_server, state=MailboxState.LOOKING)
    Watch.objects.filter(owner=owner).exclude(mailbox__in=looking).delete()
    mine = Watch.objects.filter(owner=owner)
    mine.filter(lease_until__lt=at + LEASE * 2 / 3).update(lease_until=at + LEASE)
    room = MOST_WATCHED - mine.count()
    if room > 0:
        _take_over(looking, owner, room=room, at=at)
    return list(looking.filter(watch__owner=owner).select_related("grant").order_by("pk"))


def tell_live(owner: str, mailboxes: Collection[UUID], *, is_live: bool) -> None:
    """The servers of these mailboxes tell of letters as they come, or no longer do."""
    Watch.objects.filter(owner=owner, mailbox__in=mailboxes).update(is_live=is_live)


def give_up_watches(owner: str) -> None:
    """Let others watch what `owner` had."""
    Watch.objects.filter(owner=owner).delete()


def _take_over(looking: QuerySet[Mailbox], owner: str, *, room: int, at: datetime) -> None:
    """Where two ask at once, each mailbox becomes one's: the update says again what it takes."""
    ended = Q(watch__lease_until__lte=at) | Q(watch__lease_until__gt=at + 2 * LEASE)
    free = looking.filter(Q(watch=None) | ended).order_by("pk").values_list("pk", flat=True)
    wanted = list(free[:room])
    if not wanted:
        return
    lease_until = at + LEASE
    new = [Watch(mailbox_id=pk, owner=owner, lease_until=lease_until) for pk in wanted]
    Watch.objects.bulk_create(new, ignore_conflicts=True)
    lapsed = Q(lease_until__lte=at) | Q(lease_until__gt=at + 2 * LEASE)
    held = Watch.objects.filter(lapsed, mailbox__in=wanted)
    held.update(owner=owner, lease_until=lease_until, is_live=False)
