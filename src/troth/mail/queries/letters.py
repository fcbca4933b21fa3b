"""The letters that a viewer may see."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from troth.mail.models import Filing, Message
from troth.mail.packing import unpack
from troth.people.access import Viewer, one
from troth.people.models import Client
from troth.pure.letter import Letter, parse


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A letter with its words. `letter` and `raw` are None where its text was erased."""

    message: Message
    letter: Letter | None
    raw: bytes | None
    clients: tuple[Client, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A letter in a list. `cursor` is what to go on from behind it."""

    message: Message
    sent_at: datetime
    is_mine: bool
    is_word: bool
    cursor: tuple[datetime, int]


def letter(viewer: Viewer, pk: UUID | str) -> LetterPage:
    """A letter that is filed with a client the viewer may see. Two statements.

    Behind the curtain a letter that is also another client's is not shown. Raises NotFoundError.
    """
    message = one(_visible(viewer).select_related("raw"), pk)
    clients = tuple(Client.objects.filter(filings__message=message).order_by("name", "pk"))
    raw = unpack(bytes(message.raw.packed)) if hasattr(message, "raw") else None
    return LetterPage(message, parse(raw) if raw is not None else None, raw, clients)


def letters_of(
    viewer: Viewer, client: UUID | str, *, most: int, before: tuple[datetime, int] | None = None
) -> list[Line]:
    """A client's letters, newest first; `before` is the last line's cursor. Two statements.

    Raises NotFoundError.
    """
    filings = Filing.objects.filter(client=viewer.client(client))
    if viewer.only is not None:
        filings = filings.filter(~Exists(_of_others(viewer.only, OuterRef("message"))))
    if before is not None:
        sent_at, pk = before
        filings = filings.filter(Q(sent_at__lt=sent_at) | Q(sent_at=sent_at, pk__lt=pk))
    rows = filings.select_related("message").order_by("-sent_at", "-pk")[:most]
    return [
        Line(it.message, it.sent_at, it.is_mine, it.is_word, (it.sent_at, it.pk)) for it in rows
    ]


def _visible(viewer: Viewer) -> QuerySet[Message]:
    filed = Filing.objects.filter(message=OuterRef("pk"), client__in=viewer.clients())
    messages = Message.objects.filter(Exists(filed), practice=viewer.practice_id)
    if viewer.only is not None:
        messages = messages.exclude(Exists(_of_others(viewer.only, OuterRef("pk"))))
    return messages


def _of_others(client: UUID, message: OuterRef) -> QuerySet[Filing]:
    return Filing.objects.filter(message=message).exclude(client=client)
