"""A member leaves, and nobody looks into their mailboxes any more."""

from datetime import datetime

from django.db import transaction

from troth.mail.models import Folder, Mailbox, MailboxState
from troth.people.models import Member
from troth.record.appending import append_own
from troth.web.journal import leave_no_copy


@transaction.atomic
def close_all_of(member: Member, *, by: Member, at: datetime) -> None:
    """Pause the member's mailboxes and forget their passwords; the letters taken in stay.

    One of which nothing was chosen is dropped, with whom its census named. Grants are forgotten by
    `people.actions.grants`.
    """
    leave_no_copy()
    rows = Mailbox.objects.select_for_update(of=("self",)).filter(member=member)
    for mailbox in rows.order_by("pk"):
        if mailbox.state == MailboxState.CHOOSING:
            _drop(mailbox, by=by, at=at)
        else:
            _close(mailbox, by=by, at=at)


def _drop(mailbox: Mailbox, *, by: Member, at: datetime) -> None:
    append_own(mailbox, "mailbox.dropped", by=by, at=at, text=mailbox.place)
    Folder.objects.filter(mailbox=mailbox).delete()
    mailbox.delete()


def _close(mailbox: Mailbox, *, by: Member, at: datetime) -> None:
    """Trouble of one that nobody looks into is nobody's."""
    was_looking = mailbox.state == MailboxState.LOOKING
    mailbox.state, mailbox.password = MailboxState.PAUSED, None
    mailbox.trouble, mailbox.trouble_since = "", None
    mailbox.save(update_fields=("state", "password", "trouble", "trouble_since"))
    if was_looking:
        append_own(mailbox, "mailbox.paused", by=by, at=at)
