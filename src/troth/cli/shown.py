"""A finding as other programs read it."""

from datetime import datetime
from typing import Any

from troth.pure.reading import Finding, Kind

LEDGER_ONLY = frozenset({Kind.DECLINE, Kind.WITHDRAWAL})
"""Kinds that decide what is still open and are never shown themselves."""


def finding_json(
    finding: Finding,
    *,
    sender: str | None = None,
    to: list[str] | None = None,
    message_id: str | None = None,
    sent_at: datetime | None = None,
    standing: str | None = None,
) -> dict[str, Any]:
    """One finding with the names and in the order that `scan` and `read` promise to scripts.

    What only a letter knows is null where there is no letter. `due` is an ISO day, or an ISO
    instant with its offset. `actor` is there only where the writer speaks for somebody
    else, `answers` only where the sentence stands below the quoted words it answers.
    """
    return {
        "kind": finding.kind.value,
        "sentence": finding.sentence,
        "start": finding.start,
        "end": finding.end,
        "due": finding.due.isoformat() if finding.due else None,
        "due_words": finding.due_words,
        "from": sender,
        "to": to,
        "message_id": message_id,
        "sent_at": sent_at.isoformat() if sent_at else None,
        "certainty": finding.certainty,
        "rule": finding.rule,
        "language": finding.language,
        "standing": standing,
    } | {name: said for name in ("actor", "answers") if (said := getattr(finding, name))}
