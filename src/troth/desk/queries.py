"""What a client's page asks on every visit, in narrow rows. Note [Prepared queries] in `web`."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from troth.mail.models import Filing
from troth.mail.queries import letters_of
from troth.mail.queries.letters import Line
from troth.notes.models import Note, Win
from troth.people.access import NotFoundError, Viewer
from troth.people.models import Client, Contact, Evidence, EvidenceState
from troth.promises.models import Matter, MatterKind, Outcome
from troth.updates.models import Draft, DraftState
from troth.web.prepared import Prepared

SHOWN = 6
"""Letters, notes and wins that the page shows; all letters stand on their own page."""

MOST_PEOPLE = 100
NO_RANK = 9


class Here(NamedTuple):
    """A client, with the name of the one it was joined with and a letter that waits for it."""

    client: Client
    merged_name: str | None
    ready: UUID | None


class Post(NamedTuple):
    """A letter in a list."""

    pk: UUID
    subject: str
    sender_name: str
    people: Any
    is_mine: bool
    is_quiet: bool
    sent_at: datetime


class Jotted(NamedTuple):
    """A call, a meeting or a chat in a list; `who` is the contact's name."""

    pk: UUID
    kind: str
    text: str
    at: datetime
    who: str | None


class Won(NamedTuple):
    """Good news in a list; `by_id` did it."""

    text: str
    at: datetime
    told_at: datetime | None
    by_id: UUID
    hours: float | None
    estimated_hours: float | None


class Face(NamedTuple):
    """A contact in a list; `reports_to` is a name."""

    pk: UUID
    name: str
    role: str
    rank: int | None
    language: str
    address_form: str
    fluency: str
    is_liaison: bool
    reports_to: str | None


class Hint(NamedTuple):
    """What is proposed for a contact's field."""

    contact: UUID
    field: str
    value: str
    sentence: str
    source: str
    at: datetime


class Ended(NamedTuple):
    """How much came to its end with a client, and how."""

    kept: int = 0
    late: int = 0
    broken: int = 0
    received: int = 0
    answered: int = 0


def here(viewer: Viewer, pk: UUID) -> Here:
    """Raises NotFoundError."""
    found = _CLIENT(practice=viewer.practice_id, client=pk) if viewer.may_see(pk) else []
    if not found:
        raise NotFoundError
    *columns, merged_name, ready = found[0]
    return Here(Client.from_db("default", _COLUMNS, columns), merged_name, ready)


def latest_letters(viewer: Viewer, client: UUID) -> list[Post]:
    """Those of a client that `here` gave; behind the curtain none that is also another's."""
    if viewer.only is None:
        return [Post(*row) for row in _LETTERS(client=client)]
    return [post_of(it) for it in letters_of(viewer, client, most=SHOWN)]


def post_of(line: Line) -> Post:
    """A letter that was fetched in full, as lists show it."""
    columns = [getattr(line.message, name) for name in _OF_LETTER[:-1]]
    return Post._make([*columns, line.sent_at])


def latest_notes(client: UUID) -> list[Jotted]:
    """The latest of a client that `here` gave, as all of these are."""
    return [Jotted(*row) for row in _NOTES(client=client)]


def latest_wins(client: UUID) -> list[Won]:
    return [Won(*row) for row in _WINS(client=client)]


def faces(client: UUID) -> list[Face]:
    """Those of rank 1 first."""
    people = [Face(*row) for row in _PEOPLE(client=client)]
    return sorted(people, key=lambda it: (it.rank or NO_RANK, it.name.casefold()))


def hints(client: UUID) -> list[Hint]:
    return [Hint(*row) for row in _HINTS(client=client)]


def ended(client: UUID) -> Ended:
    return next((Ended(*row) for row in _ENDED(client=client)), Ended())


_COLUMNS = [field.attname for field in Client._meta.concrete_fields]  # noqa: SLF001  # public
_OF_LETTER = ("pk", "subject", "sender_name", "people", "is_mine", "is_quiet", "sent_at")


def _client(practice: UUID, client: UUID) -> QuerySet[Any, Any]:
    waiting = Draft.objects.filter(client=OuterRef("pk"), state=DraftState.READY)
    rows = Client.objects.filter(practice=practice, pk=client)
    rows = rows.annotate(ready=Subquery(waiting.order_by("-made_at").values("pk")[:1]))
    return rows.values_list(*_COLUMNS, "merged_into__name", "ready")


def _letters(client: UUID) -> QuerySet[Any, Any]:
    rows = Filing.objects.filter(client=client).order_by("-sent_at", "-pk")
    columns = [f"message__{name}" for name in _OF_LETTER[:-1]]
    return rows.values_list(*columns, "sent_at")[:SHOWN]


def _notes(client: UUID) -> QuerySet[Any, Any]:
    rows = Note.objects.filter(client=client).order_by("-at", "-pk")
    return rows.values_list("pk", "kind", "text", "at", "contact__name")[:SHOWN]


def _wins(client: UUID) -> QuerySet[Any, Any]:
    rows = Win.objects.filter(client=client).order_by("-at", "-pk")
    return rows.values_list(*Won._fields)[:SHOWN]


def _people(client: UUID) -> QuerySet[Any, Any]:
    rows = Contact.objects.filter(client=client)
    ordered = rows.order_by(F("rank").asc(nulls_last=True), "name", "pk")
    return ordered.values_list(*Face._fields[:-1], "reports_to__name")[:MOST_PEOPLE]


def _hints(client: UUID) -> QuerySet[Any, Any]:
    rows = Evidence.objects.filter(client=client, state=EvidenceState.PROPOSED)
    return rows.exclude(contact=None).order_by("pk").values_list(*Hint._fields)


def _ended(client: UUID) -> QuerySet[Any, Any]:
    ours = Q(kind=MatterKind.PROMISE)
    rows = Matter.objects.filter(client=client).exclude(outcome="").values("client").order_by()
    counted = rows.annotate(
        kept=Count("pk", filter=ours & Q(outcome=Outcome.KEPT)),
        late=Count("pk", filter=ours & Q(outcome=Outcome.LATE)),
        broken=Count("pk", filter=ours & Q(outcome=Outcome.BROKEN)),
        received=Count("pk", filter=Q(outcome=Outcome.RECEIVED)),
        answered=Count("pk", filter=Q(outcome=Outcome.ANSWERED)),
    )
    return counted.values_list(*Ended._fields)


_CLIENT = Prepared(_client, practice=UUID, client=UUID)
_LETTERS = Prepared(_letters, client=UUID)
_NOTES = Prepared(_notes, client=UUID)
_WINS = Prepared(_wins, client=UUID)
_PEOPLE = Prepared(_people, client=UUID)
_HINTS = Prepared(_hints, client=UUID)
_ENDED = Prepared(_ended, client=UUID)
