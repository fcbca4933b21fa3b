"""A mailbox gets another password, or leave in place of one."""

from datetime import datetime

from django.db import transaction

from troth.jobs.actions import enqueue
from troth.jobs.models import Rank
from troth.mail.actions.rows import held_by, sealed
from troth.mail.models import Mailbox, MailboxState
from troth.people.actions.grants import forget_unused, give
from troth.people.models import Member
from troth.people.oauth.leave import Leave
from troth.record.appending import append_own


@transaction.atomic
def change_password(mailbox: Mailbox, password: str, *, by: Member, at: datetime) -> None:
    """Another password from now on, also in place of leave.

    What stood still for want of it goes on. Raises NotFoundError.
    """
    held = held_by(by, mailbox)
    before = held.grant
    held.password, held.grant = sealed(held, password), None
    held.save(update_fields=("password", "grant"))
    _opens_again(held, at=at)
    append_own(held, "mailbox.password_changed", by=by, at=at)
    if before is not None:
        forget_unused(before, by=by, at=at)


@transaction.atomic
def sign_in_again(mailbox: Mailbox, leave: Leave, *, by: Member, at: datetime) -> None:
    """The mailbox is opened with `leave` from now on, and what stood still for want of it goes on.

    So do those of the member's other mailboxes with that account that are in trouble. Raises
    NotFoundError.
    """
    held = held_by(by, mailbox)
    before, grant = held.grant, give(leave, by=by, at=at)
    held.grant, held.password = grant, None
    held.save(update_fields=("grant", "password"))
    rows = Mailbox.objects.select_for_update(of=("self",)).filter(member=by, grant=grant)
    for each in rows.order_by("pk"):
        if each.pk == held.pk or each.trouble:
            _opens_again(each, at=at)
            append_own(each, "mailbox.signed_in_again", by=by, at=at)
    if before is not None and before != grant:
        forget_unused(before, by=by, at=at)


def _opens_again(mailbox: Mailbox, *, at: datetime) -> None:
    """What was wrong is forgotten, and it is tried at once."""
    mailbox.trouble, mailbox.trouble_since = "", None
    if mailbox.state == MailboxState.PAUSED:
        mailbox.state = MailboxState.LOOKING
    mailbox.save(update_fields=("trouble", "trouble_since", "state"))
    is_new = mailbox.state == MailboxState.CHOOSING
    name = "census" if is_new else "look"
    enqueue(name, about=mailbox.pk, run_at=at, rank=Rank.ASKED)
