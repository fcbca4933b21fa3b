"""What became of a promise, an ask or a need."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.db import transaction

from troth.people.models import Member
from troth.promises.actions.acting import act, acts_of, as_fact, locked, restore
from troth.promises.actions.confirming import NoWordsError, done_as, is_late
from troth.promises.actions.dues import due_for
from troth.promises.models import Matter, Outcome
from troth.promises.refusals import RefusedError
from troth.pure.ledger import Debt

VERBS = {Outcome.LATE: "kept_late"}
"""How the record names an outcome, where not by its own word."""

LEGAL: dict[Outcome, frozenset[Debt]] = {
    Outcome.KEPT: frozenset({Debt.PROMISE}),
    Outcome.LATE: frozenset({Debt.PROMISE}),
    Outcome.BROKEN: frozenset({Debt.PROMISE}),
    Outcome.ANSWERED: frozenset({Debt.ASK}),
    Outcome.DECLINED: frozenset({Debt.ASK}),
    Outcome.RECEIVED: frozenset({Debt.NEED}),
    Outcome.RELEASED: frozenset(Debt),
}

POSSIBLE = {
    Debt.PROMISE: "A promise is kept, moved, broken or released.",
    Debt.ASK: "An ask is answered, moved, declined or released.",
    Debt.NEED: "A need is received, moved or released.",
}


class IllegalOutcomeError(RefusedError):
    """A promise that would be received, a need that would be broken."""

    def __init__(self, kind: Debt) -> None:
        super().__init__(f"{POSSIBLE[kind]} Choose one of these.")


class MatterClosedError(RefusedError):
    """It came to its end before."""

    def __init__(self, outcome: str) -> None:
        super().__init__(f"It is closed already: {outcome}. Reopen it first.")


class MatterOpenError(RefusedError):
    """There is no outcome to take back."""

    def __init__(self) -> None:
        super().__init__("It is open already, so there is nothing to reopen.")


class FutureError(RefusedError):
    """What is done cannot have been done tomorrow."""

    def __init__(self) -> None:
        super().__init__("That time has not come yet. Give the time at which it was done.")


class PastDueError(RefusedError):
    """A new date that is over."""

    def __init__(self) -> None:
        super().__init__("That date is over. Choose one that is ahead.")


class SameDueError(RefusedError):
    """A move to where it is."""

    def __init__(self) -> None:
        super().__init__("It is due then already. Choose another date.")


@transaction.atomic
def keep(
    matter: Matter, *, by: Member, at: datetime, done_at: datetime, proposal: UUID | None = None
) -> Matter:
    """Close a promise as kept, or as late where it was done after its due time.

    `done_at` is when the client could use the result, not when we noticed. `proposal` is the one
    that this accepts. Raises MatterClosedError, IllegalOutcomeError, FutureError, NotFoundError.
    """
    matter = _still_open(matter, by=by)
    _must_suit(matter, Outcome.KEPT)
    outcome = done_as(Debt.PROMISE, is_late=is_late(matter, done_at=done_at))
    return _close(matter, outcome, by=by, at=at, done_at=done_at, proposal=proposal)


@transaction.atomic
def receive(
    matter: Matter, *, by: Member, at: datetime, done_at: datetime, proposal: UUID | None = None
) -> Matter:
    """Close a need: they gave it at `done_at`. Raises as `keep`."""
    matter = _still_open(matter, by=by)
    return _close(matter, Outcome.RECEIVED, by=by, at=at, done_at=done_at, proposal=proposal)


@transaction.atomic
def answer(
    matter: Matter, *, by: Member, at: datetime, done_at: datetime, proposal: UUID | None = None
) -> Matter:
    """Close an ask: they had our answer at `done_at`. Raises as `keep`."""
    matter = _still_open(matter, by=by)
    return _close(matter, Outcome.ANSWERED, by=by, at=at, done_at=done_at, proposal=proposal)


@transaction.atomic
def decline_ask(matter: Matter, *, by: Member, at: datetime, why: str = "") -> Matter:
    """Close an ask: we said no. Raises as `keep`."""
    matter = _still_open(matter, by=by)
    return _close(matter, Outcome.DECLINED, by=by, at=at, done_at=at, text=why)


@transaction.atomic
def release(
    matter: Matter, *, by: Member, at: datetime, why: str = "", proposal: UUID | None = None
) -> Matter:
    """Close it because it is owed no more, whoever owed it. Raises as `keep`."""
    matter = _still_open(matter, by=by)
    return _close(matter, Outcome.RELEASED, by=by, at=at, done_at=at, text=why, proposal=proposal)


@transaction.atomic
def break_(matter: Matter, *, by: Member, at: datetime, why: str = "") -> Matter:
    """Close a promise as broken: it will not be kept. Raises as `keep`."""
    matter = _still_open(matter, by=by)
    return _close(matter, Outcome.BROKEN, by=by, at=at, done_at=at, text=why)


@transaction.atomic
def move(  # noqa: PLR0913  # to when, why, and who knows of it
    matter: Matter,
    *,
    due: date | datetime | None,
    why: str,
    client_knows: bool,
    by: Member,
    at: datetime,
    proposal: UUID | None = None,
) -> Matter:
    """Give it another due day or aware instant, or none.

    Where the client knows, they heard of it now; where not, they are to be told. A date that a
    letter named (`proposal`) may be over. Raises NoWordsError, PastDueError, SameDueError,
    MatterClosedError, NotFoundError.
    """
    matter = _still_open(matter, by=by)
    if not why.strip():
        raise NoWordsError("why it is moved")
    new = due_for(due, debt=Debt(matter.kind), client=matter.client, contact=matter.contact)
    if proposal is None and new.at is not None and new.at <= at:
        raise PastDueError
    if (new.at, new.on) == (matter.due_at, matter.due_on):
        raise SameDueError
    was = matter if matter.due_at else None
    changes = {
        "due_at": new.at,
        "due_on": new.on,
        "moved_from_at": was.due_at if was else matter.moved_from_at,
        "moved_from_on": was.due_on if was else matter.moved_from_on,
        "told_at": at if client_knows else None,
    }
    facts = _facts(proposal) | {"client_knows": client_knows, "due": as_fact(due)}
    act(matter, "moved", by=by, at=at, changes=changes, facts=facts, text=why.strip())
    return matter


@transaction.atomic
def tell(
    matters: Iterable[Matter],
    *,
    at: datetime,
    by: Member | None,
    how: Literal["phone", "mail"] = "phone",
    told_at: datetime | None = None,
) -> list[Matter]:
    """The other side heard of these from us, at `told_at` where that was before `at`.

    `by` is None where Troth saw it in mail. An older word takes no newer one's place. Raises
    FutureError, NotFoundError.
    """
    heard_at = told_at or at
    if heard_at > at:
        raise FutureError
    told = [locked(matter, by=by) for matter in sorted(matters, key=lambda it: it.pk)]
    for matter in told:
        changes = {"told_at": max(heard_at, matter.told_at or heard_at)}
        act(matter, f"told_by_{how}", by=by, at=at, changes=changes)
    return told


@transaction.atomic
def reopen(matter: Matter, *, by: Member, at: datetime) -> Matter:
    """Take back its outcome, whichever it was.

    Raises MatterOpenError, ActedSinceError, NotFoundError.
    """
    matter = locked(matter, by=by)
    if not matter.outcome:
        raise MatterOpenError
    closing = next((it for it in acts_of(matter) if "outcome" in it.before), None)
    if closing is None:  # it was found when it was done already
        act(matter, "reopened", by=by, at=at, changes={"outcome": "", "closed_at": None})
    else:
        restore(matter, closing, by=by, at=at)
    return matter


def _still_open(matter: Matter, *, by: Member) -> Matter:
    """Raises MatterClosedError, NotFoundError."""
    matter = locked(matter, by=by)
    if matter.outcome:
        raise MatterClosedError(matter.outcome)
    return matter


def _must_suit(matter: Matter, outcome: Outcome) -> None:
    kind = Debt(matter.kind)
    if kind not in LEGAL[outcome]:
        raise IllegalOutcomeError(kind)


def _close(  # noqa: PLR0913  # as the outcomes above
    matter: Matter,
    outcome: Outcome,
    *,
    by: Member,
    at: datetime,
    done_at: datetime,
    text: str = "",
    proposal: UUID | None = None,
) -> Matter:
    _must_suit(matter, outcome)
    if done_at > at:
        raise FutureError
    changes = {"outcome": outcome.value, "closed_at": done_at}
    verb = VERBS.get(outcome, outcome.value)
    facts: dict[str, object] = {"done_at": done_at.isoformat(), **_facts(proposal)}
    act(matter, verb, by=by, at=at, changes=changes, facts=facts, text=text.strip())
    return matter


def _facts(proposal: UUID | None) -> dict[str, object]:
    return {} if proposal is None else {"proposal": str(proposal)}
