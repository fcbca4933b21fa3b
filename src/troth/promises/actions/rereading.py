"""Reading a letter once more, with other rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from troth.jobs.actions import enqueue
from troth.mail.models import Message, Raw
from troth.mail.packing import unpack
from troth.people.contacts import contacts_for
from troth.people.models import ClientAddress
from troth.promises.actions.storing import Place, is_taken, store
from troth.promises.learning import learned, likely_by
from troth.promises.models import Finding, FindingState
from troth.promises.opened import Chosen, Discovery
from troth.promises.whole_letters import discovered
from troth.record.appending import append

_READ_ANEW = ("end", "language", "rule", "words", "certainty", "sentence", "actor", "due")


@dataclass(frozen=True, slots=True)
class Reread:
    """How many findings are new, and how many that nobody had decided about are gone."""

    new: int = 0
    gone: int = 0


@transaction.atomic
def reread(message: Message, chosen: Chosen, *, at: datetime) -> Reread:
    """Find in a stored letter what today's rules find.

    What somebody decided about stays as it is: nothing is found again over a dismissed span. Open
    findings that the rules no longer make are gone, the others are as the rules have them now. A
    letter whose text was erased is left alone.
    """
    held = Message.objects.select_for_update(no_key=True).get(pk=message.pk)
    raw = Raw.objects.filter(message=held).first()
    if raw is None:
        return Reread()
    clients = _clients(held)
    found = discovered(unpack(bytes(raw.packed)), chosen)
    wanted = [it for it in found if it.key in clients]
    stored = list(Finding.objects.filter(message=held))
    gone = _bring_up_to_date(held, stored, wanted)
    new = [it for it in wanted if not is_taken(it, stored)]
    people = {it.counterpart: (clients[it.key], "") for it in new}
    place = Place(message=held.pk.hex)
    store(
        held.practice,
        ((it, place) for it in new),
        clients=clients,
        contacts=contacts_for(held.practice, people),
    )
    return _told(held, Reread(len(new), gone), set(clients.values()), at=at)


def _clients(message: Message) -> dict[str, UUID]:
    """Address key -> client, of those that the letter is filed with."""
    rows = ClientAddress.objects.filter(client__filings__message=message)
    return dict(rows.values_list("key", "client_id"))


def _bring_up_to_date(
    message: Message, stored: Sequence[Finding], found: Sequence[Discovery]
) -> int:
    """Take over what is found again and drop what is not, where it is open; how many went."""
    by_place = {(it.start, it.kind): it for it in found}
    still_open = [it for it in stored if it.state == FindingState.OPEN]
    again = [it for it in still_open if (it.start, it.kind) in by_place]
    counts = learned(message.practice_id)
    for it in again:
        for name in _READ_ANEW:
            setattr(it, name, getattr(by_place[it.start, it.kind], name))
        it.likely = likely_by(counts, it)
    Finding.objects.bulk_update(again, (*_READ_ANEW, "likely"))
    gone = {it.pk for it in still_open} - {it.pk for it in again}
    Finding.objects.filter(pk__in=gone).delete()
    return len(gone)


def _told(message: Message, done: Reread, clients: set[UUID], *, at: datetime) -> Reread:
    for client in sorted(clients):
        append(
            "letter.reread",
            practice=message.practice_id,
            client=client,
            by=None,
            at=at,
            about=message.pk,
            facts={"new": done.new, "gone": done.gone},
        )
        enqueue("settle", about=client, run_at=at)
    return done
