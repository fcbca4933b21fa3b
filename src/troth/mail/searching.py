"""Letters can be searched: what was written new in them, their subject, and who wrote to whom."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from troth.mail.filing import storable
from troth.mail.models import Filing, Message, Raw
from troth.mail.packing import unpack
from troth.people.models import Client
from troth.pure.letter import Address, Letter, parse
from troth.search.actions import Kept, keep
from troth.search.models import Text

KIND = "letter"
"""What the search calls a letter."""

BATCH = 250
"""Letters of one transaction: a few tenths of a second, in which nobody else may write."""


@transaction.atomic
def let_letters_be_found(client: Client) -> int:
    """Let some more of a client's letters be found, the newest first; how many, 0 at the end.

    Letters are taken in without this, so that what is found in them shows first. Where it is
    stopped or killed, what is still to do is what is not kept yet.
    """
    messages = _not_kept(client)
    packed = dict(Raw.objects.filter(message__in=messages).values_list("message_id", "packed"))
    clients = _clients_of(messages)
    kept = [_kept(it, packed.get(it.pk), clients[it.pk]) for it in messages]
    return keep(kept, practice=client.practice_id)


def _not_kept(client: Client) -> list[Message]:
    """Held until they are kept, so that none is erased meanwhile."""
    there = Text.objects.filter(row=OuterRef("message"), kind=KIND)
    filings = Filing.objects.filter(~Exists(there), client=client, message__erased_at=None)
    wanted = filings.order_by("-sent_at").values_list("message", flat=True)[:BATCH]
    messages = Message.objects.filter(pk__in=list(wanted), erased_at=None)
    return list(messages.select_for_update(no_key=True).order_by("pk"))


def _clients_of(messages: Sequence[Message]) -> dict[UUID, list[UUID]]:
    clients: dict[UUID, list[UUID]] = defaultdict(list)
    filings = Filing.objects.filter(message__in=messages).values_list("message_id", "client_id")
    for message, client in filings:
        clients[message].append(client)
    return clients


def _kept(message: Message, packed: bytes | memoryview | None, clients: Iterable[UUID]) -> Kept:
    letter = parse(unpack(bytes(packed))) if packed is not None else None
    return Kept(
        KIND,
        message.pk,
        tuple(clients),
        message.sent_at or message.taken_in_at,
        storable(letter.new) if letter else "",
        title=message.subject,
        people=_people(letter) if letter else "",
    )


def _people(letter: Letter) -> str:
    """Names and addresses, a line each."""
    everybody = (letter.sender, *letter.to, *letter.cc)
    return storable("\n".join(_named(it) for it in everybody if it))


def _named(address: Address) -> str:
    return f"{address.name} <{address.email}>" if address.name else address.email
