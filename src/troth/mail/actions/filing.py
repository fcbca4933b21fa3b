"""Letters are stored, once each, and filed with the clients they belong to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from troth.mail.filing import Taken
from troth.mail.inserting import insert
from troth.mail.models import Filing, Folder, Mailbox, Message, Raw
from troth.people.models import ClientAddress, Practice
from troth.search.actions import drop

_MESSAGE = (
    "id digest message_id key references subject_key sent_at sent_offset subject sender_name "
    "people is_mine is_quiet language problems practice mailbox taken_in_at erased_at"
).split()
_FILING = ("message", "client", "sent_at", "is_mine", "is_word")

Identity = tuple[int, str, datetime]


@dataclass(slots=True)
class FiledLetters:
    """What filing did.

    `messages` says for each place in what was taken which message it is, in hexadecimal digits, and
    `fresh` which places were stored now. `filed` holds (place, client) of every new filing.
    """

    messages: list[str] = field(default_factory=list)
    fresh: list[int] = field(default_factory=list)
    filed: list[tuple[int, UUID]] = field(default_factory=list)


@transaction.atomic
def file(mailbox: Mailbox, taken: Sequence[Taken], *, at: datetime) -> FiledLetters:
    """Store letters that are not known, and file all of them with their clients.

    A letter is known by its bytes, or by its Message-ID with its sender and its time: a copy in
    another folder or a colleague's mailbox is kept once. `at` is when it was taken in. It appends
    nothing: whoever calls it tells what it was for.
    """
    practice = Practice.objects.select_for_update(no_key=True).get(pk=mailbox.practice_id)
    done = _told_apart(practice, taken)
    rows = [taken[place] for place in done.fresh]
    owner = (practice.pk.hex, mailbox.pk.hex, at, None)
    insert(Message, _MESSAGE, (_message(letter) + owner for letter in rows))
    insert(Raw, ("message", "packed"), ((letter.pk, letter.packed) for letter in rows))
    done.filed = _new_filings(practice, taken, done)
    _let_be_searched_anew(done)
    insert(
        Filing,
        _FILING,
        (
            _filing(taken[place], done.messages[place], client, at=at)
            for place, client in done.filed
        ),
    )
    return done


def keep_states(mailbox: Mailbox, states: Mapping[str, object]) -> None:
    """Remember how far each folder was looked into, in the transaction that stores its letters.

    It is no event, and nothing is appended.
    """
    Folder.objects.bulk_create(
        [Folder(mailbox=mailbox, name=name, state=state) for name, state in states.items()],
        update_conflicts=True,
        unique_fields=["mailbox", "name"],
        update_fields=["state"],
    )


def _let_be_searched_anew(done: FiledLetters) -> None:
    """A letter that is filed with one more client is that client's to find, too."""
    fresh = set(done.fresh)
    again = {UUID(done.messages[place]) for place, _ in done.filed if place not in fresh}
    if again:
        drop(again)


def _message(letter: Taken) -> tuple[object, ...]:
    return (
        letter.pk,
        letter.digest,
        letter.message_id,
        letter.key,
        letter.references,
        letter.subject_key,
        letter.sent_at,
        letter.sent_offset,
        letter.subject,
        letter.sender_name,
        letter.people,
        letter.is_mine,
        letter.is_quiet,
        letter.language,
        letter.problems,
    )


def _filing(letter: Taken, message: str, client: UUID, *, at: datetime) -> tuple[object, ...]:
    return (message, client.hex, letter.sent_at or at, letter.is_mine, letter.is_word)


def _told_apart(practice: Practice, taken: Sequence[Taken]) -> FiledLetters:
    """Which letters are new, and which message each of the others already is."""
    by_digest, by_identity = _known(practice, taken)
    done = FiledLetters()
    for place, letter in enumerate(taken):
        identity = _identity(letter)
        known = by_digest.get(letter.digest) or (identity and by_identity.get(identity))
        if not known:
            known = letter.pk
            done.fresh.append(place)
            by_digest[letter.digest] = known
            if identity:
                by_identity[identity] = known
        done.messages.append(known)
    return done


def _known(
    practice: Practice, taken: Sequence[Taken]
) -> tuple[dict[bytes, str], dict[Identity, str]]:
    """The messages that letters among `taken` may be: by digest, and by identity."""
    of_practice = Message.objects.filter(practice=practice)
    by_digest: dict[bytes, str] = {}
    by_identity: dict[Identity, str] = {}
    for rows in (
        of_practice.filter(digest__in=[letter.digest for letter in taken]),
        of_practice.filter(key__in=[letter.key for letter in taken]),
    ):
        for pk, digest, key, people, sent_at in _identities(rows):
            by_digest[digest] = pk.hex
            if sent_at and people:
                by_identity[key, people[0], sent_at.astimezone(UTC)] = pk.hex
    return by_digest, by_identity


def _identities(
    rows: QuerySet[Message],
) -> Iterator[tuple[UUID, bytes, int, list[str], datetime | None]]:
    for pk, digest, *rest in rows.values_list("pk", "digest", "key", "people", "sent_at"):
        yield pk, bytes(digest), *rest


def _identity(letter: Taken) -> Identity | None:
    return (letter.key, letter.sender, letter.sent_at) if letter.sent_at else None


def _new_filings(
    practice: Practice, taken: Sequence[Taken], done: FiledLetters
) -> list[tuple[int, UUID]]:
    """(place, client) of every filing that is still wanting."""
    client_of = dict(
        ClientAddress.objects.filter(practice=practice).values_list("key", "client_id")
    )
    fresh = set(done.fresh)
    old = [UUID(done.messages[place]) for place in range(len(taken)) if place not in fresh]
    there = (
        {
            (message.hex, client)
            for message, client in Filing.objects.filter(message__in=set(old)).values_list(
                "message_id", "client_id"
            )
        }
        if old
        else set()
    )
    wanted: list[tuple[int, UUID]] = []
    for place, letter in enumerate(taken):
        for client in {client_of[key] for key in letter.keys if key in client_of}:
            if (filing := (done.messages[place], client)) not in there:
                there.add(filing)
                wanted.append((place, client))
    return wanted
