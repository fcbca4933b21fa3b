"""The jobs that a viewer may see: those about their own rows, and what recurs for everybody.

A job knows what it is about by an opaque id; whose that is, is asked here. What recurs is about
nobody's rows, so of its troubles nothing is told but that there are some.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from troth.jobs import queries as jobs
from troth.jobs.models import NOTHING, Job
from troth.mail.models import Mailbox
from troth.people.access import NotFoundError, Viewer
from troth.people.models import Role


@dataclass(frozen=True, slots=True)
class Seen:
    """A job, with what it is about in the words of whoever may see it."""

    job: Job
    mailbox: str = ""
    client: str = ""

    @property
    def is_everybodys(self) -> bool:
        return self.job.about == NOTHING

    @property
    def client_id(self) -> UUID | None:
        return self.job.about if self.client else None


def given_up(viewer: Viewer) -> list[Seen]:
    """What was tried too often, the latest first; of what recurs each once."""
    once: set[str] = set()
    found = _seen(viewer, jobs.given_up()[: jobs.MOST])
    return [it for it in found if not it.is_everybodys or _is_first(it.job.name, once)]


def under_way(viewer: Viewer, *, at: datetime) -> list[Seen]:
    """What runs, is due, or waits for another try."""
    return _seen(viewer, jobs.under_way(at=at)[: jobs.MOST])


def one_given_up(viewer: Viewer, pk: UUID) -> Seen:
    """A job that the viewer may have tried again: theirs, or for an owner what recurs.

    Raises NotFoundError.
    """
    for it in _seen(viewer, jobs.given_up().filter(pk=pk)):
        if not it.is_everybodys or _is_owner(viewer):
            return it
    raise NotFoundError


def may_retry(viewer: Viewer, seen: Seen) -> bool:
    return not seen.is_everybodys or _is_owner(viewer)


def _seen(viewer: Viewer, rows: Iterable[Job]) -> list[Seen]:
    """Of these, those that the viewer may see; no query more where there are none."""
    found = list(rows)
    about = {job.about for job in found} - {NOTHING}
    mailboxes = _mailboxes(viewer, about)
    clients = dict(viewer.clients().filter(pk__in=about).values_list("pk", "name")) if about else {}
    return [
        Seen(job, mailboxes.get(job.about, ""), clients.get(job.about, ""))
        for job in found
        if job.about in mailboxes or job.about in clients or _is_for_all(viewer, job)
    ]


def _mailboxes(viewer: Viewer, about: Iterable[UUID]) -> dict[UUID, str]:
    """The places of the mailboxes among these: a member's own, an owner's those of the practice.

    None behind the curtain: what a mailbox is called may name any client.
    """
    if not about or viewer.only is not None:
        return {}
    rows = Mailbox.objects.filter(practice=viewer.practice_id, pk__in=about)
    if not _is_owner(viewer):
        rows = rows.filter(member=viewer.member)
    return dict(rows.values_list("pk", "place"))


def _is_for_all(viewer: Viewer, job: Job) -> bool:
    return job.about == NOTHING and viewer.only is None


def _is_owner(viewer: Viewer) -> bool:
    return viewer.member.role == Role.OWNER


def _is_first(name: str, before: set[str]) -> bool:
    is_first = name not in before
    before.add(name)
    return is_first
