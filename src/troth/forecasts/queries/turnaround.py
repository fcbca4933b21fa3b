"""How long clients took to answer, each with the sentences it stands on.

An *ask* is what the client owes us: a sentence of ours in mail or a note that asks for something or
says what we need, or a need that a member confirmed or wrote down. Its *answer* is the later letter
or note of theirs that delivers, decides or declines, as `pure.ledger` found: not their thanks, and
not their word that it will come, which is answered only when it has come. Where a member closed a
need and no letter says so, it is when they said it was received.

Measured is the working time of the person who was asked: Mo-Fr 09:00-17:00 by the clocks of their
zone, else of the country their domain ends with, else of the member who answers for the client;
less public holidays there, and less the days of which their own letters say that they are away.

Of several sentences in one letter that wait alike, or that one letter answered, one counts. Left
out is what nobody can tell: what was dismissed or withdrawn, a reply of which the ledger says that
it may have been an answer, and an ask found in mail of which nobody has spoken for a month and that
nobody confirmed, since what was settled on the telephone looks the same. What is open otherwise
counts as waiting until now; a need that was let go, until then.
"""

# Note [Open asks weigh less]
# Of the replies that come some are left out, for nobody can tell whether they are answers. An ask
# that is still open will be left out as often once its reply has come. So it weighs as much less:
# else the open ones would be too many beside the answered, and every client look slow.

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from troth.forecasts.clocks import Clocks
from troth.forecasts.queries.places import Places, places
from troth.forecasts.queries.said import Said, Settlers, asks, declined, settlers
from troth.people.access import Viewer
from troth.promises.models import Matter, Outcome
from troth.pure.forecast.turnaround import Answer
from troth.pure.ledger import Debt

FORGOTTEN = timedelta(days=30)
"""So long an ask that nobody confirmed is waited for after it was last spoken of."""


class Measured(NamedTuple):
    """An ask with its answer, and what both stand on: letters or notes, and their sentences.

    `need` is what a member made of it. `answered_at` is None while it is open; `answering_sentence`
    is "" where it is, and where no letter says that it came.
    """

    answer: Answer
    client: UUID
    contact: UUID | None
    need: UUID | None
    asked_in: UUID | None
    sentence: str
    answered_at: datetime | None
    answered_in: UUID | None
    answering_sentence: str


def turnaround(viewer: Viewer, client: UUID | str | None = None, *, at: datetime) -> list[Measured]:
    """What was asked of a client, or of all, and how long the answers took, the oldest ask first.

    Nine queries, however many letters. Raises NotFoundError.
    """
    clients = viewer.clients()
    if client is not None:
        clients = clients.filter(pk=viewer.client(client).pk)
    theirs = list(clients.values_list("pk", flat=True))
    known, clocks = places(theirs), Clocks()
    waits = _once([*_found(theirs, at=at), *_written_down(theirs, at=at)])
    rows = [_measured(wait, known, clocks) for wait in waits if wait.asked_at <= wait.until]
    return sorted(rows, key=lambda it: (it.answer.asked_at, it.sentence))


class _Wait(NamedTuple):
    """From when it was asked until it was answered, or until when it was waited for."""

    client: UUID
    contact: UUID | None
    need: UUID | None
    asked_at: datetime
    asked_in: UUID | None
    sentence: str
    until: datetime
    is_open: bool = True
    answered_in: UUID | None = None
    answering_sentence: str = ""
    weight: float = 1.0


def _once(waits: Sequence[_Wait]) -> Iterable[_Wait]:
    """Of what was asked in one letter and waits alike one, a need before what nobody confirmed."""
    kept: dict[object, _Wait] = {}
    for wait in sorted(waits, key=lambda it: it.need is None):
        alike = (wait.asked_in, wait.contact, wait.until, wait.is_open)
        kept.setdefault(alike if wait.asked_in else wait.need, wait)
    return kept.values()


def _measured(wait: _Wait, known: Places, clocks: Clocks) -> Measured:
    minutes = clocks.minutes(
        wait.asked_at,
        wait.until,
        zone=known.zone(wait.client, wait.contact),
        away=known.away.get(wait.contact, ()),
    )
    contact = str(wait.contact or "")
    return Measured(
        Answer(contact, str(wait.client), minutes, wait.asked_at, wait.is_open, wait.weight),
        wait.client,
        wait.contact,
        wait.need,
        wait.asked_in,
        wait.sentence,
        None if wait.is_open else wait.until,
        wait.answered_in,
        wait.answering_sentence,
    )


def _found(clients: Sequence[UUID], *, at: datetime) -> list[_Wait]:
    """Of what was found in letters and notes. See Note [Open asks weigh less]."""
    said, by, refused = asks(clients), settlers(clients), declined(clients)
    spoken_for = {it.settled_by for it in said}
    # Their word on an ask is left to that ask, which is waited for just as long.
    said = [it for it in said if not (it.is_their_word and it.pk in spoken_for)]
    found = [it for ask in said if (it := _wait(ask, by, refused, at=at)) is not None]
    unclear = sum(_followed(it, by)[0].is_unclear for it in said)
    answered = sum(not it.is_open for it in found if it.need is None)
    clear = (answered + 1) / (answered + unclear + 1)
    return [it._replace(weight=clear) if it.is_open and not it.need else it for it in found]


def _wait(
    ask: Said,
    by: Settlers,
    refused: frozenset[tuple[object, object]],
    *,
    at: datetime,
) -> _Wait | None:
    """None where nobody can tell whether it was answered."""
    last, answer = _followed(ask, by)
    wait = _Wait(
        client=ask.client,
        contact=ask.asked_of if ask.need else ask.contact,
        need=ask.need,
        asked_at=ask.given_at or ask.said_at,
        asked_in=ask.said_in,
        sentence=ask.sentence,
        until=at,
    )
    if answer is not None and (ask.need, answer.said_in) not in refused:
        return wait._replace(
            until=answer.said_at,
            is_open=False,
            answered_in=answer.said_in,
            answering_sentence=answer.sentence,
        )
    for said in (ask, last):
        if said.outcome and said.closed_at:
            return _closed(wait, said.outcome, said.closed_at)
    if ask.need or last.need:
        return wait
    is_fresh = last.said_at > at - FORGOTTEN
    return wait if is_fresh and last.is_waiting else None


def _followed(ask: Said, by: Settlers) -> tuple[Said, Said | None]:
    """Where their words that it will come end, and the sentence that answered there, if any."""
    last = ask
    for _ in by:
        settler = by.get(last.settled_by) if last.is_met else None
        if settler is None or not settler.is_their_word:
            return last, settler
        last = settler
    return last, None


def _closed(wait: _Wait, outcome: str, closed_at: datetime) -> _Wait:
    """What was received came then; what was let go was waited for until then."""
    return wait._replace(until=closed_at, is_open=outcome != Outcome.RECEIVED)


def _written_down(clients: Sequence[UUID], *, at: datetime) -> Iterator[_Wait]:
    """Needs that stand in no letter."""
    rows = Matter.objects.filter(client__in=clients, kind=Debt.NEED, findings=None)
    columns = ("client", "contact", "pk", "given_at", "what", "outcome", "closed_at")
    for client, contact, pk, given_at, what, outcome, closed_at in rows.values_list(*columns):
        wait = _Wait(client, contact, pk, given_at, None, what, at)
        yield _closed(wait, outcome, closed_at) if closed_at else wait
