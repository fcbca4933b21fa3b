"""Letters to an address come back, and arrive again."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from troth.jobs.actions import enqueue
from troth.mail.bounces import Returned
from troth.mail.models import Filing, Message
from troth.people.models import Client, ContactAddress, Practice
from troth.post.models import Outgoing
from troth.post.returning import mark_returned, sent_as
from troth.record.appending import append

GIVEN_UP = timedelta(days=5)
"""A letter that has not come back by then has arrived: servers try four to five days.

Source: RFC 5321, section 4.5.4.1.
"""


@transaction.atomic
def came_back(returned: Returned, *, practice: Practice, at: datetime) -> bool:
    """Keep that a letter did not arrive; whether that was news.

    It counts where the address is a contact's of the practice, or the letter one of ours; of
    anything else nothing is kept. A client who could not read a letter has not heard from us by it.
    """
    outgoing = sent_as(returned.original, practice=practice.pk)
    message = _message(returned.original, practice)
    email = _reader(returned.email, outgoing, message)
    address = _address(email, practice)
    clients = _clients(address, outgoing, message)
    news = [
        address is not None and _mark(address, returned, at=at),
        outgoing is not None and mark_returned(outgoing, email, returned.said),
        message is not None and _untell(message, email),
    ]
    if not any(news):
        return False
    about = outgoing or message or address
    text = f"{email}: {returned.said}"
    nobodys: list[UUID | None] = [None]
    for client in clients or nobodys:
        _tell("letter.came_back", practice.pk, client, about=about, text=text, at=at)
    for client in clients:
        enqueue("settle", about=client, run_at=at)
    return True


@transaction.atomic
def arrives_again(client: Client, *, at: datetime) -> int:
    """End what is said of addresses that wrote since, or whose letters stay; how many there were.

    A letter of ours stays when it has not come back for some days.
    """
    bouncing = ContactAddress.objects.select_for_update(of=("self",)).filter(
        contact__client=client, bounced_at__isnull=False
    )
    ended = [it for it in bouncing.order_by("pk") if _works(it, client, at=at)]
    for address in ended:
        address.bounced_since, address.bounced_at, address.bounce_said = None, None, ""
        address.save(update_fields=("bounced_since", "bounced_at", "bounce_said"))
        kind, practice = "contact.letters_arrive_again", client.practice_id
        _tell(kind, practice, client.pk, about=address, text=address.email, at=at)
    return len(ended)


def _message(original: str, practice: Practice) -> Message | None:
    if not original:
        return None
    rows = Message.objects.filter(practice=practice, message_id=original, is_mine=True)
    return rows.first()


def _reader(email: str, outgoing: Outgoing | None, message: Message | None) -> str:
    """Whom it did not reach: one that was passed on comes back from where it was not sent."""
    readers: list[str] = []
    if outgoing is not None:
        readers = [str(it) for it in outgoing.to]
    elif message is not None:
        readers = [*message.people[1], *message.people[2]]
    is_elsewhere = len(readers) == 1 and email not in readers
    return readers[0] if is_elsewhere else email


def _address(email: str, practice: Practice) -> ContactAddress | None:
    rows = ContactAddress.objects.select_for_update(of=("self",)).select_related("contact")
    return rows.filter(practice=practice, email=email).first() if email else None


def _clients(
    address: ContactAddress | None, outgoing: Outgoing | None, message: Message | None
) -> list[UUID]:
    found: set[UUID] = set()
    if address is not None:
        found.add(address.contact.client_id)
    if outgoing is not None and outgoing.client_id is not None:
        found.add(outgoing.client_id)
    if message is not None:
        found |= set(message.filings.values_list("client", flat=True))
    return sorted(found)


def _mark(address: ContactAddress, returned: Returned, *, at: datetime) -> bool:
    """Keep since when; False where it is no news, or was answered by a later letter of theirs."""
    when = min(returned.at or at, at)
    if address.bounced_at is not None and when <= address.bounced_at:
        return False
    if _wrote_since(address, address.contact.client_id, when):
        return False
    address.bounced_since = address.bounced_since or when
    address.bounced_at, address.bounce_said = when, returned.said
    address.save(update_fields=("bounced_since", "bounced_at", "bounce_said"))
    return True


def _untell(message: Message, email: str) -> bool:
    """Whom a letter did not reach has heard nothing by it; False where others have read it."""
    if any(it != email for it in (*message.people[1], *message.people[2])):
        return False
    return message.filings.filter(is_mine=True, is_word=True).update(is_word=False) > 0


def _works(address: ContactAddress, client: Client, *, at: datetime) -> bool:
    since = address.bounced_at
    if since is None or _wrote_since(address, client.pk, since):
        return since is not None
    ours = Filing.objects.filter(client=client, is_mine=True, is_word=True, sent_at__gt=since)
    stays = ours.filter(sent_at__lte=at - GIVEN_UP).select_related("message")
    return any(_went_to(it.message, address.email) for it in stays)


def _wrote_since(address: ContactAddress, client: UUID, since: datetime) -> bool:
    theirs = Filing.objects.filter(client=client, is_mine=False, is_word=True, sent_at__gt=since)
    return _any_from(address.email, theirs.select_related("message"))


def _any_from(email: str, filings: Iterable[Filing]) -> bool:
    return any(it.message.people[0] == email for it in filings)


def _went_to(message: Message, email: str) -> bool:
    return email in (*message.people[1], *message.people[2])


def _tell(  # noqa: PLR0913  # as `append`
    kind: str,
    practice: UUID,
    client: UUID | None,
    *,
    about: Outgoing | Message | ContactAddress | None,
    text: str,
    at: datetime,
) -> None:
    row = about.contact_id if isinstance(about, ContactAddress) else about.pk if about else None
    append(kind, practice=practice, client=client, by=None, at=at, about=row, text=text)
