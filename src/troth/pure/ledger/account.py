"""Who owes what, summed up for one client."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from troth.pure.ledger.lists import due_end, is_overdue, section_of
from troth.pure.ledger.model import Matter
from troth.pure.reading import Kind


class Debt(StrEnum):
    """What somebody owes: a promise or an ask is ours to meet, a need is theirs."""

    PROMISE = "promise"
    ASK = "ask"
    NEED = "need"


_BECOMES = {
    (Kind.PROMISE, True): Debt.PROMISE,
    (Kind.PROMISE, False): Debt.NEED,
    (Kind.ASK, True): Debt.NEED,
    (Kind.ASK, False): Debt.ASK,
    (Kind.NEED, True): Debt.NEED,
    (Kind.NEED, False): Debt.NEED,
    (Kind.DEFERRAL, True): Debt.PROMISE,
    (Kind.DEFERRAL, False): Debt.NEED,
    (Kind.ALARM, False): Debt.ASK,
    (Kind.INQUIRY, False): Debt.ASK,
}


def debt_of(kind: Kind, *, is_mine: bool) -> Debt | None:
    """What a finding becomes once a person confirms it; None for news, which nobody owes."""
    return _BECOMES.get((kind, is_mine))


class Owed(NamedTuple):
    """One open debt.

    `since` is when it was said; `due_at` the instant at which it has become overdue, None where no
    date was given. `who` is the other side, `what` its words. `told_at` is when the other side last
    heard of it from us: of a need, when we last asked for it. `is_moved` is true where its date was
    moved and they have not heard of that.
    """

    debt: Debt
    since: datetime
    due_at: datetime | None
    who: str = ""
    what: str = ""
    key: str = ""
    told_at: datetime | None = None
    is_moved: bool = False

    @property
    def is_ours(self) -> bool:
        return self.debt is not Debt.NEED

    def is_late(self, at: datetime) -> bool:
        return self.due_at is not None and self.due_at <= at

    @property
    def is_lateness_told(self) -> bool:
        """Whether they heard of it after its due time had ended."""
        if self.due_at is None or self.told_at is None:
            return False
        return self.told_at >= self.due_at


class Account(NamedTuple):
    """What is open between us and one client.

    `they_wait` is the debt of ours that they have waited for longest, `we_wait` theirs; None where
    nobody waits. `late_ours` and `late_theirs` are overdue, the latest first. `next_due` is the
    debt of ours that becomes overdue next.
    """

    ours: tuple[Owed, ...]
    theirs: tuple[Owed, ...]
    they_wait: Owed | None
    we_wait: Owed | None
    late_ours: tuple[Owed, ...]
    late_theirs: tuple[Owed, ...]
    next_due: Owed | None


def account(owed: Iterable[Owed], *, at: datetime) -> Account:
    """Sum up one client's open debts at `at`."""
    every = sorted(owed, key=lambda it: (it.since, it.key))
    ours = tuple(it for it in every if it.is_ours)
    theirs = tuple(it for it in every if not it.is_ours)
    coming = [it for it in ours if it.due_at is not None and not it.is_late(at)]
    return Account(
        ours=ours,
        theirs=theirs,
        they_wait=next(iter(ours), None),
        we_wait=next(iter(theirs), None),
        late_ours=_late(ours, at=at),
        late_theirs=_late(theirs, at=at),
        next_due=min(coming, key=_due, default=None),
    )


def _late(owed: Iterable[Owed], *, at: datetime) -> tuple[Owed, ...]:
    return tuple(sorted((it for it in owed if it.is_late(at)), key=_due, reverse=True))


def _due(owed: Owed) -> datetime:
    assert owed.due_at is not None
    return owed.due_at


def owed_in(matter: Matter, *, at: datetime) -> Owed | None:
    """The debt that a matter in a letter is at `at`, or None where nothing is owed any more.

    A debt that is perhaps settled still keeps somebody waiting, but is not overdue.
    """
    if matter.standing is None or matter.sent_at is None or section_of(matter, at=at) is None:
        return None
    debt = debt_of(matter.finding.kind, is_mine=matter.is_mine)
    if debt is None:
        return None
    end = due_end(matter.due, zone=at.tzinfo)
    counts = end is not None and (end > at or is_overdue(matter, at=at))
    return Owed(debt, matter.sent_at, end if counts else None, what=matter.finding.sentence)
