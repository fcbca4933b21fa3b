"""What a line says, kept as plain values: days become words when the page is made."""

from datetime import datetime
from typing import Any

from troth.agenda.order import Place
from troth.agenda.situation import Gathered
from troth.pure.ledger import Account, Owed

WHAT_LENGTH = 120
"""Code points of a debt's words that a line holds."""


def facts(gathered: Gathered, account: Account, where: Place) -> dict[str, Any]:
    """The line's facts as JSON holds them; instants in whole seconds since 1970."""
    endangered = where.word.owed if where.word.why == "due" else None
    return {
        "name": gathered.client.name,
        "kind": gathered.client.kind,
        "heard": _seconds(gathered.heard_at),
        "heard_by": gathered.heard_by,
        "why": where.word.why,
        "word_at": _seconds(where.word.at),
        "about": _owed(where.word.owed),
        "they_wait": _owed(account.they_wait),
        "we_wait": _owed(account.we_wait),
        "late_ours": [_owed(it) for it in account.late_ours[:1]],
        "late_ours_count": len(account.late_ours),
        "late_theirs": [_owed(it) for it in account.late_theirs[:1]],
        "late_theirs_count": len(account.late_theirs),
        "endangered": _owed(endangered),
        "open_ours": len(account.ours),
        "open_theirs": len(account.theirs),
        "to_look_at": gathered.to_look_at,
    }


def _owed(owed: Owed | None) -> dict[str, Any] | None:
    if owed is None:
        return None
    what = owed.what if len(owed.what) <= WHAT_LENGTH else owed.what[: WHAT_LENGTH - 1] + "…"
    return {
        "id": owed.key,
        "debt": owed.debt,
        "who": owed.who,
        "what": " ".join(what.split()),
        "since": _seconds(owed.since),
        "due": _seconds(owed.due_at),
    }


def _seconds(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp())
