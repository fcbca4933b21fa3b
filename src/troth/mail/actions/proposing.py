"""What letters tell of a client and of its contacts is proposed, each field with its sentence."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Max

from troth.mail.filing import MOST_MESSAGE_ID, storable
from troth.mail.models import Filing
from troth.mail.queries.correspondence import Line, Sides, lines_of, opened, sides_of
from troth.people.actions import client_fields, contacts
from troth.people.actions.fields import COUNTED, Proposed
from troth.people.models import Client, Contact, ContactAddress, MemberAddress
from troth.pure import courtesy
from troth.pure.letter import Letter

MOST_OF_ONE = 150
"""Letters of one contact that are read, and as many to them: what they wrote last counts."""

Addresses = dict[UUID, set[str]]
"""The addresses of each contact."""


class _Mark(NamedTuple):
    """How far letters were read, and by how many addresses it was known whose they are.

    Filings of one practice are stored one transaction after the other (`mail.actions.file`), so
    that a later one has the higher number.
    """

    filing: int
    theirs: int
    mine: int


def propose_fields(client: Client, *, at: datetime) -> int:
    """Propose what letters tell of the client and of each contact there; how much was new.

    Nothing is read where nothing came since the last time. What came lets its contact's latest
    letters and the client's be read, for most fields are counted over several; where an address has
    become known since, everybody's are. The client's kind and cadence are counted over all lines.
    Each of them is a transaction of its own, and its entry is that of `people`'s `propose`; the
    client comes last, and with it how far was read: what was interrupted is done again.
    """
    me = frozenset(_my_addresses(client))
    theirs = _addresses(client)
    before, now = client_fields.read_to(client), _mark(client, theirs, me)
    if _written(now) == before:
        return 0
    lines = lines_of(client)
    new = _propose_contacts(_since(before, now, lines), lines, theirs, me=me, at=at)
    sides = sides_of(lines, frozenset().union(*theirs.values()), me=me)
    said = _proposed(courtesy.propose_client(*_letters(sides), me=me), sides, at=at)
    return new + client_fields.propose(client, said, read_up_to=_written(now), at=at)


def _my_addresses(client: Client) -> Iterable[str]:
    held = MemberAddress.objects.filter(practice_id=client.practice_id)
    return held.values_list("email", flat=True)


def _addresses(client: Client) -> Addresses:
    found: Addresses = defaultdict(set)
    rows = ContactAddress.objects.filter(contact__client=client).order_by("contact")
    for contact, email in rows.values_list("contact", "email"):
        found[contact].add(email)
    return found


def _mark(client: Client, theirs: Addresses, me: Collection[str]) -> _Mark:
    last = Filing.objects.filter(client=client).aggregate(last=Max("pk"))["last"]
    return _Mark(last or 0, sum(map(len, theirs.values())), len(me))


def _written(mark: _Mark) -> str:
    return " ".join(map(str, mark))


def _since(before: str, now: _Mark, lines: Sequence[Line]) -> Sequence[Line]:
    """The letters that came since; all of them where other addresses are known now."""
    last, *known = map(int, before.split() or (0,))
    return [it for it in lines if it.number > last] if known == [*now[1:]] else lines


def _propose_contacts(
    new: Iterable[Line],
    lines: Sequence[Line],
    theirs: Addresses,
    *,
    me: Collection[str],
    at: datetime,
) -> int:
    """Propose what is told of whoever wrote or was written to in `new`."""
    met = {email for it in new for email in (it.to if it.sender in me else (it.sender,))}
    wanted = [contact for contact, emails in theirs.items() if emails & met]
    count = 0
    for contact in Contact.objects.filter(pk__in=wanted).order_by("pk"):
        sides = sides_of(lines, theirs[contact.pk], me=me)
        said = courtesy.propose(*_letters(Sides(*(it[:MOST_OF_ONE] for it in sides))), me=me)
        count += contacts.propose(contact, _proposed(said, sides, at=at), at=at)
    return count


def _letters(sides: Sides) -> tuple[list[Letter], list[Letter]]:
    return opened(sides.theirs, most=MOST_OF_ONE), opened(sides.mine, most=MOST_OF_ONE)


def _proposed(
    said: Iterable[courtesy.Proposal], sides: Sides, *, at: datetime
) -> Iterator[Proposed]:
    """The likeliest value of each field, for there is one of each; of equals the newest."""
    source = {it.message_id: it.message.hex for side in sides for it in side}
    best: dict[courtesy.Field, courtesy.Proposal] = {}
    for it in said:
        is_past = it.on is not None and it.on < at.date()
        if not is_past and (it.field not in best or it.certainty > best[it.field].certainty):
            best[it.field] = it
    for it in best.values():
        key = storable(it.message_id, MOST_MESSAGE_ID)
        letter = source.get(key, COUNTED) if it.sentence else COUNTED
        yield Proposed(it.field.value, _value(it), it.sentence or it.reason, letter, it.certainty)


def _value(it: courtesy.Proposal) -> str:
    """The value, with the day that a sentence about what weighs on them names."""
    return f"{it.value}, {it.on.day} {it.on:%B %Y}" if it.on else it.value
