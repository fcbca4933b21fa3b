"""What is kept of a client goes, on their request; the record stays whole."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from troth.jobs.models import Job
from troth.mail.models import Filing, Message
from troth.people.models import (
    Client,
    ClientAddress,
    ClientKind,
    ContactAddress,
    Member,
)
from troth.post.models import AUTOMATIC, Outgoing, OutgoingState
from troth.record.actions import erase_words
from troth.record.appending import append
from troth.record.models import Words
from troth.search.actions import forget_client
from troth.web.journal import leave_no_copy

GONE = "A deleted client"
"""What is left of a name."""


BATCH = 500
"""Letters that are deleted at once, with everything that was found in them."""


class LeavingNowError(Exception):
    """A letter to the client is leaving at this moment."""

    def __init__(self) -> None:
        super().__init__(
            "A letter to them is leaving at this moment. Wait a minute, then delete them."
        )


@transaction.atomic
def delete_client(client: Client, *, by: Member, at: datetime) -> None:
    """Delete everything that is kept of a client and of those that were joined with it.

    Texts, letters, notes, drafts, contacts with their evidence, names, addresses and the words for
    searching go; so do the words beside the entries. The entries stay with their digests, and one
    more says that this was done. A letter that belongs to another client too stays with that one.
    Backups made before are not touched. Raises LeavingNowError.
    """
    theirs = _with_joined(client)
    leaving = Q(client__in=theirs) | _of_all(client.practice_id)
    if Outgoing.objects.filter(leaving, state=OutgoingState.SENDING).exists():
        raise LeavingNowError
    leave_no_copy()
    words = _words_of(theirs)
    letters = _delete_letters(theirs)
    _delete_rows(theirs)
    _empty_letters_of_all(client.practice_id)
    _erase_entries(client.practice_id, theirs, words, at=at)
    for each in theirs:
        forget_client(each)
    _empty(theirs, at=at)
    append(
        "client.deleted",
        practice=client.practice_id,
        client=client.pk,
        by=by.pk,
        at=at,
        about=client.pk,
        facts={"letters": letters, "clients": len(theirs)},
    )


def _with_joined(client: Client) -> list[UUID]:
    """The client, locked, and all that turned out to be the same and were joined with it."""
    theirs = [Client.objects.select_for_update(no_key=True).get(pk=client.pk).pk]
    new = list(theirs)
    while new:
        joined = Client.objects.filter(merged_into__in=new).order_by("id")
        new = list(joined.values_list("pk", flat=True))
        theirs += new
    return theirs


def _words_of(clients: Iterable[UUID]) -> set[str]:
    """By what a text elsewhere can be told to be about them: domains and addresses."""
    keys = ClientAddress.objects.filter(client__in=clients).values_list("key", flat=True)
    contacts = ContactAddress.objects.filter(contact__client__in=clients)
    return {*keys, *contacts.values_list("email", flat=True)}


def _delete_letters(clients: Iterable[UUID]) -> int:
    """Their letters, but not those that are another client's too; how many."""
    others = Filing.objects.exclude(client__in=clients).values("message")
    theirs = Message.objects.filter(filings__client__in=clients).exclude(pk__in=others)
    pks = list(theirs.distinct().values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        Message.objects.filter(pk__in=pks[start : start + BATCH]).delete()
    return len(pks)


def _delete_rows(clients: Iterable[UUID]) -> None:
    """Whatever refers to a client as its own, in whatever app, now or later: nothing is forgotten.

    Joined clients refer to each other too; what is left of them stays for the record.
    """
    for relation in Client._meta.related_objects:  # noqa: SLF001  # Django's own name
        if relation.related_model is not Client:
            rows = relation.related_model._base_manager  # noqa: SLF001  # any model's
            rows.filter(**{f"{relation.field.name}__in": clients}).delete()
    Job.objects.filter(about__in=clients).delete()


def _empty_letters_of_all(practice: UUID) -> None:
    """What leaves and names many clients at once, as the digest does: it is not sent any more."""
    letters = Outgoing.objects.filter(_of_all(practice))
    letters.filter(state=OutgoingState.HELD).update(state=OutgoingState.WITHDRAWN)
    letters.update(subject="", text="", html="")


def _of_all(practice: UUID) -> Q:
    return Q(practice=practice, client=None, kind__in=AUTOMATIC)


def _erase_entries(
    practice: UUID, clients: Iterable[UUID], words: Iterable[str], *, at: datetime
) -> None:
    """The texts in their chains, and in the practice's own those that name an address of theirs."""
    held = Words.objects.filter(erased_at=None)
    entries = set(held.filter(entry__chain__in=clients).values_list("entry", flat=True))
    own = held.filter(entry__chain=practice)
    for each in words:
        entries |= set(own.filter(text__icontains=each).values_list("entry", flat=True))
    erase_words(sorted(entries), at=at)


def _empty(clients: list[UUID], *, at: datetime) -> None:
    held = Client.objects.filter(pk__in=clients)
    held.update(name=GONE, kind=ClientKind.FORMER, cadence_days=None)
    held.filter(closed_at=None).update(closed_at=at)
