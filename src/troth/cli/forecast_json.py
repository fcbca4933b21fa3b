"""A forecast as other programs read it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from troth.pure.forecast.answer import SHARES, Finish, Forecast
from troth.pure.forecast.grounds import sampling_error
from troth.pure.forecast.moving import Move

DIGITS = 4


def document(
    answer: Forecast,
    moved_by: Mapping[str, Sequence[Move]],
    *,
    rests_on: list[str],
    left_out: list[str],
) -> str:
    """One JSON document, the pieces in the order of urgency.

    Instants carry the offset of the zone of whoever does the piece; a finish is null where it is
    later than `horizon`. What moves a date stands in its piece, where it was asked for.
    """
    zones = {person.id: person.place.zone for person in answer.plan.people}
    document = {
        "at": _iso(answer.plan.at, answer.plan.zone),
        "zone": answer.plan.zone.key,
        "seed": answer.plan.seed,
        "trials": answer.plan.trials,
        "sampling_error": round(sampling_error(answer.plan.trials), DIGITS),
        "horizon": _iso(answer.horizon, answer.plan.zone),
        "rests_on": rests_on,
        "left_out": left_out,
        "work": [_row(it, zones[it.work.person], moved_by) for it in answer.finishes],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _row(finish: Finish, zone: ZoneInfo, moved_by: Mapping[str, Sequence[Move]]) -> dict[str, Any]:
    row = _dates(finish, zone)
    if (moves := moved_by.get(finish.work.id)) is not None:
        row["moved_by"] = [{"if": move.words, "80": _iso(move.by, zone)} for move in moves]
    return row


def _dates(finish: Finish, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "id": finish.work.id,
        "title": finish.work.title,
        "person": finish.work.person,
        "client": finish.work.client or None,
        "finish": {
            f"{share * 100:.0f}": _iso(moment, zone) if moment else None
            for share, moment in zip(SHARES, finish.by, strict=True)
        },
        "promised": [
            {
                "due": promised.due.said,
                "until": _iso(promised.due.at, zone),
                "chance": round(promised.chance, DIGITS),
            }
            for promised in finish.promised
        ],
    }


def _iso(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="minutes")
