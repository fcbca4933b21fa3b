"""A member leaves the practice, and what is theirs alone goes with them."""

from datetime import datetime

from django.db import transaction

from troth.calendars.actions.keeping import remove_all_of as remove_calendars_of
from troth.mail.actions.parting import close_all_of
from troth.people.actions.grants import forget_all_of
from troth.people.actions.members import leave
from troth.people.models import Member
from troth.post.actions.outbox import withdraw_all_of
from troth.post.actions.senders import remove_of


@transaction.atomic
def part(member: Member, *, to: Member, by: Member, at: datetime) -> int:
    """The member is out, and `to` answers for their clients: how many these were.

    Their mailboxes stand still, with no password and no grant, and their calendars go; their
    letters have no way to leave, and those that wait are taken back. All or nothing, each with its
    entry. Raises NotOwnerError, LastOwnerError, NotMemberError.
    """
    clients = leave(member, to=to, by=by, at=at)
    close_all_of(member, by=by, at=at)
    remove_calendars_of(member, by=by, at=at)
    withdraw_all_of(member, by=by, at=at)
    remove_of(member, by=by, at=at)
    forget_all_of(member, by=by, at=at)
    return clients
