"""What each job does."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from troth.agenda.actions import catch_up
from troth.jobs import actions as jobs
from troth.jobs.models import Job
from troth.mail.actions.proposing import propose_fields
from troth.mail.models import Mailbox, MailboxState
from troth.people.models import Client, Practice
from troth.promises.actions.settling import settle as settle_client
from troth.promises.intake import count, look_into
from troth.updates.actions.sending import recognise
from troth.worker.loop import GiveUpError, Task, is_stopping


def census(job: Job, at: datetime) -> None:
    """A mailbox is counted, so that its member can choose."""
    mailbox = Mailbox.objects.filter(pk=job.about, state=MailboxState.CHOOSING).first()
    if mailbox is None:
        return
    troubles = count(mailbox, at=at).troubles
    if not all(it.retry for it in troubles):
        raise GiveUpError(" ".join(it.sentence for it in troubles))


def look(job: Job, at: datetime) -> None:
    """What is new in a mailbox is taken in.

    Trouble that may pass is no failure of the job: the next look is five minutes away. When the
    worker is told to stop, what is left is for the next start.
    """
    mailbox = Mailbox.objects.filter(pk=job.about, state=MailboxState.LOOKING).first()
    if mailbox is None:
        return
    done = look_into(mailbox, at=at, while_true=lambda: not is_stopping())
    if not done.is_whole:
        jobs.enqueue("look", about=mailbox.pk, run_at=at)
    if not done.may_retry:
        raise GiveUpError(" ".join(done.troubles))


def look_all(_job: Job, at: datetime) -> None:
    """Every mailbox that is looked into gets its turn; one that waits for it gets no second."""
    for pk in Mailbox.objects.filter(state=MailboxState.LOOKING).values_list("pk", flat=True):
        jobs.enqueue("look", about=pk, run_at=at)


def settle(job: Job, at: datetime) -> None:
    """What became of a client's findings is decided anew, and what its letters tell is proposed.

    Drafts are recognised first: what a sent letter repeats of its draft settles nothing.
    """
    client = Client.objects.filter(pk=job.about).first()
    if client is None:
        return
    recognise(client, at=at)
    settle_client(client, at=at)
    jobs.enqueue("fields", about=client.pk, run_at=at)


def fields(job: Job, at: datetime) -> None:
    """What a client's letters tell of its contacts is proposed."""
    client = Client.objects.filter(pk=job.about).first()
    if client is not None:
        propose_fields(client, at=at)


def lines(_job: Job, at: datetime) -> None:
    """Today's lines are true again, in every practice."""
    for practice in Practice.objects.values_list("pk", flat=True):
        catch_up(practice, at=at)


def forget(_job: Job, at: datetime) -> None:
    """Jobs that were done long ago are dropped."""
    jobs.forget_done(at=at)


TASKS: Mapping[str, Task] = {
    "census": census,
    "fields": fields,
    "forget": forget,
    "lines": lines,
    "look": look,
    "look all": look_all,
    "settle": settle,
}

RECURRING: Mapping[str, timedelta] = {
    "forget": timedelta(days=1),
    "lines": timedelta(minutes=1),
    "look all": timedelta(minutes=5),
}
