"""Two clients that turned out to be one: everything of the one is filed with the other."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from troth.jobs.actions import enqueue
from troth.jobs.models import Rank
from troth.mail.models import Filing
from troth.notes.models import Note, Win
from troth.people.access import NotFoundError
from troth.people.actions import clients
from troth.people.models import Client, Member
from troth.promises.models import Finding, Matter, Proposal
from troth.promises.refusals import RefusedError
from troth.record.appending import append


class MergedAlreadyError(RefusedError):
    """One of the two was joined with a client before."""

    def __init__(self, client: Client) -> None:
        super().__init__(f"{client.name} was joined with another client before. Choose that one.")


class SameClientError(RefusedError):
    """A client cannot be joined with itself."""

    def __init__(self) -> None:
        super().__init__("These two are one already. Choose another client.")


@transaction.atomic
def merge(client: Client, *, into: Client, by: Member, at: datetime) -> None:
    """Join `client` with `into`: its people, letters, promises and notes are `into`'s from now on.

    Both chains stay as they are: what was written there is not written again, and the closing entry
    of the one names the other. Threads that were apart are settled together by a job. Raises
    MergedAlreadyError, SameClientError, NotFoundError.
    """
    held = _locked(client, into, by=by)
    client, into = held[client.pk], held[into.pk]
    clients.merge(client, into=into, by=by, at=at)
    _leave_filed_twice(client, into)
    brought = {name: rows.filter(client=client).update(client=into) for name, rows in _files()}
    append(
        "client.files_brought",
        practice=into.practice_id,
        client=into.pk,
        by=by.pk,
        at=at,
        about=into.pk,
        facts={"from": client.pk.hex, **brought},
    )
    enqueue("settle", about=into.pk, run_at=at)
    enqueue("index", about=into.pk, run_at=at, rank=Rank.LONG)


def _locked(*both: Client, by: Member) -> dict[UUID, Client]:
    pks = sorted(it.pk for it in both)
    if pks[0] == pks[-1]:
        raise SameClientError
    rows = Client.objects.filter(pk__in=pks, practice_id=by.practice_id)
    held = {it.pk: it for it in rows.select_for_update(of=("self",)).order_by("pk")}
    if len(held) < len(both):
        raise NotFoundError
    merged = next((it for it in held.values() if it.merged_into_id is not None), None)
    if merged is not None:
        raise MergedAlreadyError(merged)
    return held


def _files() -> list[tuple[str, QuerySet[Any]]]:
    """What lies in a client's file, by the name that the record counts it under."""
    return [
        ("letters", Filing.objects.all()),
        ("findings", Finding.objects.all()),
        ("promises", Matter.objects.all()),
        ("proposals", Proposal.objects.all()),
        ("notes", Note.objects.all()),
        ("wins", Win.objects.all()),
    ]


def _leave_filed_twice(client: Client, into: Client) -> None:
    """A letter that is filed with both needs to be filed once."""
    there = Filing.objects.filter(client=into, message=OuterRef("message"))
    Filing.objects.filter(Exists(there), client=client).delete()
