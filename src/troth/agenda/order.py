"""The one order of Today: what stands on top, and why. `docs/order.md` tells it in words.

Plain values in, plain values out: the moment is given, and who owes what comes from pure.ledger.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from troth.pure.ledger import Account, Debt, Owed
from troth.pure.worktime import after_working_days, day_begins, working_day_before


class Band(IntEnum):
    """A line stands in the first band that holds for it; smaller bands stand above larger ones."""

    UNTOLD = 1
    DUE_NOW = 2
    UNANSWERED = 3
    SILENT = 4
    LATE = 5
    THEY_ARE_LATE = 6
    CALM = 7
    QUIET = 8
    CLOSED = 9


class Why(StrEnum):
    """Why the next word is due."""

    OVERDUE = "overdue"
    MOVED = "moved"
    DUE = "due"
    ASKED = "asked"
    CADENCE = "cadence"
    REMIND = "remind"
    NOTHING = "nothing"


REPLY_DAYS = {1: 1}
"""Working days in which somebody of a rank has an answer."""

USUAL_REPLY_DAYS = 2

REMIND_AFTER = timedelta(days=3)
"""How long after a need has become overdue, or was last asked for, it is asked for again."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What a line is made from.

    `heard_at` is when the client last heard from us, or when they became one. `asked_ranks` gives
    the rank of who asked, by the key of the ask. `cadence_days` is None where silence is no fault:
    for a customer, a prospect, a former client. `zone` is where the owner's days end, `country`
    whose holidays count.
    """

    account: Account
    heard_at: datetime
    cadence_days: int | None
    zone: ZoneInfo
    country: str = ""
    asked_ranks: dict[str, int] | None = None


class Word(NamedTuple):
    """A word that is due: from `at` on, for `why`, about `owed` where it is about a debt."""

    band: Band
    at: datetime
    why: Why
    owed: Owed | None = None


class Place(NamedTuple):
    """Where a line stands: its band and moment, the next word, and when time alone changes it."""

    band: Band
    moment: datetime
    word: Word
    stale_at: datetime | None


def place(situation: Situation, *, at: datetime) -> Place:
    """The line's place at `at`.

    Of the words that are due by now the one in the first band counts, of those the earliest; where
    none is due yet, the one that falls due first, and the line is calm.
    """
    words = list(_words(situation, at=at))
    due = [word for word in words if word.at <= at]
    later = [word for word in words if word.at > at]
    stale_at = min((word.at for word in later), default=None)
    if due:
        word = min(due, key=_by_band)
        return Place(word.band, _moment(word), word, stale_at)
    if later:
        word = min(later, key=lambda it: (it.at, it.band))
        return Place(Band.CALM, word.at, word, stale_at)
    word = Word(Band.QUIET, situation.heard_at, Why.NOTHING)
    return Place(Band.QUIET, word.at, word, None)


def _by_band(word: Word) -> tuple[Band, datetime]:
    return word.band, _moment(word)


def _moment(word: Word) -> datetime:
    """What is due is sorted by when it is due, not by when its band began."""
    if word.band is Band.DUE_NOW and word.owed is not None and word.owed.due_at is not None:
        return word.owed.due_at
    return word.at


def _words(situation: Situation, *, at: datetime) -> Iterator[Word]:
    """Every word that is due or will be, if nothing else happens."""
    for owed in situation.account.ours:
        yield from _dated(owed, situation, at=at) if owed.due_at is not None else ()
        if owed.is_moved:
            yield Word(Band.UNTOLD, owed.since, Why.MOVED, owed)
        if owed.debt is Debt.ASK:
            yield Word(Band.UNANSWERED, _answer_due(owed, situation), Why.ASKED, owed)
    for owed in situation.account.theirs:
        if owed.due_at is not None:
            yield Word(Band.THEY_ARE_LATE, _reminder_due(owed, owed.due_at), Why.REMIND, owed)
    if situation.cadence_days is not None:
        yield Word(Band.SILENT, _silence_ends(situation), Why.CADENCE)


def _dated(owed: Owed, situation: Situation, *, at: datetime) -> Iterator[Word]:
    assert owed.due_at is not None
    if not owed.is_late(at):
        begins = max(_last_working_day(owed.due_at, situation), owed.since)
        yield Word(Band.DUE_NOW, begins, Why.DUE, owed)
    band = Band.LATE if owed.is_lateness_told else Band.UNTOLD
    yield Word(band, owed.due_at, Why.OVERDUE, owed)


def _last_working_day(due_at: datetime, situation: Situation) -> datetime:
    """When the working day before the due day begins: from then on the promise is endangered.

    A due time ends at the midnight after its day, so that the day is the one of a moment before.
    """
    due_on = (due_at - timedelta(microseconds=1)).astimezone(situation.zone).date()
    before = working_day_before(due_on, country=situation.country)
    return day_begins(before, zone=situation.zone)


def _answer_due(owed: Owed, situation: Situation) -> datetime:
    """When the last day begins on which an answer is in time, counted from when they last heard."""
    rank = (situation.asked_ranks or {}).get(owed.key, 0)
    heard_at = max(owed.since, owed.told_at or owed.since)
    days = REPLY_DAYS.get(rank, USUAL_REPLY_DAYS)
    heard_on = heard_at.astimezone(situation.zone).date()
    last = after_working_days(heard_on, days, country=situation.country)
    return day_begins(last, zone=situation.zone)


def _silence_ends(situation: Situation) -> datetime:
    """When the last day begins on which the cadence is still kept."""
    heard_on = situation.heard_at.astimezone(situation.zone).date()
    last = heard_on + timedelta(days=situation.cadence_days or 0)
    return day_begins(last, zone=situation.zone)


def _reminder_due(owed: Owed, due_at: datetime) -> datetime:
    """A need is asked for when it becomes overdue, and again some days after each time."""
    if owed.told_at is None or not owed.is_lateness_told:
        return due_at
    return owed.told_at + REMIND_AFTER
