"""The mailboxes that a viewer may see: their own."""

from uuid import UUID

from django.db.models import QuerySet

from troth.mail.models import Folder, Mailbox, MailboxState
from troth.people.access import Viewer, one


def mailboxes(viewer: Viewer) -> list[Mailbox]:
    """The member's own mailboxes; a colleague's are theirs. None behind the curtain.

    What a mailbox shows, from its census to its trouble, may name any client.
    """
    return list(_own(viewer).order_by("added_at", "pk"))


def mailbox(viewer: Viewer, pk: UUID | str) -> Mailbox:
    """Raises NotFoundError."""
    return one(_own(viewer), pk)


def states(mailbox: Mailbox) -> dict[str, object]:
    """How far each folder was looked into: what `mail.looking` goes on from."""
    return dict(Folder.objects.filter(mailbox=mailbox).values_list("name", "state"))


def is_looked_into(pk: UUID) -> bool:
    """Whether it is still to be looked into: a member may have paused it, or left, meanwhile."""
    return Mailbox.objects.filter(pk=pk, state=MailboxState.LOOKING).exists()


def _own(viewer: Viewer) -> QuerySet[Mailbox]:
    own = Mailbox.objects.filter(practice=viewer.practice_id, member=viewer.member)
    return own.none() if viewer.only is not None else own
