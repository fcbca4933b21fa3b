"""What a look into a mailbox gives: letters by their envelopes, and what went wrong in words."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import NamedTuple

from troth.mail.places import Place
from troth.pure.letter import Address, parse

FIELDS = (
    "FROM SENDER TO CC DATE MESSAGE-ID SUBJECT LIST-ID LIST-UNSUBSCRIBE PRECEDENCE AUTO-SUBMITTED"
).split()
"""All that is asked of a letter before it is known to be wanted."""

SENT = frozenset(
    "sent|sent items|sent messages|sent mail|gesendet|gesendete|gesendete elemente|"
    "gesendete objekte|gesendete nachrichten|envoyés|éléments envoyés|messages envoyés|"
    "courrier envoyé|enviados|enviado|elementos enviados|mensajes enviados|"
    "correo enviado".split("|")
)
"""The default names of folders of sent mail, in the programs that `usual_names` is from."""

HEADER_END = re.compile(rb"\r?\n\r?\n")
WANTED_FIELDS = re.compile(
    rb"^(?:%s)[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*\n?" % "|".join(FIELDS).encode(),
    re.IGNORECASE | re.MULTILINE,
)


class Envelope(NamedTuple):
    """Who wrote to whom and when; `message_id` is "" where the letter has none.

    `is_mass` is true of what went to many or came from a machine.
    """

    message_id: str
    sender: Address | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    sent_at: datetime | None
    subject: str
    is_mass: bool

    @property
    def people(self) -> frozenset[str]:
        """The addresses of everybody in From, To and Cc."""
        sender = (self.sender,) if self.sender else ()
        return frozenset(person.email for person in (*sender, *self.to, *self.cc))

    @property
    def is_readable(self) -> bool:
        """Whether it says who wrote and when: without, nothing can be made of a letter."""
        return self.sender is not None and self.sent_at is not None


Wanted = Callable[[Envelope], bool]
"""Whether a letter is to be taken in."""


class Seen(NamedTuple):
    """A new letter. `uid` is its number on the server; None for what lies on disk."""

    place: Place
    folder: str
    is_sent: bool
    uid: int | None
    envelope: Envelope


class Trouble(NamedTuple):
    """What went wrong. Where `retry` is false, a person must act before the next look."""

    sentence: str
    retry: bool = True


class Batch(NamedTuple):
    """Some new letters. `state` may be stored once `letters` are: the next look goes on there.

    `looked_at` counts the letters that were looked at for this batch, the unwanted ones, too.
    """

    letters: tuple[Seen, ...]
    state: dict[str, object]
    troubles: tuple[Trouble, ...] = ()
    looked_at: int = 0


def header_of(raw: bytes) -> bytes | None:
    """The header that the beginning of a letter holds, None where it does not end there."""
    end = HEADER_END.search(raw)
    return raw[: end.end()] if end else None


def envelope_of(header: bytes) -> Envelope:
    """What a letter's header says. Never raises."""
    fields = b"".join(match[0] for match in WANTED_FIELDS.finditer(header))
    return as_it_is_read(fields.rstrip(b"\r\n") + b"\n\n" if fields.strip() else b"\n")


def as_it_is_read(raw: bytes) -> Envelope:
    """The envelope of a letter as `pure.letter` reads it. Never raises."""
    letter = parse(raw)
    return Envelope(
        message_id="" if letter.message_id.endswith("@digest.invalid") else letter.message_id,
        sender=letter.sender,
        to=letter.to,
        cc=letter.cc,
        sent_at=letter.sent_at,
        subject=letter.subject,
        is_mass=bool(letter.mass or letter.auto_reply or letter.bounce),
    )


def is_within(envelope: Envelope, since: date | None) -> bool:
    """Whether it was sent on `since` or later, by its sender's days; the undated always is."""
    return since is None or envelope.sent_at is None or envelope.sent_at.date() >= since


def is_sent_name(levels: Iterable[str]) -> bool:
    """Whether a folder of these levels holds, by its name or its parents', what its owner sent."""
    return any(level.strip().casefold() in SENT for level in levels)
