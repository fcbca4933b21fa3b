"""A letter that was sent gets its copy in the Sent folder."""

from datetime import datetime

from troth.mail.imap.answers import Limits
from troth.mail.imap.append import Copy, put_copy
from troth.mail.models import Mailbox
from troth.mail.sources import IMAP_SCHEME
from troth.post.actions.sending import copied
from troth.post.address import parse_address
from troth.post.delivery import lines_of
from troth.post.models import Outgoing, OutgoingState, Sender
from troth.post.queries import sender_of

LIMITS = Limits()

KEPT_BY_THEMSELVES = frozenset(
    "smtp.gmail.com smtp.googlemail.com smtp.office365.com smtp-mail.outlook.com".split()
)
"""Servers that put what is sent by them into the Sent folder: a second copy would be one too many.

Source: Google, "Recommended IMAP client settings"; Microsoft, "Set-Mailbox", on
MessageCopyForSMTPClientSubmissionEnabled.
"""


def mailbox_for_copy(outgoing: Outgoing) -> Mailbox | None:
    """The mailbox that wants a copy of the letter and has none yet."""
    sender = sender_of(outgoing.by)
    if outgoing.state != OutgoingState.SENT or outgoing.copied_at is not None:
        return None
    if sender is None or sender.copies_to is None:
        return None
    return Mailbox.objects.filter(pk=sender.copies_to, member=outgoing.by).first()


def keep_copy(
    outgoing: Outgoing, mailbox: Mailbox, *, password: str, at: datetime, limits: Limits = LIMITS
) -> None:
    """Put the letter into the mailbox's Sent folder, once. Raises SourceError.

    Where the server that sent it does so by itself, that counts.
    """
    sender = sender_of(outgoing.by)
    if sender is None or not IMAP_SCHEME.match(mailbox.place) or not outgoing.text:
        return
    if not is_kept_by_itself(sender):
        copy = Copy(lines_of(outgoing, sender), outgoing.message_id, outgoing.sent_at or at)
        put_copy(mailbox.place, copy, password=password, limits=limits)
    copied(outgoing, at=at)


def is_kept_by_itself(sender: Sender) -> bool:
    """Whether the sender's own server puts a copy into the Sent folder."""
    return parse_address(sender.place).host.lower() in KEPT_BY_THEMSELVES
