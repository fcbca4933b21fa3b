"""What a line says, kept as plain values: days become words when the page is made."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from troth.agenda.order import Place
from troth.agenda.situation import Gathered
from troth.pure.ledger import Account, Owed

WHAT_LENGTH = 120
"""Code points of a debt's words that a line holds."""


def facts(gathered: Gathered, account: Account, where: Place) -> dict[str, Any]:
    """The line's facts as JSON holds them; instants in whole seconds since 1970, days as ISO days.

    What is due on a day is due on that day for every reader, wherever they are; and the day of the
    next word is its owner's.
    """
    endangered = where.word.owed if where.word.why == "due" else None
    zone = ZoneInfo(gathered.client.owner.zone)
    owed = partial(_owed, due_days=gathered.due_days)
    return {
        "name": gathered.client.name,
        "kind": gathered.client.kind,
        "heard": _seconds(gathered.heard_at),
        "heard_by": gathered.heard_by,
        "why": where.word.why,
        "word_on": _day(where.word.at, zone).isoformat(),
        "about": owed(where.word.owed),
        "they_wait": owed(account.they_wait),
        "we_wait": owed(account.we_wait),
        "late_ours": [owed(it) for it in account.late_ours[:1]],
        "late_ours_count": len(account.late_ours),
        "late_theirs": [owed(it) for it in account.late_theirs[:1]],
        "late_theirs_count": len(account.late_theirs),
        "endangered": owed(endangered),
        "open_ours": len(account.ours),
        "open_theirs": len(account.theirs),
        "to_look_at": gathered.to_look_at,
    }


def _owed(owed: Owed | None, *, due_days: Mapping[str, date]) -> dict[str, Any] | None:
    if owed is None:
        return None
    due_on = due_days.get(owed.key)
    what = owed.what if len(owed.what) <= WHAT_LENGTH else owed.what[: WHAT_LENGTH - 1] + "…"
    return {
        "id": owed.key,
        "debt": owed.debt,
        "who": owed.who,
        "what": " ".join(what.split()),
        "since": _seconds(owed.since),
        "due": _seconds(owed.due_at),
        "due_on": due_on.isoformat() if due_on else "",
    }


def _day(at: datetime, zone: ZoneInfo) -> date:
    """In the zone; at the very ends of the calendar, where there is none, as it is."""
    try:
        return at.astimezone(zone).date()
    except OverflowError:
        return at.date()


def _seconds(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp())
