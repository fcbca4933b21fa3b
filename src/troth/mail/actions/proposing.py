"""What letters tell of a client's contacts is proposed, each field with its sentence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from troth.mail.models import Filing, Message, Raw
from troth.mail.packing import unpack
from troth.people.actions.contacts import Proposed, propose
from troth.people.models import Client, Contact, MemberAddress
from troth.pure import courtesy
from troth.pure.letter import Letter, parse

LATEST = 400
"""Letters of a client that are looked at for its contacts."""

MOST_OF_ONE = 30
"""Letters of one contact, and as many to them: what they wrote last counts."""

Sides = tuple[list[Message], list[Message]]
"""A contact's letters, and mine to them."""


def propose_fields(client: Client, *, at: datetime) -> int:
    """Propose what the latest letters tell of each contact of the client; how much was new.

    Each contact is a transaction of its own, and its entry is that of `people`'s `propose`.
    """
    me = frozenset(
        MemberAddress.objects.filter(practice_id=client.practice_id).values_list("email", flat=True)
    )
    sides = _by_contact(client, me=me)
    contacts = Contact.objects.filter(pk__in=sides).order_by("pk")
    return sum(_propose(contact, sides[contact.pk], me=me, at=at) for contact in contacts)


def _propose(contact: Contact, sides: Sides, *, me: frozenset[str], at: datetime) -> int:
    theirs, mine = (_letters(side) for side in sides)
    source = {letter.message_id: pk for letter, pk in (*theirs, *mine)}
    said = courtesy.propose([it for it, _ in theirs], [it for it, _ in mine], me=me)
    return propose(contact, _best(said, source), at=at)


def _best(said: Iterable[courtesy.Proposal], source: Mapping[str, UUID]) -> list[Proposed]:
    """The likeliest value of each field: a contact has one of each."""
    best: dict[str, courtesy.Proposal] = {}
    for it in said:
        if it.field not in best or it.certainty > best[it.field].certainty:
            best[it.field] = it
    return [
        Proposed(
            it.field.value,
            it.value,
            it.sentence or it.reason,
            source[it.message_id].hex if it.message_id in source else "",
            it.certainty,
        )
        for it in best.values()
    ]


def _by_contact(client: Client, *, me: frozenset[str]) -> dict[UUID, Sides]:
    """The latest letters of each contact, both ways, newest first."""
    of_email = dict(
        Contact.objects.filter(client=client, addresses__email__isnull=False).values_list(
            "addresses__email", "pk"
        )
    )
    filed = Filing.objects.filter(client=client).order_by("-sent_at").select_related("message")
    found: dict[UUID, Sides] = defaultdict(lambda: ([], []))
    for filing in filed[:LATEST]:
        message = filing.message
        sender, to, _ = message.people or ["", [], []]
        for email in [sender] if sender not in me else to:
            if email in of_email:
                side = found[of_email[email]][sender in me]
                if len(side) < MOST_OF_ONE:
                    side.append(message)
    return found


def _letters(messages: Sequence[Message]) -> list[tuple[Letter, UUID]]:
    """Those that were not erased, with the message that each of them is."""
    rows = Raw.objects.filter(message__in=messages).values_list("message_id", "packed")
    packed = {pk: bytes(held) for pk, held in rows}
    return [(parse(unpack(packed[it.pk])), it.pk) for it in messages if it.pk in packed]
