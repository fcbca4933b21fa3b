"""What every action on a mailbox needs: the row, locked, and what opens it."""

from troth.mail.models import Mailbox
from troth.people.access import NotFoundError
from troth.people.models import Member
from troth.people.sealing import seal

TABLE = "mailbox"
"""What a sealed password is bound to, besides its row."""


def held_by(member: Member, mailbox: Mailbox) -> Mailbox:
    """The mailbox as it is now, locked; a member's mailboxes are their own."""
    rows = Mailbox.objects.select_for_update(of=("self",)).filter(pk=mailbox.pk, member=member)
    held = rows.first()
    if held is None:
        raise NotFoundError
    return held


def sealed(mailbox: Mailbox, password: str) -> bytes | None:
    if not password:
        return None
    return seal(password, practice=mailbox.practice_id, table=TABLE, row=mailbox.pk)
