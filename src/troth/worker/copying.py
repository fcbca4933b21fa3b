"""A sent letter's copy for the Sent folder, as a job."""

from datetime import datetime

from troth.jobs.models import Job
from troth.mail.copying import keep_copy, mailbox_for_copy
from troth.mail.imap.append import NoSentFolderError
from troth.mail.imap.explained import SignInError
from troth.people.oauth import GrantEndedError
from troth.people.sealing import SealBrokenError
from troth.post.models import Outgoing
from troth.promises.intake import password_of
from troth.worker.loop import GiveUpError

STANDING = (SealBrokenError, GrantEndedError, SignInError, NoSentFolderError)


def copy(job: Job, at: datetime) -> None:
    """A letter that was sent is put into its sender's Sent folder, where that is wanted."""
    outgoing = Outgoing.objects.select_related("by", "contact").filter(pk=job.about).first()
    mailbox = mailbox_for_copy(outgoing) if outgoing else None
    if outgoing is None or mailbox is None:
        return
    try:
        keep_copy(outgoing, mailbox, password=password_of(mailbox, at=at), at=at)
    except STANDING as error:
        raise GiveUpError(str(error)) from error
