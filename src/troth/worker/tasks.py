"""What each job does."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings

from troth.agenda.actions import catch_up
from troth.agenda.actions.digests import empty_old, send_due
from troth.calendars.looking import look_into as look_into_calendar
from troth.calendars.models import Calendar
from troth.calendars.queries import to_look_into as calendars_to_look_into
from troth.jobs import actions as jobs
from troth.jobs.models import Job, Rank
from troth.jobs.queries import does_somebody_wait
from troth.mail.actions.bouncing import arrives_again
from troth.mail.actions.proposing import propose_fields
from troth.mail.models import Mailbox, MailboxState
from troth.mail.queries.mailboxes import is_looked_into
from troth.mail.queries.watching import to_look_into
from troth.people.models import Client, Practice
from troth.post.actions.sending import sweep
from troth.post.delivery import deliver
from troth.promises.actions.settling import settle as settle_client
from troth.promises.intake import count, look_into
from troth.safekeeping.actions.daily import back_up_daily
from troth.safekeeping.writing import NoBackupError
from troth.search.tidying import tidy
from troth.updates.actions.leaving import close_sent
from troth.updates.actions.returning import take_in_returned
from troth.updates.actions.sending import recognise
from troth.worker.copying import copy
from troth.worker.loop import GiveUpError, Task, is_stopping, now
from troth.worker.searching import fill, fill_entries
from troth.worker.turns import AGAIN, is_done_by_another

log = logging.getLogger("troth.worker")


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
    worker is told to stop, what is left is for the next start; when a person waits for something,
    for after that. One that is paused meanwhile is left after the letters under way.
    """
    mailbox = Mailbox.objects.filter(pk=job.about, state=MailboxState.LOOKING).first()
    if mailbox is None:
        return
    if is_done_by_another(job, at=at):
        jobs.enqueue("look", about=mailbox.pk, run_at=at + AGAIN, rank=Rank.LONG)
        return
    may_go_on = partial(is_looked_into, mailbox.pk)
    done = look_into(mailbox, at=at, while_true=lambda: not _must_make_way() and may_go_on())
    if not done.is_whole and may_go_on():
        jobs.enqueue("look", about=mailbox.pk, run_at=at, rank=Rank.LONG)
    if not done.may_retry:
        raise GiveUpError(" ".join(done.troubles))


def look_all(_job: Job, at: datetime) -> None:
    """Every mailbox that is looked into gets its turn; one that waits for it gets no second.

    One that is watched gets it less often: its server calls.
    """
    for pk in to_look_into(at=at):
        jobs.enqueue("look", about=pk, run_at=at, rank=Rank.LONG)


def read_calendar(job: Job, at: datetime) -> None:
    """What a member's calendar says now is kept; trouble is kept with it, and no failure."""
    calendar = Calendar.objects.select_related("member").filter(pk=job.about).first()
    if calendar is not None and not calendar.is_paused:
        look_into_calendar(calendar, at=at)


def read_calendars(_job: Job, at: datetime) -> None:
    """Every calendar gets its turn."""
    for pk in calendars_to_look_into():
        jobs.enqueue("read calendar", about=pk, run_at=at, rank=Rank.LONG)


def settle(job: Job, at: datetime) -> None:
    """What became of a client's findings is decided anew, and what its letters tell is proposed.

    Drafts are recognised first: what a sent letter repeats of its draft settles nothing.
    """
    client = Client.objects.filter(pk=job.about).first()
    if client is None:
        return
    recognise(client, at=at)
    arrives_again(client, at=at)
    take_in_returned(client, at=at)
    settle_client(client, at=at)
    jobs.enqueue("fields", about=client.pk, run_at=at)


def fields(job: Job, at: datetime) -> None:
    """What a client's letters tell of its contacts is proposed."""
    client = Client.objects.filter(pk=job.about).first()
    if client is not None:
        propose_fields(client, at=at)


def index(job: Job, at: datetime) -> None:
    """What a client has can be searched, as far as it cannot yet."""
    client = Client.objects.filter(pk=job.about).first()
    if client is not None and not fill(client, while_true=lambda: not _must_make_way()):
        jobs.enqueue("index", about=client.pk, run_at=at, rank=Rank.LONG)


def index_all(_job: Job, at: datetime) -> None:
    """What was missed, or was there before the search was, is found and kept for it."""
    for practice in Practice.objects.values_list("pk", flat=True):
        if not fill_entries(practice, while_true=lambda: not _must_make_way()):
            jobs.enqueue("index all", run_at=at, rank=Rank.LONG)
            return
    for client in Client.objects.filter(merged_into=None).values_list("pk", flat=True):
        jobs.enqueue("index", about=client, run_at=at, rank=Rank.LONG)


def tidy_search(_job: Job, _at: datetime) -> None:
    """What was erased leaves the index's old parts, too."""
    tidy(while_true=lambda: not is_stopping())


def lines(_job: Job, at: datetime) -> None:
    """Today's lines are true again, in every practice; trouble in one is not the others'."""
    troubles: list[Exception] = []
    for practice in Practice.objects.values_list("pk", flat=True):
        try:
            catch_up(practice, at=at)
        except jobs.StalledError:
            raise
        except Exception as error:
            log.exception("The lines of practice %s could not be made", practice)
            troubles.append(error)
    if troubles:
        raise troubles[0]


def send(job: Job, _at: datetime) -> None:
    """A letter leaves, and with it what else of its sender may; what was drafted is told so."""
    deliver(job.about, owner=job.pk.hex, clock=now, while_true=lambda: not is_stopping())
    close_sent(at=now())


def outbox(_job: Job, at: datetime) -> None:
    """What lies in the outbox longer than it should is asked for once more."""
    sweep(at=at)
    close_sent(at=at)


def digest(_job: Job, at: datetime) -> None:
    """Each member whose hour it is gets the letter of the day."""
    send_due(at=at, desk=settings.DESK_URL)


def forget_digests(_job: Job, at: datetime) -> None:
    """What letters of the day said long ago is erased."""
    empty_old(at=at)


def forget(_job: Job, at: datetime) -> None:
    """Jobs that were done long ago are dropped."""
    jobs.forget_done(at=at)


def _must_make_way() -> bool:
    """Whether a long job should end after this step: to stop, or because a person waits."""
    return is_stopping() or does_somebody_wait(TASKS.keys(), at=now())


def backup(_job: Job, at: datetime) -> None:
    """The backup of the day, unless TROTH_BACKUPS=0; the sample practice needs none."""
    if not settings.BACKUPS or settings.IS_DEMO:
        return
    try:
        back_up_daily(settings.HOME, at=at)
    except NoBackupError as error:
        raise GiveUpError(str(error)) from error


TASKS: Mapping[str, Task] = {
    "backup": backup,
    "census": census,
    "copy": copy,
    "digest": digest,
    "fields": fields,
    "forget": forget,
    "forget digests": forget_digests,
    "index": index,
    "index all": index_all,
    "lines": lines,
    "look": look,
    "look all": look_all,
    "outbox": outbox,
    "read calendar": read_calendar,
    "read calendars": read_calendars,
    "send": send,
    "settle": settle,
    "tidy search": tidy_search,
}

RECURRING: Mapping[str, timedelta] = {
    "backup": timedelta(days=1),
    "digest": timedelta(minutes=1),
    "forget": timedelta(days=1),
    "forget digests": timedelta(days=1),
    "index all": timedelta(days=1),
    "lines": timedelta(minutes=1),
    "look all": timedelta(minutes=5),
    "outbox": timedelta(minutes=1),
    "read calendars": timedelta(hours=1),
    "tidy search": timedelta(minutes=1),
}
