"""Letters come in: stored, filed, and what was found in them with them, all or nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from troth.jobs.actions import enqueue
from troth.jobs.models import Rank
from troth.mail import actions as mail
from troth.mail.filing import Taken, storable
from troth.mail.models import Mailbox, Message
from troth.people.contacts import contacts_for
from troth.people.models import ClientAddress, MemberAddress, Practice
from troth.promises.actions.note_reading import read_note
from troth.promises.actions.storing import Place, is_taken, store, stored_in
from troth.promises.digest import Reader
from troth.promises.opened import Chosen, Discovery, Opened
from troth.record.appending import append, append_own
from troth.web.journal import keep_short

__all__ = ["chosen_in", "read_note", "take_in"]

TOLD_UNREADABLE = 50
"""Unreadable letters that one entry names; of the others it tells how many there are."""


def chosen_in(practice: Practice, *, usual: tuple[str, ...] = ()) -> Chosen:
    """How this practice's mail is read, and whose is kept: me is every member's address."""
    me = MemberAddress.objects.filter(practice=practice).values_list("email", flat=True)
    keys = ClientAddress.objects.filter(practice=practice).values_list("key", flat=True)
    return Chosen(Reader(me=frozenset(me), usual=usual), frozenset(keys))


@transaction.atomic
def take_in(mailbox: Mailbox, batch: Opened, *, at: datetime) -> int:
    """Store a batch of letters with their filings, contacts and findings; how many were new.

    One transaction, with the folders' states: a stop in between loses nothing and repeats nothing.
    Each client's chain gets one entry with the number of letters and their first and last day; what
    could not be read is told in the practice's. What becomes of it all is settled by a job,
    and another lets the letters be found.
    """
    filed = mail.file(mailbox, batch.taken, at=at)
    practice = mailbox.practice
    clients = _clients_of(practice, batch)
    contacts = contacts_for(practice, _people(batch, clients))
    filings = set(filed.filed)
    wanted = [it for it in batch.discoveries if (it.letter, clients.get(it.key)) in filings]
    store(
        practice,
        ((it, Place(message=filed.messages[it.letter])) for it in _still_wanted(wanted, filed)),
        clients=clients,
        contacts=contacts,
    )
    mail.keep_states(mailbox, batch.states)
    _tell_clients(mailbox, batch.taken, filed.filed, at=at)
    _tell_unreadable(mailbox, batch.unreadable, at=at)
    for client in {client for _, client in filed.filed}:
        enqueue("settle", about=client, run_at=at)
        enqueue("index", about=client, run_at=at, rank=Rank.LONG)
    keep_short()
    return len(filed.fresh)


def _clients_of(practice: Practice, batch: Opened) -> dict[str, UUID]:
    """Address key -> client."""
    keys = {key for letter in batch.taken for key in letter.keys}
    rows = ClientAddress.objects.filter(practice=practice, key__in=keys)
    return dict(rows.values_list("key", "client_id"))


def _people(batch: Opened, clients: Mapping[str, UUID]) -> dict[str, tuple[UUID, str]]:
    """The clients' addresses that persons wrote from and to: (client, name)."""
    return {
        email: (clients[key], name) for email, (key, name) in batch.people.items() if key in clients
    }


def _still_wanted(
    discoveries: Sequence[Discovery], filed: mail.FiledLetters
) -> Sequence[Discovery]:
    """Without what is stored already, what lies over a span that was dismissed, what was erased.

    Only a letter that was known before can have any of these: it is filed with one more client.
    """
    fresh = set(filed.fresh)
    old = {UUID(filed.messages[it.letter]) for it in discoveries if it.letter not in fresh}
    if not old:
        return discoveries
    spans = stored_in(old)
    erased = Message.objects.filter(pk__in=old, erased_at__isnull=False)
    gone = {pk.hex for pk in erased.values_list("pk", flat=True)}
    return [
        it
        for it in discoveries
        if (message := filed.messages[it.letter]) not in gone and not is_taken(it, spans[message])
    ]


def _tell_clients(
    mailbox: Mailbox, taken: Sequence[Taken], filed: Iterable[tuple[int, UUID]], *, at: datetime
) -> None:
    letters: dict[UUID, list[Taken]] = defaultdict(list)
    for place, client in filed:
        letters[client].append(taken[place])
    for client, its in sorted(letters.items()):
        days = sorted(it.sent_at.date().isoformat() for it in its if it.sent_at)
        facts: dict[str, object] = {"letters": len(its)}
        if days:
            facts |= {"first": days[0], "last": days[-1]}
        append(
            "mail.taken_in",
            practice=mailbox.practice_id,
            client=client,
            by=None,
            at=at,
            about=mailbox.pk,
            facts=facts,
        )


def _tell_unreadable(
    mailbox: Mailbox, unreadable: Sequence[tuple[str, str]], *, at: datetime
) -> None:
    if not unreadable:
        return
    told = [f"{place}: {why}" for place, why in unreadable[:TOLD_UNREADABLE]]
    append_own(
        mailbox,
        "mail.unreadable",
        by=None,
        at=at,
        facts={"letters": len(unreadable)},
        text=storable("\n".join(told)),
    )
